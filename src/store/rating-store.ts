import type { RatingMemory } from '../chat/memory.js';
import type { AnswerStoreParts } from './answer-store.js';
import { hashOf } from './privacy-key.js';

/** Remembers ratings in a table that does not know who gave them. */
export function createRatingStore(
  { database, key, keepsWords }: AnswerStoreParts,
  now: () => Date,
): RatingMemory {
  return {
    rate: async ({ answer, platform, rater, isHelpful }) => {
      const word = { is_helpful: isHelpful ? 1 : 0, rated_at: now().toISOString() };
      await database
        .insertInto('ratings')
        .values({ answer, rater: hashOf(key, platform, rater), comment: null, ...word })
        .onConflict((conflict) => conflict.columns(['answer', 'rater']).doUpdateSet(word))
        .execute();
    },

    comment: async ({ answer, platform, rater }, text) => {
      const { numUpdatedRows } = await database
        .updateTable('ratings')
        .set({ comment: keepsWords ? JSON.stringify(text) : null })
        .where('answer', '=', answer)
        .where('rater', '=', hashOf(key, platform, rater))
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return 'not-rated';
      return keepsWords ? 'kept' : 'not-kept';
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
