import type { Logger } from 'pino';
import type { Memory } from '../chat/memory.js';
import { createRemembering } from '../chat/remembering.js';
import { createShortMemory } from '../chat/short-memory.js';

/** The bot's memory, until it is closed. */
export interface OpenMemory {
  readonly memory: Memory;
  close(): Promise<void>;
}

/**
 * Opens the database; without one the bot answers all the same, and forgets when it stops. Nobody waits for it to
 * be open: that takes a sixth of a second of a start, and the first question comes later.
 */
export function openMemory(url: string, log: Logger): OpenMemory {
  const opening = openLasting(url, log);
  return {
    memory: createRemembering(whenOpen(opening.then(({ memory }) => memory)), log),
    close: async () => (await opening).close(),
  };
}

async function openLasting(url: string, log: Logger): Promise<OpenMemory> {
  const { openStore } = await import('../store/open-store.js');
  const { StoreError } = await import('../store/store-error.js');
  try {
    const store = await openStore(url, {
      onProblem: (error) => log.warn(`the database could not be tidied: ${(error as Error).message}`),
    });
    return { memory: store, close: store.close };
  } catch (error) {
    const reason = error instanceof StoreError ? error.message : `Cannot open the database: ${String(error)}`;
    log.error(`${reason}; answering goes on, and is forgotten when the bot stops`);
    return { memory: createShortMemory(), close: async () => {} };
  }
}

/** A memory that waits until another is open. */
function whenOpen(opening: Promise<Memory>): Memory {
  return {
    events: { isNew: async (names) => (await opening).events.isNew(names) },
    answers: {
      add: async (question) => (await opening).answers.add(question),
      find: async (id) => (await opening).answers.find(id),
      lastIn: async (platform, place, limit) => (await opening).answers.lastIn(platform, place, limit),
      mostShown: async (limit) => (await opening).answers.mostShown(limit),
    },
    channels: {
      modeOf: async (platform, channel) => (await opening).channels.modeOf(platform, channel),
      choose: async (platform, channel, mode) => (await opening).channels.choose(platform, channel, mode),
    },
    ratings: {
      rate: async (rating) => (await opening).ratings.rate(rating),
      countOf: async (answer) => (await opening).ratings.countOf(answer),
    },
  };
}
