import type { Kysely } from 'kysely';
import type { EventMemory } from '../chat/memory.js';
import { hashOf, type PrivacyKey } from './privacy-key.js';
import type { Tables } from './schema.js';

/** Remembers events in a table, for all processes that share it. */
export function createEventStore(database: Kysely<Tables>, key: PrivacyKey, now: () => Date): EventMemory {
  return {
    isNew: async (names) => {
      // Sorted, so that two processes on PostgreSQL wait for each other in one order.
      const distinct = [...new Set(names)].map((name) => hashOf(key, name)).sort();
      if (distinct.length === 0) return true;
      const seen_at = now().toISOString();
      // One statement is one transaction: of two processes, the second finds what the first has written.
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('seen_events')
        .values(distinct.map((name) => ({ name, seen_at })))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return Number(numInsertedOrUpdatedRows) === distinct.length;
    },
  };
}
