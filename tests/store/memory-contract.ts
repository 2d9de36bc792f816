import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AnswerId } from '../../src/answers/answer.js';
import type { AnsweredQuestion, Waiting } from '../../src/chat/memory.js';
import { openStore, type Store, type StoreOptions } from '../../src/store/open-store.js';
import { answeredQuestion } from '../chat/answered-question.js';

/** An empty database that can be opened again and again. */
export interface TestDatabase {
  readonly url: string;
  /** What it is opened with in any case. */
  readonly options: Pick<StoreOptions, 'privacyKey'>;
  /** All that is in it, as anybody could read it who gets hold of it. */
  contents(): Promise<string>;
  remove(): Promise<void>;
}

const HOSTILE_TEXTS = [
  `'; drop table answers; -- "quoted" \`ticks\` \\ %s $1 ?`,
  'before\0after',
  '\0',
  '👩‍👩‍👧‍👦 emoji',
  'lone \ud800 surrogate',
  '',
  '[null]',
  'long '.repeat(2_000),
];

/** What every store keeps to, whatever its database is. */
export function testMemory(createDatabase: () => Promise<TestDatabase>): void {
  let database: TestDatabase;
  let opened: Store[];
  const open = async (options?: StoreOptions) => {
    // Their questions are of one day, and these tests are run for years.
    const store = await openStore(database.url, { retentionDays: 36_500, ...database.options, ...options });
    opened.push(store);
    return store;
  };
  beforeEach(async () => {
    database = await createDatabase();
    opened = [];
  });
  afterEach(async () => {
    for (const store of opened) await store.close();
    await database.remove();
  });

  test('an event is new once', async () => {
    const { events } = await open();
    expect(await events.isNew(['one'])).toBe(true);
    expect(await events.isNew(['one'])).toBe(false);
    expect(await events.isNew(['two'])).toBe(true);
  });

  test('an event is not new when one of its names was seen, and its other names are seen from then on', async () => {
    const { events } = await open();
    expect(await events.isNew(['event 1', 'message 1'])).toBe(true);
    expect(await events.isNew(['event 2', 'message 1'])).toBe(false);
    expect(await events.isNew(['event 2'])).toBe(false);
  });

  test('an event may have the same name twice, or none', async () => {
    const { events } = await open();
    expect(await events.isNew(['one', 'one'])).toBe(true);
    expect(await events.isNew([])).toBe(true);
  });

  test('an event is not new after the store was opened again', async () => {
    const before = await open();
    await before.events.isNew(['one']);
    await before.close();
    const { events } = await open();
    expect(await events.isNew(['one'])).toBe(false);
  });

  test('of two stores that claim the same events at once, one gets each', async () => {
    const stores = [await open(), await open()];
    const claims = await Promise.all(
      stores.map(({ events }) =>
        Promise.all(Array.from({ length: 200 }, (_, i) => events.isNew([`event ${i}`, `message ${i}`]))),
      ),
    );
    const winners = claims[0]?.map((_, i) => claims.filter((each) => each[i]).length);
    expect(winners).toEqual(Array(200).fill(1));
  });

  test('an event of the day before yesterday is forgotten when the store is opened, and one of today is not', async () => {
    let hour = 0;
    const now = () => new Date(Date.UTC(2026, 10, 21, hour));
    const before = await open({ now });
    await before.events.isNew(Array.from({ length: 2_500 }, (_, i) => `old ${i}`));
    hour = 30;
    await before.events.isNew(['young']);
    await before.close();
    const { events } = await open({ now });
    expect(await events.isNew(['old 0'])).toBe(true);
    expect(await events.isNew(['old 2499'])).toBe(true);
    expect(await events.isNew(['young'])).toBe(false);
  });

  test('an answered question comes back as it was', async () => {
    const before = await open();
    const full = question({
      asker: 'U1',
      channel: 'C1',
      place: { channel: 'C1', thread: '17.5' },
      terms: 'phase pod',
      kind: 'declined',
      reason: 'no-match',
      nearest: 'concepts/pods.md#phases',
      score: 0.125,
      millis: 1.875,
      thread: ['what is a pod?'],
      sections: ['concepts/pods.md#phases', 'concepts/pods.md#intro'],
    });
    const plain = question({});
    await before.answers.add(full);
    await before.answers.add(plain);
    await before.close();
    const { answers } = await open();
    // Where it was asked is looked up by, and told to nobody.
    const { place: _, asker: __, ...known } = full;
    expect(await answers.find(full.id)).toEqual(known);
    expect(await answers.find(plain.id)).toEqual(plain);
    expect(await answers.find('answer-unknown')).toBeUndefined();
  });

  test('an answered question is kept once, as it came first', async () => {
    const { answers } = await open();
    const first = question({ text: 'first' });
    await answers.add(first);
    await answers.add({ ...first, text: 'second' });
    expect((await answers.find(first.id))?.text).toBe('first');
    await answers.add(question({}));
  });

  test.each(HOSTILE_TEXTS.map((text) => [text]))('a hostile text comes back as it was: %j', async (text) => {
    const { answers } = await open();
    const asked = question({ text, thread: [text, 'and then?'] });
    await answers.add(asked);
    expect(await answers.find(asked.id)).toEqual(asked);
  });

  test('a follower finds the thread by its place, and another person’s place does not', async () => {
    const { answers } = await open();
    await answers.add(question({ text: 'one', place: { channel: 'D1', thread: '/k8s U1' } }));
    const texts = async (thread: string) =>
      (await answers.lastIn('slack', { channel: 'D1', thread }, 5)).map(({ text }) => text);
    expect(await texts('/k8s U1')).toEqual(['one']);
    expect(await texts('/k8s U2')).toEqual([]);
  });

  test('where words are not to be kept, only counts are', async () => {
    const before = await open({ keepsWords: false });
    const asked = question({
      text: 'a secret',
      thread: ['another secret'],
      terms: 'secret',
      place: { channel: 'C1' },
    });
    await before.answers.add(asked);
    await before.ratings.rate({ answer: asked.id, platform: 'slack', rater: 'U1', isHelpful: false });
    expect(
      await before.ratings.comment({ answer: asked.id, platform: 'slack', rater: 'U1' }, 'a secret'),
    ).toBe('not-kept');
    expect(await before.answers.find(asked.id)).toBeUndefined();
    expect(await before.answers.lastIn('slack', { channel: 'C1' }, 5)).toEqual([]);
    expect(await before.ratings.countOf(asked.id)).toEqual({ helpful: 0, notHelpful: 1 });
    await before.close();
    expect(await database.contents()).not.toContain('secret');
  });

  test('names no person, and no direct message', async () => {
    const before = await open();
    const asked = question({ asker: 'U0PERSON', place: { channel: 'D0DIRECT', thread: '/k8s U0PERSON' } });
    const rating = { answer: asked.id, platform: 'slack', rater: 'U0PERSON' } as const;
    await before.events.isNew(['message D0DIRECT 1.5']);
    await before.answers.add(asked);
    await before.ratings.rate({ ...rating, isHelpful: false });
    await before.ratings.comment(rating, 'no example');
    await before.waiting.add(waitingOf({ person: 'U0PERSON', text: 'what is a flurb?' }));
    await before.close();
    const contents = await database.contents();
    expect(contents).toContain('what is a pod?');
    for (const name of ['U0PERSON', 'D0DIRECT', 'flurb']) expect(contents).not.toContain(name);
  });

  test('what is older than it may become is forgotten: questions, ratings, and who waits', async () => {
    let today = 0;
    const now = () => new Date(at(0).getTime() + today * 24 * 3_600_000);
    const before = await open({ now, retentionDays: 30 });
    const add = async (id: AnswerId) => {
      await before.answers.add(question({ id, askedAt: now() }));
      await before.ratings.rate({ answer: id, platform: 'slack', rater: 'U1', isHelpful: true });
      await before.waiting.add(waitingOf({ answer: id, askedAt: now() }));
    };
    await add('answer-old');
    today = 20;
    await add('answer-young');
    await before.close();
    today = 31;
    const { answers, ratings, waiting } = await open({ now, retentionDays: 30 });
    // Nobody waits for it to be forgotten.
    await vi.waitFor(async () => expect(await waiting.all()).toHaveLength(1), 5_000);
    expect(await answers.find('answer-old')).toBeUndefined();
    expect(await answers.find('answer-young')).toBeDefined();
    expect(await ratings.countOf('answer-old')).toEqual({ helpful: 0, notHelpful: 0 });
    expect(await ratings.countOf('answer-young')).toEqual({ helpful: 1, notHelpful: 0 });
    expect((await waiting.all()).map(({ answer }) => answer)).toEqual(['answer-young']);
  });

  test('somebody who waits comes back as they were, once, however often they ask', async () => {
    const before = await open();
    const one = waitingOf({ text: 'what is a “flurb”?', thread: ['hello'] });
    await before.waiting.add(one);
    await before.waiting.add({ ...one, text: 'again' });
    await before.waiting.add({ ...one, platform: 'discord' });
    await before.close();
    const { waiting } = await open();
    expect(await waiting.all()).toHaveLength(2);
    expect(await waiting.all()).toContainEqual(one);
    await waiting.remove(one);
    await waiting.remove(one);
    expect((await waiting.all()).map(({ platform }) => platform)).toEqual(['discord']);
  });

  test('one process tells somebody; another only when the first has not for some minutes', async () => {
    let minute = 0;
    const { waiting } = await open({ now: () => new Date(at(0).getTime() + minute * 60_000) });
    const one = waitingOf({});
    await waiting.add(one);
    const claims = await Promise.all(Array.from({ length: 8 }, () => waiting.claim(one)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await waiting.all()).toEqual([]);
    minute = 11;
    expect(await waiting.all()).toEqual([one]);
    expect(await waiting.claim(one)).toBe(true);
    expect(await waiting.claim({ ...one, person: 'U2' })).toBe(false);
  });

  test('what somebody says besides belongs to their own rating', async () => {
    const { ratings } = await open();
    const by = { answer: 'answer-1', platform: 'slack', rater: 'U1' } as const;
    expect(await ratings.comment(by, 'too early')).toBe('not-rated');
    await ratings.rate({ ...by, isHelpful: false });
    expect(await ratings.comment({ ...by, rater: 'U2' }, 'not mine')).toBe('not-rated');
    expect(await ratings.comment(by, 'an example')).toBe('kept');
  });

  test('forgetting a person deletes all of theirs on that platform, and nothing of others', async () => {
    const { answers, ratings, waiting, people } = await open();
    const theirs = question({ asker: 'U1' });
    const ofOthers = question({ asker: 'U2' });
    const elsewhere = question({ asker: 'U1', platform: 'discord' });
    for (const each of [theirs, ofOthers, elsewhere, question({})]) await answers.add(each);
    for (const rater of ['U1', 'U2']) {
      await ratings.rate({ answer: ofOthers.id, platform: 'slack', rater, isHelpful: true });
      await waiting.add(waitingOf({ person: rater }));
    }
    expect(await people.forget('slack', 'U1')).toEqual({
      questions: 1,
      ratings: 1,
      waiting: 1,
      tracks: 0,
      welcomes: 0,
    });
    expect(await people.forget('slack', 'U1')).toEqual({
      questions: 0,
      ratings: 0,
      waiting: 0,
      tracks: 0,
      welcomes: 0,
    });
    expect(await answers.find(theirs.id)).toBeUndefined();
    expect(await answers.find(ofOthers.id)).toBeDefined();
    expect(await answers.find(elsewhere.id)).toBeDefined();
    expect(await ratings.countOf(ofOthers.id)).toEqual({ helpful: 1, notHelpful: 0 });
    expect((await waiting.all()).map(({ person }) => person)).toEqual(['U2']);
    expect(await answers.isKept(theirs.id)).toBe(false);
    expect(await answers.isKept(ofOthers.id)).toBe(true);
  });

  test('forgetting a person takes their words out of what others asked after them, and out of the files', async () => {
    const { answers, waiting, people } = await open();
    const place = { channel: 'C1', thread: '1' };
    const theirs = 'what is a zanzibarpod?';
    await answers.add(question({ asker: 'U1', text: theirs, place }));
    const after = question({ asker: 'U2', text: 'and its impact?', thread: ['hello', theirs], place });
    await answers.add(after);
    await waiting.add(waitingOf({ person: 'U2', thread: [theirs, 'hello'] }));
    await people.forget('slack', 'U1');
    expect((await answers.find(after.id))?.thread).toEqual(['hello']);
    expect(await waiting.all()).toMatchObject([{ person: 'U2', thread: ['hello'] }]);
    expect(await database.contents()).not.toContain('zanzibarpod');
  });

  test('hostile names of events, channels and people do no harm', async () => {
    const { events, channels, ratings } = await open();
    // An id with half a character is no platform's; the half may become U+FFFD.
    const names = HOSTILE_TEXTS;
    for (const name of names) expect([name, await events.isNew([name])]).toEqual([name, true]);
    for (const name of names) expect([name, await events.isNew([name])]).toEqual([name, false]);
    for (const name of names) await channels.choose('slack', name, name.length > 6 ? 'on' : 'off');
    for (const name of names)
      expect(await channels.modeOf('slack', name)).toBe(name.length > 6 ? 'on' : 'off');
    for (const rater of names)
      await ratings.rate({ answer: 'answer-1', platform: 'slack', rater, isHelpful: true });
    expect(await ratings.countOf('answer-1')).toEqual({ helpful: names.length, notHelpful: 0 });
  });

  test('the last questions of a thread are given, oldest first', async () => {
    const { answers } = await open();
    const place = { channel: 'C1', thread: 'T1' };
    const elsewhere = { channel: 'C1', thread: 'T2' };
    // Kept in another order than asked.
    for (const second of [3, 1, 2]) {
      await answers.add(question({ text: `here ${second}`, place, askedAt: at(second) }));
      await answers.add(question({ text: `there ${second}`, place: elsewhere, askedAt: at(second) }));
      await answers.add(question({ text: 'on Discord', platform: 'discord', place, askedAt: at(second) }));
    }
    const last = await answers.lastIn('slack', place, 2);
    expect(last.map(({ text }) => text)).toEqual(['here 2', 'here 3']);
    expect(await answers.lastIn('slack', { channel: 'C2' }, 2)).toEqual([]);
  });

  test('the last questions of a channel are those of all its threads', async () => {
    const { answers } = await open();
    await answers.add(
      question({ text: 'in a thread', place: { channel: 'C1', thread: 'T' }, askedAt: at(1) }),
    );
    await answers.add(question({ text: 'in the channel', place: { channel: 'C1' }, askedAt: at(2) }));
    await answers.add(question({ text: 'in another', place: { channel: 'C2' }, askedAt: at(3) }));
    await answers.add(question({ text: 'nowhere', askedAt: at(4) }));
    const last = await answers.lastIn('slack', { channel: 'C1' }, 10);
    expect(last.map(({ text }) => text)).toEqual(['in a thread', 'in the channel']);
  });

  test('questions of the same millisecond keep the order they came in', async () => {
    const { answers } = await open();
    const place = { channel: 'C1' };
    for (const text of ['first', 'second', 'third', 'fourth']) await answers.add(question({ text, place }));
    const last = await answers.lastIn('slack', place, 3);
    expect(last.map(({ text }) => text)).toEqual(['second', 'third', 'fourth']);
  });

  test('the section that answers showed first most often is the most shown', async () => {
    const { answers } = await open();
    expect(await answers.mostShown(3)).toEqual([]);
    await answers.add(question({ sections: ['a.md#rare', 'a.md#second'] }));
    await answers.add(question({ sections: ['a.md#frequent'] }));
    await answers.add(question({ sections: [] }));
    await answers.add(question({ sections: ['a.md#frequent', 'a.md#second'] }));
    expect(await answers.mostShown(3)).toEqual(['a.md#frequent', 'a.md#rare']);
    expect(await answers.mostShown(1)).toEqual(['a.md#frequent']);
  });

  test('what was chosen last for a channel is remembered, for that channel alone', async () => {
    const before = await open();
    expect(await before.channels.modeOf('slack', 'C1')).toBeUndefined();
    await before.channels.choose('slack', 'C1', 'on');
    await before.channels.choose('slack', 'C1', 'off');
    await before.close();
    const { channels } = await open();
    expect(await channels.modeOf('slack', 'C1')).toBe('off');
    expect(await channels.modeOf('slack', 'C2')).toBeUndefined();
    expect(await channels.modeOf('discord', 'C1')).toBeUndefined();
  });

  test('of each person the last rating of an answer counts', async () => {
    const { ratings } = await open();
    const rate = (platform: string, rater: string, isHelpful: boolean) =>
      ratings.rate({ answer: 'answer-1', platform, rater, isHelpful });
    await rate('slack', 'U1', true);
    await rate('slack', 'U2', true);
    await rate('slack', 'U1', false);
    await rate('discord', 'U1', true);
    expect(await ratings.countOf('answer-1')).toEqual({ helpful: 2, notHelpful: 1 });
    expect(await ratings.countOf('answer-2')).toEqual({ helpful: 0, notHelpful: 0 });
  });

  test('who has rated is known again after the store was opened again', async () => {
    const rating = { answer: 'answer-1', platform: 'slack', rater: 'U1' } as const;
    const before = await open();
    await before.ratings.rate({ ...rating, isHelpful: true });
    await before.close();
    const { ratings } = await open();
    await ratings.rate({ ...rating, isHelpful: false });
    expect(await ratings.countOf('answer-1')).toEqual({ helpful: 0, notHelpful: 1 });
  });

  test('closing waits for what was begun, may be done twice, and ends the store', async () => {
    const store = await open();
    const claims = Array.from({ length: 50 }, (_, i) => store.events.isNew([`event ${i}`]));
    await Promise.all([store.close(), store.close()]);
    expect(await Promise.all(claims)).toEqual(Array(50).fill(true));
    await expect(store.events.isNew(['late'])).rejects.toThrow();
  });
}

function question(parts: Partial<AnsweredQuestion>): AnsweredQuestion {
  return answeredQuestion({ askedAt: at(0), ...parts });
}

function at(second: number): Date {
  return new Date(Date.UTC(2026, 10, 21, 12, 0, second, 345));
}

function waitingOf(parts: Partial<Waiting>): Waiting {
  const { answer = 'answer-1', askedAt = at(0) } = parts;
  return { platform: 'slack', person: 'U1', text: 'what is a flurb?', thread: [], ...parts, answer, askedAt };
}
