import type { Memory } from './memory.js';
import { NotYet } from './write-queue.js';

/**
 * Makes a memory that keeps nothing, for as long as there is no database: what was answered last is kept by
 * `createRemembering`, and what would be confirmed to people as kept is refused.
 */
export function createNoMemory(reason: string): Memory {
  const refuse = async () => {
    throw new NotYet(`there is no database: ${reason}`);
  };
  return {
    events: { isNew: async () => true },
    answers: {
      add: refuse,
      find: async () => undefined,
      isKept: refuse,
      lastIn: async () => [],
      mostShown: async () => [],
    },
    channels: { modeOf: async () => undefined, choose: refuse },
    ratings: { rate: refuse, comment: refuse, countOf: async () => ({ helpful: 0, notHelpful: 0 }) },
    waiting: { add: refuse, all: async () => [], claim: async () => false, release: refuse, remove: refuse },
    people: { forget: refuse },
    walkers: {
      begin: refuse,
      wishesOf: async () => undefined,
      chooseReminders: refuse,
      showName: refuse,
      rest: refuse,
      quietSince: async () => [],
      named: async () => [],
    },
    welcomes: {
      isOnAt: async () => undefined,
      choose: refuse,
      isOnSomewhere: async () => false,
      add: refuse,
      all: async () => [],
      claim: async () => false,
      release: refuse,
      done: refuse,
      remove: refuse,
    },
    progress: { find: refuse, all: async () => [], everyone: refuse, save: refuse },
  };
}
