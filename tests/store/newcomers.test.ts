import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import {
  POSTGRES_BINARIES,
  POSTGRES_MISSING,
  type PostgresServer,
  startPostgresServer,
} from '../servers/postgres-server.js';
import { testNewcomers } from './newcomers-contract.js';

describe('in a file', () => {
  testNewcomers(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'casebook-newcomers-'));
    return {
      url: `file:${folder}/casebook.db`,
      options: {},
      contents: async () => {
        const files = (await readdir(folder)).map((name) => readFile(join(folder, name), 'latin1'));
        return (await Promise.all(files)).join('\n');
      },
      remove: () => rm(folder, { recursive: true }),
    };
  });
});

describe.skipIf(!POSTGRES_BINARIES)(`on a PostgreSQL server${POSTGRES_MISSING}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgresServer();
  }, 60_000);
  afterAll(() => server?.remove());

  testNewcomers(async () => {
    const url = await server.createDatabase();
    const name = url.split('/').at(-1);
    const tables = ['progress', 'walkers', 'welcomes', 'entrances'];
    return {
      url,
      options: { privacyKey: 'ab'.repeat(32) },
      contents: async () => {
        const rows = [];
        for (const table of tables) rows.push(await server.run(`select * from ${table}`, name));
        return JSON.stringify(rows);
      },
      remove: async () => {},
    };
  });
});
