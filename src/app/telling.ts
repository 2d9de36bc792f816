import { type TellingParts, tellWaiting } from '../chat/tell-waiting.js';

/** Tells people what they wait for, at the occasions that there are. */
export interface Telling {
  /** Looks once more whom there is something to tell; at once, or after the look that is under way. */
  tell(): void;
  /** Ends a look that is under way. */
  stop(): Promise<void>;
}

/** Whoever could not be told is tried again after so long, in milliseconds. */
const PAUSE = 10 * 60 * 1_000;

/** Makes it, so that one look is under way at a time. */
export function createTelling(
  {
    messengers,
    ...parts
  }: Omit<TellingParts, 'messengers' | 'alreadyTold'> & {
    readonly messengers: () => TellingParts['messengers'];
  },
  stopping: AbortSignal,
): Telling {
  let looking: Promise<void> = Promise.resolve();
  let isNextWaiting = false;
  const alreadyTold = new Set<string>();

  const look = async () => {
    isNextWaiting = false;
    if (stopping.aborted) return;
    await tellWaiting({ ...parts, messengers: messengers(), alreadyTold }, stopping).catch((error: Error) =>
      parts.log.warn(`could not look whom there is something to tell: ${error.message}; trying again later`),
    );
  };
  const tell = () => {
    if (isNextWaiting) return;
    isNextWaiting = true;
    looking = looking.then(look);
  };
  const timer = setInterval(tell, PAUSE).unref();
  return {
    tell,
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
