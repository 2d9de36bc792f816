import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { CompiledQuery, Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import type { QuestionLog, Span } from '../feedback/question-log.js';
import type { Progress } from '../onboarding/progress.js';
import { type DatabasePlace, databasePlaceOf, type ServerPlace } from './database-place.js';
import { storeErrorOf } from './opening-fault.js';
import { postgresFaultOf } from './postgres-fault.js';
import { progressOf } from './progress-store.js';
import { createQuestionLog } from './question-log-store.js';
import type { Tables } from './schema.js';
import { StoreError } from './store-error.js';

/** A question log, until it is closed. */
export interface OpenQuestionLog {
  readonly log: QuestionLog;
  /** How far those are who did something last in a span, without who they are. */
  walked(span: Span): Promise<readonly Progress[]>;
  /** What it reads, and cannot write. */
  readonly database: Kysely<Tables>;
  close(): Promise<void>;
}

/** How long another process's lock is waited for, in milliseconds. */
const LOCK_PATIENCE = 5_000;

/** How long a server is waited for, in milliseconds, and then each of its answers: a report may read a million rows. */
const CONNECT_PATIENCE = 5_000;
const STATEMENT_PATIENCE = 120_000;

/** Opens a database to read what was asked; makes no file and no table, and changes none. */
export async function openQuestionLog(url: string): Promise<OpenQuestionLog> {
  const place = databasePlaceOf(url);
  try {
    const database = await openReadOnly(place);
    try {
      const log = createQuestionLog(database);
      // Tells whether the tables are there, and of this version.
      await database.selectFrom('answers').select(['terms', 'nearest']).limit(1).execute();
      await database.selectFrom('progress').select('moved_at').limit(1).execute();
      await log.waitingCount();
      return {
        log,
        walked: (span) => progressIn(database, span),
        database,
        close: () => database.destroy(),
      };
    } catch (error) {
      await database.destroy();
      throw error;
    }
  } catch (error) {
    throw missingTablesErrorOf(error) ?? storeErrorOf(place, error);
  }
}

async function progressIn(database: Kysely<Tables>, { from, to }: Span): Promise<readonly Progress[]> {
  const rows = await database
    .selectFrom('progress')
    .select(['track', 'step', 'state', 'notes', 'started_at', 'moved_at'])
    .where('moved_at', '>=', from.toISOString())
    .where('moved_at', '<', to.toISOString())
    .execute();
  return rows.map(progressOf);
}

async function openReadOnly(place: DatabasePlace): Promise<Kysely<Tables>> {
  switch (place.kind) {
    case 'memory':
      throw new StoreError(
        'Cannot report: the database is in memory and ends with the bot; set DATABASE_URL to a file or a server',
      );
    case 'file':
      return openFile(place.path);
    case 'server':
      return openServer(place);
  }
}

async function openFile(path: string): Promise<Kysely<Tables>> {
  try {
    await access(path, constants.R_OK);
  } catch (cause) {
    throw new StoreError(
      `Cannot report: ${path} cannot be read; start the bot once, which makes it, or name another database in DATABASE_URL (${(cause as Error).message})`,
      { cause },
    );
  }
  const { default: Libsql } = await import('libsql');
  // Of one process that does nothing else meanwhile: here the thread may be held.
  const connection = new Libsql(path, { timeout: LOCK_PATIENCE });
  try {
    connection.exec('pragma query_only = on');
    return new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) });
  } catch (error) {
    connection.close();
    throw error;
  }
}

async function openServer({ url }: ServerPlace): Promise<Kysely<Tables>> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'casebook report',
    max: 1,
    connectionTimeoutMillis: CONNECT_PATIENCE,
    statement_timeout: STATEMENT_PATIENCE,
  });
  // Whoever uses the connection hears of it too; nobody listening would end the process.
  pool.on('error', () => undefined);
  return new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool,
      onCreateConnection: async (connection) => {
        await connection.executeQuery(CompiledQuery.raw('set default_transaction_read_only = on'));
      },
    }),
  });
}

/** What SQLite and PostgreSQL say of a table or a column that is not there. */
const MISSING = /no such (?:table|column)/;
const MISSING_CODES: readonly string[] = ['42P01', '42703'];

function missingTablesErrorOf(cause: unknown): StoreError | undefined {
  const { message, code } = postgresFaultOf(cause);
  if (!MISSING.test(message) && !MISSING_CODES.includes(code)) return undefined;
  return new StoreError(
    `Cannot report: the database has no tables of this version yet; start the bot once, which makes them (${message})`,
    { cause },
  );
}
