import type { Logger } from 'pino';

/** Carries writes over the time in which there is no database. */
export interface WriteQueue<About> {
  /** Writes it after all that were put before; again and again until it is written. */
  put(about: About, write: () => Promise<void>): void;
  /** Takes out what is not to be written any more; resolves when none of it is being written. */
  withdraw(isUnwanted: (about: About) => boolean): Promise<void>;
  /** Resolves when nothing waits to be written, or when so many milliseconds are over. */
  settled(limit: number): Promise<void>;
}

/** What cannot be written for a reason that was told already. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
}

/** More than a busy workspace asks while somebody mends its database. */
const LENGTH_LIMIT = 10_000;

/** How soon what could not be written is tried again, in milliseconds; the last pause from then on. */
const PAUSES = [250, 1_000, 2_000, 5_000];

/** The same while somebody waits for the end. */
const LAST_PAUSE = 50;

/** What failed so often, while others could be written, is at fault itself. */
const FAILURES_LIMIT = 5;

interface Entry<About> {
  readonly about: About;
  readonly write: () => Promise<void>;
  failures: number;
  /** How many had been written when it failed first. */
  writtenBefore: number;
}

/** Makes an empty queue; what is more than it holds is dropped, counted and told. */
export function createWriteQueue<About>(log: Logger, lengthLimit = LENGTH_LIMIT): WriteQueue<About> {
  const waiting: Entry<About>[] = [];
  /** The write that is under way. */
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;
  let isEnding = false;
  let written = 0;
  let late = 0;
  let dropped = 0;
  let ended: (() => void)[] = [];
  let wake = () => {};

  let isTold = false;
  const tellOfFault = (error: unknown) => {
    if (isTold || error instanceof NotYet) return;
    isTold = true;
    const reason = (error as Error).message;
    log.warn(
      `the database could not remember an answer: ${reason}; it is tried again, and answering goes on`,
    );
  };
  const tellOfRecovery = () => {
    if (!isTold && dropped === 0) return;
    const kept = `the database takes answers again; ${late} that waited are kept now`;
    log.info(dropped > 0 ? `${kept}, ${dropped} more were dropped` : kept);
    isTold = false;
    late = 0;
    dropped = 0;
  };

  /** Takes out what was written, unless it was withdrawn meanwhile. */
  const take = (entry: Entry<About>) => {
    const place = waiting.indexOf(entry);
    if (place >= 0) waiting.splice(place, 1);
  };

  const failed = (entry: Entry<About>, error: unknown) => {
    tellOfFault(error);
    if (entry.failures++ === 0) entry.writtenBefore = written;
    if (!waiting.includes(entry)) return;
    take(entry);
    if (entry.failures >= FAILURES_LIMIT && written > entry.writtenBefore) {
      log.error(`an answer cannot be kept, and others can: ${(error as Error).message}; it is dropped`);
      return;
    }
    // The others first: it may be the only one that cannot be written.
    waiting.push(entry);
  };

  const pause = (millis: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, isEnding ? LAST_PAUSE : millis);
      // Nobody is kept from ending by it.
      timer.unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const work = async () => {
    let attempts = 0;
    for (let entry = waiting[0]; entry !== undefined; entry = waiting[0]) {
      try {
        const write = entry.write();
        writing = write.catch(() => {});
        await write;
        take(entry);
        written++;
        attempts = 0;
        if (isTold) late++;
        if (waiting.length === 0) tellOfRecovery();
      } catch (error) {
        failed(entry, error);
        const isNextFresh = waiting[0]?.failures === 0;
        if (waiting.length > 0 && !isNextFresh)
          await pause(PAUSES[Math.min(attempts++, PAUSES.length - 1)] ?? 0);
      }
    }
    isWriting = false;
    for (const resolve of ended) resolve();
    ended = [];
  };

  return {
    put: (about, write) => {
      if (waiting.length >= lengthLimit) {
        if (dropped++ === 0) {
          log.error(`${lengthLimit} answers wait for the database; what comes now is answered and not kept`);
        }
        return;
      }
      waiting.push({ about, write, failures: 0, writtenBefore: 0 });
      if (isWriting) return;
      isWriting = true;
      void work();
    },
    withdraw: async (isUnwanted) => {
      const kept = waiting.filter(({ about }) => !isUnwanted(about));
      waiting.splice(0, waiting.length, ...kept);
      await writing;
    },
    settled: async (limit) => {
      if (!isWriting) return;
      isEnding = true;
      wake();
      let timer: NodeJS.Timeout | undefined;
      const tooLate = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, limit);
      });
      await Promise.race([new Promise<void>((resolve) => ended.push(resolve)), tooLate]);
      clearTimeout(timer);
      isEnding = false;
      const lost = waiting.length + dropped;
      if (isWriting) log.warn(`stopped before ${lost} answers could be kept in the database`);
    },
  };
}
