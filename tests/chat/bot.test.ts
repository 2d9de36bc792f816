import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Answer, AnswerId } from '../../src/answers/answer.js';
import { createAnswerQuestion } from '../../src/answers/answer-question.js';
import { explainedBy } from '../../src/answers/explanation.js';
import type { Question } from '../../src/answers/question.js';
import { createQuestionTerms } from '../../src/answers/question-terms.js';
import { type AnswerEvent, type BotParts, createBot, talkIn } from '../../src/chat/bot.js';
import type { Button } from '../../src/chat/button.js';
import { createCatalogue } from '../../src/chat/catalogue.js';
import { createRemembering } from '../../src/chat/remembering.js';
import type { Reply } from '../../src/chat/reply.js';
import { notice } from '../../src/chat/reply.js';
import { sectionKeyOf } from '../../src/chat/section-key.js';
import { FAILED, GONE, RATED, SECTION_GONE } from '../../src/chat/words.js';
import { createLastingMemory } from './lasting-memory.js';
import { SMALL_KNOWLEDGE } from './small-knowledge.js';

function botWith(parts: Partial<BotParts> = {}) {
  const events: AnswerEvent[] = [];
  const lines: string[] = [];
  const questions: Question[] = [];
  const lasting = createLastingMemory();
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  let ids = 0;
  const answer = createAnswerQuestion(
    SMALL_KNOWLEDGE,
    (): AnswerId => `answer-${++ids}`,
    SMALL_KNOWLEDGE.search,
  );
  const bot = createBot({
    answer: (question) => {
      questions.push(question);
      return answer(question);
    },
    catalogue: createCatalogue(SMALL_KNOWLEDGE.documents),
    namesCompany: () => false,
    questionTerms: createQuestionTerms(SMALL_KNOWLEDGE.search),
    gaps: async () => notice('gaps'),
    sourceUrlOf: () => undefined,
    memory: createRemembering(lasting, log),
    observe: (event) => void events.push(event),
    log,
    ...parts,
  });
  const ask = (text: string, more: object = {}) => bot.reply({ text, platform: 'slack', ...more });
  return { bot, ask, events, lines, questions, lasting };
}

const BY = { platform: 'slack', user: 'U1' };
const broken = (): Answer => {
  throw new Error('broken index');
};

/** The button of a reply by its kind. */
function buttonOf({ buttons = [] }: Reply, kind: Button['kind']): Button {
  const found = buttons.find(({ button }) => button.kind === kind);
  if (!found) throw new Error(`no button ${kind}`);
  return found.button;
}

describe('a bot that is asked', () => {
  test('replies, and reports the platform, the kind and the time, but not the words', async () => {
    const { ask, events, lines } = botWith();
    expect(await ask('hello, this is secret')).toMatchObject({ kind: 'notice' });
    expect(events).toEqual([{ platform: 'slack', kind: expect.any(String), millis: expect.any(Number) }]);
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain('secret');
  });

  test('makes a reply of a fault that says so, and a log line', async () => {
    const { ask, events, lines } = botWith({ answer: broken });
    expect(await ask('a secret question')).toBe(FAILED);
    expect(events).toMatchObject([{ kind: 'failed' }]);
    expect(lines.join()).toContain('broken index');
    expect(lines.join()).not.toContain('secret');
  });

  test('answers though nothing can be remembered', async () => {
    const no = () => Promise.reject(new Error('disk full'));
    const lasting = createLastingMemory();
    const log = pino({ level: 'silent' });
    const answers = { add: no, find: no, lastIn: no, mostShown: no };
    const { ask } = botWith({ memory: createRemembering({ ...lasting, answers }, log) });
    const place = { channel: 'C1', thread: '1' };
    expect(await ask('What is a Pod?', { place })).toMatchObject({ kind: 'excerpt' });
  });
});

describe('what was asked before', () => {
  const place = { channel: 'C1', thread: '1' };

  test('in the same place goes with the next question, oldest first, at most five', async () => {
    const { ask, questions } = botWith();
    const texts = ['Pod', 'Service', 'Deployment', 'StatefulSet', 'readiness probe', 'restart policy'];
    for (const text of texts) await ask(`What is a ${text}?`, { place });
    await ask('and how is it scaled?', { place });
    expect(questions.at(-1)?.thread).toEqual(texts.slice(1).map((text) => `What is a ${text}?`));
  });

  test('elsewhere, or on another platform, does not', async () => {
    const { bot, ask, questions } = botWith();
    await ask('What is a Pod?', { place });
    await ask('and how?', { place: { channel: 'C1', thread: '2' } });
    expect(questions.at(-1)?.thread).toEqual([]);
    await bot.reply({ text: 'and how?', platform: 'discord', place });
    expect(questions.at(-1)?.thread).toEqual([]);
    await ask('and how?');
    expect(questions.at(-1)?.thread).toEqual([]);
  });

  test('counts from when it is said to', async () => {
    const { ask, questions } = botWith();
    await ask('What is a Pod?', { place });
    const here = { channel: 'C1', thread: '2' };
    await ask('and how?', { place: here, follows: talkIn({ channel: 'C1' }) });
    expect(questions.at(-1)?.thread).toEqual(['What is a Pod?']);
    const since = new Date(Date.now() + 60_000);
    await ask('and how?', { place: here, follows: { place: { channel: 'C1' }, since } });
    expect(questions.at(-1)?.thread).toEqual([]);
  });

  test('is what whoever asks says, where they know it', async () => {
    const { ask, questions } = botWith();
    await ask('What is a Pod?', { place });
    await ask('and how?', { place, thread: ['What is a Service?'] });
    expect(questions.at(-1)?.thread).toEqual(['What is a Service?']);
  });

  test('is no small talk and no fault', async () => {
    const { ask, questions } = botWith();
    await ask('hello', { place });
    await ask('thanks!', { place });
    await ask('What is a Pod?', { place });
    expect(questions.at(-1)?.thread).toEqual([]);
  });
});

describe('replyIfSure()', () => {
  const place = { channel: 'C1', thread: '1' };

  const reply = (text: string, parts: Partial<BotParts> = {}, mayAnswer = true) => {
    const made = botWith(parts);
    return made.bot
      .replyIfSure({ text, platform: 'slack', place }, async () => mayAnswer)
      .then((said) => ({ said, ...made }));
  };

  test.each(['What is a Pod?', 'which companies use Prometheus?', 'compare Deployment and StatefulSet?'])(
    'answers “%s”',
    async (text) => {
      expect((await reply(text)).said).toBeDefined();
    },
  );

  test.each([
    'A Pod is the smallest thing.',
    'how do I scale?',
    'who painted the ceiling?',
    'hello, how are you?',
    '',
  ])('says nothing to “%s”, reports nothing and remembers nothing', async (text) => {
    const { said, events, lines, lasting } = await reply(text);
    expect(said).toBeUndefined();
    expect(events).toEqual([]);
    expect(lines).toEqual([]);
    expect(await lasting.answers.mostShown(1)).toEqual([]);
  });

  test('says nothing, and remembers nothing, when whoever posts it no longer may', async () => {
    const { said, events, lasting } = await reply('What is a Pod?', {}, false);
    expect(said).toBeUndefined();
    expect(events).toEqual([]);
    expect(await lasting.answers.mostShown(1)).toEqual([]);
  });

  test('says nothing in a thread in which it has answered, asked or not', async () => {
    const { bot, ask } = botWith();
    await ask('What is a Pod?', { place });
    const asked = { text: 'What is a Service?', platform: 'slack', place };
    expect(await bot.replyIfSure(asked, async () => true)).toBeUndefined();
  });

  test('says nothing of a list or comparison of which it is not sure', async () => {
    const unsure: Answer = {
      id: 'answer-1',
      explanation: explainedBy(),
      kind: 'list',
      entries: [],
      common: ['istio'],
      isSure: false,
    };
    expect((await reply('which companies use istio?', { answer: () => unsure })).said).toBeUndefined();
  });

  test('says nothing of a fault, which is in the log', async () => {
    const { said, lines } = await reply('What is a Pod?', { answer: broken });
    expect(said).toBeUndefined();
    expect(lines.join()).toContain('broken index');
  });
});

describe('a button that is pressed', () => {
  test('shows the section that it means, whatever was asked', async () => {
    const { bot } = botWith();
    const section = sectionKeyOf('concepts/deployments.md#how-a-rollout-goes');
    const reply = await bot.press({ kind: 'read', section }, BY);
    expect(reply).toMatchObject({
      kind: 'excerpt',
      passage: { heading: 'How a rollout goes', shortened: false },
    });
    expect(await bot.press({ kind: 'read', section: sectionKeyOf('gone.md#intro') }, BY)).toBe(SECTION_GONE);
  });

  test('shows the whole of an answer, what else was found, why, and the answer once more', async () => {
    const { bot, ask } = botWith();
    const rollout = await ask('How does a rollout go?');
    expect(await bot.press(buttonOf(rollout, 'section'), BY)).toMatchObject({
      passage: { heading: 'How a rollout goes', shortened: false },
    });
    const pod = await ask('What is a Pod?');
    expect(await bot.press(buttonOf(pod, 'more'), BY)).toMatchObject({ kind: 'choices' });
    expect(await bot.press(buttonOf(pod, 'why'), BY)).toMatchObject({ kind: 'notice' });
    expect(await bot.press({ kind: 'share', answer: pod.rated as AnswerId }, BY)).toEqual(pod);
  });

  test('asks again with the questions that the answer was understood with', async () => {
    const { bot, ask, questions } = botWith();
    const place = { channel: 'C1', thread: '1' };
    await ask('What is a StatefulSet?', { place });
    const answer = await ask('and how is it scaled?', { place });
    await bot.press(buttonOf(answer, 'why'), BY);
    expect(questions.at(-1)).toEqual({ text: 'and how is it scaled?', thread: ['What is a StatefulSet?'] });
  });

  test('counts as no question', async () => {
    const { bot, ask, events } = botWith();
    const answer = await ask('What is a Pod?');
    await bot.press(buttonOf(answer, 'why'), BY);
    expect(events).toHaveLength(1);
  });

  test('of a section that the answer does not have says that it is gone', async () => {
    const { bot, ask } = botWith();
    const { rated = 'answer-1' } = await ask('What is a Pod?');
    expect(await bot.press({ kind: 'section', answer: rated, place: 9_999 }, BY)).toBe(SECTION_GONE);
  });

  test('of an answer that is not remembered says so', async () => {
    const { bot } = botWith();
    for (const kind of ['why', 'share'] as const)
      expect(await bot.press({ kind, answer: 'answer-of-old' }, BY)).toBe(GONE);
    const rating = { kind: 'rate', answer: 'answer-of-old', isHelpful: true } as const;
    expect(await bot.press(rating, BY)).toBe(GONE);
  });

  test('rates an answer for whoever pressed it', async () => {
    const { bot, ask, lasting } = botWith();
    const { rated = 'answer-0' } = await ask('What is a Pod?');
    expect(await bot.press({ kind: 'rate', answer: rated, isHelpful: true }, BY)).toBe(RATED);
    expect(await lasting.ratings.countOf(rated)).toEqual({ helpful: 1, notHelpful: 0 });
  });

  test('makes a reply of a fault, and a log line without a word of the question', async () => {
    const { bot, ask, lasting, lines } = botWith();
    const { rated = 'answer-0' } = await ask('What is a Pod?');
    lasting.ratings.rate = () => Promise.reject(new Error('disk full'));
    expect(await bot.press({ kind: 'rate', answer: rated, isHelpful: true }, BY)).toBe(FAILED);
    expect(lines.join()).toContain('disk full');
    expect(lines.join()).not.toContain('What is a Pod');
  });
});

test('popular questions are those whose answers were shown most, then what newcomers read, in their own words', async () => {
  const { bot, ask } = botWith();
  expect(await bot.popularQuestions(2)).toEqual(['What is a Pod?', 'What is a Deployment?']);
  await ask('tell me what a StatefulSet is');
  expect(await bot.popularQuestions(9)).toEqual([
    'What is a StatefulSet?',
    'What is a Pod?',
    'What is a Deployment?',
    'What is a Service?',
  ]);
});
