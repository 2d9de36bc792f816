import { Worker } from 'node:worker_threads';
import { gapsFrom } from '../feedback/gaps.js';
import type { Asking, OpenQuestion } from '../feedback/question-log.js';

/** What a thread is told that reads open questions. */
export interface GapsWork {
  readonly databaseUrl: string;
  readonly asking: Asking;
  readonly limit: number;
}

/** Different questions that are read: those that are asked most often, and more than anybody looks at. */
const LIMIT = 500;

const DAY = 24 * 60 * 60 * 1_000;

/** Reads what could not be answered in the last days; in a thread of its own, for the bot goes on answering. */
export async function readGaps(databaseUrl: string, days: number, server?: string) {
  const now = new Date();
  const asking = { from: new Date(now.getTime() - days * DAY), to: now, ...(server && { server }) };
  return gapsFrom(await openQuestionsIn({ databaseUrl, asking, limit: LIMIT }), now);
}

function openQuestionsIn(work: GapsWork): Promise<readonly OpenQuestion[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./gaps-worker.js', import.meta.url), { workerData: work });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('reading the gaps ended without a result')));
  });
}
