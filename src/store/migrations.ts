import {
  type ColumnBuilderCallback,
  type ColumnDefinitionBuilder,
  type Kysely,
  type Migration,
  Migrator,
  PostgresAdapter,
  sql,
} from 'kysely';
import type { Tables } from './schema.js';

/** What was changed of the tables, by day. One that was released is never edited: write the next. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '2026-11-21-first-tables': { up: makeFirstTables },
  '2026-11-21-questions-as-asked': { up: addQuestionsAsAsked },
  '2026-11-21-rate-limits': { up: makeRateLimits },
  '2026-11-21-report-indexes': { up: indexForReports },
  '2026-11-21-tracks': { up: addProgress },
  '2026-11-21-walkers': { up: addWalkers },
};

/**
 * Brings the tables up to date; of several processes that do so at once, one works and the others wait.
 * Without a schema, Kysely would take the notes of another one's migrations for ours.
 */
export async function migrate(database: Kysely<Tables>, schema?: string): Promise<void> {
  const provider = { getMigrations: async () => MIGRATIONS };
  const place = schema === undefined ? {} : { migrationTableSchema: schema };
  const { error } = await new Migrator({ db: database, provider, ...place }).migrateToLatest();
  if (error !== undefined) throw error;
}

async function makeFirstTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('seen_events')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('seen_at', 'text', (column) => column.notNull())
    .execute();
  // Which events may be forgotten?
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
  // What was asked last in this channel?
  await schema
    .createIndex('answers_by_channel')
    .on('answers')
    .columns(['platform', 'place_channel', 'asked_at', 'tie_breaker'])
    .execute();
  // What was asked last in this thread?
  await schema
    .createIndex('answers_by_thread')
    .on('answers')
    .columns(['platform', 'place_channel', 'place_thread', 'asked_at', 'tie_breaker'])
    .execute();
  // What did the last answers show?
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

/** What reports tell of, who may be forgotten, and who wants to be told. */
async function addQuestionsAsAsked(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  // Places were kept in clear before, and are looked up by their hashes from now on: those threads end.
  await forgetPlaces(database);
  // One column a statement: SQLite takes no more.
  const nothing = (column: ColumnDefinitionBuilder) => column;
  const text = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo('');
  const zero = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);
  const add = (name: string, type: 'text' | 'integer', build: ColumnBuilderCallback) =>
    schema.alterTable('answers').addColumn(name, type, build).execute();
  await add('asker', 'text', nothing);
  await add('channel', 'text', nothing);
  await add('terms', 'text', text);
  await add('kind', 'text', (column) => column.notNull().defaultTo('found'));
  await add('reason', 'text', nothing);
  await add('nearest', 'text', nothing);
  await add('score', 'integer', zero);
  await add('micros', 'integer', zero);
  // What did this person ask?
  await schema.createIndex('answers_by_asker').on('answers').column('asker').execute();

  await schema.alterTable('ratings').addColumn('comment', 'text').execute();
  // What did this person rate?
  await schema.createIndex('ratings_by_rater').on('ratings').column('rater').execute();
  // Which ratings may be forgotten?
  await schema.createIndex('ratings_by_time').on('ratings').column('rated_at').execute();

  await schema
    .createTable('waiting')
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'text', (column) => column.notNull())
    .addColumn('claimed_until', 'text')
    .addPrimaryKeyConstraint('waiting_key', ['answer', 'person'])
    .execute();
  // Does this person wait?
  await schema.createIndex('waiting_by_person').on('waiting').column('person').execute();
}

/** The columns as `rate-limiter-flexible` expects them, in its order. */
async function makeRateLimits(database: Kysely<unknown>): Promise<void> {
  const table = database.schema.createTable('rate_limits');
  // Unlogged: no count waits for the disk, and those of a minute may be lost with the server.
  const isOnServer = database.getExecutor().adapter instanceof PostgresAdapter;
  await (isOnServer ? table.modifyFront(sql`unlogged`) : table)
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('points', 'integer', (column) => column.notNull())
    .addColumn('expire', 'bigint')
    .execute();
}

async function forgetPlaces(database: Kysely<unknown>): Promise<void> {
  await (database as Kysely<Pick<Tables, 'answers'>>)
    .updateTable('answers')
    .set({ place_channel: null, place_thread: null })
    .execute();
}

/**
 * Instead of the index by time alone. With all that is counted in it, a report of a million questions takes SQLite 4.7
 * seconds instead of 6.0; PostgreSQL takes 1.8 with either, and keeping a question as long as before.
 */
async function indexForReports({ schema }: Kysely<unknown>): Promise<void> {
  // What was asked lately, what became of it, and where? What did the last answers show?
  await schema
    .createIndex('answers_for_reports')
    .on('answers')
    .columns(['asked_at', 'kind', 'platform', 'reason', 'channel', 'micros', 'nearest'])
    .execute();
  await schema.dropIndex('answers_by_time').execute();
}

/** How far people are in tracks. */
async function addProgress({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('progress')
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('track', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('notes', 'text', (column) => column.notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('moved_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('progress_key', ['person', 'track'])
    .execute();
  // Who has not moved for so long?
  await schema.createIndex('progress_by_time').on('progress').column('moved_at').execute();
}

/** Whom to remind, whose names are shown, whom to welcome and where. */
async function addWalkers({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('walkers')
    .addColumn('person', 'text', (column) => column.primaryKey().notNull())
    .addColumn('address', 'text')
    .addColumn('reminders', 'integer', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .execute();

  await schema
    .createTable('welcomes')
    .addColumn('person', 'text', (column) => column.primaryKey().notNull())
    .addColumn('address', 'text')
    .addColumn('joined_at', 'text', (column) => column.notNull())
    .addColumn('claimed_until', 'text')
    .execute();

  await schema
    .createTable('entrances')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('server', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('is_on', 'integer', (column) => column.notNull())
    .addColumn('chosen_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('entrances_key', ['platform', 'server', 'channel'])
    .execute();
}
