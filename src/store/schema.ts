import type { AnswerId } from '../answers/answer.js';
import type { ChannelMode } from '../chat/memory.js';

/**
 * The tables, as `migrations.ts` makes them. Text and whole numbers only, and times as ISO text in UTC,
 * which sorts as the times do: so all of it is valid on PostgreSQL too.
 */
export interface Tables {
  readonly seen_events: SeenEventRow;
  readonly answers: AnswerRow;
  readonly channels: ChannelRow;
  readonly ratings: RatingRow;
}

/** A name under which an event came, kept for a day. */
export interface SeenEventRow {
  /** The platform's name of the event; one event may have several. */
  readonly name: string;
  /** When it came first. */
  readonly seen_at: string;
}

/** A question that was answered. */
export interface AnswerRow {
  readonly id: AnswerId;
  /** `slack`, `discord` … */
  readonly platform: string;
  /** The channel or direct message where it was asked; null where no more is asked that follows. */
  readonly place_channel: string | null;
  /** The thread in that channel; null outside of threads. */
  readonly place_thread: string | null;
  /** The question as a JSON string: neither engine gives back a NUL that is text. */
  readonly text: string;
  /** The earlier questions that it was understood with, as a JSON array of strings. */
  readonly thread: string;
  /** The ids of the sections that were shown, as a JSON array of strings. */
  readonly sections: string;
  /** When it was asked. */
  readonly asked_at: string;
  /** How many of its channel were kept before it of the very same millisecond; 0 of nearly all. */
  readonly tie_breaker: number;
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
  readonly answer: AnswerId;
  /** A keyed hash of the platform and its id of the person. */
  readonly rater: string;
  /** 1 or 0. */
  readonly is_helpful: number;
  /** When it was said last. */
  readonly rated_at: string;
}
