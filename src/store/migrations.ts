import { type Kysely, type Migration, Migrator } from 'kysely';
import type { Tables } from './schema.js';

/** What was changed of the tables, by day. One that was released is never edited: write the next. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '2026-11-21-first-tables': { up: makeFirstTables },
};

/** Brings the tables up to date. */
export async function migrate(database: Kysely<Tables>): Promise<void> {
  const provider = { getMigrations: async () => MIGRATIONS };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}

async function makeFirstTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('seen_events')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('seen_at', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('seen_events_by_time').on('seen_events').column('seen_at').execute();

  await schema
    .createTable('answers')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('place_channel', 'text')
    .addColumn('place_thread', 'text')
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('sections', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'text', (column) => column.notNull())
    .addColumn('tie_breaker', 'integer', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('answers_by_channel')
    .on('answers')
    .columns(['platform', 'place_channel', 'asked_at', 'tie_breaker'])
    .execute();
  await schema
    .createIndex('answers_by_thread')
    .on('answers')
    .columns(['platform', 'place_channel', 'place_thread', 'asked_at', 'tie_breaker'])
    .execute();
  await schema.createIndex('answers_by_time').on('answers').column('asked_at').execute();

  await schema
    .createTable('channels')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('mode', 'text', (column) => column.notNull())
    .addColumn('chosen_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('channels_key', ['platform', 'channel'])
    .execute();

  await schema
    .createTable('ratings')
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('rater', 'text', (column) => column.notNull())
    .addColumn('is_helpful', 'integer', (column) => column.notNull())
    .addColumn('rated_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ratings_key', ['answer', 'rater'])
    .execute();
}
