import { Worker } from 'node:worker_threads';
import { type Gap, gapsFrom } from '../feedback/gaps.js';
import type { Asking, OpenQuestion } from '../feedback/question-log.js';
import type { StuckStep } from '../feedback/stuck-step.js';
import type { Track } from '../onboarding/track.js';

/** What a thread is told that reads open questions. */
export interface GapsWork {
  readonly databaseUrl: string;
  readonly asking: Asking;
  readonly limit: number;
  readonly tracks: readonly Track[];
}

/** What it reads. */
export interface GapsRead {
  readonly questions: readonly OpenQuestion[];
  readonly stuck: readonly StuckStep[];
}

/** Different questions that are read: those that are asked most often, and more than anybody looks at. */
const LIMIT = 500;

const DAY = 24 * 60 * 60 * 1_000;

/**
 * Reads what could not be answered in the last days, on one server where one is named, and where newcomers get stuck,
 * wherever they walk; in a thread of its own, for the bot goes on answering.
 */
export async function readGaps(
  databaseUrl: string,
  days: number,
  tracks: readonly Track[],
  server?: string,
): Promise<{ readonly gaps: readonly Gap[]; readonly stuck: readonly StuckStep[] }> {
  const now = new Date();
  const asking = { from: new Date(now.getTime() - days * DAY), to: now, ...(server && { server }) };
  const { questions, stuck } = await readIn({ databaseUrl, asking, limit: LIMIT, tracks });
  return { gaps: gapsFrom(questions, now), stuck };
}

function readIn(work: GapsWork): Promise<GapsRead> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./gaps-worker.js', import.meta.url), { workerData: work });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('reading the gaps ended without a result')));
  });
}
