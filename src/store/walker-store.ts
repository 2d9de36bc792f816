import type { Kysely } from 'kysely';
import type { KeptProgress, Walker } from '../onboarding/progress-memory.js';
import type { WalkerMemory } from '../onboarding/walker-memory.js';
import { hashOf, type PrivacyKey } from './privacy-key.js';
import { keptOf } from './progress-store.js';
import type { Tables } from './schema.js';
import { seal, unseal } from './sealed.js';

/** People that are asked for at once: databases take some ten thousand values in a statement. */
const BATCH = 1_000;

/** Remembers in a table what walkers chose; who they are only the key tells, and only of those who may be reached or named. */
export function createWalkerStore(database: Kysely<Tables>, key: PrivacyKey, now: () => Date): WalkerMemory {
  const personOf = ({ platform, user }: Walker) => hashOf(key, platform, user);
  const addressOf = ({ platform, user }: Walker) => seal(key, JSON.stringify({ platform, user }));

  const change = async (
    walker: Walker,
    columns: { [Column in 'address' | 'name']?: string | null } & { reminders?: number },
  ) => {
    const changed = { ...columns, changed_at: now().toISOString() };
    await database
      .insertInto('walkers')
      .values({ person: personOf(walker), address: null, name: null, reminders: 1, ...changed })
      .onConflict((conflict) => conflict.column('person').doUpdateSet(changed))
      .execute();
  };

  /** All that some people began, by person. */
  const begunBy = async (
    people: readonly string[],
  ): Promise<ReadonlyMap<string, readonly KeptProgress[]>> => {
    const begun = new Map<string, KeptProgress[]>(people.map((person) => [person, []]));
    for (let first = 0; first < people.length; first += BATCH) {
      const some = people.slice(first, first + BATCH);
      const rows = await database.selectFrom('progress').selectAll().where('person', 'in', some).execute();
      for (const row of rows) begun.get(row.person)?.push(keptOf(row));
    }
    return begun;
  };

  return {
    begin: async (walker, mayRemind) => {
      const person = personOf(walker);
      const address = mayRemind ? addressOf(walker) : null;
      const changed_at = now().toISOString();
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('walkers')
        .values({ person, address, name: null, reminders: 1, changed_at })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      if (Number(numInsertedOrUpdatedRows) > 0) return 'new';
      await database
        .updateTable('walkers')
        .set({ address, changed_at })
        .where('person', '=', person)
        .where('reminders', '=', 1)
        .execute();
      return 'known';
    },

    wishesOf: async (walker) => {
      const row = await database
        .selectFrom('walkers')
        .select(['reminders', 'name'])
        .where('person', '=', personOf(walker))
        .executeTakeFirst();
      return row && { reminders: row.reminders === 1, named: row.name !== null };
    },

    chooseReminders: (walker, reminders) =>
      change(walker, { reminders: reminders ? 1 : 0, address: reminders ? addressOf(walker) : null }),

    showName: (walker, name) =>
      change(walker, { name: name === undefined ? null : seal(key, JSON.stringify({ ...walker, name })) }),

    rest: async (walker) => {
      await database
        .updateTable('walkers')
        .set({ address: null })
        .where('person', '=', personOf(walker))
        .execute();
    },

    quietSince: async (time) => {
      const rows = await database
        .selectFrom('walkers')
        .select(['person', 'address'])
        .where('address', 'is not', null)
        .where('person', 'in', (walking) =>
          walking.selectFrom('progress').select('person').where('state', '=', 'walking'),
        )
        .where('person', 'not in', (moved) =>
          moved.selectFrom('progress').select('person').where('moved_at', '>', time.toISOString()),
        )
        .execute();
      const begun = await begunBy(rows.map(({ person }) => person));
      return rows.flatMap(({ person, address }) => {
        const opened = unseal(key, address ?? '');
        return opened === undefined ? [] : [{ walker: JSON.parse(opened), begun: begun.get(person) ?? [] }];
      });
    },

    named: async () => {
      const rows = await database
        .selectFrom('walkers')
        .select(['person', 'name'])
        .where('name', 'is not', null)
        .execute();
      const begun = await begunBy(rows.map(({ person }) => person));
      return rows.flatMap((row) => {
        const opened = unseal(key, row.name ?? '');
        if (opened === undefined) return [];
        const { name, ...walker } = JSON.parse(opened) as Walker & { readonly name: string };
        return [{ walker, name, begun: begun.get(row.person) ?? [] }];
      });
    },
  };
}
