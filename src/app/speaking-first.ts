import type { Logger } from 'pino';
import type { Messenger } from '../chat/adapter.js';
import type { Bot } from '../chat/bot.js';
import type { Memory } from '../chat/memory.js';
import { remindWalkers } from '../chat/remind-walkers.js';
import { createResting } from '../chat/resting.js';
import { tellWaiting } from '../chat/tell-waiting.js';
import { welcomeNewcomers } from '../chat/welcome-newcomers.js';
import type { Track } from '../onboarding/track.js';
import { createLooking } from './looking.js';

/** What it takes to speak to people first. */
export interface SpeakingFirstParts {
  readonly memory: Pick<Memory, 'waiting' | 'welcomes' | 'walkers' | 'progress'>;
  readonly bot: Pick<Bot, 'answerIfKnown' | 'welcomesAt'>;
  readonly tracks: () => Promise<readonly Track[]>;
  /** The platforms that are connected, by name. */
  readonly messengers: () => ReadonlyMap<string, Messenger>;
  /** After how many quiet days people are reminded of their track; never when 0. */
  readonly remindAfterDays: number;
  readonly log: Logger;
}

/** Says to people what they did not ask for just now: answers that they wait for, a welcome, a reminder. */
export interface SpeakingFirst {
  /** Looks whom there is anything to say. */
  look(): void;
  /** Looks who waits for an answer that is known by now. */
  tell(): void;
  /** Looks who joined. */
  welcome(): void;
  /** Ends what is under way. */
  stop(): Promise<void>;
}

/** Whoever could not be told is tried again after so long, in milliseconds. */
const TELLING_PAUSE = 10 * 60 * 1_000;

/** The same for whoever could not be welcomed: their first minutes are when it helps. */
const WELCOMING_PAUSE = 60 * 1_000;

/** Makes it; one look of each kind is under way at a time. */
export function createSpeakingFirst(
  { memory, bot, tracks, messengers, remindAfterDays: days, log }: SpeakingFirstParts,
  stopping: AbortSignal,
): SpeakingFirst {
  const { waiting, welcomes, walkers, progress } = memory;
  const alreadyTold = new Set<string>();
  const alreadyWelcomed = new Set<string>();
  const [notWelcomed, notReminded] = [createResting(), createResting()];
  const lookingFor = (what: string, pause: number, work: () => Promise<void>) =>
    createLooking({ what, pause, work, log }, stopping);

  const telling = lookingFor('whom there is something to tell', TELLING_PAUSE, () =>
    tellWaiting({ waiting, bot, messengers: messengers(), alreadyTold, log }, stopping),
  );
  const welcoming = lookingFor('whom to welcome', WELCOMING_PAUSE, () =>
    welcomeNewcomers(
      { welcomes, bot, tracks, messengers: messengers(), alreadyWelcomed, resting: notWelcomed, log },
      stopping,
    ),
  );
  const reminding = lookingFor('whom to remind', remindingPauseOf(days), async () => {
    if (days > 0)
      await remindWalkers(
        { walkers, progress, tracks, messengers: messengers(), days, resting: notReminded, log },
        stopping,
      );
  });
  const all = [telling, welcoming, reminding];
  return {
    look: () => {
      for (const each of all) each.look();
    },
    tell: telling.look,
    welcome: welcoming.look,
    stop: async () => {
      await Promise.all(all.map((each) => each.stop()));
    },
  };
}

const DAY = 24 * 60 * 60 * 1_000;

/** Often enough for the hour of the day to be met, and for who tries it with a thousandth of a day. */
function remindingPauseOf(days: number): number {
  return Math.max(1_000, Math.min(10 * 60 * 1_000, (days * DAY) / 4));
}
