import type { AnswerId, DeclineReason } from '../answers/answer.js';
import type { AnsweredKind, ChannelMode } from '../chat/memory.js';
import type { SectionId } from '../knowledge/address.js';
import type { Progress } from '../onboarding/progress.js';

/**
 * The tables, as `migrations.ts` makes them. Text and whole numbers only, and times as ISO text in UTC,
 * which sorts as the times do: so all of it is the same on SQLite and PostgreSQL. What indexes are for stands
 * where they are made.
 */
export interface Tables {
  readonly seen_events: SeenEventRow;
  readonly answers: AnswerRow;
  readonly channels: ChannelRow;
  readonly ratings: RatingRow;
  readonly waiting: WaitingRow;
  readonly progress: ProgressRow;
  readonly walkers: WalkerRow;
  readonly welcomes: WelcomeRow;
  readonly entrances: EntranceRow;
  readonly rate_limits: RateLimitRow;
}

/** A name under which an event came, kept for a day. */
export interface SeenEventRow {
  /** A keyed hash of the platform's name of the event, which may name a direct message; one event may have several. */
  readonly name: string;
  /** When it came first. */
  readonly seen_at: string;
}

/** A question that was answered. */
export interface AnswerRow {
  /** What its buttons name it by. */
  readonly id: AnswerId;
  /** `slack`, `discord` … */
  readonly platform: string;
  /** A keyed hash of the channel or direct message where it was asked; null where no more is asked that follows. */
  readonly place_channel: string | null;
  /** A keyed hash of the thread in that channel; null outside of threads. */
  readonly place_thread: string | null;
  /**
   * The question as a JSON string: SQLite does not give back a NUL that is text, and PostgreSQL does not take it.
   * The JSON `null` where questions are not to be kept.
   */
  readonly text: string;
  /** The earlier questions that it was understood with, as a JSON array of strings. */
  readonly thread: string;
  /** The ids of the sections that were shown, as a JSON array of strings. */
  readonly sections: string;
  /** When it was asked. */
  readonly asked_at: string;
  /** How many of its channel were kept before it of the very same millisecond; 0 of nearly all. Two processes may count the same. */
  readonly tie_breaker: number;
  /** A keyed hash of the platform and its id of who asked; null where nobody is known. */
  readonly asker: string | null;
  /** The platform's id of the channel, where others are in it too; null in direct messages. */
  readonly channel: string | null;
  /** What it asks, in terms; empty where questions are not to be kept. */
  readonly terms: string;
  /** What became of it. */
  readonly kind: AnsweredKind;
  /** Why nothing was answered; null of all else. */
  readonly reason: DeclineReason | null;
  /** The id of the section that came nearest; null when none did. */
  readonly nearest: SectionId | null;
  /** How likely that section is the right one, in thousandths. */
  readonly score: number;
  /** How long the answer took, in microseconds. */
  readonly micros: number;
}

/** What was chosen for a channel. */
export interface ChannelRow {
  /** `slack`, `discord` … */
  readonly platform: string;
  /** The platform's id of the channel. */
  readonly channel: string;
  /** When the bot speaks there. */
  readonly mode: ChannelMode;
  /** When that was chosen. */
  readonly chosen_at: string;
}

/** Somebody's word on an answer. It refers to none: answers may be forgotten before it. */
export interface RatingRow {
  /** The id of the answer. */
  readonly answer: AnswerId;
  /** A keyed hash of the platform and its id of the person. */
  readonly rater: string;
  /** 1 or 0. */
  readonly is_helpful: number;
  /** When it was said last. */
  readonly rated_at: string;
  /** What was said besides, as a JSON string; null when nothing was, or questions are not to be kept. */
  readonly comment: string | null;
}

/** Somebody who wants to be told when a question can be answered; deleted when they were told. */
export interface WaitingRow {
  /** The id of the answer that said nothing. */
  readonly answer: AnswerId;
  /** A keyed hash of the platform and its id of the person. */
  readonly person: string;
  /** Whom to tell, and what was asked: encrypted with the key that hashes are made with. */
  readonly sealed: string;
  /** When that was asked for. */
  readonly asked_at: string;
  /** Until when one process is telling them, and others leave it; null when none is. */
  readonly claimed_until: string | null;
}

/** What somebody, or a channel, had of the bot in this minute; processes share it on a server, in a file it stays empty. */
export interface RateLimitRow {
  /** `person:` or `channel:`, and a keyed hash of who or where. */
  readonly key: string;
  /** How often. */
  readonly points: number;
  /** When the minute is over, in milliseconds since 1970, as the library has it; pg gives it as text. */
  readonly expire: number | string | null;
}

/** How far somebody is in a track. */
export interface ProgressRow {
  /** A keyed hash of the platform and its id of the person. */
  readonly person: string;
  /** The track's name. */
  readonly track: string;
  /** How often it was changed: of two changes made of the same one, the first is kept. */
  readonly version: number;
  /** Whether they are walking, have stopped or have finished. */
  readonly state: Progress['state'];
  /** The step that they are at. */
  readonly step: string;
  /** The steps done and skipped, and how quizzes were answered, as a JSON object. */
  readonly notes: string;
  /** When they began. */
  readonly started_at: string;
  /** When they did something last. */
  readonly moved_at: string;
}

/** What somebody chose who walks through tracks. */
export interface WalkerRow {
  /** A keyed hash of the platform and its id of the person. */
  readonly person: string;
  /** Whom to remind: encrypted with the key that hashes are made with; null while there is nothing to remind them of. */
  readonly address: string | null;
  /** Whether they may be reminded, 1 or 0. */
  readonly reminders: number;
  /** Who they are and what they are called, encrypted likewise; null of all who do not show their name. */
  readonly name: string | null;
  /** When they chose or began something last. */
  readonly changed_at: string;
}

/** Somebody who joined. The row stays when they were welcomed, as a hash alone, so that they are not again. */
export interface WelcomeRow {
  /** A keyed hash of the platform and its id of the person. */
  readonly person: string;
  /** Whom to welcome: encrypted with the key that hashes are made with; null when they were. */
  readonly address: string | null;
  /** When they joined. */
  readonly joined_at: string;
  /** Until when one process is welcoming them, and others leave it; null when none is. */
  readonly claimed_until: string | null;
}

/** What was chosen for newcomers of a workspace, server or channel. */
export interface EntranceRow {
  /** `slack`, `discord` … */
  readonly platform: string;
  /** The platform's id of the workspace or server. */
  readonly server: string;
  /** The platform's id of the channel; empty where it is for all. */
  readonly channel: string;
  /** Whether they are welcomed, 1 or 0. */
  readonly is_on: number;
  /** When that was chosen. */
  readonly chosen_at: string;
}
