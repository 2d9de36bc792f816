import type { AnswerId } from '../answers/answer.js';
import type { SectionId } from '../knowledge/address.js';

/** What a bot remembers past a restart. A fault of it is thrown: whoever asks decides that the answer goes on without. */
export interface Memory {
  readonly events: EventMemory;
  readonly answers: AnswerMemory;
  readonly channels: ChannelMemory;
  readonly ratings: RatingMemory;
}

/** Remembers which events have come, so that one that comes twice is answered once. */
export interface EventMemory {
  /** Whether none of an event's names has been seen before; from now on all of them have. */
  isNew(names: readonly string[]): Promise<boolean>;
}

/** A question that was answered, as its buttons and its conversation need it later. */
export interface AnsweredQuestion {
  readonly id: AnswerId;
  readonly platform: string;
  /** Where it was asked, when more may be asked there that follows it. */
  readonly place?: Place;
  readonly text: string;
  /** The earlier questions that it was understood with, oldest first. */
  readonly thread: readonly string[];
  /** The sections that were shown, in order; buttons name them by their place. */
  readonly sections: readonly SectionId[];
  readonly askedAt: Date;
}

/** Where people talk: a channel or direct message, or a thread in it. */
export interface Place {
  readonly channel: string;
  readonly thread?: string;
}

/** Remembers questions that were answered. */
export interface AnswerMemory {
  add(question: AnsweredQuestion): Promise<void>;
  find(id: AnswerId): Promise<AnsweredQuestion | undefined>;
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
  countOf(answer: AnswerId): Promise<{ readonly helpful: number; readonly notHelpful: number }>;
}
