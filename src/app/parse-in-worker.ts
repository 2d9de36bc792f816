import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Parsed, ParseFiles } from './parse-files.js';

/**
 * Parses files in a thread of its own, from now on: a large document takes as long as several answers, and what
 * parsing leaves behind is gone with the thread.
 */
export const parseInWorker: ParseFiles = (work, stopping) => {
  const worker = new Worker(new URL('./parse-worker.js', import.meta.url), { workerData: work });
  const messages = on(worker, 'message', { signal: stopping, close: ['exit'] });
  // After a stop nobody listens any more, and a fault without a listener would end the process.
  worker.on('error', () => {});
  const next = async (): Promise<IteratorResult<Parsed, undefined>> => {
    const { value, done } = await messages.next();
    return done ? { done, value: undefined } : { value: value[0] };
  };
  const end = async (): Promise<IteratorResult<Parsed, undefined>> => {
    await worker.terminate();
    return { done: true, value: undefined };
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: end }) };
};
