import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Answer, AnswerId } from '../answers/answer.js';
import { isSure } from '../answers/is-sure.js';
import type { Question } from '../answers/question.js';
import { createAnswerQueue } from './answer-queue.js';
import type { Asked } from './asked.js';
import type { Entry } from './catalogue.js';
import type { AnsweredQuestion, AnswerMemory } from './memory.js';
import type { SourceUrlOf } from './passage.js';
import type { Reply } from './reply.js';
import { replyFor, sectionsShown } from './reply-for.js';
import { FAILED } from './words.js';

/** What is known of a question once it is answered, without a word of what was asked. */
export interface AnswerEvent {
  readonly platform: string;
  readonly kind: Answer['kind'] | 'failed';
  readonly millis: number;
}

/** An answer that may be said. */
export interface KnownAnswer {
  readonly reply: Reply;
  /** Remembers it, once it was said. */
  keep(): Promise<void>;
}

/** What answering takes. */
export interface AnsweringParts {
  readonly answer: (question: Question) => Answer;
  /** What a question asks, in terms. */
  readonly questionTerms: (question: string) => string;
  readonly sourceUrlOf: SourceUrlOf;
  readonly answers: AnswerMemory;
  readonly observe: (event: AnswerEvent) => void;
  readonly log: Logger;
}

/** Answers questions in their threads, and remembers them. */
export interface Answering {
  /** Answers a question, if the answer is wanted; a fault of ours becomes a reply that says so. */
  answered(
    asked: Asked,
    isWanted: (answer: Answer) => boolean | Promise<boolean>,
  ): Promise<Reply | undefined>;
  /** Answers without reserve, or not at all; nothing is kept of it until it is said. */
  known(asked: Asked): Promise<KnownAnswer | undefined>;
  /** An answer given before, once more: the same question has the same answer. */
  again(question: AnsweredQuestion): Answer;
  /** Remembers a section that was chosen by its name, as an answer to what it says it answers. */
  read(entry: Entry, asked: Omit<Asked, 'text'>): Promise<AnswerId>;
  hasSpokenIn(asked: Asked): Promise<boolean>;
}

/** Earlier questions of a place that a question may follow. */
const THREAD_LIMIT = 5;

/** Makes answering with the answers that there are at each moment. */
export function createAnswering({
  answer,
  questionTerms,
  sourceUrlOf,
  answers,
  observe,
  log,
}: AnsweringParts): Answering {
  const mayBegin = createAnswerQueue();

  const threadOf = async ({ platform, place, follows, thread }: Asked): Promise<readonly string[]> => {
    const where = follows?.place ?? place;
    if (thread || where === undefined) return thread ?? [];
    const earlier = await answers.lastIn(platform, where, THREAD_LIMIT);
    return earlier.filter(({ askedAt }) => askedAt >= (follows?.since ?? askedAt)).map(({ text }) => text);
  };

  /** Keeps a question, for buttons, for what follows it, and for reports. */
  const remember = (
    { platform, asker, channel, place, text }: Asked,
    thread: readonly string[],
    about: Pick<AnsweredQuestion, 'id' | 'kind' | 'reason' | 'sections' | 'nearest' | 'score' | 'millis'>,
  ) =>
    answers.add({
      platform,
      ...(asker && { asker }),
      ...(channel && { channel }),
      ...(place && { place }),
      text,
      thread,
      terms: questionTerms(text),
      askedAt: new Date(),
      ...about,
    });

  /** An answer, and how many milliseconds it took. */
  const timed = async (question: Question) => {
    await mayBegin();
    const begin = performance.now();
    const found = answer(question);
    return { found, millis: performance.now() - begin };
  };

  return {
    answered: async (asked, isWanted) => {
      const { platform, text } = asked;
      const begin = performance.now();
      const report = (kind: AnswerEvent['kind']) => {
        const millis = performance.now() - begin;
        observe({ platform, kind, millis });
        log.info({ platform, kind, millis: Math.round(millis * 10) / 10 }, 'answered a question');
      };
      try {
        const thread = await threadOf(asked);
        const { found, millis } = await timed({ text, thread });
        if (!(await isWanted(found))) return undefined;
        const reply = replyFor(found, sourceUrlOf);
        if (found.kind !== 'small-talk') await remember(asked, thread, { ...summaryOf(found), millis });
        report(found.kind);
        return reply;
      } catch (error) {
        report('failed');
        log.error({ platform, err: error }, 'could not answer a question');
        return FAILED;
      }
    },
    known: async (asked) => {
      const { text, thread = [] } = asked;
      const { found, millis } = await timed({ text, thread });
      if (!isSure(found)) return undefined;
      return {
        reply: replyFor(found, sourceUrlOf),
        keep: () => remember(asked, thread, { ...summaryOf(found), kind: 'told', millis }),
      };
    },
    again: ({ id, text, thread }) => ({ ...answer({ text, thread }), id }),
    read: async ({ document, section }, asked) => {
      const text = section.questions[0] ?? `${document.title} ${section.heading}`;
      const id: AnswerId = `answer-${randomUUID()}`;
      const about = { id, kind: 'read', sections: [section.id], nearest: section.id, score: 1 } as const;
      await remember({ ...asked, text }, [], { ...about, millis: 0 });
      return id;
    },
    hasSpokenIn: async ({ platform, place }) =>
      place?.thread !== undefined && (await answers.lastIn(platform, place, 1)).length > 0,
  };
}

/** What of an answer is kept. */
function summaryOf(answer: Exclude<Answer, { readonly kind: 'small-talk' }>) {
  const { id, kind, explanation } = answer;
  const sections = sectionsShown(answer).map((section) => section.id);
  const { section: judged, right = 0 } = explanation.judgement ?? {};
  const nearest = judged ?? sections[0];
  return {
    id,
    kind,
    ...(answer.kind === 'declined' && { reason: answer.reason }),
    sections,
    ...(nearest && { nearest }),
    // Lists and comparisons of companies are not judged: they are sure or not.
    score: explanation.judgement ? right : Number(isSure(answer)),
  };
}
