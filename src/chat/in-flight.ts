/** Remembers work that has begun, so that a stop can wait for its end. */
export interface InFlight {
  /** Follows a piece of work until it ends, well or not. */
  track<Result>(work: Promise<Result>): Promise<Result>;
  /** How many pieces of work are under way. */
  count(): number;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

/** Makes an empty list of work under way. */
export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    track: (work) => {
      running.add(work);
      const done = () => running.delete(work);
      work.then(done, done);
      return work;
    },
    count: () => running.size,
    settled: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
