import type { Logger } from 'pino';
import { AdapterError, type ChatAdapter } from '../chat/adapter.js';
import type { Bot } from '../chat/bot.js';

/** Where an adapter stands: `failed` is for good, `connecting` goes on by itself. */
export type AdapterState = 'connecting' | 'connected' | 'failed';

/** Waits between attempts, in seconds; the last one is repeated for as long as it takes. */
const PAUSES = [1, 2, 5, 10, 30, 60];

/** Starts an adapter, and again while its failure may pass; never throws, says every outcome in a sentence. */
export async function connect(
  adapter: ChatAdapter,
  bot: Bot,
  log: Logger,
  onState: (state: AdapterState) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      onState('connecting');
      await adapter.start(bot);
      if (signal.aborted) return;
      onState('connected');
      return;
    } catch (error) {
      if (signal.aborted) return;
      const { message } = error as Error;
      if (error instanceof AdapterError && !error.mayPass) {
        onState('failed');
        log.error(`${message}; everything else goes on without ${adapter.name}`);
        return;
      }
      const pause = PAUSES[Math.min(attempt, PAUSES.length - 1)] ?? 60;
      log.warn(
        { ...(error instanceof AdapterError ? {} : { err: error }) },
        `${message}; trying again in ${pause} s`,
      );
      await sleep(pause * 1000, signal);
    }
  }
}

/** Waits, or less when the signal comes. */
function sleep(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, millis);
    signal.addEventListener('abort', done);
  });
}
