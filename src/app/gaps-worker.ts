// Reads open questions in a thread of its own, and sends them.

import { parentPort, workerData } from 'node:worker_threads';
import { openQuestionLog } from '../store/open-question-log.js';
import type { GapsWork } from './read-gaps.js';

const { databaseUrl, asking, limit }: GapsWork = workerData;
const { log, close } = await openQuestionLog(databaseUrl);
try {
  parentPort?.postMessage(await log.openQuestions(asking, limit));
} finally {
  await close();
}
