import type { Logger } from 'pino';
import type { Memory } from '../chat/memory.js';
import { createRemembering } from '../chat/remembering.js';
import { createShortMemory } from '../chat/short-memory.js';
import { openStore } from '../store/open-store.js';
import { StoreError } from '../store/store-error.js';

/** The bot's memory, until it is closed. */
export interface OpenMemory {
  readonly memory: Memory;
  close(): Promise<void>;
}

/** Opens the database; without one the bot answers all the same, and forgets when it stops. */
export async function openMemory(url: string, log: Logger): Promise<OpenMemory> {
  try {
    const store = await openStore(url, {
      onProblem: (error) => log.warn(`the database could not be tidied: ${(error as Error).message}`),
    });
    return { memory: createRemembering(store, log), close: store.close };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    log.error(`${error.message}; answering goes on, and is forgotten when the bot stops`);
    return { memory: createRemembering(createShortMemory(), log), close: async () => {} };
  }
}
