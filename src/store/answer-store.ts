import type { Kysely } from 'kysely';
import type { AnsweredQuestion, AnswerMemory, Place } from '../chat/memory.js';
import type { SectionId } from '../knowledge/address.js';
import type { AnswerRow, Tables } from './schema.js';

/** How many answers tell what is shown most: some weeks of a busy channel, and read in a few milliseconds. */
const LAST_ANSWERS = 500;

/** Remembers answered questions in a table. */
export function createAnswerStore(database: Kysely<Tables>): AnswerMemory {
  return {
    add: async (question) => {
      const row = rowOf(question);
      await database
        .insertInto('answers')
        .values((expression) => ({
          ...row,
          tie_breaker: expression
            .selectFrom('answers')
            .select(({ fn }) => fn.countAll<number>().as('earlier'))
            .where('platform', '=', row.platform)
            .where('place_channel', '=', row.place_channel)
            .where('asked_at', '=', row.asked_at),
        }))
        .execute();
    },

    find: async (id) => {
      const row = await database.selectFrom('answers').selectAll().where('id', '=', id).executeTakeFirst();
      return row && questionOf(row);
    },

    lastIn: async (platform, { channel, thread }, limit) => {
      const rows = await database
        .selectFrom('answers')
        .selectAll()
        .where('platform', '=', platform)
        .where('place_channel', '=', channel)
        .$if(thread !== undefined, (query) => query.where('place_thread', '=', thread ?? ''))
        .orderBy('asked_at', 'desc')
        .orderBy('tie_breaker', 'desc')
        .limit(limit)
        .execute();
      return rows.reverse().map(questionOf);
    },

    mostShown: async (limit) => {
      const rows = await database
        .selectFrom('answers')
        .select('sections')
        .orderBy('asked_at', 'desc')
        .limit(LAST_ANSWERS)
        .execute();
      const firsts = rows.flatMap(({ sections }) => sectionsOf(sections).slice(0, 1));
      return mostFrequent(firsts).slice(0, limit);
    },
  };
}

function rowOf({ id, platform, place, text, thread, sections, askedAt }: AnsweredQuestion) {
  return {
    id,
    platform,
    place_channel: place?.channel ?? null,
    place_thread: place?.thread ?? null,
    text: JSON.stringify(text),
    thread: JSON.stringify(thread),
    sections: JSON.stringify(sections),
    asked_at: askedAt.toISOString(),
  };
}

function questionOf(row: AnswerRow): AnsweredQuestion {
  const place = placeOf(row);
  return {
    id: row.id,
    platform: row.platform,
    ...(place && { place }),
    text: JSON.parse(row.text),
    thread: JSON.parse(row.thread),
    sections: sectionsOf(row.sections),
    askedAt: new Date(row.asked_at),
  };
}

function placeOf({ place_channel: channel, place_thread: thread }: AnswerRow): Place | undefined {
  if (channel === null) return undefined;
  return thread === null ? { channel } : { channel, thread };
}

function sectionsOf(json: string): readonly SectionId[] {
  return JSON.parse(json);
}

/** The different values, the most frequent first; of equally frequent ones, the one that came first. */
function mostFrequent<Value>(values: readonly Value[]): readonly Value[] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
}
