import type { Kysely } from 'kysely';
import type { RatingMemory } from '../chat/memory.js';
import { hashOf, type PrivacyKey } from './privacy-key.js';
import type { Tables } from './schema.js';

/** Remembers ratings in a table that does not know who gave them. */
export function createRatingStore(database: Kysely<Tables>, key: PrivacyKey, now: () => Date): RatingMemory {
  return {
    rate: async ({ answer, platform, rater, isHelpful }) => {
      const word = { is_helpful: isHelpful ? 1 : 0, rated_at: now().toISOString() };
      await database
        .insertInto('ratings')
        .values({ answer, rater: hashOf(key, platform, rater), ...word })
        .onConflict((conflict) => conflict.columns(['answer', 'rater']).doUpdateSet(word))
        .execute();
    },

    countOf: async (answer) => {
      const rows = await database
        .selectFrom('ratings')
        .select(({ fn }) => ['is_helpful', fn.countAll().as('count')])
        .where('answer', '=', answer)
        .groupBy('is_helpful')
        .execute();
      // PostgreSQL's counts are text.
      const countWith = (word: number) => Number(rows.find((row) => row.is_helpful === word)?.count ?? 0);
      return { helpful: countWith(1), notHelpful: countWith(0) };
    },
  };
}
