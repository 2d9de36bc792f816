import { type DeleteResult, type Kysely, PostgresAdapter, type SelectQueryBuilder } from 'kysely';
import type { Tables } from './schema.js';

/** How many rows are deleted at once, so that nobody waits long meanwhile: a thousand take a few milliseconds. */
const BATCH = 1_000;

const DAY = 24 * 60 * 60 * 1_000;

/** Platforms send an event again for minutes; a day leaves room for a process that was away. In days. */
const EVENT_AGE_LIMIT = 1;

/** Forgets what is older than it may become: events after a day; what people asked, said and wait for after `retentionDays`. */
export async function forgetOld(database: Kysely<Tables>, now: Date, retentionDays: number): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY).toISOString();
  const oldest = ago(retentionDays);
  // Two processes that delete the same rows in another order would wait for each other for ever.
  const locksRows = database.getExecutor().adapter instanceof PostgresAdapter;
  const some = <Table extends keyof Tables, Row>(query: SelectQueryBuilder<Tables, Table, Row>) =>
    query.limit(BATCH).$if(locksRows, (rows) => rows.forUpdate().skipLocked());

  await inBatches(() =>
    database
      .deleteFrom('seen_events')
      .where('name', 'in', (old) =>
        some(
          old
            .selectFrom('seen_events')
            .select('name')
            .where('seen_at', '<', ago(EVENT_AGE_LIMIT))
            .orderBy('seen_at'),
        ),
      )
      .executeTakeFirstOrThrow(),
  );
  await inBatches(() =>
    database
      .deleteFrom('answers')
      .where('id', 'in', (old) =>
        some(old.selectFrom('answers').select('id').where('asked_at', '<', oldest).orderBy('asked_at')),
      )
      .executeTakeFirstOrThrow(),
  );
  await inBatches(() =>
    database
      .deleteFrom('ratings')
      .where('rated_at', '<', oldest)
      .where('answer', 'in', (old) =>
        some(old.selectFrom('ratings').select('answer').where('rated_at', '<', oldest).orderBy('rated_at')),
      )
      .executeTakeFirstOrThrow(),
  );
  await database.deleteFrom('waiting').where('asked_at', '<', oldest).execute();
  await database.deleteFrom('progress').where('moved_at', '<', oldest).execute();
}

/** Deletes until there is nothing left to delete. */
async function inBatches(deleteSome: () => Promise<DeleteResult>): Promise<void> {
  while ((await deleteSome()).numDeletedRows > 0n);
}
