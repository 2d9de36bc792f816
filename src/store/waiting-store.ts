import type { Kysely } from 'kysely';
import type { Waiting, WaitingMemory, WaitingName } from '../chat/memory.js';
import { CLAIM_LENGTH } from './claim-length.js';
import { hashOf, type PrivacyKey } from './privacy-key.js';
import type { Tables } from './schema.js';
import { seal, unseal } from './sealed.js';

/** Remembers in a table who wants to be told; who they are and what they asked only the key tells. */
export function createWaitingStore(
  database: Kysely<Tables>,
  key: PrivacyKey,
  now: () => Date,
): WaitingMemory {
  const nameOf = ({ answer, platform, person }: WaitingName) => ({
    answer,
    person: hashOf(key, platform, person),
  });
  return {
    add: async (waiting) => {
      const { platform, person, text, thread, askedAt } = waiting;
      const sealed = seal(key, JSON.stringify({ platform, person, text, thread }));
      await database
        .insertInto('waiting')
        .values({ ...nameOf(waiting), sealed, asked_at: askedAt.toISOString(), claimed_until: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    all: async () => {
      const rows = await database
        .selectFrom('waiting')
        .select(['answer', 'sealed', 'asked_at'])
        .where((row) =>
          row.or([row('claimed_until', 'is', null), row('claimed_until', '<', now().toISOString())]),
        )
        .orderBy('asked_at')
        .execute();
      return rows.flatMap(({ answer, sealed, asked_at }): Waiting[] => {
        const opened = unseal(key, sealed);
        return opened === undefined ? [] : [{ ...JSON.parse(opened), answer, askedAt: new Date(asked_at) }];
      });
    },

    claim: async (name) => {
      const { answer, person } = nameOf(name);
      const at = now();
      const { numUpdatedRows } = await database
        .updateTable('waiting')
        .set({ claimed_until: new Date(at.getTime() + CLAIM_LENGTH).toISOString() })
        .where('answer', '=', answer)
        .where('person', '=', person)
        .where((row) =>
          row.or([row('claimed_until', 'is', null), row('claimed_until', '<', at.toISOString())]),
        )
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    release: async (name) => {
      const { answer, person } = nameOf(name);
      await database
        .updateTable('waiting')
        .set({ claimed_until: null })
        .where('answer', '=', answer)
        .where('person', '=', person)
        .execute();
    },

    remove: async (name) => {
      const { answer, person } = nameOf(name);
      await database
        .deleteFrom('waiting')
        .where('answer', '=', answer)
        .where('person', '=', person)
        .execute();
    },
  };
}
