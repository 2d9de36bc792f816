/** Resolves when the next answer may be looked for: one after the other, with room for the process to take in what came. */
export type AnswerQueue = () => Promise<void>;

/** With one round, 49 of 50 questions over HTTP were answered before the last was acknowledged; with these, two. */
const ROUNDS = 20;

/**
 * Makes an empty queue. Between two answers the process takes in what came meanwhile, so that fifty questions at
 * once are acknowledged before the first few are answered, and not after the last.
 */
export function createAnswerQueue(): AnswerQueue {
  let last = Promise.resolve();
  return () => {
    last = last.then(async () => {
      for (let round = 0; round < ROUNDS; round++) await new Promise((resolve) => setImmediate(resolve));
    });
    return last;
  };
}
