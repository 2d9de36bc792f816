/** Lets pieces of work follow one another, each in a turn of the event loop of its own. */
export type NextTurn = () => Promise<void>;

/**
 * Makes the turns: between two of them the process takes in what came meanwhile. Fifty questions that come at
 * once are so acknowledged before the first few are answered, and not after the last.
 */
export function createTurns(): NextTurn {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return last;
  };
}
