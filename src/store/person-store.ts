import type { Kysely, Transaction } from 'kysely';
import type { PersonMemory } from '../chat/memory.js';
import { hashOf, type PrivacyKey } from './privacy-key.js';
import type { Tables } from './schema.js';
import { seal, unseal } from './sealed.js';

/** Forgets people in every table that knows their hash; all of it or, when that fails, nothing. */
export function createPersonStore(database: Kysely<Tables>, key: PrivacyKey): PersonMemory {
  return {
    forget: async (platform, id) => {
      const person = hashOf(key, platform, id);
      return database.transaction().execute(async (tables) => {
        await forgetWords(tables, key, person);
        const questions = await tables.deleteFrom('answers').where('asker', '=', person).executeTakeFirst();
        const ratings = await tables.deleteFrom('ratings').where('rater', '=', person).executeTakeFirst();
        const waiting = await tables.deleteFrom('waiting').where('person', '=', person).executeTakeFirst();
        await tables.deleteFrom('walkers').where('person', '=', person).execute();
        const welcomes = await tables.deleteFrom('welcomes').where('person', '=', person).executeTakeFirst();
        const tracks = await tables.deleteFrom('progress').where('person', '=', person).executeTakeFirst();
        return {
          questions: Number(questions.numDeletedRows),
          ratings: Number(ratings.numDeletedRows),
          waiting: Number(waiting.numDeletedRows),
          tracks: Number(tracks.numDeletedRows),
          welcomes: Number(welcomes.numDeletedRows),
        };
      });
    },
  };
}

/** Takes the words of a person out of what others asked after them, who were understood by them. */
async function forgetWords(tables: Transaction<Tables>, key: PrivacyKey, person: string): Promise<void> {
  const theirs = await tables
    .selectFrom('answers')
    .select(['text', 'place_channel'])
    .where('asker', '=', person)
    .execute();
  const words = new Set(theirs.map(({ text }) => JSON.parse(text) as string | null));
  const without = (thread: readonly string[]) => thread.filter((text) => !words.has(text));

  const channels = [...new Set(theirs.flatMap(({ place_channel: channel }) => channel ?? []))];
  for (const channel of channels) {
    const others = await tables
      .selectFrom('answers')
      .select(['id', 'thread'])
      .where('place_channel', '=', channel)
      .where('thread', '<>', '[]')
      .execute();
    for (const { id, thread } of others) {
      const kept = JSON.stringify(without(JSON.parse(thread)));
      if (kept !== thread)
        await tables.updateTable('answers').set({ thread: kept }).where('id', '=', id).execute();
    }
  }

  const waiting = await tables.selectFrom('waiting').select(['answer', 'person', 'sealed']).execute();
  for (const { answer, person: waiter, sealed } of waiting) {
    const opened = JSON.parse(unseal(key, sealed) ?? '{"thread":[]}') as {
      readonly thread: readonly string[];
    };
    const thread = without(opened.thread);
    if (thread.length === opened.thread.length) continue;
    await tables
      .updateTable('waiting')
      .set({ sealed: seal(key, JSON.stringify({ ...opened, thread })) })
      .where('answer', '=', answer)
      .where('person', '=', waiter)
      .execute();
  }
}
