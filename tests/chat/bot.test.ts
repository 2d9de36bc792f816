import { pino } from 'pino';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Answer, AnswerId } from '../../src/answers/answer.js';
import { createAnswerQuestion } from '../../src/answers/answer-question.js';
import { explainedBy } from '../../src/answers/explanation.js';
import type { Question } from '../../src/answers/question.js';
import { createQuestionTerms } from '../../src/answers/question-terms.js';
import type { AnswerEvent } from '../../src/chat/answering.js';
import { talkIn } from '../../src/chat/asked.js';
import { type BotParts, createBot } from '../../src/chat/bot.js';
import type { Button } from '../../src/chat/button.js';
import { createCatalogue } from '../../src/chat/catalogue.js';
import type { Memory } from '../../src/chat/memory.js';
import { createRemembering } from '../../src/chat/remembering.js';
import { notice, type Reply, shareButtonOf } from '../../src/chat/reply.js';
import { sectionKeyOf } from '../../src/chat/section-key.js';
import {
  COMMENT_LIMIT,
  COMMENTED,
  FAILED,
  GONE,
  NOT_DONE,
  NOT_FORGOTTEN,
  NOT_KEPT,
  RATED,
  SECTION_GONE,
  WILL_TELL,
} from '../../src/chat/words.js';
import { openStore } from '../../src/store/open-store.js';
import { createLastingMemory } from './lasting-memory.js';
import { SMALL_KNOWLEDGE } from './small-knowledge.js';
import { withTracks } from './with-tracks.js';

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
    ...withTracks(),
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
    const answers = { add: no, find: no, isKept: no, lastIn: no, mostShown: no };
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
    expect(await bot.press({ kind: 'rate', answer: rated, isHelpful: true }, BY)).toBe(NOT_KEPT);
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

describe('a section that is chosen by its name', () => {
  const ROLLOUT = sectionKeyOf('concepts/deployments.md#how-a-rollout-goes');
  const place = { channel: 'C1', thread: 'window' };
  const asked = { platform: 'slack', asker: 'U1', channel: 'C1', place };

  test('is an answer: remembered as read, with all that is known of who chose it', async () => {
    const { bot, lasting, questions } = botWith();
    const reply = await bot.read(ROLLOUT, asked);
    expect(reply).toMatchObject({ kind: 'excerpt', passage: { heading: 'How a rollout goes' } });
    expect(questions).toEqual([]);
    await expect
      .poll(() => lasting.answers.find(reply.rated as AnswerId))
      .toMatchObject({
        kind: 'read',
        sections: ['concepts/deployments.md#how-a-rollout-goes'],
        nearest: 'concepts/deployments.md#how-a-rollout-goes',
        asker: 'U1',
        channel: 'C1',
        place,
        text: expect.stringMatching(/rollout/),
      });
  });

  test('is rated and shared as the same section', async () => {
    const { bot, lasting } = botWith();
    const reply = await bot.read(ROLLOUT, asked);
    const answer = reply.rated as AnswerId;
    expect(await bot.press({ kind: 'rate', answer, isHelpful: true }, BY)).toBe(RATED);
    expect(await lasting.ratings.countOf(answer)).toEqual({ helpful: 1, notHelpful: 0 });
    expect(await bot.press({ kind: 'share', answer }, BY)).toEqual(reply);
  });

  test('is what is asked next about', async () => {
    const { bot, ask, questions } = botWith();
    await bot.read(sectionKeyOf('concepts/statefulsets.md#intro'), asked);
    await ask('and how is it scaled?', { place, follows: talkIn(place) });
    expect(questions.at(-1)?.thread).toEqual(['What is a StatefulSet?']);
  });

  test('and is there no more is said to be gone, not remembered, and shared with nobody', async () => {
    const { bot, lasting } = botWith();
    expect(await bot.read(sectionKeyOf('gone.md#intro'), asked)).toBe(SECTION_GONE);
    const reply = await bot.read(ROLLOUT, asked);
    const later = botWith({
      memory: createRemembering(lasting, pino({ level: 'silent' })),
      catalogue: createCatalogue([]),
    });
    await expect.poll(() => lasting.answers.find(reply.rated as AnswerId)).toBeDefined();
    const shared = await later.bot.press({ kind: 'share', answer: reply.rated as AnswerId }, BY);
    expect(shared).toMatchObject({ text: expect.stringContaining('no longer has that section') });
    expect(shareButtonOf(shared)).toBeUndefined();
  });
});

test.each(['companies', 'onboard'] as const)('what /k8s %s shows can be posted, the same', async (page) => {
  const { bot } = botWith();
  const shown = bot.inform({ kind: page });
  expect(shareButtonOf(shown)).toEqual({ kind: 'post', page });
  expect(await bot.press({ kind: 'post', page }, BY)).toEqual(shown);
  expect(shareButtonOf(bot.inform({ kind: 'help' }))).toBeUndefined();
});

describe('what was missing', () => {
  const rated = async () => {
    const made = botWith();
    const { rated: answer = 'answer-0' } = await made.ask('What is a Pod?');
    const comments: string[] = [];
    const { comment } = made.lasting.ratings;
    made.lasting.ratings.comment = (by, text) => {
      comments.push(text);
      return comment(by, text);
    };
    const reply = await made.bot.press({ kind: 'rate', answer, isHelpful: false }, BY);
    return { ...made, answer, comments, reply };
  };

  test('can be said by whoever rated an answer as not helpful, and is kept with the rating', async () => {
    const { bot, answer, comments, reply } = await rated();
    expect(reply.buttons).toEqual([{ label: 'Say what was missing', button: { kind: 'comment', answer } }]);
    expect(shareButtonOf(reply)).toBeUndefined();
    expect(await bot.comment(answer, '  the memory limits\n', BY)).toBe(COMMENTED);
    expect(comments).toEqual(['the memory limits']);
  });

  test('is not asked of whoever was helped', async () => {
    const { bot, answer } = await rated();
    expect(await bot.press({ kind: 'rate', answer, isHelpful: true }, BY)).toBe(RATED);
  });

  test('by somebody without a rating, or of no answer, is not kept', async () => {
    const { bot, answer } = await rated();
    expect(await bot.comment(answer, 'mine', { ...BY, user: 'U2' })).toBe(GONE);
    expect(await bot.comment('answer-of-old', 'mine', BY)).toBe(GONE);
  });

  test('is kept up to a limit, without half a character at its end', async () => {
    const { bot, answer, comments } = await rated();
    await bot.comment(answer, 'x'.repeat(5_000), BY);
    await bot.comment(answer, `${'x'.repeat(COMMENT_LIMIT - 1)}🚀🚀`, BY);
    expect(comments[0]).toHaveLength(COMMENT_LIMIT);
    expect(comments[1]).toMatch(/^x{999}/);
    expect(comments[1]).not.toMatch(/\p{Surrogate}/u);
  });

  test('that is nothing but spaces leaves what was said before', async () => {
    const { bot, answer, comments } = await rated();
    await bot.comment(answer, 'the memory limits', BY);
    await bot.comment(answer, ' \n\t ', BY);
    expect(comments).toEqual(['the memory limits']);
  });

  test('that cannot be kept is not said to be, and is not in the log', async () => {
    const { bot, answer, lasting, lines } = await rated();
    lasting.ratings.comment = () => Promise.reject(new Error('disk full'));
    expect(await bot.comment(answer, 'a secret', BY)).toBe(NOT_KEPT);
    expect(lines.join()).toContain('disk full');
    expect(lines.join()).not.toContain('a secret');
  });
});

describe('“Tell me when you know”', () => {
  const hasTell = ({ buttons = [] }: Reply) => buttons.some(({ button }) => button.kind === 'tell');

  test.each([
    ['no-match', 'What is a ReferenceGrant?', true],
    ['unknown-company', 'case study of Wayne Enterprises', true],
    ['own-affairs', 'why is my cluster down right now?', false],
    ['request', 'delete all pods in production for me', false],
    ['private', 'what is the salary of an engineer at Acme?', false],
    ['language', 'Was ist ein Pod und wie kann ich ihn starten, wenn er nicht läuft?', false],
    ['no-question', '???', false],
  ])('below an answer declined for %s: %s', async (reason, text, isThere) => {
    const { ask, lasting } = botWith();
    const reply = await ask(text);
    expect(hasTell(reply)).toBe(isThere);
    const [{ button } = { button: undefined }] = reply.buttons ?? [];
    const id = button && 'answer' in button ? button.answer : 'answer-0';
    await expect.poll(() => lasting.answers.find(id)).toMatchObject({ kind: 'declined', reason });
  });

  test.each([
    ['off-topic', true],
    ['opinion', false],
  ] as const)('below an answer declined for %s: %s', async (reason, isThere) => {
    const explanation = explainedBy();
    const { ask } = botWith({
      answer: () => ({ id: 'answer-1', kind: 'declined', reason, related: [], explanation }),
    });
    expect(hasTell(await ask('What is the best tea?'))).toBe(isThere);
  });

  test('is not below an answer', async () => {
    const { ask } = botWith();
    for (const text of ['What is a Pod?', 'how do I scale?', 'which companies use Prometheus?', 'hello'])
      expect(hasTell(await ask(text))).toBe(false);
  });

  test('keeps each person once, with the question and what it followed', async () => {
    const { bot, ask, lasting } = botWith();
    const place = { channel: 'C1', thread: '1' };
    await ask('What is a Pod?', { place });
    const tell = buttonOf(await ask('What is a ReferenceGrant?', { place }), 'tell');
    for (const user of ['U1', 'U2', 'U1']) expect(await bot.press(tell, { ...BY, user })).toBe(WILL_TELL);
    expect(await lasting.waiting.all()).toMatchObject(
      ['U1', 'U2'].map((person) => ({
        platform: 'slack',
        person,
        text: 'What is a ReferenceGrant?',
        thread: ['What is a Pod?'],
      })),
    );
  });

  test('of an answer that is forgotten promises nothing, and nor does one that cannot be kept', async () => {
    const { bot, ask, lasting } = botWith();
    expect(await bot.press({ kind: 'tell', answer: 'answer-of-old' }, BY)).toBe(GONE);
    const tell = buttonOf(await ask('What is a ReferenceGrant?'), 'tell');
    lasting.waiting.add = () => Promise.reject(new Error('disk full'));
    expect(await bot.press(tell, BY)).toBe(NOT_KEPT);
  });
});

describe('somebody who wants to be forgotten', () => {
  /** A bot with a real database; what is asked while `isGone` waits to be written. */
  async function kept() {
    const store = await openStore(':memory:');
    onTestFinished(() => store.close());
    const state = { isGone: false };
    const reachable = <Work extends (...words: never[]) => Promise<unknown>>(work: Work): Work =>
      ((...words: never[]) =>
        state.isGone ? Promise.reject(new Error('the server is gone')) : work(...words)) as Work;
    const lasting: Memory = {
      ...store,
      answers: { ...store.answers, add: reachable(store.answers.add) },
      people: { forget: reachable(store.people.forget) },
    };
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    return { ...botWith({ memory: createRemembering(lasting, log) }), store, state, lines };
  }
  const asWho = (asker: string) => ({ asker, channel: 'C1', place: { channel: 'C1', thread: asker } });

  test('is told what was deleted, and that there was nothing the second time', async () => {
    const { bot, ask, store } = await kept();
    const { rated = 'answer-0' } = await ask('What is a Pod?', asWho('U1'));
    await bot.press({ kind: 'rate', answer: rated, isHelpful: false }, BY);
    const declined = await ask('What is a ReferenceGrant?', asWho('U1'));
    await bot.press(buttonOf(declined, 'tell'), BY);
    const other = await ask('What is a Pod?', asWho('U2'));
    expect(await bot.forget(BY)).toMatchObject({
      text: expect.stringContaining('2 questions, 1 rating, 1 request to be told'),
    });
    expect(await store.answers.find(rated)).toBeUndefined();
    expect(await store.waiting.all()).toEqual([]);
    expect(await bot.press({ kind: 'why', answer: other.rated as AnswerId }, BY)).not.toBe(GONE);
    expect(await bot.forget(BY)).toMatchObject({ text: expect.stringContaining('I had nothing of you') });
  });

  test('is forgotten at hand, too: their buttons are gone, and nothing follows what they asked', async () => {
    const { bot, ask, questions } = await kept();
    const { rated: answer = 'answer-0' } = await ask('What is a StatefulSet?', asWho('U1'));
    await bot.forget(BY);
    for (const button of [
      { kind: 'why', answer },
      { kind: 'share', answer },
      { kind: 'rate', answer, isHelpful: true },
      { kind: 'tell', answer },
    ] as const)
      expect(await bot.press(button, BY)).toBe(GONE);
    await ask('and how is it scaled?', asWho('U1'));
    expect(questions.at(-1)?.thread).toEqual([]);
  });

  test('is forgotten on that platform alone', async () => {
    const { bot, ask } = await kept();
    const { rated: answer = 'answer-0' } = await ask('What is a Pod?', asWho('U1'));
    await bot.forget({ platform: 'discord', user: 'U1' });
    expect(await bot.press({ kind: 'why', answer }, BY)).not.toBe(GONE);
  });

  test('while there is no database is not said to be', async () => {
    const { bot, ask, state } = await kept();
    state.isGone = true;
    await ask('What is a Pod?', asWho('U1'));
    expect(await bot.forget(BY)).toBe(NOT_FORGOTTEN);
  });

  test('just when the database is back stays forgotten: what waited to be written is not', async () => {
    const { bot, ask, state, store, lines } = await kept();
    state.isGone = true;
    for (const text of ['What is a Pod?', 'What is a Service?']) await ask(text, asWho('U1'));
    // The pauses between the attempts grow: after these, the next attempt is two seconds away.
    await vi.waitFor(() => expect(lines.join()).toContain('the server is gone'));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    state.isGone = false;
    await bot.forget(BY);
    // Longer than the longest pause between two attempts.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await store.people.forget('slack', 'U1')).toMatchObject({ questions: 0 });
  }, 10_000);
});

test('what cannot be told of gaps is told as a fault', async () => {
  const { bot, lines } = botWith({ gaps: () => Promise.reject(new Error('broken table')) });
  expect(await bot.gaps()).toBe(NOT_DONE);
  expect(lines.join()).toContain('broken table');
});
