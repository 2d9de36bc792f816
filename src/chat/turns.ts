/** Lets pieces of work follow one another, each in a turn of the event loop of its own. */
export type NextTurn = () => Promise<void>;

/** The event loop takes in one new connection a round; more rounds than this let nobody wait less. */
const ROUNDS = 20;

/**
 * Makes the turns: between two of them the process takes in what came meanwhile. Fifty questions that come at
 * once are so acknowledged before the first few are answered, and not after the last.
 */
export function createTurns(): NextTurn {
  let last = Promise.resolve();
  return () => {
    last = last.then(async () => {
      for (let round = 0; round < ROUNDS; round++) await new Promise((resolve) => setImmediate(resolve));
    });
    return last;
  };
}
