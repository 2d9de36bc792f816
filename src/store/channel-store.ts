import type { Kysely } from 'kysely';
import type { ChannelMemory } from '../chat/memory.js';
import type { Tables } from './schema.js';

/** Remembers in a table what was chosen for channels. */
export function createChannelStore(database: Kysely<Tables>, now: () => Date): ChannelMemory {
  return {
    modeOf: async (platform, channel) => {
      const row = await database
        .selectFrom('channels')
        .select('mode')
        .where('platform', '=', platform)
        .where('channel', '=', channel)
        .executeTakeFirst();
      return row?.mode;
    },

    choose: async (platform, channel, mode) => {
      const choice = { mode, chosen_at: now().toISOString() };
      await database
        .insertInto('channels')
        .values({ platform, channel, ...choice })
        .onConflict((conflict) => conflict.columns(['platform', 'channel']).doUpdateSet(choice))
        .execute();
    },
  };
}
