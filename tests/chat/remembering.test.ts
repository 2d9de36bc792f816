import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import type { AnsweredQuestion, Memory } from '../../src/chat/memory.js';
import { createNoMemory } from '../../src/chat/no-memory.js';
import { createRemembering } from '../../src/chat/remembering.js';
import { answeredQuestion } from './answered-question.js';
import { createLastingMemory } from './lasting-memory.js';

function remembering(lasting: Memory = createLastingMemory()) {
  const warnings: string[] = [];
  const write = (line: string) => void warnings.push(JSON.parse(line).msg);
  return { memory: createRemembering(lasting, pino({ level: 'warn' }, { write })), warnings };
}

function question(text: string, more: Partial<AnsweredQuestion> = {}): AnsweredQuestion {
  return answeredQuestion({ place: { channel: 'C1', thread: '1' }, text, ...more });
}

/** A memory of which everything fails. */
function brokenMemory(work: () => Promise<never> = () => Promise.reject(new Error('disk full'))): Memory {
  return {
    events: { isNew: work },
    answers: { add: work, find: work, isKept: work, lastIn: work, mostShown: work },
    channels: { modeOf: work, choose: work },
    ratings: { rate: work, comment: work, countOf: work },
    waiting: { add: work, all: work, claim: work, release: work, remove: work },
    people: { forget: work },
    walkers: {
      begin: work,
      wishesOf: work,
      chooseReminders: work,
      showName: work,
      rest: work,
      quietSince: work,
      named: work,
    },
    welcomes: {
      isOnAt: work,
      choose: work,
      isOnSomewhere: work,
      add: work,
      all: work,
      claim: work,
      release: work,
      done: work,
      remove: work,
    },
    progress: { find: work, all: work, everyone: work, save: work },
  };
}

const IN_THREAD = { channel: 'C1', thread: '1' };

describe.each([
  ['without a database', () => createNoMemory('none')],
  ['with one', createLastingMemory],
  ['with one that is broken', () => brokenMemory()],
])('%s', (_, create) => {
  test('an event is new once, by any of its names', async () => {
    const { events } = remembering(create()).memory;
    expect(await events.isNew(['message 1', 'event a'])).toBe(true);
    expect(await events.isNew(['message 1', 'event b'])).toBe(false);
    expect(await events.isNew(['message 2', 'event a'])).toBe(false);
    expect(await events.isNew(['message 3', 'event c'])).toBe(true);
  });

  test('a name that came with one that was known is known as well', async () => {
    const { events } = remembering(create()).memory;
    await events.isNew(['message 1', 'event a']);
    await events.isNew(['message 1', 'event b']);
    expect(await events.isNew(['event b'])).toBe(false);
  });

  test('of two at once, one event is new', async () => {
    const { events } = remembering(create()).memory;
    const both = await Promise.all([events.isNew(['event a']), events.isNew(['event a'])]);
    expect(both.filter(Boolean)).toHaveLength(1);
  });

  test('what was answered just now is found', async () => {
    const { answers } = remembering(create()).memory;
    const added = question('What is a Pod?');
    await answers.add(added);
    expect(await answers.find(added.id)).toEqual(added);
  });

  test('the last questions of a thread come oldest first, and each once', async () => {
    const { answers } = remembering(create()).memory;
    for (const text of ['one', 'two', 'three', 'four']) await answers.add(question(text));
    await answers.add(question('elsewhere', { place: { channel: 'C1', thread: '2' } }));
    await answers.add(question('other channel', { place: { channel: 'C2', thread: '1' } }));
    await answers.add(question('other platform', { platform: 'discord' }));
    const { place: _, ...nowhere } = question('nowhere');
    await answers.add(nowhere);
    const texts = async (limit: number) =>
      (await answers.lastIn('slack', IN_THREAD, limit)).map(({ text }) => text);
    expect(await texts(3)).toEqual(['two', 'three', 'four']);
    expect(await texts(9)).toEqual(['one', 'two', 'three', 'four']);
    const inChannel = await answers.lastIn('slack', { channel: 'C1' }, 2);
    expect(inChannel.map(({ text }) => text)).toEqual(['four', 'elsewhere']);
  });
});

test('what a memory fails at is told in one line, without a word of the question', async () => {
  const { memory, warnings } = remembering(brokenMemory());
  await memory.answers.add(question('a secret question'));
  await expect(memory.answers.find('answer-of-old')).rejects.toThrow('disk full');
  expect(await memory.answers.mostShown(3)).toEqual([]);
  expect(await memory.channels.modeOf('slack', 'C1')).toBeUndefined();
  await vi.waitFor(() => expect(warnings).toHaveLength(4));
  for (const warning of warnings) expect(warning).toMatch(/disk full; .*answering goes on/);
  await memory.channels.modeOf('slack', 'C2');
  expect(warnings).toHaveLength(4);
  expect(warnings.join()).not.toContain('secret');
});

test('a choice and a rating that cannot be kept are not said to be kept', async () => {
  const { memory } = remembering(brokenMemory());
  await expect(memory.channels.choose('slack', 'C1', 'on')).rejects.toThrow('disk full');
  const rating = { answer: 'answer-1', platform: 'slack', rater: 'U1', isHelpful: true } as const;
  await expect(memory.ratings.rate(rating)).rejects.toThrow('disk full');
});

test('a memory that never answers is not waited for', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const { memory, warnings } = remembering(brokenMemory(() => new Promise(() => {})));
    const asked = [
      memory.events.isNew(['event a']),
      memory.answers.find('answer-of-old').catch(() => 'cannot be told'),
      memory.answers.lastIn('slack', IN_THREAD, 3),
    ];
    await memory.answers.add(question('What is a Pod?'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await Promise.all(asked)).toMatchObject([true, 'cannot be told', [{ text: 'What is a Pod?' }]]);
    expect(warnings).toHaveLength(3);
  } finally {
    vi.useRealTimers();
  }
});

test('what would be said to be kept is given up after a second, and a memory that is silent is waited for once', async () => {
  let isLocked = true;
  const waiting: (() => void)[] = [];
  const unlocked = () => new Promise<void>((resolve) => (isLocked ? waiting.push(resolve) : resolve()));
  const lasting = createLastingMemory();
  const { memory } = remembering({
    ...lasting,
    ratings: { ...lasting.ratings, rate: (rating) => unlocked().then(() => lasting.ratings.rate(rating)) },
    progress: { ...lasting.progress, all: (walker) => unlocked().then(() => lasting.progress.all(walker)) },
    answers: {
      ...lasting.answers,
      mostShown: (limit) => unlocked().then(() => lasting.answers.mostShown(limit)),
    },
  });
  const millisOf = async (work: () => Promise<unknown>) => {
    const begin = performance.now();
    await work();
    return performance.now() - begin;
  };
  const person = { platform: 'web', user: 'U1' };
  const rating = { answer: 'answer-1', platform: 'web', rater: 'U1', isHelpful: true } as const;
  expect(await millisOf(() => memory.answers.mostShown(3))).toBeLessThan(500);
  expect(await millisOf(() => expect(memory.ratings.rate(rating)).rejects.toThrow('longer'))).toBeLessThan(
    1_900,
  );
  expect(await millisOf(() => memory.progress.all(person))).toBeLessThan(500);
  // What was given up is written once, however often it was tried.
  await expect(memory.ratings.rate(rating)).rejects.toThrow('longer');
  isLocked = false;
  for (const go of waiting) go();
  await vi.waitFor(async () =>
    expect(await memory.ratings.countOf('answer-1')).toEqual({ helpful: 1, notHelpful: 0 }),
  );
  await memory.ratings.rate({ ...rating, isHelpful: false });
  expect(await memory.ratings.countOf('answer-1')).toEqual({ helpful: 0, notHelpful: 1 });
});

test('what lasts is found after a restart, and is not told twice', async () => {
  const lasting = createLastingMemory();
  const before = remembering(lasting).memory;
  await before.answers.add(question('one'));
  const after = remembering(lasting).memory;
  await after.answers.add(question('two'));
  const texts = (await after.answers.lastIn('slack', IN_THREAD, 5)).map(({ text }) => text);
  expect(texts).toEqual(['one', 'two']);
});

test('what is kept at hand has an end', async () => {
  const { memory } = remembering(createNoMemory('none'));
  const first = question('first');
  await memory.answers.add(first);
  for (let n = 0; n < 2_000; n++) await memory.answers.add(question(`more ${n}`));
  expect(await memory.answers.find(first.id)).toBeUndefined();
  for (let n = 0; n <= 2_000; n++) await memory.events.isNew([`event ${n}`]);
  expect(await memory.events.isNew(['event 0'])).toBe(true);
  expect(await memory.events.isNew(['event 2000'])).toBe(false);
});

test('without a database, what would be confirmed as kept is refused with the reason', async () => {
  const { channels, ratings, waiting, people } = createNoMemory('the disk is full');
  const by = { answer: 'answer-1', platform: 'slack', rater: 'U1' } as const;
  const one = {
    answer: 'answer-1',
    platform: 'slack',
    person: 'U1',
    text: '',
    thread: [],
    askedAt: new Date(),
  } as const;
  const works = [
    () => channels.choose('slack', 'C1', 'off'),
    () => ratings.rate({ ...by, isHelpful: true }),
    () => ratings.comment(by, 'too long'),
    () => waiting.add(one),
    () => people.forget('slack', 'U1'),
  ];
  for (const work of works) await expect(work()).rejects.toThrow('there is no database: the disk is full');
});

test('what another process has forgotten is forgotten here too, once it is written', async () => {
  const lasting = createLastingMemory();
  const here = remembering(lasting).memory;
  const there = remembering(lasting).memory;
  const asked = question('What is a Pod?', { asker: 'U1' });
  await here.answers.add(asked);
  await new Promise((resolve) => setTimeout(resolve, 10));
  await there.people.forget('slack', 'U1');
  expect(await here.answers.find(asked.id)).toBeUndefined();
  expect(await here.answers.lastIn('slack', IN_THREAD, 5)).toEqual([]);
});
