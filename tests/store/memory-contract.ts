import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AnswerId } from '../../src/answers/answer.js';
import type { AnsweredQuestion } from '../../src/chat/memory.js';
import type { Store, StoreOptions } from '../../src/store/open-store.js';

/** An empty database that can be opened again and again. */
export interface TestDatabase {
  open(options?: StoreOptions): Promise<Store>;
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
    const store = await database.open(options);
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
    await Promise.all(Array.from({ length: 2_500 }, (_, i) => before.events.isNew([`old ${i}`])));
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
      place: { channel: 'C1', thread: '17.5' },
      thread: ['what is a pod?'],
      sections: ['concepts/pods.md#phases', 'concepts/pods.md#intro'],
    });
    const plain = question({});
    await before.answers.add(full);
    await before.answers.add(plain);
    await before.close();
    const { answers } = await open();
    expect(await answers.find(full.id)).toEqual(full);
    expect(await answers.find(plain.id)).toEqual(plain);
    expect(await answers.find('answer-unknown')).toBeUndefined();
  });

  test('an answered question is kept once: the same id is refused, and the store goes on', async () => {
    const { answers } = await open();
    const first = question({ text: 'first' });
    await answers.add(first);
    await expect(answers.add({ ...first, text: 'second' })).rejects.toThrow();
    expect((await answers.find(first.id))?.text).toBe('first');
    await answers.add(question({}));
  });

  test.each(HOSTILE_TEXTS.map((text) => [text]))('a hostile text comes back as it was: %j', async (text) => {
    const { answers } = await open();
    const asked = question({ text, thread: [text, 'and then?'] });
    await answers.add(asked);
    expect(await answers.find(asked.id)).toEqual(asked);
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

let count = 0;

function question(parts: Partial<AnsweredQuestion>): AnsweredQuestion {
  const id: AnswerId = `answer-${++count}`;
  return {
    id,
    platform: 'slack',
    text: 'what is a pod?',
    thread: [],
    sections: [],
    askedAt: at(0),
    ...parts,
  };
}

function at(second: number): Date {
  return new Date(Date.UTC(2026, 10, 21, 12, 0, second, 345));
}
