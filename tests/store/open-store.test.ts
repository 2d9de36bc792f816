import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openStore, type Store } from '../../src/store/open-store.js';
import { hashOf } from '../../src/store/privacy-key.js';
import { StoreError } from '../../src/store/store-error.js';
import { testMemory } from './memory-contract.js';
import { testProcesses } from './process-trials.js';
import { startStoreProcess } from './store-process.js';

describe('a store in a file', () => {
  testMemory(async () => {
    const folder = await newFolder();
    return {
      url: `file:${folder}/casebook.db`,
      options: {},
      contents: async () => {
        const files = (await readdir(folder)).filter((name) => name.startsWith('casebook.db'));
        return (await Promise.all(files.map((name) => readFile(join(folder, name), 'latin1')))).join();
      },
      remove: () => rm(folder, { recursive: true }),
    };
  });
});

describe('processes that share a file', () => {
  testProcesses(async () => {
    const folder = await newFolder();
    return {
      url: `file:${folder}/casebook.db`,
      options: {},
      contents: () => readFile(join(folder, 'casebook.db'), 'latin1'),
      remove: () => rm(folder, { recursive: true }),
    };
  });
});

let folder: string;
let file: string;
let opened: Store[];

beforeEach(async () => {
  folder = await newFolder();
  file = join(folder, 'casebook.db');
  opened = [];
});

afterEach(async () => {
  vi.useRealTimers();
  for (const store of opened) await store.close();
  await rm(folder, { recursive: true });
});

async function open(url = `file:${file}`): Promise<Store> {
  const store = await openStore(url);
  opened.push(store);
  return store;
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'casebook-store-'));
}

async function errorOf(url: string): Promise<StoreError> {
  const error = await open(url).catch((thrown: unknown) => thrown);
  if (!(error instanceof StoreError)) throw new Error(`expected a StoreError, got ${error}`);
  return error;
}

describe('its address', () => {
  test('may be memory, which is forgotten', async () => {
    for (const url of [':memory:', 'file::memory:']) {
      const { events } = await open(url);
      expect(await events.isNew(['one'])).toBe(true);
      expect(await events.isNew(['one'])).toBe(false);
    }
    expect(await readdir(folder)).toEqual([]);
  });

  test('may be a file in a folder that is not there yet', async () => {
    await open(`file:${folder}/deep/er/casebook.db`);
    await open(`file://${folder}/other.db`);
    expect(await readdir(join(folder, 'deep', 'er'))).toContain('casebook.db');
    expect(await readdir(folder)).toContain('other.db');
  });

  test.each(['', 'casebook.db', 'file:', 'file:./data/', 'file:./a.db?mode=ro', 'mysql://u:secret@h/a'])(
    'is refused when it is %j, and what is allowed is said',
    async (url) => {
      const { message } = await errorOf(url);
      expect(message).toContain('must be a file, such as file:./data/casebook.db');
      expect(message).not.toContain('secret');
    },
  );
});

describe('a file that is no use', () => {
  test.each([
    ['no database', Buffer.from('these are the notes of a meeting\n'.repeat(200))],
    ['a database with holes', undefined],
  ])('is named with what to do: %s', async (_, content) => {
    if (content === undefined) await damage(file);
    else await writeFile(file, content);
    const { message, cause } = await errorOf(`file:${file}`);
    expect(message).toContain(
      `Cannot open the database ${file}: it is damaged, or no database; move it away`,
    );
    expect(cause).toBeInstanceOf(Error);
  });

  test('is refused in a folder that is a file', async () => {
    await writeFile(join(folder, 'data'), '');
    const { message } = await errorOf(`file:${folder}/data/casebook.db`);
    expect(message).toContain(`${folder}/data/casebook.db: a file stands where its folder should be`);
  });

  test('is refused when it is a folder', async () => {
    expect((await errorOf(`file:${folder}`)).message).toContain('it cannot be written');
  });

  test.skipIf(process.getuid?.() === 0)('is refused in a folder that cannot be written', async () => {
    await chmod(folder, 0o500);
    const { message } = await errorOf(`file:${file}`);
    await chmod(folder, 0o700);
    expect(message).toContain('it cannot be written; make it and its folder writable');
  });

  test('is refused when a newer version has written it', async () => {
    await (await open()).close();
    const newer = `insert into kysely_migration values ('2999-01-01-future', '2999-01-01T00:00:00.000Z')`;
    const writer = startStoreProcess(`
      import Libsql from 'libsql';
      new Libsql(${JSON.stringify(file)}).exec(${JSON.stringify(newer)})`);
    await writer.ended;
    expect((await errorOf(`file:${file}`)).message).toContain(
      'a newer version of this program has written it',
    );
  });
});

/** Makes a database, and overwrites all but its first page. */
async function damage(path: string): Promise<void> {
  await (await openStore(`file:${path}`)).close();
  const content = await readFile(path);
  await writeFile(path, content.fill(0xaa, 4_096));
}

describe('other processes', () => {
  test('may lock the file without holding the event loop', async () => {
    const { events } = await open();
    const locker = startStoreProcess(`
      import Libsql from 'libsql';
      const database = new Libsql(${JSON.stringify(file)});
      database.exec('begin immediate');
      print('locked');
      setTimeout(() => { database.exec('commit'); database.close(); }, 1_000);`);
    await locker.printed(1);

    const start = performance.now();
    let last = start;
    let longestPause = 0;
    const timer = setInterval(() => {
      longestPause = Math.max(longestPause, performance.now() - last);
      last = performance.now();
    }, 5);
    expect(await events.isNew(['one'])).toBe(true);
    clearInterval(timer);
    expect(performance.now() - start).toBeGreaterThan(500);
    expect(longestPause).toBeLessThan(250);
    await locker.ended;
  });
});

describe('its key', () => {
  test('stands beside the file, for its owner alone, and stays the same', async () => {
    await (await open()).close();
    const key = await readFile(join(folder, 'casebook.key'), 'utf8');
    expect(key).toMatch(/^[0-9a-f]{64}\n$/);
    expect((await stat(join(folder, 'casebook.key'))).mode & 0o777).toBe(0o600);
    await open();
    expect(await readFile(join(folder, 'casebook.key'), 'utf8')).toBe(key);
  });

  test('keeps people out of the file', async () => {
    const store = await open();
    await store.ratings.rate({ answer: 'answer-1', platform: 'slack', rater: 'U0PERSON', isHelpful: true });
    await store.close();
    expect((await readFile(file)).includes('answer-1')).toBe(true);
    expect((await readFile(file)).includes('U0PERSON')).toBe(false);
  });

  test.each(['', 'abc', 'z'.repeat(64)])('is refused when it is damaged: %j', async (key) => {
    await writeFile(join(folder, 'casebook.key'), key);
    const { message } = await errorOf(`file:${file}`);
    expect(message).toContain(`Cannot read the key ${folder}/casebook.key: it is not 64 hexadecimal digits`);
  });

  test('may be given instead, and then no file is made', async () => {
    opened.push(await openStore(`file:${file}`, { privacyKey: 'ab'.repeat(32) }));
    expect(await readdir(folder)).not.toContain('casebook.key');
  });

  test('is refused when it is given and no key, and is not shown', async () => {
    const error = await openStore(`file:${file}`, { privacyKey: 'secret' }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(StoreError);
    expect(error.message).toContain('PRIVACY_KEY must be 64 hexadecimal digits; make one with: openssl rand');
    expect(error.message).not.toContain('secret');
  });

  test('makes hashes that tell parts apart', () => {
    const key = 'ab'.repeat(32);
    expect(hashOf(key, 'slack', 'U1')).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf(key, 'slack', 'U1')).toBe(hashOf(key, 'slack', 'U1'));
    expect(hashOf(key, 'slack', 'U1')).not.toBe(hashOf(key, 'slackU', '1'));
    expect(hashOf(key, 'slack', 'U1')).not.toBe(hashOf('cd'.repeat(32), 'slack', 'U1'));
  });
});

describe('every hour', () => {
  test('old events are forgotten', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let hour = 0;
    const store = await openStore(`file:${file}`, { now: () => new Date(Date.UTC(2026, 10, 21, hour)) });
    opened.push(store);
    await store.events.isNew(['one']);
    hour = 25;
    // What was begun at the start has ended by now.
    await new Promise((resolve) => setTimeout(resolve, 100));
    vi.advanceTimersByTime(60 * 60 * 1_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await store.events.isNew(['one'])).toBe(true);
  });

  test('a failure of that is told, not thrown', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let isBroken = false;
    const problems: unknown[] = [];
    const store = await openStore(`file:${file}`, {
      now: () => (isBroken ? new Date(Number.NaN) : new Date()),
      onProblem: (problem) => problems.push(problem),
    });
    opened.push(store);
    await new Promise((resolve) => setTimeout(resolve, 100));
    isBroken = true;
    vi.advanceTimersByTime(60 * 60 * 1_000);
    await vi.waitFor(() => expect(problems).toHaveLength(1));
  });
});
