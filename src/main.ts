import { ConfigError, readConfig } from './app/config.js';
import { type App, createApp, NoKnowledgeError } from './app/create-app.js';
import { createLog } from './app/create-log.js';
import { loadEnvironment } from './app/load-environment.js';
import { ListenError } from './chat/web/adapter.js';

/** Orchestrators kill after a while, and people lose patience sooner; in milliseconds. */
const STOP_LIMIT = 4_500;

/** Faults that are no bug: one sentence says what to do. */
const EXPECTED = [ConfigError, NoKnowledgeError, ListenError];

let app: App | undefined;
stopOnSignal();
try {
  loadEnvironment();
  const config = readConfig(process.env);
  const log = await createLog(config.logLevel);
  process.on('unhandledRejection', (error) => {
    log.error({ err: error }, 'a promise was left unhandled; please report this');
  });
  app = await createApp(config, log);
  await app.start();
} catch (error) {
  const isExpected = EXPECTED.some((kind) => error instanceof kind);
  process.stderr.write(`${isExpected ? (error as Error).message : (error as Error).stack}\n`);
  process.exit(1);
}

/** Ends the process with 0, on the first of the signals that ask for it. */
function stopOnSignal(): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      setTimeout(() => process.exit(0), STOP_LIMIT).unref();
      Promise.resolve(app?.stop()).finally(() => process.exit(0));
    });
  }
}
