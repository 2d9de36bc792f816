import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';

/** Where connections come from. */
export interface ConnectionPool {
  connect(): Promise<pg.PoolClient>;
  /** Closes all of them, as soon as they are given back. */
  end(): Promise<void>;
}

/**
 * Lets Kysely speak to PostgreSQL. All but the driver is its own: that one gives every connection back for more,
 * also one on which nothing comes any more, and whoever got it next would wait in vain too.
 */
export function createPostgresDialect(pool: ConnectionPool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(pool),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

interface PooledConnection extends DatabaseConnection {
  release(): void;
}

function createDriver(pool: ConnectionPool): Driver {
  const run = (statement: string) => async (connection: DatabaseConnection) => {
    await connection.executeQuery(CompiledQuery.raw(statement));
  };
  return {
    init: async () => undefined,
    acquireConnection: async () => createConnection(await pool.connect()),
    releaseConnection: async (connection: PooledConnection) => connection.release(),
    beginTransaction: run('begin'),
    commitTransaction: run('commit'),
    rollbackTransaction: run('rollback'),
    destroy: () => pool.end(),
  };
}

function createConnection(client: pg.PoolClient): PooledConnection {
  // After any failure: a new connection costs some milliseconds, and failures are rare.
  let isInDoubt = false;
  return {
    executeQuery: async <Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> => {
      try {
        const { rows, rowCount } = await client.query(sql, parameters.map(withoutNul));
        return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
      } catch (error) {
        isInDoubt = true;
        throw error;
      }
    },
    streamQuery: () => {
      throw new Error('Cannot stream rows from PostgreSQL; ask for fewer of them');
    },
    release: () => client.release(isInDoubt),
  };
}

/** PostgreSQL's text holds no NUL. Texts of people are JSON, which escapes it, and no platform's id has one. */
function withoutNul(parameter: unknown): unknown {
  return typeof parameter === 'string' ? parameter.replaceAll('\0', '␀') : parameter;
}
