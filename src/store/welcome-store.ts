import type { Kysely } from 'kysely';
import type { Person } from '../chat/asked.js';
import type { Entrance, Newcomer, WelcomeMemory } from '../chat/memory.js';
import { createBatches } from './batches.js';
import { CLAIM_LENGTH } from './claim-length.js';
import { hashOf, type PrivacyKey } from './privacy-key.js';
import type { Tables } from './schema.js';
import { seal, unseal } from './sealed.js';

/** People that are kept at once. */
const BATCH = 500;

/** Somebody who joined, and whether they are to be welcomed there. */
interface Joining {
  readonly newcomer: Newcomer;
  readonly isWelcome: () => Promise<boolean>;
}

/** Remembers in tables who is to be welcomed, and where newcomers are. */
export function createWelcomeStore(
  database: Kysely<Tables>,
  key: PrivacyKey,
  now: () => Date,
): WelcomeMemory {
  const personOf = ({ platform, user }: Person) => hashOf(key, platform, user);
  const entranceOf = ({ platform, server, channel = '' }: Entrance) => ({ platform, server, channel });

  const joining = createBatches<Joining>(async (all) => {
    const isOn = new Map<string, boolean>();
    for (const { newcomer, isWelcome } of all) {
      const name = JSON.stringify(newcomer.entrance);
      if (!isOn.has(name)) isOn.set(name, await isWelcome());
    }
    const rows = all
      .filter(({ newcomer }) => isOn.get(JSON.stringify(newcomer.entrance)))
      .map(({ newcomer: { platform, user, entrance } }) => ({
        person: personOf({ platform, user }),
        address: seal(key, JSON.stringify({ platform, user, entrance })),
        joined_at: now().toISOString(),
        claimed_until: null,
      }));
    if (rows.length === 0) return;
    await database
      .insertInto('welcomes')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }, BATCH);

  return {
    isOnAt: async (entrance) => {
      const { platform, server, channel } = entranceOf(entrance);
      const row = await database
        .selectFrom('entrances')
        .select('is_on')
        .where('platform', '=', platform)
        .where('server', '=', server)
        .where('channel', '=', channel)
        .executeTakeFirst();
      return row && row.is_on === 1;
    },

    choose: async (entrance, isOn) => {
      const place = entranceOf(entrance);
      const choice = { is_on: isOn ? 1 : 0, chosen_at: now().toISOString() };
      await database.transaction().execute(async (tables) => {
        await tables
          .insertInto('entrances')
          .values({ ...place, ...choice })
          .onConflict((conflict) => conflict.columns(['platform', 'server', 'channel']).doUpdateSet(choice))
          .execute();
        if (isOn || place.channel !== '') return;
        await tables
          .updateTable('entrances')
          .set(choice)
          .where('platform', '=', place.platform)
          .where('server', '=', place.server)
          .execute();
      });
    },

    isOnSomewhere: async (platform) => {
      const row = await database
        .selectFrom('entrances')
        .select('server')
        .where('platform', '=', platform)
        .where('is_on', '=', 1)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    add: (newcomer, isWelcome) => joining.add({ newcomer, isWelcome }),

    all: async () => {
      const rows = await database
        .selectFrom('welcomes')
        .select(['address', 'claimed_until'])
        .where('address', 'is not', null)
        .where((row) =>
          row.or([row('claimed_until', 'is', null), row('claimed_until', '<', now().toISOString())]),
        )
        .orderBy('joined_at')
        .execute();
      return rows.flatMap(({ address, claimed_until }): Newcomer[] => {
        const opened = unseal(key, address ?? '');
        if (opened === undefined) return [];
        return [{ ...JSON.parse(opened), ...(claimed_until !== null && { isRepeat: true }) }];
      });
    },

    claim: async (person) => {
      const at = now();
      const { numUpdatedRows } = await database
        .updateTable('welcomes')
        .set({ claimed_until: new Date(at.getTime() + CLAIM_LENGTH).toISOString() })
        .where('person', '=', personOf(person))
        .where('address', 'is not', null)
        .where((row) =>
          row.or([row('claimed_until', 'is', null), row('claimed_until', '<', at.toISOString())]),
        )
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    remove: async (person) => {
      await database
        .deleteFrom('welcomes')
        .where('person', '=', personOf(person))
        .where('address', 'is not', null)
        .execute();
    },

    release: async (person) => {
      await database
        .updateTable('welcomes')
        .set({ claimed_until: null })
        .where('person', '=', personOf(person))
        .execute();
    },

    done: async (person) => {
      await database
        .updateTable('welcomes')
        .set({ address: null, claimed_until: null })
        .where('person', '=', personOf(person))
        .execute();
    },
  };
}
