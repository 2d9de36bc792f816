import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { AdapterError, type ChatAdapter, type OnConnection } from '../chat/adapter.js';
import type { Bot } from '../chat/bot.js';

/** Waits between attempts, in seconds; the last one is repeated for as long as it takes. */
const PAUSES = [1, 2, 5, 10, 30, 60];

/** What an error says that nobody expected may be about anything. */
const UNEXPECTED = 'Something went wrong that was not expected; the log says what';

/** Starts an adapter, and again while its failure may pass; never throws, says every outcome in a sentence. */
export async function connect(
  adapter: ChatAdapter,
  bot: Bot,
  log: Logger,
  onConnection: OnConnection,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      await adapter.start(bot);
      if (signal.aborted) return;
      onConnection('connected');
      return;
    } catch (error) {
      if (signal.aborted) return;
      const { message } = error as Error;
      if (error instanceof AdapterError && !error.mayPass) {
        onConnection('failed', message);
        log.error(`${message}; everything else goes on without ${adapter.name}`);
        return;
      }
      onConnection('waiting', error instanceof AdapterError ? message : UNEXPECTED);
      const pause = PAUSES[Math.min(attempt, PAUSES.length - 1)] ?? 60;
      log.warn(
        { ...(error instanceof AdapterError ? {} : { err: error }) },
        `${message}; trying again in ${pause} s`,
      );
      // Ends early, and with an error, when the signal comes: the loop looks at it next.
      await sleep(pause * 1000, undefined, { signal }).catch(() => {});
    }
  }
}
