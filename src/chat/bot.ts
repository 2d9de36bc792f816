import type { Logger } from 'pino';
import type { Answer } from '../answers/answer.js';
import type { Question } from '../answers/question.js';
import { FAILED, type Reply } from './reply.js';

/** Answers questions, on whatever platform they are asked. */
export interface Bot {
  /** Answers a question; never fails: a fault of ours becomes a reply that says so. */
  reply(question: Question, platform: string): Promise<Reply>;
}

/** What is known of a question once it is answered, without a word of what was asked. */
export interface AnswerEvent {
  readonly platform: string;
  readonly kind: Answer['kind'] | 'failed';
  readonly millis: number;
}

/** What a bot is made of. */
export interface BotParts {
  readonly answer: (question: Question) => Answer;
  readonly replyFor: (answer: Answer) => Reply;
  readonly observe: (event: AnswerEvent) => void;
  readonly log: Logger;
}

/** Makes the bot: the one place where a question becomes a reply, and where a fault on that way is caught. */
export function createBot({ answer, replyFor, observe, log }: BotParts): Bot {
  return {
    reply: async (question, platform) => {
      const begin = performance.now();
      const report = (kind: AnswerEvent['kind']) => {
        const millis = performance.now() - begin;
        observe({ platform, kind, millis });
        log.info({ platform, kind, millis: Math.round(millis * 10) / 10 }, 'answered a question');
      };
      try {
        const found = answer(question);
        const reply = replyFor(found);
        report(found.kind);
        return reply;
      } catch (error) {
        report('failed');
        log.error({ platform, err: error }, 'could not answer a question');
        return FAILED;
      }
    },
  };
}
