import type { Answer, AnswerId, DeclineReason } from '../answers/answer.js';
import type { SectionId } from '../knowledge/address.js';
import type { ProgressMemory } from '../onboarding/progress-memory.js';
import type { WalkerMemory } from '../onboarding/walker-memory.js';
import type { Person } from './asked.js';

/** What a bot remembers past a restart. A fault of it is thrown: whoever asks decides that the answer goes on without. */
export interface Memory {
  readonly events: EventMemory;
  readonly answers: AnswerMemory;
  readonly channels: ChannelMemory;
  readonly ratings: RatingMemory;
  readonly waiting: WaitingMemory;
  readonly people: PersonMemory;
  readonly progress: ProgressMemory;
  readonly walkers: WalkerMemory;
  readonly welcomes: WelcomeMemory;
}

/** Remembers which events have come, so that one that comes twice is answered once. */
export interface EventMemory {
  /** Whether none of an event's names has been seen before; from now on all of them have. */
  isNew(names: readonly string[]): Promise<boolean>;
}

/** A question that was answered, as its buttons, its conversation and reports need it later. */
export interface AnsweredQuestion {
  readonly id: AnswerId;
  readonly platform: string;
  /** The platform's id of who asked; kept only as a keyed hash. */
  readonly asker?: string;
  /** The channel where it was asked, by the platform's id, where more people than the asker are; it is kept as it is. */
  readonly channel?: string;
  /** Where it was asked, when more may be asked there that follows it; kept only as keyed hashes. */
  readonly place?: Place;
  readonly text: string;
  /** The earlier questions that it was understood with, oldest first. */
  readonly thread: readonly string[];
  /** What it asks, in terms: two questions with the same ask the same. */
  readonly terms: string;
  readonly kind: AnsweredKind;
  /** Why nothing was answered. */
  readonly reason?: DeclineReason;
  /** The sections that were shown, in order; buttons name them by their place. */
  readonly sections: readonly SectionId[];
  /** The section that came nearest, whether it was shown or not. */
  readonly nearest?: SectionId;
  /** How likely the nearest section is the right one, 0 to 1. */
  readonly score: number;
  /** How long the answer took, in milliseconds. */
  readonly millis: number;
  readonly askedAt: Date;
}

/**
 * What became of a question; `read` is a section that was chosen by its name, `told` an answer that somebody waited
 * for: neither is a question that was asked.
 */
export type AnsweredKind = Exclude<Answer['kind'], 'small-talk'> | 'read' | 'told';

/** Where people talk: a channel or direct message, or a thread in it. */
export interface Place {
  readonly channel: string;
  readonly thread?: string;
}

/** Remembers questions that were answered. */
export interface AnswerMemory {
  add(question: AnsweredQuestion): Promise<void>;
  find(id: AnswerId): Promise<AnsweredQuestion | undefined>;
  /** Whether an answer is kept, be it without its words; not when it was forgotten. */
  isKept(id: AnswerId): Promise<boolean>;
  /** The last questions of a thread, or of a channel with all its threads, oldest first. */
  lastIn(platform: string, place: Place, limit: number): Promise<readonly AnsweredQuestion[]>;
  /** The sections that the last answers showed first, the one shown most often first. */
  mostShown(limit: number): Promise<readonly SectionId[]>;
}

/** When the bot speaks in a channel: to every question it is sure of, when it is mentioned, never. */
export type ChannelMode = 'on' | 'mentions' | 'off';

/** Remembers what was chosen for channels. */
export interface ChannelMemory {
  modeOf(platform: string, channel: string): Promise<ChannelMode | undefined>;
  choose(platform: string, channel: string, mode: ChannelMode): Promise<void>;
}

/** Somebody's word on an answer. */
export interface Rating {
  readonly answer: AnswerId;
  readonly platform: string;
  /** The platform's id of the person; kept only as a keyed hash. */
  readonly rater: string;
  readonly isHelpful: boolean;
}

/** Remembers ratings, one of each person for each answer: the last counts. */
export interface RatingMemory {
  rate(rating: Rating): Promise<void>;
  /** Keeps what somebody said besides, of an answer that they rated, unless words are not to be kept. */
  comment(
    by: Pick<Rating, 'answer' | 'platform' | 'rater'>,
    text: string,
  ): Promise<'kept' | 'not-kept' | 'not-rated'>;
  countOf(answer: AnswerId): Promise<{ readonly helpful: number; readonly notHelpful: number }>;
}

/** Somebody who wants to be told when a question can be answered. */
export interface Waiting {
  readonly answer: AnswerId;
  readonly platform: string;
  /** The platform's id of the person; kept encrypted until they are told. */
  readonly person: string;
  /** The question and the earlier ones that it was understood with; kept encrypted too. */
  readonly text: string;
  readonly thread: readonly string[];
  readonly askedAt: Date;
}

/** Names one who waits. */
export type WaitingName = Pick<Waiting, 'answer' | 'platform' | 'person'>;

/** Remembers who wants to be told. */
export interface WaitingMemory {
  /** Keeps somebody; once, however often they ask. */
  add(waiting: Waiting): Promise<void>;
  /** Everybody who waits and is not just being told, longest first. */
  all(): Promise<readonly Waiting[]>;
  /** Says that somebody is being told now; resolves to whether nobody else said so in the last minutes. */
  claim(name: WaitingName): Promise<boolean>;
  /** Says that somebody is not being told after all. */
  release(name: WaitingName): Promise<void>;
  /** Forgets somebody who was told. */
  remove(name: WaitingName): Promise<void>;
}

/** Where somebody joins: a workspace or server, or a channel of it. */
export interface Entrance {
  readonly platform: string;
  /** The platform's id of the workspace or server. */
  readonly server: string;
  readonly channel?: string;
}

/** Somebody who joined, and where. */
export interface Newcomer extends Person {
  readonly entrance: Entrance;
  /** Whether somebody was welcoming them and never said how it went: the message may be there. */
  readonly isRepeat?: true;
}

/** Remembers who is to be welcomed, who was, and where newcomers are. */
export interface WelcomeMemory {
  /** Whether newcomers are welcomed there; nothing when nobody chose. */
  isOnAt(entrance: Entrance): Promise<boolean | undefined>;
  /** Chooses for a workspace, server or channel; what is off for a whole one is off for all its channels. */
  choose(entrance: Entrance, isOn: boolean): Promise<void>;
  /** Whether newcomers are welcomed anywhere on a platform. */
  isOnSomewhere(platform: string): Promise<boolean>;
  /** Keeps somebody who joined, to be welcomed, if they are to be; not who was or will be already. */
  add(newcomer: Newcomer, isWelcome: () => Promise<boolean>): Promise<void>;
  /** Everybody who is to be welcomed and is not just being, first come first. */
  all(): Promise<readonly Newcomer[]>;
  /** Says that somebody is being welcomed now; resolves to whether nobody else said so in the last minutes. */
  claim(person: Person): Promise<boolean>;
  /** Says that somebody is not being welcomed after all. */
  release(person: Person): Promise<void>;
  /** Notes that somebody was welcomed, and forgets who they are: nobody is twice. */
  done(person: Person): Promise<void>;
  /** Forgets somebody who is not to be welcomed any more. */
  remove(person: Person): Promise<void>;
}

/** What was kept of a person and is no more. */
export interface Forgotten {
  readonly questions: number;
  readonly ratings: number;
  readonly waiting: number;
  /** Tracks that they began. */
  readonly tracks: number;
  /** Whether they were, or were to be, welcomed. */
  readonly welcomes: number;
}

/** Forgets people. */
export interface PersonMemory {
  /** Deletes everything of a person on a platform. */
  forget(platform: string, person: string): Promise<Forgotten>;
}
