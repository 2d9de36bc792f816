// Reads open questions, and where newcomers get stuck, in a thread of its own, and sends them.

import { parentPort, workerData } from 'node:worker_threads';
import { openQuestionLog } from '../store/open-question-log.js';
import type { GapsRead, GapsWork } from './read-gaps.js';
import { stuckSteps } from './stuck-steps.js';

const { databaseUrl, asking, limit, tracks }: GapsWork = workerData;
const { log, walked, close } = await openQuestionLog(databaseUrl);
try {
  const read: GapsRead = {
    questions: await log.openQuestions(asking, limit),
    stuck: stuckSteps(tracks, await walked(asking)),
  };
  parentPort?.postMessage(read);
} finally {
  await close();
}
