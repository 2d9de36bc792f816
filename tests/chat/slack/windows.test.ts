import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  blockActions,
  blockSuggestion,
  globalShortcut,
  type Option,
  type Place,
  viewSubmission,
} from '../../servers/slack-interactions.js';
import type { ViewChange } from '../../servers/slack-views.js';
import {
  buttonNamed,
  elementCalled,
  labelsOf,
  openWorkspace,
  optionNamed,
  type Posted,
  WAYS,
  type Workspace,
  wordsOf,
} from './workspace.js';

let workspace: Workspace;

afterEach(async () => {
  expect(workspace.warnings).toEqual([]);
  await workspace.close();
});

/** The window to ask in, as the shortcut opens it. */
const askWindow = () => workspace.nextView(() => workspace.interact(globalShortcut(workspace.slack)));

/** The options that are offered for what is typed. */
async function optionsFor(window: ViewChange, typed: string): Promise<readonly Option[]> {
  const { options } = (await workspace.interact(blockSuggestion(window, 'question', typed))) as {
    options: Option[];
  };
  return options;
}

const FIELD = { block_id: 'question', action_id: 'question' };

/** Sends the window with an option; gives the window as it is then. */
const send = (window: ViewChange, option: Option | null) =>
  workspace.nextView(() => workspace.interact(viewSubmission(workspace.slack, window, FIELD, option)));

/** Asks in a window what is typed there. */
async function askedInWindow(typed: string): Promise<ViewChange> {
  const window = await askWindow();
  const [first] = await optionsFor(window, typed);
  return send(window, first ?? null);
}

const viewPlace = ({ id }: ViewChange): Place => ({ kind: 'view', id });

describe.each(WAYS)('over $name, the window to ask in', ({ connection }) => {
  beforeEach(async () => {
    workspace = await openWorkspace({ connection });
  });

  test('offers first what is typed as a question, then sections that begin so', async () => {
    const window = await askWindow();
    const options = await optionsFor(window, 'stateful');
    expect(options.map(({ text }) => text.text)).toEqual([
      'Ask: stateful',
      'StatefulSets',
      'StatefulSets › Scaling',
    ]);
    expect(await optionsFor(window, '   ')).toEqual([]);
  });

  test('answers a typed question in the same window', async () => {
    const answer = await askedInWindow('What is a Pod?');
    expect(answer.method).toBe('response_action');
    expect(answer.view).toMatchObject({ type: 'modal', title: { text: 'Answer' } });
    expect(wordsOf(answer)).toContain('A Pod is the smallest thing');
    expect(workspace.questions.map(({ text }) => text)).toEqual(['What is a Pod?']);
  });

  test('answers a question that is longer than an option can hold, whole', async () => {
    const typed = `What is a Pod, ${'please tell me, '.repeat(150)}?`;
    const answer = await askedInWindow(typed);
    expect(workspace.questions.map(({ text }) => text)).toEqual([typed]);
    expect(answer.view).toMatchObject({ title: { text: 'Answer' } });
  });

  test('after a restart, knows of such a question what the option showed', async () => {
    const typed = `What is a Pod, ${'please tell me, '.repeat(150)}?`;
    const window = await askWindow();
    const [first] = await optionsFor(window, typed);
    await workspace.restart();
    await send(window, first ?? null);
    const [asked] = workspace.questions;
    expect(typed).toContain(asked?.text);
    expect(asked?.text).toMatch(/^What is a Pod, please/);
  });

  test('says how much it read of a message that is far too long', async () => {
    const answer = await askedInWindow(`What is a Pod? ${'x '.repeat(6_000)}`);
    expect(wordsOf(answer)).toContain('I read its first 10,000 characters');
  });

  test('shows a section that is chosen', async () => {
    const window = await askWindow();
    const option = optionNamed(await optionsFor(window, 'rollout'), 'Deployments › How a rollout goes');
    const section = await send(window, option);
    expect(wordsOf(section)).toContain('Step 39 of a rollout');
    expect(workspace.questions).toEqual([]);
  });

  test('understands what follows what was asked in a window before', async () => {
    await askedInWindow('What is a StatefulSet?');
    await askedInWindow('and how is it scaled?');
    expect(workspace.questions.at(-1)?.thread).toEqual(['What is a StatefulSet?']);
  });

  test('takes nothing chosen, and what is none of ours, for an answer that is gone', async () => {
    const text = { type: 'plain_text', text: 'Ask: x' };
    for (const value of [
      'v1 why answer-1',
      'constructor',
      'v1 read 0000000000000000',
      'v1 rate answer-1 1',
    ]) {
      const answer = await send(await askWindow(), { text, value });
      expect(wordsOf(answer)).toMatch(/no longer/);
    }
    expect(wordsOf(await send(await askWindow(), null))).toMatch(/no longer/);
    expect(workspace.questions).toEqual([]);
  });
});

describe('an answer in a window', () => {
  beforeEach(async () => {
    workspace = await openWorkspace();
  });

  const press = (window: ViewChange, label: string) =>
    workspace.nextView(() =>
      workspace.interact(blockActions(workspace.slack, buttonNamed(window, label), viewPlace(window))),
    );

  test('has the buttons of an answer, but no thumbs, which Slack allows in messages alone', async () => {
    const answer = await askedInWindow('What is a Pod?');
    expect(labelsOf(answer)).toEqual(expect.arrayContaining(['More results', 'Why this?']));
    expect(() => elementCalled(answer, 'rate')).toThrow();
    expect(() => elementCalled(answer, 'press related')).not.toThrow();
  });

  test('has its explanation and further results laid over it, whose pages turn in their place', async () => {
    const answer = await askedInWindow('What is a Pod?');
    expect(await press(answer, 'Why this?')).toMatchObject({ method: 'views.push', root: answer.id });
    const pages = await press(answer, 'More results');
    expect(pages).toMatchObject({ method: 'views.push', root: answer.id });
    expect(await press(pages, 'Next')).toMatchObject({ method: 'views.update', id: pages.id });
  });

  test('makes room where Slack lays no further window over the others', async () => {
    const answer = await askedInWindow('What is a Pod?');
    const pages = await press(answer, 'More results');
    const section = await press(pages, 'Show');
    expect(section).toMatchObject({ method: 'views.push', root: answer.id });
    expect(await press(pages, 'Show')).toMatchObject({ method: 'views.update' });
  });

  const share = (answer: ViewChange, channel: string) => {
    const element = elementCalled(answer, 'share_to');
    const payload = blockActions(workspace.slack, element, viewPlace(answer)) as { actions: object[] };
    const actions = payload.actions.map((action) => ({ ...action, selected_conversation: channel }));
    return workspace.interact({ ...payload, actions });
  };

  test('is shared in the channel that is chosen, and says so', async () => {
    const answer = await askedInWindow('What is a Pod?');
    const message = await workspace.nextMessage(() => share(answer, 'C0CHOSEN'));
    expect(message).toMatchObject({ channel: 'C0CHOSEN' });
    expect(wordsOf(message)).toMatch(/^Shared by <@U0ASKER>/);
    await workspace.askLast();
    const word = workspace.slack.views.changes.at(-1);
    expect(word).toMatchObject({ method: 'views.update', id: answer.id });
    expect(wordsOf(word as ViewChange)).toBe('Shared.');
  });

  test('of nothing that was answered cannot be shared', async () => {
    const answer = await askedInWindow('who painted the ceiling?');
    expect(() => elementCalled(answer, 'share_to')).toThrow();
  });

  test('shows a table with letters, which Slack draws in messages alone', async () => {
    const answer = await askedInWindow('compare Deployment and StatefulSet');
    expect(wordsOf(answer)).toContain('A Deployment keeps');
    expect(wordsOf(answer)).toContain('A StatefulSet keeps');
  });
});

test('sharing from a window where the bot is not says to invite it', async () => {
  workspace = await openWorkspace();
  workspace.slack.leave('C0THEIRS');
  const answer = await askedInWindow('What is a Pod?');
  const element = elementCalled(answer, 'share_to');
  const payload = blockActions(workspace.slack, element, viewPlace(answer)) as { actions: object[] };
  const actions = payload.actions.map((action) => ({ ...action, selected_conversation: 'C0THEIRS' }));
  const told = await workspace.nextView(() => workspace.interact({ ...payload, actions }));
  expect(wordsOf(told)).toContain('invite it with /invite');
  await workspace.askLast();
  expect(workspace.takeWarnings()).toEqual([expect.stringContaining('not_in_channel')]);
  const [posted] = workspace.slack.messages as readonly Posted[];
  expect(posted).toMatchObject({ channel: 'C0LAST' });
});

test('the window does not open where its trigger is too old, and the log says so in one line', async () => {
  workspace = await openWorkspace();
  const shortcut = globalShortcut(workspace.slack);
  workspace.slack.views.expireTriggers();
  await workspace.interact(shortcut);
  await workspace.askLast();
  expect(workspace.takeWarnings()).toEqual([expect.stringContaining('expired_trigger_id')]);
});
