import { copyFile, mkdir, mkdtemp, rename, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type OpenMemory, openMemory } from '../../src/app/open-memory.js';
import { answeredQuestion } from '../chat/answered-question.js';
import { POSTGRES_BINARIES, POSTGRES_MISSING, startPostgresServer } from '../servers/postgres-server.js';
import { startStoreProcess } from '../store/store-process.js';

let folder: string;
let lines: string[];
let opened: OpenMemory[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-memory-'));
  lines = [];
  opened = [];
});

afterEach(async () => {
  for (const { close } of opened) await close();
  await rm(folder, { recursive: true });
});

function open(settings: Parameters<typeof openMemory>[0]): OpenMemory {
  const write = (line: string) => void lines.push(JSON.parse(line).msg);
  const memory = openMemory(settings, pino({ level: 'info' }, { write }));
  opened.push(memory);
  return memory;
}

const QUESTION = answeredQuestion({
  id: 'answer-1',
  place: { channel: 'C1' },
  text: 'What is a Pod?',
});

const RATING = { answer: 'answer-1', platform: 'slack', rater: 'U1', isHelpful: true } as const;

test('what is kept is there when it is opened again, and nothing is logged', async () => {
  const settings = { databaseUrl: `file:${folder}/casebook.db` };
  const before = open(settings);
  await before.memory.answers.add(QUESTION);
  await before.memory.ratings.rate(RATING);
  await before.close();
  const { memory } = open(settings);
  const { place: _, ...known } = QUESTION;
  expect(await memory.answers.find('answer-1')).toEqual(known);
  expect(await memory.ratings.countOf('answer-1')).toEqual({ helpful: 1, notHelpful: 0 });
  expect(lines).toEqual([]);
});

test('a file that another program keeps locked costs nobody more than two seconds, and what was given up is there once', async () => {
  const { memory, fault } = open({ databaseUrl: `file:${folder}/casebook.db` });
  await memory.channels.choose('slack', 'C1', 'on');
  const locker = startStoreProcess(`
    import Libsql from 'libsql';
    const database = new Libsql(${JSON.stringify(`${folder}/casebook.db`)});
    database.exec('begin exclusive');
    print('locked');
    setTimeout(() => { database.exec('commit'); database.close(); }, 4_000);`);
  await locker.printed(1);
  const begin = performance.now();
  await expect(memory.ratings.rate(RATING)).rejects.toThrow('it took longer than 1000 ms');
  await expect(memory.progress.find({ platform: 'web', user: 'U1' }, 'first-week')).rejects.toThrow('longer');
  expect(await memory.answers.mostShown(3)).toEqual([]);
  expect(await fault()).toMatch(/^it does not answer: it is busy, or another program keeps it locked/);
  expect(performance.now() - begin).toBeLessThan(2_500);
  await locker.ended;
  await memory.ratings.rate(RATING);
  expect(await memory.ratings.countOf('answer-1')).toEqual({ helpful: 1, notHelpful: 0 });
  expect(await fault()).toBeUndefined();
});

describe.each([
  ['moved away', (path: string) => rename(path, `${path}.old`)],
  ['deleted, with all beside it', (path: string) => rm(dirname(path), { recursive: true })],
  [
    'replaced by another',
    async (path: string) => {
      await copyFile(path, `${path}.copy`);
      await rename(`${path}.copy`, path);
    },
  ],
])('a file that is %s while it is used', (_, displace) => {
  test('is noticed: nothing is said to be kept in it, and there is another soon', async () => {
    const path = join(folder, 'data', 'casebook.db');
    const { memory, fault, close } = open({ databaseUrl: `file:${path}` });
    await memory.ratings.rate(RATING);
    expect(await fault()).toBeUndefined();
    await displace(path);
    await expect(memory.ratings.rate(RATING)).rejects.toThrow('moved or deleted');
    await memory.answers.add(QUESTION);
    expect(await fault()).toMatch(/^its file was moved or deleted/);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^Cannot use the database: its file was moved or deleted/);
    await vi.waitFor(() => expect(lines).toHaveLength(2), 8_000);
    expect(await fault()).toBeUndefined();
    await memory.ratings.rate({ ...RATING, rater: 'U2' });
    await close();
    const { memory: later } = open({ databaseUrl: `file:${path}` });
    expect((await later.answers.find('answer-1'))?.text).toBe('What is a Pod?');
    expect((await later.ratings.countOf('answer-1')).helpful).toBeGreaterThan(0);
  });
});

describe('a database that cannot be opened', () => {
  test('costs no answer, confirms nothing that it would lose, and is used as soon as it can be opened', async () => {
    // A folder stands where its file should be.
    await mkdir(join(folder, 'casebook.db'));
    const { memory, fault, close } = open({ databaseUrl: `file:${folder}/casebook.db` });
    expect(await fault()).toMatch(/^it cannot be written; make it /);
    expect(await memory.events.isNew(['event 1'])).toBe(true);
    expect(await memory.events.isNew(['event 1'])).toBe(false);
    await memory.answers.add(QUESTION);
    expect(await memory.answers.find('answer-1')).toEqual(QUESTION);
    expect(await memory.answers.mostShown(3)).toEqual([]);
    expect(await memory.channels.modeOf('slack', 'C1')).toBeUndefined();
    await expect(memory.ratings.rate(RATING)).rejects.toThrow('there is no database');
    await expect(memory.channels.choose('slack', 'C1', 'off')).rejects.toThrow(`${folder}/casebook.db`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /it cannot be written; .*; answering goes on, .* and the database is tried again$/,
    );

    await rmdir(join(folder, 'casebook.db'));
    await vi.waitFor(() => expect(lines).toHaveLength(2), 5_000);
    expect(lines[1]).toBe('the database is open; what waited and what is answered from now on is kept');
    expect(await fault()).toBeUndefined();
    await memory.channels.choose('slack', 'C1', 'off');
    expect(await memory.channels.modeOf('slack', 'C1')).toBe('off');
    await memory.ratings.rate(RATING);
    expect(await memory.ratings.countOf('answer-1')).toEqual({ helpful: 1, notHelpful: 0 });
    // What was answered before it was open was kept as well.
    await close();
    const { memory: later } = open({ databaseUrl: `file:${folder}/casebook.db` });
    expect((await later.answers.find('answer-1'))?.text).toBe('What is a Pod?');
  });

  test('is tried again after 1, 2, 5 and 10 seconds, then every 30, in silence, until it is closed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const pauses = vi.spyOn(globalThis, 'setTimeout');
      await mkdir(join(folder, 'casebook.db'));
      const { memory, close } = open({ databaseUrl: `file:${folder}/casebook.db` });
      const tried = () => pauses.mock.calls.map(([, millis]) => millis).filter((millis) => millis !== 1_500);
      for (const [attempt, seconds] of [1, 2, 5, 10, 30, 30].entries()) {
        await vi.waitFor(() => expect(tried()).toHaveLength(attempt + 1));
        expect(tried().at(-1)).toBe(seconds * 1_000);
        vi.advanceTimersByTime(seconds * 1_000);
      }
      await close();
      expect(vi.getTimerCount()).toBe(0);
      expect(await memory.channels.modeOf('slack', 'C1')).toBeUndefined();
      expect(lines).toHaveLength(1);
    } finally {
      vi.restoreAllMocks();
      vi.useRealTimers();
    }
  });

  test.skipIf(!POSTGRES_BINARIES)(
    `may be a PostgreSQL server that is started later${POSTGRES_MISSING}`,
    async () => {
      const server = await startPostgresServer();
      onTestFinished(server.remove);
      const databaseUrl = await server.createDatabase();
      await server.stop();
      const { memory, fault, close } = open({ databaseUrl, privacyKey: 'ab'.repeat(32) });
      await expect(memory.ratings.rate(RATING)).rejects.toThrow('no server answers there');
      await server.start();
      await vi.waitFor(() => expect(lines).toHaveLength(2), 8_000);
      await memory.ratings.rate(RATING);
      expect(await memory.ratings.countOf('answer-1')).toEqual({ helpful: 1, notHelpful: 0 });
      expect(lines.join()).not.toMatch(/pass(%2F|\/)word/);
      expect(await fault()).toBeUndefined();
      await server.stop();
      expect(await fault()).toMatch(/^it does not answer: /);
      await close();
    },
  );
});
