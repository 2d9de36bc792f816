import type { Logger } from 'pino';

/** Looks, now and then, whom there is something to tell. */
export interface Looking {
  /** Looks once more: at once, or after the look that is under way. */
  look(): void;
  /** Ends a look that is under way. */
  stop(): Promise<void>;
}

/** What is looked for, and how often when nothing calls for it. */
export interface LookingParts {
  /** What it is, for the log: `whom there is something to tell`. */
  readonly what: string;
  readonly work: () => Promise<void>;
  /** Between two looks that nothing called for, in milliseconds. */
  readonly pause: number;
  readonly log: Logger;
}

/** Makes it, so that one look is under way at a time. */
export function createLooking({ what, work, pause, log }: LookingParts, stopping: AbortSignal): Looking {
  let looking: Promise<void> = Promise.resolve();
  let isNextWaiting = false;

  const lookNow = async () => {
    isNextWaiting = false;
    if (stopping.aborted) return;
    await work().catch((error: Error) =>
      log.warn(`could not look ${what}: ${error.message}; trying again later`),
    );
  };
  const look = () => {
    if (isNextWaiting) return;
    isNextWaiting = true;
    looking = looking.then(lookNow);
  };
  const timer = setInterval(look, pause).unref();
  return {
    look,
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
