import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAnswerQuestion } from '../../src/answers/answer-question.js';
import { createQuestionTerms } from '../../src/answers/question-terms.js';
import type { AnswerEvent } from '../../src/chat/answering.js';
import { createBot } from '../../src/chat/bot.js';
import { createCatalogue } from '../../src/chat/catalogue.js';
import { countWith, createRateLimits, type RateLimitParts } from '../../src/chat/rate-limits.js';
import { createRemembering } from '../../src/chat/remembering.js';
import { notice } from '../../src/chat/reply.js';
import { sectionKeyOf } from '../../src/chat/section-key.js';
import { tooMuchInChannel, tooMuchOfPerson } from '../../src/chat/words.js';
import { createLastingMemory } from './lasting-memory.js';
import { SMALL_KNOWLEDGE } from './small-knowledge.js';
import { withTracks } from './with-tracks.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ANN = { platform: 'slack', asker: 'U1' };
const BEN = { platform: 'slack', asker: 'U2' };

/** What is said to each of several, one after the other. */
async function refusals(
  settings: { person: number; channel: number },
  wanting: readonly { platform: string; asker?: string; channel?: string }[],
  parts: RateLimitParts = {},
) {
  const limits = createRateLimits(settings, parts);
  const all = [];
  for (const each of wanting) all.push(await limits.refusalFor(each));
  return all;
}

describe('limits', () => {
  test('let a person have so many a minute, and then say how long to wait', async () => {
    const limits = createRateLimits({ person: 2, channel: 0 });
    expect(await limits.refusalFor(ANN)).toBeUndefined();
    vi.advanceTimersByTime(20_500);
    expect(await limits.refusalFor(ANN)).toBeUndefined();
    expect(await limits.refusalFor(ANN)).toEqual(tooMuchOfPerson(40));
    expect(await limits.refusalFor(BEN)).toBeUndefined();
    vi.advanceTimersByTime(39_000);
    expect(await limits.refusalFor(ANN)).toEqual(tooMuchOfPerson(1));
    vi.advanceTimersByTime(600);
    expect(await limits.refusalFor(ANN)).toBeUndefined();
  });

  test('know people apart by their platform', async () => {
    const elsewhere = { ...ANN, platform: 'discord' };
    expect(await refusals({ person: 1, channel: 0 }, [ANN, elsewhere])).toEqual([undefined, undefined]);
  });

  test('let a channel have so many a minute, of all its people, and say that it is the channel’s', async () => {
    const [ann, ben] = [
      { ...ANN, channel: 'C1' },
      { ...BEN, channel: 'C1' },
    ];
    expect(
      await refusals({ person: 0, channel: 2 }, [ann, ben, ann, ben, { ...BEN, channel: 'C2' }, BEN]),
    ).toEqual([undefined, undefined, tooMuchInChannel(60), tooMuchInChannel(60), undefined, undefined]);
  });

  test('do not count for the channel what is refused to a person', async () => {
    const [ann, ben] = [
      { ...ANN, channel: 'C1' },
      { ...BEN, channel: 'C1' },
    ];
    expect(await refusals({ person: 1, channel: 2 }, [ann, ann, ann, ann, ben])).toEqual([
      undefined,
      ...Array(3).fill(tooMuchOfPerson(60)),
      undefined,
    ]);
  });

  test('are none at 0, and for whoever is not known', async () => {
    expect(await refusals({ person: 0, channel: 0 }, Array(50).fill(ANN))).toEqual(Array(50).fill(undefined));
    const page = Array(50).fill({ platform: 'web' });
    expect(await refusals({ person: 1, channel: 1 }, page)).toEqual(Array(50).fill(undefined));
  });

  test('tell of each refusal by its platform', async () => {
    const onRefused = vi.fn();
    await refusals({ person: 1, channel: 0 }, [ANN, ANN, BEN, ANN], { onRefused });
    expect(onRefused.mock.calls).toEqual([['slack'], ['slack']]);
  });

  test('forget a name when its minute is over', async () => {
    const limits = createRateLimits({ person: 1, channel: 1 });
    for (let i = 0; i < 200; i++) {
      await limits.refusalFor({ platform: 'slack', asker: `U${i}`, channel: `C${i}` });
    }
    expect(vi.getTimerCount()).toBe(400);
    vi.advanceTimersByTime(60_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('refuse nobody when they cannot count', async () => {
    const count = countWith({ consume: () => Promise.reject(new Error('no server')) });
    expect(await count('U1')).toBe(0);
  });
});

test('what is said is in whole words', () => {
  expect(tooMuchOfPerson(1)).toMatchObject({ text: expect.stringContaining('in 1 second.') });
  expect(tooMuchInChannel(12)).toMatchObject({ text: expect.stringMatching(/^This channel .*12 seconds/) });
});

describe('a bot with limits', () => {
  function botWith(settings: { person: number; channel: number }) {
    const asked: string[] = [];
    const events: AnswerEvent[] = [];
    const lasting = createLastingMemory();
    const log = pino({ level: 'silent' });
    const answer = createAnswerQuestion(SMALL_KNOWLEDGE, () => 'answer-1', SMALL_KNOWLEDGE.search);
    const bot = createBot({
      answer: (question) => {
        asked.push(question.text);
        return answer(question);
      },
      catalogue: createCatalogue(SMALL_KNOWLEDGE.documents),
      namesCompany: () => false,
      questionTerms: createQuestionTerms(SMALL_KNOWLEDGE.search),
      gaps: async () => notice('gaps'),
      ...withTracks(),
      sourceUrlOf: () => undefined,
      memory: createRemembering(lasting, log),
      observe: (event) => void events.push(event),
      limits: createRateLimits(settings),
      log,
    });
    return { bot, asked, events, lasting };
  }

  const text = 'What is a Pod?';
  const place = { channel: 'C1', thread: '1' };
  // Answers wait for turns of the event loop.
  beforeEach(() => void vi.useRealTimers());

  test('neither answers nor remembers a question that is too much, and says so', async () => {
    const { bot, asked, events, lasting } = botWith({ person: 1, channel: 0 });
    expect(await bot.reply({ ...ANN, text, place })).toMatchObject({ kind: 'excerpt' });
    expect(await bot.reply({ ...ANN, text: 'What is a Service?', place })).toEqual(tooMuchOfPerson(60));
    expect(asked).toEqual([text]);
    expect(events).toHaveLength(1);
    await vi.waitFor(async () => expect(await lasting.answers.lastIn('slack', place, 9)).toHaveLength(1));
  });

  test('counts for a person what they read, press, say and delete, too', async () => {
    const user = { platform: 'slack', user: 'U1' };
    const [section] = SMALL_KNOWLEDGE.documents.flatMap(({ sections }) => sections);
    if (!section) throw new Error('no section');
    const read = sectionKeyOf(section.id);
    const { bot } = botWith({ person: 2, channel: 0 });
    await bot.reply({ ...ANN, text });
    expect(await bot.read(read, ANN)).toMatchObject({ kind: 'excerpt' });
    for (const refused of [
      bot.read(read, ANN),
      bot.press({ kind: 'why', answer: 'answer-1' }, user),
      bot.comment('answer-1', 'words', user),
      bot.forget(user),
    ])
      expect(await refused).toEqual(tooMuchOfPerson(60));
    expect(await bot.gaps()).toEqual(notice('gaps'));
  });

  test('is silent where nobody asked it, and counts there only what is a question', async () => {
    const { bot, asked } = botWith({ person: 1, channel: 0 });
    const unasked = (words: string) => bot.replyIfSure({ ...ANN, text: words }, async () => true);
    expect(await unasked('good morning all')).toBeUndefined();
    expect(await unasked(text)).toMatchObject({ kind: 'excerpt' });
    expect(await unasked(text)).toBeUndefined();
    expect(asked).toEqual([text]);
  });

  test('answers fifty questions of one person at once, with the usual limits', async () => {
    const { bot } = botWith({ person: 120, channel: 600 });
    const all = await Promise.all(
      Array.from({ length: 50 }, () => bot.reply({ ...ANN, channel: 'C1', text })),
    );
    expect(all.map(({ kind }) => kind)).toEqual(Array(50).fill('excerpt'));
  });
});
