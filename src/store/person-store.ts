import type { Kysely } from 'kysely';
import type { PersonMemory } from '../chat/memory.js';
import { hashOf, type PrivacyKey } from './privacy-key.js';
import type { Tables } from './schema.js';

/** Forgets people in every table that knows their hash; all of it or, when that fails, nothing. */
export function createPersonStore(database: Kysely<Tables>, key: PrivacyKey): PersonMemory {
  return {
    forget: async (platform, id) => {
      const person = hashOf(key, platform, id);
      return database.transaction().execute(async (tables) => {
        const questions = await tables.deleteFrom('answers').where('asker', '=', person).executeTakeFirst();
        const ratings = await tables.deleteFrom('ratings').where('rater', '=', person).executeTakeFirst();
        const waiting = await tables.deleteFrom('waiting').where('person', '=', person).executeTakeFirst();
        const tracks = await tables.deleteFrom('progress').where('person', '=', person).executeTakeFirst();
        return {
          questions: Number(questions.numDeletedRows),
          ratings: Number(ratings.numDeletedRows),
          waiting: Number(waiting.numDeletedRows),
          tracks: Number(tracks.numDeletedRows),
        };
      });
    },
  };
}
