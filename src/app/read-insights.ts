import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Answer } from '../answers/answer.js';
import type { Question } from '../answers/question.js';
import type { Insights } from '../chat/web/oversee/insights.js';
import { sortGaps } from '../feedback/answered-since.js';
import { dayOf, daysLater } from '../feedback/days.js';
import type { Gap } from '../feedback/gaps.js';
import type { SectionId } from '../knowledge/address.js';
import type { Document } from '../knowledge/document.js';
import type { Track } from '../onboarding/track.js';
import { databasePlaceOf } from '../store/database-place.js';
import type { Config } from './config.js';

/** What a thread is told that draws insights. */
export interface InsightsWork {
  readonly databaseUrl: string;
  readonly first: string;
  readonly last: string;
  readonly titles: ReadonlyMap<SectionId, string>;
  readonly tracks: readonly Track[];
}

/** What it says: which gaps it wants sorted, then what it drew. */
export type InsightsNote =
  | { readonly kind: 'sort'; readonly gaps: readonly Gap[]; readonly limit: number }
  | { readonly kind: 'drawn'; readonly html: string; readonly isEmpty: boolean };

/** In megabytes: with so little for what is young, 20 less stay with the process when the thread is gone. */
const LIMITS = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 };

/** What insights are read from. */
export interface InsightsParts {
  readonly config: Pick<Config, 'databaseUrl' | 'storesQuestions'>;
  readonly documents: () => readonly Document[];
  readonly tracks: () => Promise<readonly Track[]>;
  readonly answer: (question: Question) => Answer;
  readonly stopping: AbortSignal;
  readonly now?: () => Date;
}

/** Makes what draws the last days: one thread at a time, and one for all who want the same. */
export function createInsights(parts: InsightsParts): (days: number) => Promise<Insights> {
  const { databaseUrl, storesQuestions: keepsWords } = parts.config;
  const drawing = new Map<number, Promise<Insights>>();
  let turn: Promise<unknown> = Promise.resolve();
  return (days) => {
    if (databasePlaceOf(databaseUrl).kind === 'memory') return Promise.resolve({ kind: 'in-memory' });
    const known = drawing.get(days);
    if (known) return known;
    const drawn = turn
      .then(() => draw(days, parts))
      .then(
        ({ html, isEmpty }): Insights => (isEmpty ? { kind: 'empty' } : { kind: 'drawn', html, keepsWords }),
      )
      .finally(() => drawing.delete(days));
    turn = drawn.catch(() => undefined);
    drawing.set(days, drawn);
    return drawn;
  };
}

async function draw(
  days: number,
  { config, documents, tracks, answer, stopping, now = () => new Date() }: InsightsParts,
): Promise<Extract<InsightsNote, { readonly kind: 'drawn' }>> {
  const last = dayOf(now());
  const { databaseUrl } = config;
  const titles = titlesOf(documents());
  const work: InsightsWork = {
    ...{ databaseUrl, first: daysLater(last, 1 - days), last, titles },
    tracks: await tracks(),
  };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./insights-worker.js', import.meta.url), {
      workerData: work,
      resourceLimits: LIMITS,
    });
    const end = () => void worker.terminate();
    stopping.addEventListener('abort', end, { once: true });
    worker.on('message', async (note: InsightsNote) => {
      if (note.kind === 'drawn') return resolve(note);
      worker.postMessage(await sortGaps(note.gaps, note.limit, answer, nextTurn));
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      stopping.removeEventListener('abort', end);
      reject(new Error('drawing the insights ended without a result'));
    });
  });
}

/** Sections as a report names them: `Pods › Phases`. */
export function titlesOf(documents: readonly Document[]): ReadonlyMap<SectionId, string> {
  return new Map(
    documents.flatMap(({ title, sections }) =>
      sections.map(({ id, heading }) => [id, heading === title ? title : `${title} › ${heading}`] as const),
    ),
  );
}
