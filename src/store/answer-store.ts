import type { Kysely } from 'kysely';
import type { AnsweredQuestion, AnswerMemory, Place } from '../chat/memory.js';
import type { SectionId } from '../knowledge/address.js';
import { hashOf, type PrivacyKey } from './privacy-key.js';
import type { AnswerRow, Tables } from './schema.js';

/** How many answers tell what is shown most: some weeks of a busy channel, and read in a few milliseconds. */
const LAST_ANSWERS = 500;

/** What an answer store works with. */
export interface AnswerStoreParts {
  readonly database: Kysely<Tables>;
  readonly key: PrivacyKey;
  /** Whether the words of questions are kept; counts always are. */
  readonly keepsWords: boolean;
}

/** Remembers answered questions in a table that does not know who asked, nor where people talk alone. */
export function createAnswerStore({ database, key, keepsWords }: AnswerStoreParts): AnswerMemory {
  const placeOf = (platform: string, { channel, thread }: Place) => ({
    place_channel: hashOf(key, platform, channel),
    place_thread: thread === undefined ? null : hashOf(key, platform, channel, thread),
  });

  const rowOf = (question: AnsweredQuestion): Omit<AnswerRow, 'tie_breaker'> => {
    const { id, platform, asker, channel, place, text, thread, terms } = question;
    const { kind, reason, sections, nearest, score, millis, askedAt } = question;
    return {
      id,
      platform,
      ...(place ? placeOf(platform, place) : { place_channel: null, place_thread: null }),
      text: JSON.stringify(keepsWords ? text : null),
      thread: JSON.stringify(keepsWords ? thread : []),
      sections: JSON.stringify(sections),
      asked_at: askedAt.toISOString(),
      asker: asker === undefined ? null : hashOf(key, platform, asker),
      channel: channel ?? null,
      terms: keepsWords ? terms : '',
      kind,
      reason: reason ?? null,
      nearest: nearest ?? null,
      score: Math.round(score * 1_000),
      micros: Math.round(millis * 1_000),
    };
  };

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
        // Written before, when the connection was lost before it could be confirmed.
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    find: async (id) => {
      const row = await database.selectFrom('answers').selectAll().where('id', '=', id).executeTakeFirst();
      return row && questionOf(row);
    },

    isKept: async (id) => {
      const row = await database.selectFrom('answers').select('id').where('id', '=', id).executeTakeFirst();
      return row !== undefined;
    },

    lastIn: async (platform, place, limit) => {
      const { place_channel, place_thread } = placeOf(platform, place);
      const rows = await database
        .selectFrom('answers')
        .selectAll()
        .where('platform', '=', platform)
        .where('place_channel', '=', place_channel)
        .$if(place_thread !== null, (query) => query.where('place_thread', '=', place_thread))
        .orderBy('asked_at', 'desc')
        .orderBy('tie_breaker', 'desc')
        .limit(limit)
        .execute();
      return rows.reverse().flatMap((row) => questionOf(row) ?? []);
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

/** Nothing, where its words were not kept: neither can it be answered again, nor followed. */
function questionOf(row: AnswerRow): AnsweredQuestion | undefined {
  const text = JSON.parse(row.text);
  if (text === null) return undefined;
  return {
    id: row.id,
    platform: row.platform,
    ...(row.channel !== null && { channel: row.channel }),
    text,
    thread: JSON.parse(row.thread),
    terms: row.terms,
    kind: row.kind,
    ...(row.reason && { reason: row.reason }),
    sections: sectionsOf(row.sections),
    ...(row.nearest && { nearest: row.nearest }),
    score: row.score / 1_000,
    millis: row.micros / 1_000,
    askedAt: new Date(row.asked_at),
  };
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
