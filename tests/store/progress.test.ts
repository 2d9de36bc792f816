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
import { testProgress } from './progress-contract.js';

describe('progress in a file', () => {
  testProgress(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'casebook-progress-'));
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

describe.skipIf(!POSTGRES_BINARIES)(`progress on a PostgreSQL server${POSTGRES_MISSING}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgresServer();
  }, 60_000);
  afterAll(() => server?.remove());

  testProgress(async () => {
    const url = await server.createDatabase();
    return {
      url,
      options: { privacyKey: 'ab'.repeat(32) },
      contents: async () => JSON.stringify(await server.run('select * from progress', url.split('/').at(-1))),
      remove: async () => {},
    };
  });
});
