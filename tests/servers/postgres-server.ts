import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../app/program.js';

const run = promisify(execFile);

/** The binaries of PostgreSQL, wherever this machine has them. */
export const POSTGRES_BINARIES = binariesIn([
  ...(process.env.PATH ?? '').split(':'),
  // Debian keeps them off the PATH, a folder for each version.
  ...versionsIn('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`),
]);

/** What a suite adds to its name, so that it is seen why it was skipped. */
export const POSTGRES_MISSING = POSTGRES_BINARIES ? '' : ' (skipped: no PostgreSQL on this machine)';

/** A PostgreSQL server of its own, in a folder for temporary files, on a port of this machine alone. */
export interface PostgresServer {
  readonly port: number;
  /** The address of a database, as its owner `casebook`; the server's own is `postgres`. */
  url(database?: string, user?: string, password?: string): string;
  /** Runs statements as the owner of all. */
  run(statements: string, database?: string): Promise<readonly pg.QueryResultRow[]>;
  /** Makes an empty database, and gives its address. */
  createDatabase(): Promise<string>;
  start(): Promise<void>;
  /** Ends it as an administrator would who cannot wait: connections are cut, and what was done is written. */
  stop(): Promise<void>;
  /** Ends all of its processes at once, as when the power fails. */
  kill(): Promise<void>;
  /** Lets nothing of it answer any more, while its connections stay; and lets it go on. */
  freeze(): void;
  thaw(): void;
  /** Ends it, and removes all of it. */
  remove(): Promise<void>;
}

/** The password of `casebook`, as an address has it. */
export const PASSWORD = 'pass%2Fword';

/** Makes a server and starts it; `durable` is as slow and as safe as in earnest. */
export async function startPostgresServer({ durable = false } = {}): Promise<PostgresServer> {
  if (POSTGRES_BINARIES === undefined) throw new Error('there is no PostgreSQL on this machine');
  const binaries = POSTGRES_BINARIES;
  const owner = await unprivileged();
  const folder = await mkdtemp(join(tmpdir(), 'casebook-postgres-'));
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, `${decodeURIComponent(PASSWORD)}\n`);
  if (owner) for (const path of [folder, passwordFile]) chownSync(path, owner.uid, owner.gid);
  const data = join(folder, 'data');
  await run(
    join(binaries, 'initdb'),
    [
      ['-D', data, '-U', 'casebook', '--pwfile', passwordFile, '-A', 'scram-sha-256'],
      ['-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions'],
    ].flat(),
    { cwd: folder, ...owner },
  );

  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=16MB',
    'max_connections=40',
    ...(durable ? [] : ['fsync=off', 'full_page_writes=off']),
  ].flatMap((setting) => ['-c', setting]);
  let server: ChildProcess | undefined;
  let databases = 0;

  const url = (database = 'postgres', user = 'casebook', password = PASSWORD) =>
    `postgres://${user}${password && `:${password}`}@127.0.0.1:${port}/${database}`;

  const runStatements = async (statements: string, database?: string) => {
    const client = new pg.Client({ connectionString: url(database) });
    await client.connect();
    try {
      return (await client.query(statements)).rows;
    } finally {
      await client.end();
    }
  };

  const answers = () =>
    runStatements('select 1').then(
      () => true,
      () => false,
    );

  const start = async () => {
    const child = spawn(join(binaries, 'postgres'), ['-D', data, ...settings], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...owner,
    });
    let printed = '';
    child.stderr.on('data', (chunk) => {
      printed = `${printed}${chunk}`.slice(-2_000);
    });
    server = child;
    endWithUs(child);
    while (!(await answers())) {
      if (child.exitCode !== null) throw new Error(`PostgreSQL does not start: ${printed}`);
      await setTimeout(20);
    }
  };

  const end = async (signal: NodeJS.Signals) => {
    const child = server;
    server = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill(signal);
    await ended;
  };

  await start();
  return {
    port,
    url,
    run: runStatements,
    createDatabase: async () => {
      const name = `test_${++databases}`;
      await runStatements(`create database ${name}`);
      return url(name);
    },
    start,
    stop: () => end('SIGINT'),
    kill: async () => {
      const workers = childrenOf(server);
      // The first of all first, so that it does not see the others end, and tidies up.
      const ended = end('SIGKILL');
      signal(workers, 'SIGKILL');
      await ended;
      // One that has ended has no program any more, even if nobody has asked how it ended.
      while (workers.some((pid) => existsSync(`/proc/${pid}/exe`))) await setTimeout(5);
    },
    freeze: () => signal([server?.pid ?? 0, ...childrenOf(server)].filter(Boolean), 'SIGSTOP'),
    thaw: () => signal([server?.pid ?? 0, ...childrenOf(server)].filter(Boolean), 'SIGCONT'),
    remove: async () => {
      await end('SIGINT');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Ends a server when this process is killed, which closes what the watcher reads. */
function endWithUs(server: ChildProcess): void {
  const watcher = spawn('sh', ['-c', `read _; kill -INT ${server.pid}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  server.once('exit', () => watcher.kill());
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended by itself.
    }
  }
}

function childrenOf(parent: ChildProcess | undefined): readonly number[] {
  if (parent?.pid === undefined) return [];
  const list = `/proc/${parent.pid}/task/${parent.pid}/children`;
  const pids = existsSync(list) ? readFileSync(list, 'utf8') : '';
  return pids.split(' ').filter(Boolean).map(Number);
}

/** PostgreSQL refuses to run as root; its package makes a user for it. */
async function unprivileged(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = async (flag: string) => {
    const found = await run('id', [flag, 'postgres']).catch(() => run('id', [flag, 'nobody']));
    return Number(found.stdout);
  };
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}

function binariesIn(folders: readonly string[]): string | undefined {
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
}

/** The newest first. */
function versionsIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).sort((a, b) => Number(b) - Number(a)) : [];
}
