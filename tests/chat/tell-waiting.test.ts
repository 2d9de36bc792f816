import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createQuestionTerms } from '../../src/answers/question-terms.js';
import type { Messenger } from '../../src/chat/adapter.js';
import { type Bot, type BotParts, createBot } from '../../src/chat/bot.js';
import { createCatalogue } from '../../src/chat/catalogue.js';
import type { Memory, Waiting } from '../../src/chat/memory.js';
import { createRemembering } from '../../src/chat/remembering.js';
import { notice, type Reply } from '../../src/chat/reply.js';
import { tellWaiting } from '../../src/chat/tell-waiting.js';
import { openStore, type Store } from '../../src/store/open-store.js';
import { createLearning, type Learning, UNKNOWN_QUESTION } from './learning.js';
import { SMALL_KNOWLEDGE } from './small-knowledge.js';
import { withTracks } from './with-tracks.js';

const MINUTE = 60_000;

let clock: number;
let store: Store;
let learning: Learning;
let lines: string[];

beforeEach(async () => {
  clock = Date.now();
  store = await openStore(':memory:', { now: () => new Date(clock) });
  learning = createLearning();
  lines = [];
});
afterEach(() => store.close());

const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });

/** Another process with the same memory. */
function botWith(parts: Partial<BotParts> = {}, memory: Memory = store): Bot {
  return createBot({
    ...learning.parts,
    catalogue: createCatalogue(SMALL_KNOWLEDGE.documents),
    namesCompany: () => false,
    questionTerms: createQuestionTerms(SMALL_KNOWLEDGE.search),
    gaps: async () => notice('gaps'),
    ...withTracks(),
    sourceUrlOf: () => undefined,
    memory: createRemembering(memory, log),
    observe: () => {},
    log,
    ...parts,
  });
}

interface Told {
  readonly person: string;
  readonly reply: Reply;
  readonly remark: string;
}

/** A platform that notes what it is told to say. */
function platformThat(outcome: (person: string) => Promise<'told' | 'refused'> = async () => 'told') {
  const told: Told[] = [];
  const messenger: Messenger = {
    tell: (person, reply, remark) => {
      told.push({ person, reply, remark });
      return outcome(person);
    },
  };
  return { told, messenger };
}

const wait = (more: Partial<Waiting> = {}) =>
  store.waiting.add({
    answer: 'answer-old',
    platform: 'slack',
    person: 'U1',
    text: UNKNOWN_QUESTION,
    thread: [],
    askedAt: new Date(clock),
    ...more,
  });

function look(
  messenger: Messenger,
  {
    bot = botWith(),
    waiting = store.waiting,
    alreadyTold = new Set<string>(),
    stopping = new AbortController().signal,
  } = {},
): Promise<void> {
  const messengers = new Map([['slack', messenger]]);
  return tellWaiting({ waiting, bot, messengers, alreadyTold, log }, stopping);
}

const peopleWaiting = async () => (await store.waiting.all()).map(({ person }) => person);

describe('somebody who waits', () => {
  test('goes on waiting while the question cannot be answered, and nothing is said of it', async () => {
    await wait();
    const { told, messenger } = platformThat();
    await look(messenger);
    expect(told).toEqual([]);
    expect(lines).toEqual([]);
    expect(await peopleWaiting()).toEqual(['U1']);
  });

  test('goes on waiting while it can be answered with reserve only', async () => {
    await wait({ text: 'how do I scale?' });
    const { told, messenger } = platformThat();
    await look(messenger);
    expect(told).toEqual([]);
    expect(await peopleWaiting()).toEqual(['U1']);
  });

  test('is told once that it can, with the question and the whole answer', async () => {
    await wait();
    learning.learn();
    const { told, messenger } = platformThat();
    for (let times = 0; times < 3; times++) await look(messenger);
    expect(told).toMatchObject([
      {
        person: 'U1',
        reply: { kind: 'excerpt', rated: expect.stringMatching(/^answer-/) },
        remark: `You asked: “${UNKNOWN_QUESTION}” I could not answer then. Now I can:`,
      },
    ]);
    clock += 60 * MINUTE;
    await look(messenger);
    expect(told).toHaveLength(1);
    expect(await peopleWaiting()).toEqual([]);
  });

  test('is told of in the log by number, without a word of the question or a name', async () => {
    await wait();
    learning.learn();
    await look(platformThat().messenger);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { told: 1, refused: 0, later: 0, msg: expect.stringContaining('told people') },
    ]);
    expect(lines.join()).not.toMatch(/ReferenceGrant|U1\b/);
  });

  test('is understood with the questions before', async () => {
    await wait({ text: 'and how is it scaled?', thread: ['What is a StatefulSet?'] });
    const { told, messenger } = platformThat();
    await look(messenger);
    expect(told).toMatchObject([{ reply: { passage: { heading: 'Scaling' } } }]);
  });

  test('is told by one of the processes that share the memory', async () => {
    for (let n = 0; n < 20; n++) await wait({ answer: `answer-${n}`, person: `U${n}` });
    learning.learn();
    const { told, messenger } = platformThat(async () => {
      await sleep(1);
      return 'told';
    });
    await Promise.all([look(messenger), look(messenger), look(messenger)]);
    expect(told.map(({ person }) => person).sort()).toEqual(
      Array.from({ length: 20 }, (_, n) => `U${n}`).sort(),
    );
  });

  test('is left to the process that is telling, and told by another when that one has died', async () => {
    await wait();
    learning.learn();
    const dying = platformThat(() => new Promise(() => {}));
    void look(dying.messenger);
    await expect.poll(() => dying.told).toHaveLength(1);
    const after = platformThat();
    await look(after.messenger);
    clock += 9 * MINUTE;
    await look(after.messenger);
    expect(after.told).toEqual([]);
    clock += 2 * MINUTE;
    await look(after.messenger);
    expect(after.told).toHaveLength(1);
  });

  test('is told later when the platform cannot be reached', async () => {
    await wait();
    learning.learn();
    const away = platformThat(() => Promise.reject(new Error('away')));
    await look(away.messenger);
    expect(lines.map((line) => JSON.parse(line)).at(-1)).toMatchObject({ told: 0, refused: 0, later: 1 });
    clock += 60 * MINUTE;
    const back = platformThat();
    await look(back.messenger);
    expect(back.told).toHaveLength(1);
    expect(await peopleWaiting()).toEqual([]);
  });

  test('and takes no direct messages is forgotten, and not tried for ever', async () => {
    await wait();
    learning.learn();
    const closed = platformThat(async () => 'refused');
    await look(closed.messenger);
    expect(await peopleWaiting()).toEqual([]);
    clock += 60 * MINUTE;
    await look(closed.messenger);
    expect(closed.told).toHaveLength(1);
  });

  test('on a platform that is not connected goes on waiting, and keeps nobody else waiting', async () => {
    await wait({ platform: 'discord', person: '4' });
    await wait();
    learning.learn();
    const { told, messenger } = platformThat();
    await look(messenger);
    expect(told.map(({ person }) => person)).toEqual(['U1']);
    expect(await peopleWaiting()).toEqual(['4']);
  });

  test('and cannot be told keeps nobody else waiting; who waits longest is first', async () => {
    for (const person of ['U1', 'U2', 'U3']) {
      clock += 1;
      await wait({ person });
    }
    learning.learn();
    const { told, messenger } = platformThat((person) =>
      person === 'U2' ? Promise.reject(new Error('away')) : Promise.resolve('told'),
    );
    await look(messenger);
    expect(told.map(({ person }) => person)).toEqual(['U1', 'U2', 'U3']);
    clock += 60 * MINUTE;
    expect(await peopleWaiting()).toEqual(['U2']);
  });

  test('and took it back meanwhile is not told', async () => {
    await wait();
    learning.learn();
    const { told, messenger } = platformThat();
    const waiting = {
      ...store.waiting,
      all: async () => {
        const all = await store.waiting.all();
        await store.people.forget('slack', 'U1');
        return all;
      },
    };
    await look(messenger, { waiting });
    expect(told).toEqual([]);
  });

  test('is left alone from the moment in which the process is to end', async () => {
    const stop = new AbortController();
    for (const person of ['U1', 'U2', 'U3']) await wait({ person });
    learning.learn();
    const { told, messenger } = platformThat(async () => {
      stop.abort();
      return 'told';
    });
    await look(messenger, { stopping: stop.signal });
    expect(told).toHaveLength(1);
    expect(await peopleWaiting()).toHaveLength(2);
  });
});

describe('what is quoted of the question', () => {
  const remarkOn = async (text: string) => {
    await wait({ text });
    const { told, messenger } = platformThat();
    const bot = botWith({ answer: () => learning.parts.answer({ text: UNKNOWN_QUESTION, thread: [] }) });
    learning.learn();
    await look(messenger, { bot });
    return told[0]?.remark;
  };

  test('is one line', async () => {
    expect(await remarkOn('  what is\n\n a\tReferenceGrant?\r\n')).toContain('“what is a ReferenceGrant?”');
  });

  test.each(['x'.repeat(10_000), '🚀'.repeat(5_000), `${'x'.repeat(199)}🚀🚀🚀`])(
    'is no more than one knows it again by, and no half character (%#)',
    async (text) => {
      const remark = await remarkOn(text);
      expect(remark?.length).toBeLessThan(300);
      expect(remark).not.toMatch(/\p{Surrogate}/u);
      expect(remark).toContain(' …”');
    },
  );
});

describe('nobody is told', () => {
  test('that something went wrong, and goes on waiting', async () => {
    await wait();
    learning.learn();
    const { told, messenger } = platformThat();
    const answer = () => {
      throw new Error('broken index');
    };
    await look(messenger, { bot: botWith({ answer }) });
    expect(told).toEqual([]);
    clock += 60 * MINUTE;
    expect(await peopleWaiting()).toEqual(['U1']);
  });

  test('twice, also when the memory fails in the moment after', async () => {
    await wait();
    learning.learn();
    const { told, messenger } = platformThat();
    const remove = () => Promise.reject(new Error('the server is gone'));
    const alreadyTold = new Set<string>();
    await look(messenger, { waiting: { ...store.waiting, remove }, alreadyTold });
    clock += 60 * MINUTE;
    await look(messenger, { alreadyTold });
    expect(told).toHaveLength(1);
    expect(await peopleWaiting()).toEqual([]);
  });
});

test('one whose question cannot be looked at keeps nobody else waiting', async () => {
  await wait({ person: 'U1', text: 'a question that breaks it' });
  clock += 1;
  await wait({ person: 'U2' });
  learning.learn();
  const { told, messenger } = platformThat();
  const bot = botWith({
    answer: (question) => {
      if (question.text.includes('breaks')) throw new Error('broken index');
      return learning.parts.answer(question);
    },
  });
  await look(messenger, { bot }).catch(() => {});
  expect(told.map(({ person }) => person)).toEqual(['U2']);
});

test('one whom the platform does not reach counts once among the questions, however often it is tried', async () => {
  await wait();
  learning.learn();
  const added: string[] = [];
  const memory: Memory = {
    ...store,
    answers: {
      ...store.answers,
      add: async (question) => {
        added.push(question.id);
        await store.answers.add(question);
      },
    },
  };
  const away = platformThat(() => Promise.reject(new Error('away')));
  for (let times = 0; times < 3; times++) {
    await look(away.messenger, { bot: botWith({}, memory) });
    clock += 60 * MINUTE;
  }
  await look(platformThat().messenger, { bot: botWith({}, memory) });
  await sleep(20);
  expect(added).toHaveLength(1);
});

test('while many wait, what people ask meanwhile is not held up', async () => {
  for (let n = 0; n < 200; n++) await wait({ answer: `answer-${n}`, person: `U${n}` });
  const bot: Bot = {
    ...botWith(),
    // As long as an answer from the whole knowledge base takes.
    answerIfKnown: async () => {
      const end = performance.now() + 3;
      while (performance.now() < end);
      return undefined;
    },
  };
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  await look(platformThat().messenger, { bot });
  await sleep(10);
  clearInterval(timer);
  expect(longest).toBeLessThan(200);
});
