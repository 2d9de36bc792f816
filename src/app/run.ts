import { ListenError } from '../chat/web/adapter.js';
import { ConfigError, readConfig } from './config.js';
import { type App, createApp, NoKnowledgeError } from './create-app.js';
import { createLog } from './create-log.js';
import { loadEnvironment } from './load-environment.js';

/** Reads the settings and starts the bot; a fault that is no bug ends in one sentence on standard error and exit code 1. */
export async function run(): Promise<App> {
  try {
    loadEnvironment();
    const config = readConfig(process.env);
    const log = await createLog(config.logLevel);
    process.on('unhandledRejection', (error) => {
      log.error({ err: error }, 'a promise was left unhandled; please report this');
    });
    const app = await createApp(config, log);
    await app.start();
    return app;
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    process.exit(1);
  }
}

function sentenceFor(error: unknown): string {
  const isExpected = [ConfigError, NoKnowledgeError, ListenError].some((kind) => error instanceof kind);
  return isExpected ? (error as Error).message : String((error as Error).stack ?? error);
}
