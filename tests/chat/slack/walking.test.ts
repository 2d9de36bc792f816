import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { parseButton } from '../../../src/chat/button.js';
import { createRateLimits } from '../../../src/chat/rate-limits.js';
import type { Track } from '../../../src/onboarding/track.js';
import { openStore, type Store } from '../../../src/store/open-store.js';
import { rightButton } from '../../onboarding/right-answers.js';
import { shippedTracks } from '../../onboarding/shipped-tracks.js';
import { smallTrack, without } from '../../onboarding/small-track.js';
import {
  blockActions,
  blockSuggestion,
  type Element,
  globalShortcut,
  messagePlace,
  type Option,
  type Place,
  viewSubmission,
} from '../../servers/slack-interactions.js';
import { directMessage, mention } from '../../servers/slack-server.js';
import {
  buttonNamed,
  elementsOf,
  labelsOf,
  openWorkspace,
  type Posted,
  until,
  WAYS,
  type Workspace,
  type WorkspaceOptions,
  wordsOf,
} from './workspace.js';

const ME = { platform: 'slack', user: 'U0ASKER' };
const DIRECT = 'D0ASKER';

let workspace: Workspace;
let tracks: Track[];

afterEach(async () => {
  expect(workspace.warnings).toEqual([]);
  await workspace.close();
});

async function open(options: WorkspaceOptions = {}): Promise<void> {
  tracks = [...(options.tracks ?? [smallTrack()])];
  workspace = await openWorkspace({ ...options, tracks });
}

const press = (element: Element, place: Place, user?: string) =>
  workspace.interact(blockActions(workspace.slack, element, place, user === undefined ? {} : { user }));

/** Presses a button of a direct message; gives what stands in its place then. */
async function go(message: Posted, button: string | Element, user = 'U0ASKER'): Promise<Posted> {
  const { channel, ts } = workspace.slack.placeOf(message);
  const element = typeof button === 'string' ? buttonNamed(message, button) : button;
  const { updates } = workspace.slack;
  const before = updates.length;
  await press(element, messagePlace({ channel, ts }), user);
  await until(() => expect(updates.length).toBeGreaterThan(before));
  return updates[before] as Posted;
}

const listed = (user = 'U0ASKER') =>
  workspace.nextResponse(() => workspace.command('onboard', { user_id: user }));

/** Begins the first track, and gives its first step in the direct message. */
async function begin(user = 'U0ASKER', label = 'Start'): Promise<Posted> {
  const list = await listed(user);
  const step = await workspace.nextMessage(() =>
    press(buttonNamed(list, label), messagePlace({ isEphemeral: true }), user),
  );
  expect(step).toMatchObject({ channel: user });
  return step;
}

async function newStore(): Promise<Store> {
  const store = await openStore(':memory:');
  onTestFinished(() => store.close());
  return store;
}

const progress = async () => (await workspace.lasting.progress.find(ME, 'first-steps'))?.progress;

describe.each(WAYS)('over $name, a track', ({ connection }) => {
  test('is walked from its beginning to its end in a direct message, each step in the place of the one before', async () => {
    await open({ connection });
    const list = await listed();
    expect(list).toMatchObject({ response_type: 'ephemeral' });
    expect(wordsOf(list)).toContain('4 steps. You know what a Pod is.');
    const first = await begin();
    expect(wordsOf(first)).toMatch(/1 of 4: Meet the Pod/);
    expect(wordsOf(first)).toContain('Four small steps.');
    await until(() =>
      expect(wordsOf(workspace.slack.responses.at(-1) as Posted)).toContain('as a direct message'),
    );
    expect(workspace.slack.responses.at(-1)).toMatchObject({ replace_original: true });
    expect(labelsOf(first)).toEqual([
      'What a Pod is',
      'Its phases',
      'Answer a question',
      'Skip',
      'Stop',
      'Show my name',
    ]);

    const quiz = await go(first, 'Answer a question');
    const missed = await go(quiz, 'B: It has failed.');
    expect(wordsOf(missed)).toContain('Not quite.');
    expect(wordsOf(missed)).toContain('A Pod is pending, running, succeeded or failed.');
    expect(wordsOf(missed)).toContain('Source: <https://kubernetes.io/pods/|Pods> · CC BY 4.0');
    const second = await go(await go(missed, 'Try again'), 'A: It is pending.');
    expect(wordsOf(second)).toMatch(/Right\.[\s\S]*Nothing is asked here/);
    expect(await go(second, 'Back')).toMatchObject({
      channel: DIRECT,
      ts: workspace.slack.placeOf(first).ts,
    });
    expect(wordsOf(workspace.slack.updates.at(-1) as Posted)).toContain('1 of 4');
    const third = await go(
      await go(await go(workspace.slack.updates.at(-1) as Posted, 'Skip'), 'Next'),
      'Answer 2 questions',
    );
    expect(wordsOf(third)).toContain('Meet the Deployment');
    const fourth = await go(await go(third, 'A: Pods'), 'B: With kubectl scale');
    const several = await go(
      await go(await go(fourth, 'Answer a question'), '☐ A: ClusterIP'),
      '☐ C: NodePort',
    );
    expect(labelsOf(several)).toContain('☑ A: ClusterIP');
    const end = await go(several, 'Answer');
    expect(wordsOf(end)).toContain('You have come to the end of “First steps”.');
    expect(wordsOf(end)).toContain('answered wrongly once; to read: What a Pod is');
    const read = await workspace.nextView(() =>
      press(buttonNamed(end, 'Read'), messagePlace(workspace.slack.placeOf(end))),
    );
    expect(wordsOf(read)).toContain('A Pod is the smallest thing');
    expect(wordsOf(await listed())).toContain('Finished.');
    expect(workspace.slack.messages).toHaveLength(1);
  });

  test('goes on after a restart, days later, from any of its buttons', async () => {
    await open({ connection, lasting: await newStore() });
    const first = await begin();
    const second = await go(first, 'Skip');
    await workspace.restart();
    const stopped = await go(second, 'Stop');
    expect(wordsOf(stopped)).toContain('with 1 of 4 steps behind you');
    await workspace.restart();
    expect(wordsOf(await listed())).toContain('Stopped, with 1 of 4 steps behind you');
    const again = await go(stopped, 'Go on');
    expect(wordsOf(again)).toContain('2 of 4: Look around');
    await go(again, 'Next');
    await new Promise((resolve) => setTimeout(resolve, 2_050));
    const elsewhere = await go(first, 'Skip');
    expect(wordsOf(elsewhere)).toContain('already elsewhere');
    expect(wordsOf(elsewhere)).toContain('3 of 4: Meet the Deployment');
    expect(await begin('U0ASKER', 'Go on')).toSatisfy((step: Posted) => wordsOf(step).includes('3 of 4'));
  });
});

test('every track of the knowledge base is walked to its end with right answers', async () => {
  const shipped = await shippedTracks();
  await open({ tracks: shipped.tracks, bot: { catalogue: shipped.catalogue } });
  let longest = '';
  for (const [place, track] of tracks.entries()) {
    const list = await listed();
    const start = elementsOf(list)[place] as Element;
    let page = await workspace.nextMessage(() => press(start, messagePlace({ isEphemeral: true })));
    for (let presses = 0; ; presses++) {
      expect(presses).toBeLessThan(100);
      expect(Array.isArray(page.blocks) || page.channel !== DIRECT).toBe(true);
      const text = wordsOf(page);
      if (text.length > longest.length) longest = text;
      const elements = elementsOf(page);
      const value = rightButton(
        elements.flatMap((each) => parseButton(each.value ?? '') ?? []),
        tracks,
      );
      if (value === undefined) break;
      page = await go(page, elements.find((each) => each.value === value) as Element);
    }
    expect(wordsOf(page)).toBe(
      `You have come to the end of “${track.title}”. Every question was right at the first try.`,
    );
  }
  expect(longest.length).toBeLessThan(3_000);
}, 60_000);

describe('two presses at once', () => {
  test('count once, in one process', async () => {
    await open();
    const first = await begin();
    const { updates } = workspace.slack;
    const place = messagePlace(workspace.slack.placeOf(first));
    await Promise.all([1, 2, 3, 4].map(() => press(buttonNamed(first, 'Skip'), place)));
    await until(() => expect(updates).toHaveLength(4));
    for (const each of updates) expect(wordsOf(each)).toContain('2 of 4: Look around');
    expect(await progress()).toMatchObject({ skipped: ['meet-the-pod'], step: 'look-around' });
  });

  test('count once, in two processes that share a memory', async () => {
    const store = await newStore();
    await open({ lasting: store });
    await workspace.join();
    const first = await begin();
    const quiz = await go(first, 'Answer a question');
    const { updates } = workspace.slack;
    const before = updates.length;
    const pressed = blockActions(
      workspace.slack,
      buttonNamed(quiz, 'B: It has failed.'),
      messagePlace(workspace.slack.placeOf(quiz)),
    );
    for (const socket of [0, 1, 0, 1]) workspace.slack.deliver('interactive', pressed, undefined, socket);
    await until(() => expect(updates).toHaveLength(before + 4));
    for (const each of updates.slice(before)) expect(wordsOf(each)).toContain('Not quite');
    expect((await progress())?.missed).toEqual({ 'meet-the-pod 0': 1 });
  });

  test('begin a track once', async () => {
    await open();
    const list = await listed();
    const place = messagePlace({ isEphemeral: true });
    await Promise.all([1, 2].map(() => press(buttonNamed(list, 'Start'), place)));
    await until(() => expect(workspace.slack.messages).toHaveLength(2));
    expect(workspace.slack.messages.map(({ channel }) => channel)).toEqual(['U0ASKER', 'U0ASKER']);
    expect(await progress()).toMatchObject({ step: 'meet-the-pod', state: 'walking' });
  });
});

describe('who takes no direct messages', () => {
  test('gets each step where they asked, for them alone', async () => {
    await open();
    workspace.slack.refuse('U0ASKER', 'messages_tab_disabled');
    const list = await listed();
    const here = (message: Posted, label: string) =>
      workspace.nextResponse(() => press(buttonNamed(message, label), messagePlace({ isEphemeral: true })));
    const first = await here(list, 'Start');
    expect(first).toMatchObject({ response_type: 'ephemeral', replace_original: true });
    expect(wordsOf(first)).toContain('1 of 4: Meet the Pod');
    const second = await here(first, 'Skip');
    expect(second).toMatchObject({ response_type: 'ephemeral', replace_original: true });
    expect(wordsOf(second)).toContain('2 of 4');
    const answer = await workspace.nextResponse(() => workspace.command('What is a Service?'));
    const back = await here(answer, 'Back to step 2');
    expect(back).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(wordsOf(back)).toContain('2 of 4: Look around');
    expect(wordsOf(await here(back, 'Stop'))).toContain('with 1 of 4');
    expect(workspace.slack.messages).toEqual([]);
  });

  test('gets them in a window, who begins on the Home tab', async () => {
    await open();
    workspace.slack.refuse('U0ASKER', 'messages_tab_disabled');
    const element = buttonNamed(await listed(), 'Start');
    const tab = await workspace.nextView(() =>
      workspace.sendEvent({
        type: 'event_callback',
        team_id: 'T0TEAM',
        event_id: 'EvH',
        event: {
          type: 'app_home_opened',
          user: 'U0ASKER',
          channel: 'D0DIRECT',
          tab: 'home',
          event_ts: '1.2',
        },
      }),
    );
    const window = await workspace.nextView(() => press(element, { kind: 'view', id: tab.id }));
    expect(window).toMatchObject({ method: 'views.open' });
    expect(wordsOf(window)).toContain('1 of 4');
    // The Home tab below is drawn anew meanwhile.
    const updates = () => workspace.slack.views.changes.filter(({ method }) => method === 'views.update');
    await press(buttonNamed(window, 'Skip'), { kind: 'view', id: window.id });
    await until(() => expect(updates().map(wordsOf).join()).toContain('2 of 4'));
  });
});

describe('a question in between', () => {
  test('is answered, and its step offered again; the answer stays', async () => {
    await open();
    await go(await begin(), 'Skip');
    const answer = await workspace.nextMessage(() =>
      workspace.sendEvent(directMessage('What is a Service?', { channel: DIRECT })),
    );
    expect(wordsOf(answer)).toContain('one address that stays');
    const place = messagePlace({ ...workspace.slack.placeOf(answer), thread_ts: String(answer.thread_ts) });
    const step = await workspace.nextMessage(() => press(buttonNamed(answer, 'Back to step 2'), place));
    expect(wordsOf(step)).toContain('2 of 4: Look around');
    expect(step).toMatchObject({ channel: DIRECT, thread_ts: answer.thread_ts });
    expect(wordsOf(await go(step, 'Next'))).toContain('3 of 4');
  });

  test('is answered in a window, and the way back is walked there', async () => {
    await open();
    await go(await begin(), 'Skip');
    const asking = await workspace.nextView(() => workspace.interact(globalShortcut(workspace.slack)));
    const field = { block_id: 'question', action_id: 'question' };
    const offered = await workspace.interact(blockSuggestion(asking, 'question', 'What is a Service?'));
    const [option] = (offered as { options: readonly Option[] }).options;
    const answer = await workspace.nextView(() =>
      workspace.interact(viewSubmission(workspace.slack, asking, field, option ?? null)),
    );
    const within = (shown: { readonly id: string } & object, label: string) =>
      workspace.nextView(() => press(buttonNamed(shown, label), { kind: 'view', id: shown.id }));
    const step = await within(answer, 'Back to step 2');
    expect(step).toMatchObject({ method: 'views.update' });
    expect(wordsOf(step)).toContain('2 of 4: Look around');
    expect(wordsOf(await within(step, 'Next'))).toContain('3 of 4');
  });

  test('is offered no way back where others read it, nor when one stopped', async () => {
    await open();
    const second = await go(await begin(), 'Skip');
    const shared = await workspace.nextMessage(() => workspace.sendEvent(mention('What is a Service?')));
    expect(labelsOf(shared).join()).not.toContain('Back to');
    await go(second, 'Stop');
    const answer = await workspace.nextMessage(() =>
      workspace.sendEvent(directMessage('What is a Service?', { channel: DIRECT })),
    );
    expect(labelsOf(answer).join()).not.toContain('Back to');
  });
});

describe('a message of a track', () => {
  test('that was deleted is followed by another', async () => {
    await open();
    const first = await begin();
    const place = workspace.slack.placeOf(first);
    workspace.slack.deleteMessage(place.ts);
    const second = await workspace.nextMessage(() => press(buttonNamed(first, 'Skip'), messagePlace(place)));
    expect(second).toMatchObject({ channel: DIRECT });
    expect(wordsOf(second)).toContain('2 of 4');
  });

  test('that others see stays as it is, whoever presses a button of it', async () => {
    await open();
    const first = await begin();
    for (const user of ['U0ASKER', 'U0OTHER']) {
      const seen = await workspace.nextResponse(() =>
        press(buttonNamed(first, 'Skip'), messagePlace(), user),
      );
      expect(seen).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    }
    expect(await progress()).toMatchObject({ skipped: ['meet-the-pod'] });
    expect(await workspace.lasting.progress.find({ ...ME, user: 'U0OTHER' }, 'first-steps')).toMatchObject({
      progress: { skipped: [], step: 'meet-the-pod' },
    });
  });
});

describe('a track that changes', () => {
  test('is gone, or lacks a step, and says so kindly', async () => {
    await open();
    const first = await begin();
    const second = await go(first, 'Skip');
    tracks[0] = without(smallTrack(), 'Look around');
    expect(wordsOf(await go(second, 'Next'))).toContain('2 of 3: Meet the Deployment');
    tracks.length = 0;
    expect(wordsOf(await go(second, 'Next'))).toContain('no longer there');
    tracks.push(smallTrack());
    expect(wordsOf(await go(second, 'Skip'))).toContain('of 4');
  });
});

describe('trouble', () => {
  test('of the database costs a kind word, and nothing is lost: the same button stands there to try again', async () => {
    const store = await newStore();
    const lasting = { ...store, progress: { ...store.progress } };
    await open({ lasting });
    const first = await begin();
    lasting.progress.save = () => Promise.reject(new Error('database is locked'));
    // The bot holds on to what it was given: another that fails takes its place.
    await workspace.restart();
    const failed = await go(first, 'Skip');
    expect(wordsOf(failed)).toContain('I cannot keep your place in the track right now');
    expect(labelsOf(failed)).toEqual(['Try again']);
    lasting.progress.save = store.progress.save;
    await workspace.restart();
    expect(wordsOf(await go(failed, 'Try again'))).toContain('2 of 4');
    expect(workspace.takeWarnings()).toEqual(['could not walk through a track']);
  });

  test('of the database costs nobody an answer', async () => {
    await open();
    await begin();
    workspace.lasting.progress.all = () => Promise.reject(new Error('gone'));
    await workspace.restart();
    const answer = await workspace.nextMessage(() =>
      workspace.sendEvent(directMessage('What is a Service?', { channel: DIRECT })),
    );
    expect(wordsOf(answer)).toContain('one address that stays');
    expect(workspace.takeWarnings()).toEqual([expect.stringContaining('could not tell how far somebody is')]);
  });

  test.each([{ network: 'reset' }, { status: 500 }, { error: 'internal_error' }] as const)(
    'of Slack’s own, %j, is over with the next try',
    async (failure) => {
      await open();
      const first = await begin();
      workspace.slack.fail('chat.update', failure);
      expect(wordsOf(await go(first, 'Skip'))).toContain('2 of 4: Look around');
      expect(workspace.slack.updates).toHaveLength(1);
      expect(await progress()).toMatchObject({ skipped: ['meet-the-pod'] });
    },
  );

  test('of Slack’s own that lasts is logged, and the next press shows where one is', async () => {
    await open();
    const first = await begin();
    const second = await go(first, 'Skip');
    workspace.slack.fail('chat.update', { error: 'fatal_error' }, 3);
    await press(buttonNamed(second, 'Next'), messagePlace(workspace.slack.placeOf(second)));
    await until(() => expect(workspace.warnings).toHaveLength(1));
    workspace.takeWarnings();
    expect(wordsOf(await go(second, 'Next'))).toContain('3 of 4: Meet the Deployment');
  });

  test('of blocks that Slack refuses leaves the words', async () => {
    await open();
    const first = await begin();
    workspace.slack.fail('chat.update', { error: 'invalid_blocks' });
    const second = await workspace.nextMessage(() =>
      press(buttonNamed(first, 'Skip'), messagePlace(workspace.slack.placeOf(first))),
    );
    expect(wordsOf(second)).toContain('2 of 4: Look around');
  });

  test('of too many presses is told, with a button that goes on a little later', async () => {
    await open({ bot: { limits: createRateLimits({ person: 4, channel: 0 }) } });
    let page = await begin();
    page = await go(page, 'Skip');
    page = await go(page, 'Next');
    const refused = await go(page, 'Skip');
    expect(wordsOf(refused)).toContain('Please try again in');
    expect(labelsOf(refused)).toEqual(['Try again']);
    expect(await progress()).toMatchObject({ step: 'meet-the-deployment' });
  });
});

test('who wants to be forgotten has walked no track, and an old button begins anew', async () => {
  const store = await newStore();
  await open({ lasting: store });
  const second = await go(await begin(), 'Skip');
  const forgotten = await workspace.nextResponse(() => workspace.command('forget-me'));
  expect(wordsOf(forgotten)).toContain('1 track you began');
  expect(await store.progress.all(ME)).toEqual([]);
  expect(wordsOf(await go(second, 'Stop'))).toContain('with 0 of 4');
  expect(await store.progress.all(ME)).toEqual([]);
  expect(wordsOf(await go(second, 'Next'))).toContain('1 of 4');
});
