import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
import { type TestDatabase, testMemory } from './memory-contract.js';
import { testProcesses } from './process-trials.js';

const options = { privacyKey: 'ab'.repeat(32) };

describe.skipIf(!POSTGRES_BINARIES)(`a store on a PostgreSQL server${POSTGRES_MISSING}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgresServer();
  }, 60_000);
  afterAll(() => server?.remove());

  const createDatabase = async (): Promise<Omit<TestDatabase, 'contents'>> => ({
    url: await server.createDatabase(),
    options,
    remove: async () => {},
  });

  describe('keeps to what every store does', () => {
    let url: string | undefined;
    testMemory(async () => {
      // Emptied after each test: to make one takes longer than most tests do.
      url ??= await server.createDatabase();
      const database = url.split('/').at(-1);
      const tables = async () => {
        const rows = await server.run(
          `select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`,
          database,
        );
        return rows.map(({ tablename }) => String(tablename));
      };
      const contents = async () => {
        const all = (await tables()).map((table) => server.run(`select * from ${table}`, database));
        return JSON.stringify(await Promise.all(all));
      };
      const remove = async () => {
        await server.run(`truncate ${await tables()}`, database);
      };
      return { url, options, contents, remove };
    });
  });

  describe('is shared by processes', () => testProcesses(createDatabase));

  describe('that cannot be opened says why and what to do, and no password', () => {
    let anyDatabase: string;
    beforeAll(async () => {
      anyDatabase = await server.createDatabase();
    });
    const errorOf = async (url: string, more: object = options): Promise<StoreError> => {
      const error = await openStore(url, more).then(
        (store) => store.close(),
        (thrown: unknown) => thrown,
      );
      if (!(error instanceof StoreError)) throw new Error(`expected a StoreError, got ${error}`);
      expect(inspect(error, { depth: 20 })).not.toMatch(/pass(%2F|\/)word|s3cret/);
      return error;
    };

    test.each<[string, string | RegExp, (url: string) => string | Promise<string>]>([
      [
        'the server is not there',
        'no server answers there; start it',
        async (url) => url.replace(/:\d+\//, `:${await freePort()}/`),
      ],
      [
        'its host is not there, with several addresses',
        /no server answers there.*ECONNREFUSED/,
        async () => `postgres://casebook:${PASSWORD}@localhost:${await freePort()}/casebook`,
      ],
      [
        'its host is unknown',
        'no server answers there',
        (url) => url.replace('127.0.0.1', 'no-host.invalid'),
      ],
      ['the password is wrong', 'refuses the user or the password', (url) => url.replace(PASSWORD, 's3cret')],
      [
        'the user is unknown',
        'refuses the user or the password',
        (url) => url.replace('casebook:', 'nobody:'),
      ],
      ['no password is given', 'the server asks for a password', (url) => url.replace(`:${PASSWORD}`, '')],
      ['the database is not there', 'there is no such database', () => server.url('nothing')],
      ['the schema is not there', 'there is no schema', (url) => `${url}?options=-c%20search_path%3Dnothing`],
      [
        'it can only be read',
        'it can only be read',
        (url) => `${url}?options=-c%20default_transaction_read_only%3Don`,
      ],
      [
        'it is asked for TLS that it has not',
        'the server speaks no TLS',
        (url) => `${url}?sslmode=verify-full`,
      ],
      [
        'its socket is not there',
        /^Cannot open the database postgres:\/\/casebook@localhost\/casebook: a file is not there/,
        () => `postgres://casebook:${PASSWORD}@/casebook?host=/no/such/folder`,
      ],
      [
        'its certificate is not there',
        'a file is not there that DATABASE_URL names',
        (url) => `${url}?sslrootcert=/no/such/file`,
      ],
    ])('%s', async (_, expected, change) => {
      const { message } = await errorOf(await change(anyDatabase));
      expect(message).toMatch(/^Cannot open the database/);
      expect(message).toMatch(expected);
    });

    test('its user may not make tables', async () => {
      const url = await server.createDatabase();
      await server.run(`create role guest login password 's3cret'`);
      const { message } = await errorOf(server.url(url.split('/').at(-1), 'guest', 's3cret'));
      expect(message).toContain('may not make or use tables there; let the owner run: grant create');
    });

    test('another program has tables of these names', async () => {
      const url = await server.createDatabase();
      await server.run('create table answers (id int)', url.split('/').at(-1));
      expect((await errorOf(url)).message).toContain('tables of another program stand there');
      // And nothing is left of the attempt.
      const tables = await server.run(
        `select tablename from pg_tables where tablename in ('seen_events', 'channels')`,
        url.split('/').at(-1),
      );
      expect(tables).toEqual([]);
    });

    test('a newer version has written it', async () => {
      const url = await server.createDatabase();
      await (await openStore(url, options)).close();
      await server.run(
        `insert into kysely_migration values ('2999-01-01-future', '')`,
        url.split('/').at(-1),
      );
      expect((await errorOf(url)).message).toContain('a newer version of this program has written it');
    });

    test('another program keeps what Kysely locks to make tables', async () => {
      const locker = new pg.Client({ connectionString: anyDatabase });
      await locker.connect();
      await locker.query('select pg_advisory_lock(3853314791062309107)');
      expect((await errorOf(`${anyDatabase}?statement_timeout=300`)).message).toContain(
        'keeps its tables locked',
      );
      await locker.end();
    });

    test('who answers there says nothing, and is not waited for', async () => {
      const silent = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => silent.once('listening', resolve));
      const { port } = silent.address() as AddressInfo;
      const start = performance.now();
      const { message } = await errorOf(`postgres://casebook:${PASSWORD}@127.0.0.1:${port}/casebook`);
      expect(message).toContain('no server answers there');
      expect(performance.now() - start).toBeLessThan(3_000);
      silent.close();
    });

    test.each([
      'postgres://',
      'postgres:/casebook',
      'postgres://casebook:s3cret/1@127.0.0.1/casebook',
      'postgres://casebook:1/s3cret@127.0.0.1/casebook',
      'postgres://casebook:1?s3cret@127.0.0.1/casebook',
      'postgres://casebook:1#s3cret@127.0.0.1/casebook',
      'postgres://casebook:s3cret%@127.0.0.1/casebook',
    ])('its address is none: %s', async (url) => {
      expect((await errorOf(url)).message).toMatch(/its address must look like|no server answers|password/);
    });

    test('the key is missing', async () => {
      const { message } = await errorOf(anyDatabase, {});
      expect(message).toContain('PRIVACY_KEY is missing; make one with: openssl rand -hex 32');
    });
  });

  test('two of them may share a database, each in a schema of its own', async () => {
    const url = await server.createDatabase();
    await server.run('create schema one; create schema two', url.split('/').at(-1));
    const stores = [];
    for (const schema of ['one', 'two']) {
      stores.push(await openStore(`${url}?options=-c%20search_path%3D${schema}`, options));
    }
    for (const { events } of stores) expect(await events.isNew(['one'])).toBe(true);
    for (const store of stores) await store.close();
  });

  test('its ratings do not tell who gave them', async () => {
    const url = await server.createDatabase();
    const store = await openStore(url, options);
    await store.ratings.rate({ answer: 'answer-1', platform: 'slack', rater: 'U0PERSON', isHelpful: true });
    await store.close();
    const [rating] = await server.run('select * from ratings', url.split('/').at(-1));
    expect(rating).toMatchObject({ answer: 'answer-1', rater: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });
});
