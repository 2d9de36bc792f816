import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { LibsqlDatabase } from './libsql-database.js';
import { createTurns } from './turns.js';

/** Empties the log of changes beside the file; it cannot be a part of a transaction. */
export const EMPTY_LOG = 'pragma wal_checkpoint(truncate)';

/** Lets Kysely speak to libsql: everything is SQLite's but the driver, which works on other threads. */
export function createLibsqlDialect(database: LibsqlDatabase): Dialect {
  return {
    createAdapter: createTransactionalAdapter,
    createDriver: () => createDriver(database),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** SQLite makes tables in transactions too; so a second process waits until the first has made them. */
function createTransactionalAdapter(): SqliteAdapter {
  return Object.defineProperty(new SqliteAdapter(), 'supportsTransactionalDdl', { value: true });
}

function createDriver(database: LibsqlDatabase): Driver {
  const turns = createTurns();
  const connection = createConnection(database);
  return {
    init: async () => undefined,
    acquireConnection: async () => {
      await turns.take();
      return connection;
    },
    releaseConnection: async () => turns.pass(),
    beginTransaction: () => database.begin(),
    commitTransaction: () => database.commit(),
    rollbackTransaction: () => database.rollback(),
    destroy: async () => {
      await turns.take();
      await database.close();
    },
  };
}

function createConnection(database: LibsqlDatabase): DatabaseConnection {
  return {
    executeQuery: async <Row>({ query, sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> => {
      if (sql === EMPTY_LOG) {
        await database.emptyLog();
        return { rows: [] };
      }
      const work = SelectQueryNode.is(query) ? database.read : database.write;
      const { rows, changes } = await work(sql, parameters);
      // Kysely knows the row's type from the query, which nobody can check here.
      return { rows: rows as Row[], numAffectedRows: BigInt(changes) };
    },
    streamQuery: () => {
      throw new Error('Cannot stream rows from libsql; ask for fewer of them');
    },
  };
}
