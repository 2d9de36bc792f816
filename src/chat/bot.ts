import type { Logger } from 'pino';
import type { Answer, AnswerId } from '../answers/answer.js';
import { isQuestion } from '../answers/asking-part.js';
import { isSure } from '../answers/is-sure.js';
import type { Question } from '../answers/question.js';
import type { Track } from '../onboarding/track.js';
import { type AnswerEvent, createAnswering, type KnownAnswer } from './answering.js';
import type { Asked, Person } from './asked.js';
import type { Button } from './button.js';
import type { Catalogue } from './catalogue.js';
import { type Command, parseCommand } from './command.js';
import { companiesQuestion } from './companies-question.js';
import { FIRST_READ } from './first-read.js';
import { commandReply, type InformingCommand } from './help.js';
import type { Entrance, Memory } from './memory.js';
import type { SourceUrlOf } from './passage.js';
import { questionsOf } from './popular-questions.js';
import { createPressing } from './pressing.js';
import type { RateLimits, Wanting } from './rate-limits.js';
import type { Reply } from './reply.js';
import type { SectionKey } from './section-key.js';
import type { WalkButton } from './walk-button.js';
import { createWalking, type TeamViewer } from './walking.js';
import { createWelcoming, startHereReply, type WelcomeSettings } from './welcoming.js';
import {
  COMMENT_LIMIT,
  COMMENT_NOT_KEPT,
  COMMENTED,
  FAILED,
  forgottenReply,
  GONE,
  NO_COMMENT,
  NOT_DONE,
  NOT_FORGOTTEN,
  NOT_KEPT,
  NOT_WALKED,
  SECTION_GONE,
} from './words.js';
import { NotYet } from './write-queue.js';

/** Answers questions, on whatever platform they are asked. */
export interface Bot {
  /** Answers a question; never fails: a fault of ours becomes a reply that says so. */
  reply(asked: Asked): Promise<Reply>;
  /**
   * Answers what nobody asked the bot itself: only a question, only when it is sure and has not spoken in that
   * thread, and only if whoever posts it still may; else says and remembers nothing.
   */
  replyIfSure(asked: Asked, mayAnswer: () => Promise<boolean>): Promise<Reply | undefined>;
  /** Answers without reserve, or not at all; nothing is kept of it until it is said. */
  answerIfKnown(asked: Asked): Promise<KnownAnswer | undefined>;
  /** Shows a section that somebody chose by its name, instead of asking. */
  read(section: SectionKey, asked: Omit<Asked, 'text'>): Promise<Reply>;
  /** The tracks that somebody may walk, or what to read first where there is none; never fails. */
  onboard(person: Person): Promise<Reply>;
  /** How far people are in their tracks, for those who look after newcomers; never fails. */
  team(viewer: TeamViewer): Promise<Reply>;
  /** Keeps somebody who joined, to be welcomed where newcomers are. */
  joined(person: Person, entrance: Entrance): Promise<void>;
  /** A message for a channel, with a way into the tracks; never fails. */
  startHere(): Promise<Reply>;
  /** Whether newcomers are welcomed there. */
  welcomesAt(entrance: Entrance): Promise<boolean>;
  /** Chooses whether they are. */
  chooseWelcome(entrance: Entrance, isOn: boolean): Promise<void>;
  /** Does what a button in a track asks for; never fails. */
  walk(button: WalkButton, person: Person): Promise<Reply>;
  /** Does what a button of an answer asks for; never fails. */
  press(button: Button, by: Person): Promise<Reply>;
  /** Keeps what somebody says to an answer that they rated; never fails. */
  comment(answer: AnswerId, text: string, by: Person): Promise<Reply>;
  /** Forgets everything of a person; never fails. */
  forget(person: Person): Promise<Reply>;
  /** What could not be answered lately, on one server or anywhere, for those who manage it; never fails. */
  gaps(server?: string): Promise<Reply>;
  /** Reads what was typed behind a command. */
  commandIn(line: string): Command;
  /** Replies to a command that asks no question and changes nothing. */
  inform(command: InformingCommand): Reply;
  /** Questions that others ask often, in words of the knowledge base's own. */
  popularQuestions(limit: number): Promise<readonly string[]>;
  /** What the knowledge base holds. */
  readonly catalogue: Catalogue;
}

/** What a bot is made of. */
export interface BotParts {
  readonly answer: (question: Question) => Answer;
  readonly catalogue: Catalogue;
  readonly namesCompany: (text: string) => boolean;
  /** What a question asks, in terms. */
  readonly questionTerms: (question: string) => string;
  readonly sourceUrlOf: SourceUrlOf;
  readonly memory: Omit<Memory, 'events' | 'channels'>;
  readonly tracks: () => Promise<readonly Track[]>;
  readonly newcomers: NewcomerSettings;
  /** What could not be answered lately. */
  readonly gaps: (server?: string) => Promise<Reply>;
  readonly observe: (event: AnswerEvent) => void;
  /** How much is done at once for one person, and in one channel; no end of it when absent. */
  readonly limits?: RateLimits;
  readonly log: Logger;
}

/** How newcomers are met. */
export interface NewcomerSettings {
  /** Whether the bot can speak first on a platform. */
  readonly speaksFirstOn: (platform: string) => boolean;
  /** After how many quiet days people are reminded of their track; never when 0. */
  readonly remindAfterDays: number;
  readonly welcome: WelcomeSettings;
  /** Called when there is somebody to welcome. */
  readonly onJoined: () => void;
}

/** Makes the bot: the one place where a question becomes a reply, and where a fault on that way is caught. */
export function createBot({
  answer,
  catalogue,
  namesCompany,
  questionTerms,
  sourceUrlOf,
  memory,
  tracks,
  newcomers,
  gaps,
  observe,
  limits,
  log,
}: BotParts): Bot {
  const answering = createAnswering({
    answer,
    questionTerms,
    sourceUrlOf,
    answers: memory.answers,
    observe,
    log,
  });
  const pressing = createPressing({ catalogue, sourceUrlOf, memory, again: answering.again });
  const walking = createWalking({ ...newcomers, catalogue, sourceUrlOf, memory, tracks, log });
  const welcoming = createWelcoming(memory.welcomes, newcomers.welcome, newcomers.onJoined);

  /** Does something else than answering, unless it is too much; a fault of ours becomes a reply that says so. */
  const orFailed = async (
    what: string,
    wanting: Wanting,
    work: () => Promise<Reply>,
    failed: Reply = NOT_DONE,
    saidInstead: (reply: Reply) => Reply = (reply) => reply,
  ): Promise<Reply> => {
    try {
      const refusal = await limits?.refusalFor(wanting);
      return refusal ? saidInstead(refusal) : await work();
    } catch (error) {
      if (!(error instanceof NotYet))
        log.error({ platform: wanting.platform, err: error }, `could not ${what}`);
      return saidInstead(failed);
    }
  };

  /** The tracks, with how far somebody is where only they read it. */
  const tracksFor = ({ platform, asker, channel, isPrivate }: Asked) => {
    const isAlone = asker !== undefined && (channel === undefined || isPrivate === true);
    const person = { platform, user: isAlone ? asker : '' };
    return orFailed('show the tracks', { platform, ...(asker && { asker }) }, () => walking.overview(person));
  };

  return {
    reply: async (asked) => {
      const refusal = await limits?.refusalFor(asked);
      if (refusal) return refusal;
      if (ONBOARD.test(asked.text.trim())) return tracksFor(asked);
      const [reply = FAILED, wayBack] = await Promise.all([
        answering.answered(asked, () => true),
        walking.wayBackOf(asked),
      ]);
      return wayBack.length === 0 || reply === FAILED
        ? reply
        : { ...reply, buttons: [...(reply.buttons ?? []), ...wayBack] };
    },
    replyIfSure: async (asked, mayAnswer) => {
      if (!isQuestion(asked.text) || (await answering.hasSpokenIn(asked))) return undefined;
      // Nobody asked it, so nobody has to be told.
      if (await limits?.refusalFor(asked)) return undefined;
      const reply = await answering.answered(asked, async (found) => isSure(found) && mayAnswer());
      return reply === FAILED ? undefined : reply;
    },
    answerIfKnown: answering.known,
    read: (key, asked) =>
      orFailed('show a section', asked, async () => {
        const found = catalogue.findByKey(key);
        if (found === undefined) return SECTION_GONE;
        return { ...pressing.show(found), rated: await answering.read(found, asked) };
      }),
    press: (button, by) =>
      orFailed(
        `do what a button asks (${button.kind})`,
        wantedBy(by),
        () => {
          if (button.kind === 'walk') return walking.walk(button, by);
          return button.kind === 'newcomer' ? walking.want(button, by) : pressing.press(button, by);
        },
        failedPress(button),
      ),
    comment: (answer, text, by) =>
      orFailed(
        'keep what was said of an answer',
        wantedBy(by),
        async () => {
          if (text.trim() === '') return NO_COMMENT;
          const words = text
            .trim()
            .slice(0, COMMENT_LIMIT)
            .replace(/[\ud800-\udbff]$/, '');
          const { platform, user: rater } = by;
          const outcome = await memory.ratings.comment({ answer, platform, rater }, words);
          return { kept: COMMENTED, 'not-kept': COMMENT_NOT_KEPT, 'not-rated': GONE }[outcome];
        },
        NOT_KEPT,
      ),
    forget: (person) =>
      orFailed(
        'forget a person',
        wantedBy(person),
        async () => {
          const forgotten = await memory.people.forget(person.platform, person.user);
          return forgottenReply(forgotten);
        },
        NOT_FORGOTTEN,
      ),
    gaps: (server) => orFailed('tell what could not be answered', { platform: 'chat' }, () => gaps(server)),
    commandIn: (line) =>
      parseCommand(line, namesCompany, (value) => companiesQuestion([{ value }], catalogue)),
    team: (viewer) => orFailed('tell how far people are', { platform: 'chat' }, () => walking.team(viewer)),
    startHere: () =>
      orFailed('word a message for newcomers', { platform: 'chat' }, async () =>
        startHereReply(await tracks()),
      ),
    joined: welcoming.joined,
    welcomesAt: welcoming.isOnAt,
    chooseWelcome: welcoming.choose,
    onboard: (person) => orFailed('show the tracks', wantedBy(person), () => walking.overview(person)),
    walk: (button, person) =>
      orFailed(
        'walk through a track',
        wantedBy(person),
        () => walking.walk(button, person),
        NOT_WALKED,
        // It may take the place of a step, and leads on to it.
        (reply) => ({ ...reply, buttons: [{ label: 'Try again', button }] }),
      ),
    inform: (command) => commandReply(command, catalogue, sourceUrlOf),
    popularQuestions: async (limit) => {
      const shown = await memory.answers.mostShown(limit);
      return questionsOf([...shown, ...FIRST_READ], catalogue).slice(0, limit);
    },
    catalogue,
  };
}

/** What is said where a button could not do its own: what would have been kept is perhaps not. */
function failedPress({ kind }: Button): Reply {
  switch (kind) {
    case 'walk':
      return NOT_WALKED;
    case 'rate':
    case 'tell':
    case 'newcomer':
      return NOT_KEPT;
    default:
      return NOT_DONE;
  }
}

function wantedBy({ platform, user }: Person): Wanting {
  return { platform, asker: user };
}

/** What people type who were told of `/k8s onboard`, wherever they type it. */
const ONBOARD = /^(?:\/k8s\s+)?onboard(?:ing)?$/i;
