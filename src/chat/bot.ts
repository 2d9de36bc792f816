import type { Logger } from 'pino';
import type { Answer } from '../answers/answer.js';
import { isQuestion } from '../answers/asking-part.js';
import type { Question } from '../answers/question.js';
import { createAnswerQueue } from './answer-queue.js';
import type { Button } from './button.js';
import type { Catalogue, Entry } from './catalogue.js';
import { type Command, parseCommand } from './command.js';
import { FIRST_READ } from './first-read.js';
import { commandReply, type InformingCommand } from './help.js';
import type { AnsweredQuestion, Memory, Place } from './memory.js';
import type { SourceUrlOf } from './passage.js';
import type { Reply } from './reply.js';
import { explanationReply, furtherReply, replyFor, sectionReply, sectionsShown } from './reply-for.js';
import { FAILED, GONE, RATED, SECTION_GONE } from './words.js';

/** A question, and where it was asked. */
export interface Asked {
  readonly text: string;
  readonly platform: string;
  /** Where what is asked next may follow it; the bot remembers what was asked there. */
  readonly place?: Place;
  /** Where what it may follow was asked, and since when that counts; the same place when absent. */
  readonly follows?: { readonly place: Place; readonly since: Date };
  /** The earlier questions, where whoever asks knows them. */
  readonly thread?: readonly string[];
}

/** Answers questions, on whatever platform they are asked. */
export interface Bot {
  /** Answers a question; never fails: a fault of ours becomes a reply that says so. */
  reply(asked: Asked): Promise<Reply>;
  /**
   * Answers what nobody asked the bot itself: only a question, only when it is sure and has not spoken in that
   * thread, and only if whoever posts it still may; else says and remembers nothing.
   */
  replyIfSure(asked: Asked, mayAnswer: () => Promise<boolean>): Promise<Reply | undefined>;
  /** Does what a button of an answer asks for; never fails. */
  press(button: Button, by: Presser): Promise<Reply>;
  /** Reads what was typed behind a command. */
  commandIn(line: string): Command;
  /** Replies to a command that asks no question and changes nothing. */
  inform(command: InformingCommand): Reply;
  /** Questions that others ask often, in words of the knowledge base's own. */
  popularQuestions(limit: number): Promise<readonly string[]>;
  /** What the knowledge base holds. */
  readonly catalogue: Catalogue;
}

/** Who pressed a button. */
export interface Presser {
  readonly platform: string;
  /** The platform's id of the person. */
  readonly user: string;
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
  readonly catalogue: Catalogue;
  readonly namesCompany: (text: string) => boolean;
  readonly sourceUrlOf: SourceUrlOf;
  readonly memory: Pick<Memory, 'answers' | 'ratings'>;
  readonly observe: (event: AnswerEvent) => void;
  readonly log: Logger;
}

/** Earlier questions of a place that a question may follow. */
const THREAD_LIMIT = 5;

/** Outside a thread, what was asked so long ago is no longer spoken of, in milliseconds. */
const TALK_LIMIT = 30 * 60 * 1_000;

/** What was asked in a place just now, for questions that stand in no thread. */
export function talkIn(place: Place): Required<Asked>['follows'] {
  return { place, since: new Date(Date.now() - TALK_LIMIT) };
}

/** Makes the bot: the one place where a question becomes a reply, and where a fault on that way is caught. */
export function createBot({
  answer,
  catalogue,
  namesCompany,
  sourceUrlOf,
  memory,
  observe,
  log,
}: BotParts): Bot {
  const mayBegin = createAnswerQueue();

  const threadOf = async ({ platform, place, follows, thread }: Asked): Promise<readonly string[]> => {
    const where = follows?.place ?? place;
    if (thread || where === undefined) return thread ?? [];
    const earlier = await memory.answers.lastIn(platform, where, THREAD_LIMIT);
    return earlier.filter(({ askedAt }) => askedAt >= (follows?.since ?? askedAt)).map(({ text }) => text);
  };

  const hasSpokenIn = async ({ platform, place }: Asked): Promise<boolean> =>
    place?.thread !== undefined && (await memory.answers.lastIn(platform, place, 1)).length > 0;

  const answered = async (
    asked: Asked,
    isWanted: (answer: Answer) => boolean | Promise<boolean>,
  ): Promise<Reply | undefined> => {
    const { platform, place, text } = asked;
    const begin = performance.now();
    const report = (kind: AnswerEvent['kind']) => {
      const millis = performance.now() - begin;
      observe({ platform, kind, millis });
      log.info({ platform, kind, millis: Math.round(millis * 10) / 10 }, 'answered a question');
    };
    try {
      const thread = await threadOf(asked);
      await mayBegin();
      const found = answer({ text, thread });
      if (!(await isWanted(found))) return undefined;
      const reply = replyFor(found, sourceUrlOf);
      if (found.kind !== 'small-talk') {
        const sections = sectionsShown(found).map(({ id }) => id);
        const askedAt = new Date();
        await memory.answers.add({
          id: found.id,
          platform,
          ...(place && { place }),
          text,
          thread,
          sections,
          askedAt,
        });
      }
      report(found.kind);
      return reply;
    } catch (error) {
      report('failed');
      log.error({ platform, err: error }, 'could not answer a question');
      return FAILED;
    }
  };

  /** An answer given before, once more: the same question has the same answer. */
  const again = ({ id, text, thread }: AnsweredQuestion): Answer => ({ ...answer({ text, thread }), id });

  const pressed = async (button: Button, { platform, user }: Presser): Promise<Reply> => {
    if (button.kind === 'read') return show(catalogue.findByKey(button.section));
    const question = await memory.answers.find(button.answer);
    if (question === undefined) return GONE;
    switch (button.kind) {
      case 'section': {
        const id = question.sections[button.place];
        return show(id && catalogue.find(id));
      }
      case 'more':
        return furtherReply(again(question), button.page, sourceUrlOf);
      case 'why':
        return explanationReply(again(question));
      case 'share':
        return replyFor(again(question), sourceUrlOf);
      case 'rate': {
        const { answer, isHelpful } = button;
        await memory.ratings.rate({ answer, platform, rater: user, isHelpful });
        return RATED;
      }
    }
  };

  const show = (found: Entry | undefined): Reply => {
    return found ? sectionReply(found.document, found.section, sourceUrlOf) : SECTION_GONE;
  };

  return {
    reply: async (asked) => (await answered(asked, () => true)) ?? FAILED,
    replyIfSure: async (asked, mayAnswer) => {
      if (!isQuestion(asked.text) || (await hasSpokenIn(asked))) return undefined;
      const reply = await answered(asked, async (found) => isSure(found) && mayAnswer());
      return reply === FAILED ? undefined : reply;
    },
    press: async (button, by) => {
      try {
        return await pressed(button, by);
      } catch (error) {
        log.error(
          { platform: by.platform, button: button.kind, err: error },
          'could not do what a button asks',
        );
        return FAILED;
      }
    },
    commandIn: (line) => parseCommand(line, namesCompany),
    inform: (command) => commandReply(command, catalogue, sourceUrlOf),
    popularQuestions: async (limit) => {
      const shown = await memory.answers.mostShown(limit);
      const questions = [...shown, ...FIRST_READ]
        .flatMap((id) => catalogue.find(id)?.section.questions[0] ?? [])
        .map(asWritten);
      return [...new Set(questions)].slice(0, limit);
    },
    catalogue,
  };
}

/** A question in small letters, as somebody writes it who takes the time. */
function asWritten(question: string): string {
  const named = question.replace(/\bkubernetes\b/g, 'Kubernetes');
  return named.charAt(0).toUpperCase() + named.slice(1);
}

/** Whether an answer is given without reserve. */
function isSure(answer: Answer): boolean {
  return (
    answer.kind === 'found' || ((answer.kind === 'list' || answer.kind === 'comparison') && answer.isSure)
  );
}
