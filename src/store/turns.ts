/** Lets one at a time at something that cannot be shared, in the order they came. */
export interface Turns {
  /** Resolves when it is one's turn; whoever was let in must call `pass`. */
  take(): Promise<void>;
  /** Ends a turn, and lets the next in. */
  pass(): void;
}

/** Makes an empty queue. */
export function createTurns(): Turns {
  const waiting: (() => void)[] = [];
  let isTaken = false;

  return {
    take: async () => {
      if (isTaken) await new Promise<void>((resolve) => waiting.push(resolve));
      isTaken = true;
    },
    pass: () => {
      const next = waiting.shift();
      if (next === undefined) isTaken = false;
      else next();
    },
  };
}
