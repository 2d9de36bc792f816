import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openQuestionLog } from '../../src/store/open-question-log.js';
import { openStore } from '../../src/store/open-store.js';
import { StoreError } from '../../src/store/store-error.js';
import { freePort } from '../app/program.js';
import {
  PASSWORD,
  POSTGRES_BINARIES,
  POSTGRES_MISSING,
  type PostgresServer,
  startPostgresServer,
} from '../servers/postgres-server.js';
import { testQuestionLog } from './question-log-contract.js';

const options = { privacyKey: 'ab'.repeat(32) };

async function errorOf(url: string): Promise<string> {
  const error = await openQuestionLog(url).then(
    ({ close }) => close(),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof StoreError)) throw new Error(`expected a StoreError, got ${error}`);
  return error.message;
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-log-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a question log in a file', () => {
  describe('keeps to what every log does', () => {
    testQuestionLog(async () => ({ url: `file:${folder}/casebook.db`, options }));
  });

  test('that is not there is not made', async () => {
    expect(await errorOf(`file:${folder}/deep/casebook.db`)).toContain('start the bot once');
    expect(await readdir(folder)).toEqual([]);
  });

  test('without our tables gets none', async () => {
    const file = join(folder, 'other.db');
    const other = new Libsql(file);
    other.exec('create table notes (text text)');
    other.close();
    expect(await errorOf(`file:${file}`)).toContain('has no tables of this version yet; start the bot once');
    const again = new Libsql(file);
    expect(again.prepare('select name from sqlite_master').all()).toHaveLength(1);
    again.close();
  });

  test('of an older version is named, and not changed', async () => {
    const file = join(folder, 'old.db');
    const old = new Libsql(file);
    old.exec('create table answers (id text, asked_at text); create table waiting (answer text)');
    old.close();
    expect(await errorOf(`file:${file}`)).toContain('has no tables of this version yet');
  });

  test('of before there were tracks is named, too', async () => {
    const file = join(folder, 'old.db');
    await (await openStore(`file:${file}`, options)).close();
    const old = new Libsql(file);
    old.exec('drop table progress');
    old.close();
    expect(await errorOf(`file:${file}`)).toContain('has no tables of this version yet; start the bot once');
  });

  test('that is no database is named with what to do', async () => {
    const file = join(folder, 'notes.db');
    await writeFile(file, 'these are the notes of a meeting\n'.repeat(200));
    expect(await errorOf(`file:${file}`)).toContain('it is damaged, or no database');
  });

  test.skipIf(process.getuid?.() === 0)('that may not be read says so', async () => {
    const file = join(folder, 'casebook.db');
    await writeFile(file, '', { mode: 0o000 });
    expect(await errorOf(`file:${file}`)).toContain('cannot be read');
    await chmod(file, 0o600);
  });

  test('in memory is none', async () => {
    expect(await errorOf(':memory:')).toContain('the database is in memory and ends with the bot');
  });

  test('is read while a bot writes', async () => {
    const url = `file:${folder}/casebook.db`;
    const store = await openStore(url, options);
    const { log, close } = await openQuestionLog(url);
    expect(await log.waitingCount()).toBe(0);
    expect(await store.events.isNew(['one'])).toBe(true);
    await close();
    await store.close();
  });
});

describe.skipIf(!POSTGRES_BINARIES)(`a question log on a PostgreSQL server${POSTGRES_MISSING}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgresServer();
  }, 60_000);
  afterAll(() => server?.remove());

  describe('keeps to what every log does', () => {
    testQuestionLog(async () => ({ url: await server.createDatabase(), options }));
  });

  test('without our tables gets none', async () => {
    const url = await server.createDatabase();
    expect(await errorOf(url)).toContain('has no tables of this version yet; start the bot once');
    const tables = await server.run(
      `select tablename from pg_tables where schemaname = 'public'`,
      url.split('/').at(-1),
    );
    expect(tables).toEqual([]);
  });

  test('that cannot be reached is named without its password', async () => {
    const message = await errorOf(`postgres://casebook:${PASSWORD}@127.0.0.1:${await freePort()}/casebook`);
    expect(message).toContain('no server answers there');
    expect(message).not.toContain(PASSWORD);
  });
});
