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

/** More than that nobody reads at once; the others are a press away. */
const ROWS_SEEN = 12;

const { databaseUrl, first, last, titles }: InsightsWork = workerData;
const titleOf: TitleOf = (section) => titles.get(section) ?? section;

const tell = (note: InsightsNote) => parentPort?.postMessage(note);

/** The knowledge base is over there, and is asked there. */
const sort: SortGaps = (gaps, limit) =>
  new Promise<SortedGaps>((resolve) => {
    parentPort?.once('message', resolve);
    tell({ kind: 'sort', gaps, limit });
  });

const { log, close } = await openQuestionLog(databaseUrl);
try {
  const report = await createReport({ log, span: spanOf(first, last), titleOf, sort });
  const parts = await reportParts(report, titleOf, ROWS_SEEN);
  const html = toHtml({ type: 'root', children: [...parts] }, { allowDangerousHtml: true });
  tell({ kind: 'drawn', html, isEmpty: report.days.length === 0 && report.gaps.length === 0 });
} finally {
  await close();
}
