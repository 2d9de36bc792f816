import { open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import Libsql from 'libsql/promise';
import { sqliteFaultOf } from './sqlite-fault.js';

/** One connection to a SQLite file, for one user at a time, that never holds the event loop while others write. */
export interface LibsqlDatabase {
  /** Runs one statement that only reads. */
  read(sql: string, parameters: readonly unknown[]): Promise<Outcome>;
  /** Runs one statement: in the transaction that was begun, or else in one of its own. */
  write(sql: string, parameters: readonly unknown[]): Promise<Outcome>;
  begin(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** Writes all that is in the log of changes into the file, and empties the log; left for later while others read. */
  emptyLog(): Promise<void>;
  close(): Promise<void>;
}

/** What a statement gave: rows, or how many it changed. */
export interface Outcome {
  readonly rows: readonly unknown[];
  readonly changes: number;
}

/**
 * As far as we use libsql's promise interface, as it was measured; its own declarations say `any`.
 * Only `exec` works on another thread. `run` does not, and `all` fetches its rows on ours.
 */
interface Connection {
  exec(sql: string): Promise<void>;
  prepare(sql: string): Promise<Statement>;
  close(): void;
}

interface Statement {
  readonly reader: boolean;
  run(parameters: readonly unknown[]): { readonly changes: number };
  all(parameters: readonly unknown[]): Promise<readonly unknown[]>;
}

/** How long a lock of another process is waited for, in milliseconds: a commit takes some, a backup a second or two. */
const LOCK_PATIENCE = 5_000;

/** The longest pause between two looks at a lock, in milliseconds; SQLite's own waiting makes pauses of 1 to 100. */
const LOCK_PAUSE = 20;

/** More than all stores together ask in different words. */
const STATEMENT_LIMIT = 100;

/**
 * What is deleted is overwritten: who is forgotten cannot be read in the file any more.
 * `busy_timeout` is left at 0: SQLite would sleep in one of libsql's threads, of which there are as many as cores.
 * Four connections in a process of two cores slept there until no commit found a thread any more. We wait ourselves.
 */
const SETTINGS =
  'pragma busy_timeout = 0; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on';

/** Opens a file, or makes it. */
export async function openLibsqlDatabase(path: string): Promise<LibsqlDatabase> {
  if (path !== ':memory:') await makePrivate(path);
  const connection: Connection = new Libsql(path, {});
  try {
    // Even this meets a lock, while others see to what a killed process left.
    await patiently(() => connection.exec(SETTINGS));
    await patiently(() => connection.exec('pragma journal_mode = wal'));
  } catch (error) {
    connection.close();
    throw error;
  }
  return createLibsqlDatabase(connection);
}

/** Makes the file so that nobody else on the machine reads it; the files that SQLite puts beside it are as it is. */
async function makePrivate(path: string): Promise<void> {
  const file = await open(path, 'a', 0o600);
  await file.close();
}

function createLibsqlDatabase(connection: Connection): LibsqlDatabase {
  // SQL -> its statement. libsql frees one only when it is collected as garbage, so few are made.
  const statements = new Map<string, Statement>();
  let isInTransaction = false;

  const prepare = async (sql: string) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = await connection.prepare(sql);
    if (statements.size >= STATEMENT_LIMIT) statements.clear();
    statements.set(sql, statement);
    return statement;
  };
  const run = async (sql: string, parameters: readonly unknown[]): Promise<Outcome> => {
    const statement = await prepare(sql);
    if (!statement.reader) return { rows: [], changes: statement.run(parameters).changes };
    const rows = await statement.all(parameters);
    return { rows, changes: rows.length };
  };

  const begin = async () => {
    // Only `immediate` takes the lock here, where it can be waited for, and not at the first change.
    await patiently(() => connection.exec('begin immediate'));
    isInTransaction = true;
  };
  const commit = async () => {
    await connection.exec('commit');
    isInTransaction = false;
  };
  const rollback = async () => {
    isInTransaction = false;
    // SQLite has done so by itself when the disk is full; then this fails, and the first error says more.
    await connection.exec('rollback').catch(() => undefined);
  };

  const emptyLog = async () => {
    await connection.exec('pragma wal_checkpoint(truncate)').catch(() => undefined);
  };

  return {
    begin,
    commit,
    rollback,
    read: (sql, parameters) =>
      isInTransaction ? run(sql, parameters) : patiently(() => run(sql, parameters)),
    write: async (sql, parameters) => {
      if (isInTransaction) return run(sql, parameters);
      await begin();
      try {
        const outcome = await run(sql, parameters);
        await commit();
        return outcome;
      } catch (error) {
        await rollback();
        throw error;
      }
    },
    emptyLog,
    close: async () => {
      // So that the file is whole without its -wal. Others may be reading: then one of them does it later.
      await emptyLog();
      statements.clear();
      connection.close();
    },
  };
}

/** Tries again, for a while, what another process's lock prevents. */
async function patiently<Result>(attempt: () => Promise<Result>): Promise<Result> {
  const end = performance.now() + LOCK_PATIENCE;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (sqliteFaultOf(error) !== 'BUSY' || performance.now() > end) throw error;
      await setTimeout(1 + Math.random() * LOCK_PAUSE);
    }
  }
}
