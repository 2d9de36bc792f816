import type { Kysely } from 'kysely';
import type { Progress } from '../onboarding/progress.js';
import type { KeptProgress, ProgressMemory, Walker } from '../onboarding/progress-memory.js';
import { hashOf, type PrivacyKey } from './privacy-key.js';
import type { ProgressRow, Tables } from './schema.js';

/** Remembers in a table how far people are, without knowing who they are. */
export function createProgressStore(database: Kysely<Tables>, key: PrivacyKey): ProgressMemory {
  const personOf = ({ platform, user }: Walker) => hashOf(key, platform, user);
  return {
    find: async (walker, track) => {
      const row = await database
        .selectFrom('progress')
        .selectAll()
        .where('person', '=', personOf(walker))
        .where('track', '=', track)
        .executeTakeFirst();
      return row && keptOf(row);
    },

    all: async (walker) => {
      const rows = await database
        .selectFrom('progress')
        .selectAll()
        .where('person', '=', personOf(walker))
        .execute();
      return rows.map(keptOf);
    },

    everyone: async () => {
      const rows = await database.selectFrom('progress').selectAll().execute();
      return rows.map(progressOf);
    },

    save: async (walker, progress, before) => {
      const row = { ...columnsOf(progress), version: (before?.version ?? 0) + 1 };
      const person = personOf(walker);
      if (before === undefined) {
        const { numInsertedOrUpdatedRows } = await database
          .insertInto('progress')
          .values({ ...row, person })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow();
        return Number(numInsertedOrUpdatedRows) > 0;
      }
      const { numUpdatedRows } = await database
        .updateTable('progress')
        .set(row)
        .where('person', '=', person)
        .where('track', '=', progress.track)
        .where('version', '=', before.version)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
  };
}

function columnsOf({ track, step, state, startedAt, movedAt, ...notes }: Progress) {
  return {
    track,
    step,
    state,
    notes: JSON.stringify(notes),
    started_at: startedAt.toISOString(),
    moved_at: movedAt.toISOString(),
  };
}

/** Reads somebody's way through a track, and which of its states it is, from its row. */
export function keptOf(row: ProgressRow): KeptProgress {
  return { version: row.version, progress: progressOf(row) };
}

/** Reads somebody's way through a track from its row. */
export function progressOf(row: Omit<ProgressRow, 'person' | 'version'>): Progress {
  const { track, step, state, notes, started_at, moved_at } = row;
  const times = { startedAt: new Date(started_at), movedAt: new Date(moved_at) };
  return { ...JSON.parse(notes, withTimes), ...times, track, step, state };
}

/** The times in notes, by the names that they stand under. */
function withTimes(name: string, value: unknown): unknown {
  if (name === 'startedAt' || name === 'finishedAt') return new Date(String(value));
  return name === 'reminded' && Array.isArray(value) ? value.map((time) => new Date(time)) : value;
}
