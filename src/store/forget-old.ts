import { type DeleteResult, type Kysely, PostgresAdapter, type SelectQueryBuilder } from 'kysely';
import type { Tables } from './schema.js';

/** How many rows are deleted at once, so that nobody waits long meanwhile: a thousand take a few milliseconds. */
const BATCH = 1_000;

const DAY = 24 * 60 * 60 * 1_000;

/** Platforms send an event again for minutes; a day leaves room for a process that was away. In days. */
const EVENT_AGE_LIMIT = 1;

type SomeRows = <Table extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, Table, Row>,
) => SelectQueryBuilder<Tables, Table, Row>;

/** As many rows as are deleted at once, leaving alone those that another process is deleting. */
function someOf(database: Kysely<Tables>): SomeRows {
  // Two processes that delete the same rows in another order would wait for each other for ever.
  const locksRows = database.getExecutor().adapter instanceof PostgresAdapter;
  return (query) => query.limit(BATCH).$if(locksRows, (rows) => rows.forUpdate().skipLocked());
}

/** Forgets events a day after they came. */
export async function forgetEvents(
  database: Kysely<Tables>,
  now: Date,
  stopping: AbortSignal,
): Promise<void> {
  const some = someOf(database);
  const oldest = daysBefore(now, EVENT_AGE_LIMIT);
  await inBatches(stopping, () =>
    database
      .deleteFrom('seen_events')
      .where('name', 'in', (old) =>
        some(old.selectFrom('seen_events').select('name').where('seen_at', '<', oldest).orderBy('seen_at')),
      )
      .executeTakeFirstOrThrow(),
  );
}

/** Forgets what people asked, said, wait for and learned when it is older than so many days. */
export async function forgetOld(
  database: Kysely<Tables>,
  now: Date,
  retentionDays: number,
  stopping: AbortSignal,
): Promise<void> {
  const some = someOf(database);
  const oldest = daysBefore(now, retentionDays);
  await inBatches(stopping, () =>
    database
      .deleteFrom('answers')
      .where('id', 'in', (old) =>
        some(old.selectFrom('answers').select('id').where('asked_at', '<', oldest).orderBy('asked_at')),
      )
      .executeTakeFirstOrThrow(),
  );
  await inBatches(stopping, () =>
    database
      .deleteFrom('ratings')
      .where('rated_at', '<', oldest)
      .where('answer', 'in', (old) =>
        some(old.selectFrom('ratings').select('answer').where('rated_at', '<', oldest).orderBy('rated_at')),
      )
      .executeTakeFirstOrThrow(),
  );
  if (stopping.aborted) return;
  await database.deleteFrom('waiting').where('asked_at', '<', oldest).execute();
  await database.deleteFrom('progress').where('moved_at', '<', oldest).execute();
  // What somebody chose is kept as long as what it is about.
  await database
    .deleteFrom('walkers')
    .where('changed_at', '<', oldest)
    .where('person', 'not in', (walking) => walking.selectFrom('progress').select('person'))
    .execute();
  // Who was welcomed stays known, as a hash, for else they might be again.
  await database
    .deleteFrom('welcomes')
    .where('joined_at', '<', oldest)
    .where('address', 'is not', null)
    .execute();
}

function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY).toISOString();
}

/** Deletes until there is nothing left to delete, or somebody wants to stop. */
async function inBatches(stopping: AbortSignal, deleteSome: () => Promise<DeleteResult>): Promise<void> {
  while (!stopping.aborted && (await deleteSome()).numDeletedRows > 0n);
}
