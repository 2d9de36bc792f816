import { Kysely, sql } from 'kysely';
import pg from 'pg';
import type { ServerPlace } from './database-place.js';
import { migrate } from './migrations.js';
import { storeErrorOf } from './opening-fault.js';
import { createPostgresDialect } from './postgres-dialect.js';
import type { Tables } from './schema.js';
import { StoreError } from './store-error.js';

/** With 4, 16 at once made 4,200 claims a second, with 8 4,500, with 1 2,500 (PostgreSQL 15 on the same 2 cores). */
const CONNECTIONS = 4;

/** How long a connection is waited for, in milliseconds: people wait behind it. */
const CONNECT_PATIENCE = 2_000;

/** How long a statement may take, in milliseconds: ours take less than one (PostgreSQL 15 on the same machine). */
const STATEMENT_PATIENCE = 2_000;

/** How long a statement may take that makes tables, or waits until another process has made them; in milliseconds. */
const MIGRATION_PATIENCE = 60_000;

/** How much longer than the server we wait ourselves, in milliseconds: it tells why, unless it is gone. */
const GRACE = 500;

/** Milliseconds after which a silent connection is closed: balancers forget one without a word, Azure's after 4 minutes. */
const IDLE_LIMIT = 60_000;

/** Opens a database on a PostgreSQL server, and brings its tables up to date. */
export async function openPostgresDatabase(place: ServerPlace): Promise<Kysely<Tables>> {
  const patient = databaseWith(place, { max: 1, statementPatience: MIGRATION_PATIENCE });
  try {
    await migrate(patient, await schemaOf(patient));
  } finally {
    await patient.destroy();
  }
  return databaseWith(place, { max: CONNECTIONS, statementPatience: STATEMENT_PATIENCE });
}

interface Limits {
  readonly max: number;
  readonly statementPatience: number;
}

/** Makes connections to a server as they are needed. */
export function createPool(place: ServerPlace, { max, statementPatience }: Limits): pg.Pool {
  const pool = new pg.Pool({
    connectionString: place.url,
    application_name: 'casebook',
    max,
    connectionTimeoutMillis: CONNECT_PATIENCE,
    idleTimeoutMillis: IDLE_LIMIT,
    keepAlive: true,
    statement_timeout: statementPatience,
    query_timeout: statementPatience + GRACE,
  });
  // The server has ended a connection: whoever uses it hears of it, and the pool makes another.
  // Nobody listening would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function databaseWith(place: ServerPlace, limits: Limits): Kysely<Tables> {
  const pool = createPool(place, limits);
  const connect = async () => {
    try {
      return await pool.connect();
    } catch (error) {
      throw storeErrorOf(place, error);
    }
  };
  return new Kysely<Tables>({ dialect: createPostgresDialect({ connect, end: () => pool.end() }) });
}

/** The schema where tables are made: the first of the search path that is there. */
async function schemaOf(database: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ readonly schema: string | null }>`select current_schema() as schema`.execute(
    database,
  );
  const schema = rows[0]?.schema;
  if (schema) return schema;
  throw new StoreError(
    'Cannot open the database: there is no schema that its search_path names; create it, or name another',
  );
}
