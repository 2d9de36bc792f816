import { afterEach, describe, expect, test } from 'vitest';
import { createCatalogue } from '../../../src/chat/catalogue.js';
import type { Candidate } from '../../../src/chat/reply.js';
import { renderHome } from '../../../src/chat/slack/render-home.js';
import { walkKeyOf } from '../../../src/chat/walk-button.js';
import { parseTrack } from '../../../src/onboarding/parse-track.js';
import type { Track } from '../../../src/onboarding/track.js';
import { documentFrom } from '../../documents.js';
import { viewFault } from '../../servers/block-kit.js';
import { blockActions, blockSuggestion, type Option, type Place } from '../../servers/slack-interactions.js';
import { appHomeOpened, mention } from '../../servers/slack-server.js';
import type { ViewChange } from '../../servers/slack-views.js';
import { SMALL } from '../small-knowledge.js';
import {
  buttonNamed,
  elementCalled,
  elementsOf,
  labelsOf,
  openWorkspace,
  optionNamed,
  until,
  WAYS,
  type Workspace,
  type WorkspaceOptions,
  wordsOf,
} from './workspace.js';

let workspace: Workspace;

afterEach(async () => {
  await workspace?.close();
});

async function open(options: WorkspaceOptions = {}): Promise<void> {
  workspace = await openWorkspace(options);
}

/** The Home tab as somebody sees who opens it. */
const home = () => workspace.nextView(() => workspace.sendEvent(appHomeOpened('home')));

const viewPlace = ({ id }: ViewChange): Place => ({ kind: 'view', id });

describe.each(WAYS)('over $name, the Home tab', ({ connection }) => {
  test('is shown to whoever opens it: a field, what is often asked, the case studies', async () => {
    await open({ connection });
    const tab = await home();
    expect(tab).toMatchObject({ method: 'views.publish', user: 'U0ASKER', view: { type: 'home' } });
    expect(wordsOf(tab)).toContain('16 documents with 48 sections');
    expect(wordsOf(tab)).toMatch(/Banking\*\nGlobex, Oscorp/);
    expect(elementCalled(tab, 'home_search')).toMatchObject({ type: 'external_select', min_query_length: 1 });
    expect(labelsOf(tab)).toEqual(expect.arrayContaining(['Ask a question', 'What is a Pod?']));
  });

  test('answers what is typed into its field, in a window', async () => {
    await open({ connection });
    const tab = await home();
    const { options } = (await workspace.interact(blockSuggestion(tab, 'home_search', 'What is a Pod?'))) as {
      options: Option[];
    };
    const option = optionNamed(options, 'Ask: What is a Pod?');
    const field = elementCalled(tab, 'home_search');
    const answer = await workspace.nextView(() =>
      workspace.interact(blockActions(workspace.slack, field, viewPlace(tab), { option })),
    );
    expect(answer).toMatchObject({ method: 'views.open', view: { type: 'modal' } });
    expect(wordsOf(answer)).toContain('A Pod is the smallest thing');
    expect(elementCalled(answer, 'share_to')).toBeDefined();
  });

  test('shows a section that is chosen in its field, and the story of a company', async () => {
    await open({ connection });
    const tab = await home();
    const { options } = (await workspace.interact(blockSuggestion(tab, 'home_search', 'rollout'))) as {
      options: Option[];
    };
    const choose = (name: string, option: Option) =>
      workspace.nextView(() =>
        workspace.interact(
          blockActions(workspace.slack, elementCalled(tab, name), viewPlace(tab), { option }),
        ),
      );
    const section = await choose('home_search', optionNamed(options, 'Deployments › How a rollout goes'));
    expect(wordsOf(section)).toContain('Step 39 of a rollout');
    const { options: companies = [] } = elementCalled(tab, 'home_read 1') as { options?: readonly Option[] };
    expect(wordsOf(await choose('home_read 1', optionNamed(companies, 'Acme')))).toContain(
      'Acme moved its shops',
    );
    expect(workspace.questions).toEqual([]);
  });

  test('answers a question that is often asked', async () => {
    await open({ connection });
    const tab = await home();
    const button = buttonNamed(tab, 'What is a Service?');
    const answer = await workspace.nextView(() =>
      workspace.interact(blockActions(workspace.slack, button, viewPlace(tab))),
    );
    expect(wordsOf(answer)).toContain('A Service gives Pods one address');
  });

  test('opens the window to ask in', async () => {
    await open({ connection });
    const tab = await home();
    const window = await workspace.nextView(() =>
      workspace.interact(blockActions(workspace.slack, buttonNamed(tab, 'Ask a question'), viewPlace(tab))),
    );
    expect(window).toMatchObject({ method: 'views.open', view: { callback_id: 'ask' } });
  });

  test('takes a value that is none of ours for an answer that is gone', async () => {
    await open({ connection });
    const tab = await home();
    const button = buttonNamed(tab, 'What is a Pod?');
    for (const value of ['', 'v1 read 0', 'v1 share answer-1', 'constructor', 'x'.repeat(2_000)]) {
      const answer = await workspace.nextView(() =>
        workspace.interact(blockActions(workspace.slack, { ...button, value }, viewPlace(tab))),
      );
      expect(wordsOf(answer)).toContain('no longer remember');
    }
    expect(workspace.warnings).toEqual([]);
  });
});

describe('the Home tab', () => {
  test('shows the tracks with one’s progress, and goes on in a direct message', async () => {
    const track = parseTrack('first-week.md', TRACK) as Track;
    await open({ tracks: [track] });
    const tab = await home();
    expect(wordsOf(tab)).toContain('Learn step by step');
    expect(wordsOf(tab)).toContain('First week');
    const step = await workspace.nextMessage(() =>
      workspace.interact(blockActions(workspace.slack, buttonNamed(tab, 'Start'), viewPlace(tab))),
    );
    expect(step).toMatchObject({ channel: 'U0ASKER' });
    expect(wordsOf(step)).toContain('1 of 2: Look');
    // The tab below the window is drawn anew.
    const { changes } = workspace.slack.views;
    await until(() =>
      expect(changes.map(({ method }) => method)).toEqual(['views.publish', 'views.open', 'views.publish']),
    );
    expect(wordsOf(changes[1] as object)).toContain('as a direct message');
    expect(wordsOf(changes[2] as object)).toContain('You are at 1 of 2');
    expect(wordsOf(await home())).toContain('You are at 1 of 2');
  });

  test('names first what answers showed most', async () => {
    await open();
    await workspace.nextMessage(() => workspace.sendEvent(mention('What is a StatefulSet?')));
    const questions = elementsOf(await home()).filter(({ action_id }) =>
      action_id.startsWith('home_popular'),
    );
    expect(questions[0]).toMatchObject({ value: 'ask What is a StatefulSet?' });
    expect(new Set(questions.map(({ value }) => value)).size).toBe(questions.length);
  });

  test('goes without what is often asked while the memory does not answer', async () => {
    await open();
    workspace.lasting.answers.mostShown = () => Promise.reject(new Error('disk full'));
    expect(labelsOf(await home())).toContain('What is a Pod?');
    expect(workspace.warnings).toEqual([expect.stringContaining('disk full')]);
  });

  test('is within Slack’s limits for a knowledge base of any size', () => {
    const studies = Array.from({ length: 300 }, (_, number) =>
      documentFrom(
        `---
kind: case-study
title: Company ${number}
summary: none
sources: [{ title: S, url: https://example.com/ }]
checked: 2026-01-31
company: ${'A company of many words '.repeat(4)}${number}
industry: ${number < 120 ? 'Crowded' : `Industry ${number}`}
year: 2020
tools: [Kubernetes]
themes: [testing]
---
Text.`,
        `${number}.md`,
      ),
    );
    const popular = Array.from({ length: 5 }, () => 'How '.repeat(600));
    const tracks = Array.from({ length: 30 }, () => ({
      title: '<!channel> '.repeat(400),
      gist: 'a gist '.repeat(600),
      action: 'Go on',
      button: { kind: 'walk', verb: 'start', track: walkKeyOf('first-week') },
    })) satisfies Candidate[];
    expect(viewFault(renderHome(createCatalogue(studies), popular, tracks))).toBeUndefined();
    expect(viewFault(renderHome(createCatalogue([]), []))).toBeUndefined();
    expect(viewFault(renderHome(createCatalogue(SMALL), ['<!channel> & <@U1>?']))).toBeUndefined();
  });
});

describe.each(WAYS)('over $name, opening the messages with the bot', ({ connection }) => {
  test('offers questions to begin with', async () => {
    await open({ connection });
    await workspace.sendEvent(appHomeOpened('messages'));
    await workspace.askLast();
    expect(workspace.slack.prompts).toMatchObject([
      {
        channel_id: 'D0DIRECT',
        prompts: expect.arrayContaining([{ title: 'What is a Pod?', message: 'What is a Pod?' }]),
      },
    ]);
    expect(workspace.slack.views.changes).toEqual([]);
  });
});

describe('opening the messages with the bot', () => {
  test('offers at most as many questions as Slack takes', async () => {
    await open({ bot: { catalogue: createCatalogue(SMALL) } });
    for (const question of ['What is a StatefulSet?', 'What is a Service?', 'What is a Deployment?'])
      await workspace.nextMessage(() => workspace.sendEvent(mention(question)));
    await workspace.sendEvent(appHomeOpened('messages'));
    await workspace.askLast();
    expect(workspace.slack.prompts[0]?.prompts).toHaveLength(4);
  });

  test('offers nothing where the knowledge base says of no section what it answers', async () => {
    await open({ bot: { catalogue: createCatalogue([]) } });
    await workspace.sendEvent(appHomeOpened('messages'));
    await workspace.askLast();
    expect(workspace.slack.prompts).toEqual([]);
    expect(workspace.warnings).toEqual([]);
  });

  test('is one line in the log where the app was not given the right to', async () => {
    await open({ scopes: ['chat:write', 'app_mentions:read'] });
    await workspace.sendEvent(appHomeOpened('messages'));
    await workspace.askLast();
    expect(workspace.warnings).toEqual([expect.stringContaining('missing_scope')]);
  });
});

const TRACK = `---
title: First week
summary: What one can do afterwards.
audience: newcomers
duration: an hour
---

# First week

## Look

A text.

### Read

- [Pods](../concepts/pods.md)

## Go on

Another text.
`;
