import type { Place } from './memory.js';

/** A question, and where it was asked. */
export interface Asked {
  readonly text: string;
  readonly platform: string;
  /** The platform's id of who asks, where it is known. */
  readonly asker?: string;
  /** The platform's id of the channel, where others are in it too. */
  readonly channel?: string;
  /** Whether the reply is for who asks alone, also where others are. */
  readonly isPrivate?: boolean;
  /** Where what is asked next may follow it; the bot remembers what was asked there. */
  readonly place?: Place;
  /** Where what it may follow was asked, and since when that counts; the same place when absent. */
  readonly follows?: { readonly place: Place; readonly since: Date };
  /** The earlier questions, where whoever asks knows them. */
  readonly thread?: readonly string[];
}

/** Outside a thread, what was asked so long ago is no longer spoken of, in milliseconds. */
const TALK_LIMIT = 30 * 60 * 1_000;

/** What was asked in a place just now, for questions that stand in no thread. */
export function talkIn(place: Place): Required<Asked>['follows'] {
  return { place, since: new Date(Date.now() - TALK_LIMIT) };
}

/** Somebody on a platform. */
export interface Person {
  readonly platform: string;
  /** The platform's id of the person. */
  readonly user: string;
  /** What others call them there, where the platform says so. */
  readonly name?: string;
}
