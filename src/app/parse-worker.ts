// Parses files in a thread of its own, and sends what became of each.

import { parentPort, workerData } from 'node:worker_threads';
import { parseFiles } from './parse-files.js';

for await (const parsed of parseFiles(workerData, new AbortController().signal)) {
  parentPort?.postMessage(parsed);
}
