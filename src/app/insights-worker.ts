// Reads what was asked and draws it in a thread of its own: the memory that charts take ends with it.

import { parentPort, workerData } from 'node:worker_threads';
import { toHtml } from 'hast-util-to-html';
import type { SortedGaps, SortGaps } from '../feedback/answered-since.js';
import { spanOf } from '../feedback/days.js';
import { createReport } from '../feedback/report.js';
import { reportParts } from '../feedback/report-parts.js';
import type { TitleOf } from '../feedback/title-of.js';
import { openQuestionLog } from '../store/open-question-log.js';
import type { InsightsNote, InsightsWork } from './read-insights.js';
import { stuckSteps } from './stuck-steps.js';

/** More than that nobody reads at once; the others are a press away. */
const ROWS_SEEN = 12;

const { databaseUrl, first, last, titles, tracks }: InsightsWork = workerData;
const titleOf: TitleOf = (section) => titles.get(section) ?? section;

const tell = (note: InsightsNote) => parentPort?.postMessage(note);

/** The knowledge base is over there, and is asked there. */
const sort: SortGaps = (gaps, limit) =>
  new Promise<SortedGaps>((resolve) => {
    parentPort?.once('message', resolve);
    tell({ kind: 'sort', gaps, limit });
  });

const { log, walked, close } = await openQuestionLog(databaseUrl);
try {
  const span = spanOf(first, last);
  const stuck = stuckSteps(tracks, await walked(span));
  const report = await createReport({ log, span, titleOf, stuck, sort });
  const parts = await reportParts(report, titleOf, ROWS_SEEN);
  const html = toHtml({ type: 'root', children: [...parts] }, { allowDangerousHtml: true });
  const isEmpty = [report.days, report.gaps, report.stuck].every(({ length }) => length === 0);
  tell({ kind: 'drawn', html, isEmpty });
} finally {
  await close();
}
