import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { parseButton } from '../../../src/chat/button.js';
import { createRateLimits } from '../../../src/chat/rate-limits.js';
import type { Track } from '../../../src/onboarding/track.js';
import { openStore, type Store } from '../../../src/store/open-store.js';
import { rightButton } from '../../onboarding/right-answers.js';
import { shippedTracks } from '../../onboarding/shipped-tracks.js';
import { smallTrack, without } from '../../onboarding/small-track.js';
import { by, choiceOf, inDm, pressOf, subcommandOf } from '../../servers/discord-interactions.js';
import {
  ASKER_ID,
  CHANNEL_ID,
  DM_CHANNEL_ID,
  directMessageOf,
  userOf,
} from '../../servers/discord-payloads.js';
import type { Shown } from '../../servers/discord-rest.js';
import { textsOf } from '../../servers/discord-server.js';
import {
  buttonNamed,
  buttonsOf,
  type Guild,
  type GuildOptions,
  labelsOf,
  mentionOf,
  openGuild,
  optionsOf,
  until,
} from './guild.js';

const ME = { platform: 'discord', user: ASKER_ID };
const CHOOSE = 'v1 choose';
const CLOSED = 'Cannot send messages to this user';

let guild: Guild;
let tracks: Track[];

afterEach(async () => {
  expect(guild.warnings).toEqual([]);
  await guild.close();
});

async function open(options: GuildOptions = {}): Promise<void> {
  tracks = [...(options.tracks ?? [smallTrack()])];
  guild = await openGuild({ ...options, tracks });
}

const listed = (more: object = {}, values = {}) =>
  guild.nextShown(() => guild.interact(subcommandOf('onboard', values, more)));

/** Presses a button; gives what is seen then. */
const go = (shown: Shown, label: string, more: object = {}) =>
  guild.nextShown(() => guild.interact(pressOf(shown, buttonNamed(shown, label), more)));

const choose = (list: Shown, place = 0, more: object = {}) =>
  guild.interact(choiceOf(list, CHOOSE, optionsOf(list)[place]?.value ?? '', more));

/** Chooses a track in the guild; gives its step in the direct message. */
async function begin(place = 0): Promise<Shown> {
  const list = await listed();
  const before = guild.discord.shown.length;
  choose(list, place);
  await until(() => expect(guild.discord.shown.length).toBeGreaterThanOrEqual(before + 2));
  const [step, told] = guild.discord.shown.slice(before);
  expect(step).toMatchObject({ channel_id: DM_CHANNEL_ID, how: 'posted' });
  expect(told).toMatchObject({ how: 'changed', isPrivate: true });
  expect(textsOf(told)).toContain('as a direct message');
  expect(labelsOf(told as Shown)).toEqual([]);
  return step as Shown;
}

async function newStore(): Promise<Store> {
  const store = await openStore(':memory:');
  onTestFinished(() => store.close());
  return store;
}

const progress = async () => (await guild.lasting.progress.find(ME, 'first-steps'))?.progress;

describe('a track', () => {
  test('is walked from its beginning to its end in a direct message, each step in the place of the one before', async () => {
    await open();
    const list = await listed();
    expect(list).toMatchObject({ isPrivate: true });
    expect(textsOf(list)).toContain('4 steps. You know what a Pod is.');
    const first = await begin();
    expect(textsOf(first)).toContain('1 of 4: Meet the Pod');
    expect(labelsOf(first)).toEqual([
      'What a Pod is',
      'Its phases',
      'Answer a question',
      'Skip',
      'Stop',
      'Show my name',
    ]);
    expect(textsOf(first)).toContain('Unless you press “Show my name”, they do not.');
    const read = await go(first, 'Its phases');
    expect(textsOf(read)).toContain('A Pod is pending, running, succeeded or failed.');
    expect(read).toMatchObject({ how: 'said' });

    const quiz = await go(first, 'Answer a question');
    expect(quiz).toMatchObject({ how: 'changed', id: first.id });
    const missed = await go(quiz, 'B: It has failed.');
    expect(textsOf(missed)).toContain('Not quite.');
    expect(textsOf(missed)).toContain('A Pod is pending, running, succeeded or failed.');
    expect(textsOf(missed)).toContain('Source: [Pods](https://kubernetes.io/pods/) · CC BY 4.0');
    const second = await go(await go(missed, 'Try again'), 'A: It is pending.');
    expect(textsOf(second)).toContain('Right.');
    const back = await go(second, 'Back');
    expect(textsOf(back)).toContain('1 of 4');
    const third = await go(await go(back, 'Skip'), 'Next');
    const fourth = await go(
      await go(await go(third, 'Answer 2 questions'), 'A: Pods'),
      'B: With kubectl scale',
    );
    const several = await go(
      await go(await go(fourth, 'Answer a question'), '☐ A: ClusterIP'),
      '☐ C: NodePort',
    );
    expect(labelsOf(several)).toEqual([
      '☑ A: ClusterIP',
      '☐ B: ReplicaSet',
      '☑ C: NodePort',
      'Answer',
      'Back to the step',
    ]);
    const end = await go(several, 'Answer');
    expect(end).toMatchObject({ id: first.id });
    expect(textsOf(end)).toContain('You have come to the end of “First steps”.');
    expect(textsOf(end)).toContain('answered wrongly once; to read: What a Pod is');
    const shown = await guild.nextShown(() => choose(end, 0, inDm()));
    expect(textsOf(shown)).toContain('the smallest thing that Kubernetes runs');
    expect(textsOf(await listed())).toContain('Finished.');
  });

  test('goes on after a restart, days later, from any of its buttons', async () => {
    await open({ lasting: await newStore() });
    const first = await begin();
    const second = await go(first, 'Skip');
    await guild.restart();
    const stopped = await go(second, 'Stop');
    expect(textsOf(stopped)).toContain('with 1 of 4 steps behind you');
    await guild.restart();
    expect(textsOf(await listed())).toContain('Stopped, with 1 of 4 steps behind you');
    const again = await go(stopped, 'Go on');
    expect(textsOf(again)).toContain('2 of 4: Look around');
    await go(again, 'Next');
    await new Promise((resolve) => setTimeout(resolve, 2_050));
    const elsewhere = await go(first, 'Skip');
    expect(textsOf(elsewhere)).toContain('already elsewhere');
    expect(textsOf(elsewhere)).toContain('3 of 4');
    expect(textsOf(await begin())).toContain('3 of 4');
  });

  test('is begun in a direct message in the place of the list', async () => {
    await open();
    const list = await listed(inDm());
    const first = await guild.nextShown(() => choose(list, 0, inDm()));
    expect(first).toMatchObject({ how: 'changed', id: list.id });
    expect(textsOf(await go(first, 'Skip', inDm()))).toContain('2 of 4');
  });
});

test('every track of the knowledge base is walked to its end with right answers', async () => {
  const shipped = await shippedTracks();
  await open({ tracks: shipped.tracks, parts: { catalogue: shipped.catalogue } });
  for (const [place, track] of tracks.entries()) {
    let page = await begin(place);
    for (let presses = 0; ; presses++) {
      expect(presses).toBeLessThan(100);
      const value = rightButton(
        buttonsOf(page).flatMap((each) => parseButton(each.value) ?? []),
        tracks,
      );
      if (value === undefined) break;
      page = await guild.nextShown(() => guild.interact(pressOf(page, value)));
      expect(page).toMatchObject({ how: 'changed' });
    }
    expect(textsOf(page)).toContain(`You have come to the end of “${track.title}”. Every question was right`);
  }
}, 60_000);

describe('two presses at once', () => {
  test('count once, in one process', async () => {
    await open();
    const first = await begin();
    const before = guild.discord.shown.length;
    for (const _ of [1, 2, 3, 4]) guild.interact(pressOf(first, buttonNamed(first, 'Skip')));
    await until(() => expect(guild.discord.shown).toHaveLength(before + 4));
    for (const each of guild.discord.shown.slice(before))
      expect(textsOf(each)).toContain('2 of 4: Look around');
    expect(await progress()).toMatchObject({ skipped: ['meet-the-pod'], step: 'look-around' });
  });

  test('count once, in two processes that share a memory', async () => {
    await open({ lasting: await newStore() });
    const quiz = await go(await begin(), 'Answer a question');
    await guild.join();
    const before = guild.discord.shown.length;
    // Each of two bots with one token is told of every press; one of them is let answer.
    for (const _ of [1, 2]) guild.interact(pressOf(quiz, buttonNamed(quiz, 'B: It has failed.')));
    await until(() => expect(guild.discord.shown).toHaveLength(before + 2));
    await guild.said();
    for (const each of guild.discord.shown.slice(before, before + 2))
      expect(textsOf(each)).toContain('Not quite');
    expect((await progress())?.missed).toEqual({ 'meet-the-pod 0': 1 });
    guild.takeWarnings();
  });
});

describe('who takes no direct messages', () => {
  test('gets each step where they asked, for them alone', async () => {
    await open();
    guild.discord.closeDirectMessages(ASKER_ID, 50_007, CLOSED);
    const list = await listed();
    const first = await guild.nextShown(() => choose(list));
    expect(first).toMatchObject({ how: 'changed', isPrivate: true, channel_id: CHANNEL_ID });
    expect(textsOf(first)).toContain('1 of 4');
    const second = await go(first, 'Skip');
    expect(second).toMatchObject({ how: 'changed', isPrivate: true, id: first.id });
    const answer = await guild.nextShown(() =>
      guild.interact(subcommandOf('ask', { question: 'What is a Service?' })),
    );
    const back = await go(answer, 'Back to step 2');
    expect(back).toMatchObject({ how: 'said', isPrivate: true });
    expect(textsOf(back)).toContain('2 of 4: Look around');
    const everybody = await guild.nextShown(() =>
      guild.interact(subcommandOf('ask', { question: 'What is a Service?', private: false })),
    );
    expect(labelsOf(everybody).join()).not.toContain('Back to');
    expect(textsOf(await go(back, 'Stop'))).toContain('with 1 of 4');
    expect(guild.discord.posted).toEqual([]);
  });
});

describe('a question in between', () => {
  test('is answered, and its step offered again; the answer stays', async () => {
    await open();
    await go(await begin(), 'Skip');
    const answer = await guild.nextShown(() =>
      guild.message(directMessageOf({ content: 'What is a Service?' })),
    );
    expect(textsOf(answer)).toContain('one address that stays');
    const step = await go(answer, 'Back to step 2');
    expect(step).toMatchObject({ how: 'said', isPrivate: false, channel_id: DM_CHANNEL_ID });
    expect(textsOf(step)).toContain('2 of 4: Look around');
    expect(textsOf(await go(step, 'Next'))).toContain('3 of 4');
  });

  test('is offered no way back where others read it', async () => {
    await open();
    await begin();
    const shared = await guild.nextShown(() => guild.message(mentionOf('What is a Service?')));
    expect(labelsOf(shared).join()).not.toContain('Back to');
  });
});

test('a list that others see too is everybody’s to begin with, and each has a way of their own', async () => {
  await open();
  const list = await listed({}, { private: false });
  expect(list).toMatchObject({ isPrivate: false });
  const other = userOf('400000000000000077', 'grace');
  const mine = await guild.nextShown(() => choose(list));
  const theirs = await guild.nextShown(() => choose(list, 0, by(other)));
  for (const each of [mine, theirs]) {
    expect(each).toMatchObject({ how: 'said', isPrivate: true });
    expect(textsOf(each)).toContain('1 of 4');
  }
  await go(theirs, 'Skip', by(other));
  expect(await progress()).toMatchObject({ step: 'meet-the-pod' });
  expect(await guild.lasting.progress.find({ ...ME, user: other.id }, 'first-steps')).toMatchObject({
    progress: { step: 'look-around' },
  });
});

describe('a track that changes', () => {
  test('is gone, or lacks a step, and says so kindly', async () => {
    await open();
    const second = await go(await begin(), 'Skip');
    tracks[0] = without(smallTrack(), 'Look around');
    expect(textsOf(await go(second, 'Next'))).toContain('2 of 3: Meet the Deployment');
    tracks.length = 0;
    expect(textsOf(await go(second, 'Next'))).toContain('no longer there');
  });
});

describe('trouble', () => {
  test('of the database costs a kind word, and nothing is lost: the same button stands there to try again', async () => {
    const store = await newStore();
    const lasting = { ...store, progress: { ...store.progress } };
    await open({ lasting });
    const first = await begin();
    lasting.progress.save = () => Promise.reject(new Error('database is locked'));
    await guild.restart();
    const failed = await go(first, 'Skip');
    expect(textsOf(failed)).toContain('I cannot keep your place in the track right now');
    expect(labelsOf(failed)).toEqual(['Try again']);
    lasting.progress.save = store.progress.save;
    await guild.restart();
    expect(textsOf(await go(failed, 'Try again'))).toContain('2 of 4');
    expect(guild.takeWarnings()).toEqual(['could not walk through a track']);
  });

  test('of a database that is slow is told after a second, and what it keeps late is kept once', async () => {
    await open();
    const first = await begin();
    const { save } = guild.lasting.progress;
    guild.lasting.progress.save = async (...all) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return save(...all);
    };
    await guild.restart();
    const failed = await go(first, 'Skip');
    expect(textsOf(failed)).toContain('I cannot keep your place in the track right now');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    guild.lasting.progress.save = save;
    await guild.restart();
    expect(textsOf(await go(failed, 'Try again'))).toContain('2 of 4');
    expect(guild.takeWarnings()).toEqual([expect.stringContaining('it took longer than 1000 ms')]);
  });

  test('of too many presses is told, with a button that goes on a little later', async () => {
    await open({ parts: { limits: createRateLimits({ person: 4, channel: 0 }) } });
    let page = await begin();
    page = await go(page, 'Skip');
    page = await go(page, 'Next');
    const refused = await go(page, 'Skip');
    expect(textsOf(refused)).toContain('Please try again in');
    expect(labelsOf(refused)).toEqual(['Try again']);
    expect(await progress()).toMatchObject({ step: 'meet-the-deployment' });
  });
});

test('who wants to be forgotten has walked no track', async () => {
  const store = await newStore();
  await open({ lasting: store });
  const second = await go(await begin(), 'Skip');
  const forgotten = await guild.nextShown(() => guild.interact(subcommandOf('forget-me')));
  expect(textsOf(forgotten)).toContain('1 track you began');
  expect(await store.progress.all(ME)).toEqual([]);
  expect(textsOf(await go(second, 'Next'))).toContain('1 of 4');
});
