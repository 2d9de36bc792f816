import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openStore, type Store } from '../../src/store/open-store.js';
import { openSharedCounts, type SharedCounts } from '../../src/store/shared-counts.js';
import {
  POSTGRES_BINARIES,
  POSTGRES_MISSING,
  type PostgresServer,
  startPostgresServer,
} from '../servers/postgres-server.js';

const privacyKey = 'ab'.repeat(32);

describe.skipIf(!POSTGRES_BINARIES)(`counts on a PostgreSQL server${POSTGRES_MISSING}`, () => {
  let server: PostgresServer;
  let url: string;
  let store: Store;
  let opened: SharedCounts[];
  let problems: string[];
  beforeAll(async () => {
    server = await startPostgresServer();
  }, 60_000);
  afterAll(() => server?.remove());
  beforeEach(async () => {
    opened = [];
    problems = [];
    url = await server.createDatabase();
    store = await openStore(url, { privacyKey });
  });
  afterEach(async () => {
    for (const { close } of opened) await close();
    await store.close();
  });

  /** As a process of its own has it. */
  const countOf = (of: 'person' | 'channel', perMinute: number) => {
    const counts = openSharedCounts(url, privacyKey, (reason) => problems.push(reason));
    opened.push(counts);
    return counts.createCount(of, perMinute);
  };
  const rows = () => server.run('select * from rate_limits', url.split('/').at(-1));

  test('are shared by processes', async () => {
    const [one, other] = [countOf('person', 3), countOf('person', 3)];
    expect([await one('U1'), await other('U1'), await one('U1')]).toEqual([0, 0, 0]);
    const wait = await other('U1');
    expect(wait).toBeGreaterThan(55_000);
    expect(wait).toBeLessThanOrEqual(60_000);
    expect(await one('U1')).toBeGreaterThan(55_000);
    expect(await other('U2')).toBe(0);
    expect(problems).toEqual([]);
  });

  test('let exactly as many have it, of many at once in several processes', async () => {
    const counts = Array.from({ length: 4 }, () => countOf('channel', 25));
    const waits = await Promise.all(counts.flatMap((count) => Array.from({ length: 20 }, () => count('C1'))));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(25);
    expect(problems).toEqual([]);
  });

  test('hold no name, and cost nothing once somebody had enough', async () => {
    const count = countOf('person', 2);
    for (let i = 0; i < 50; i++) await count('slack U1');
    const all = await rows();
    expect(all).toEqual([
      { key: expect.stringMatching(/^person:[0-9a-f]{64}$/), points: 2, expire: expect.any(String) },
    ]);
  });

  test('begin anew when the minute is over', async () => {
    const count = countOf('person', 1);
    await count('U1');
    // As if a minute had passed, for a process that has not been refused yet.
    await server.run('update rate_limits set expire = 0', url.split('/').at(-1));
    expect(await countOf('person', 1)('U1')).toBe(0);
  });

  test('go on in the process while the server is away, are told once, and are shared again later', async () => {
    const count = countOf('person', 2);
    expect(await count('U1')).toBe(0);
    await server.stop();
    try {
      expect([await count('U2'), await count('U2')]).toEqual([0, 0]);
      expect(await count('U2')).toBeGreaterThan(0);
      expect(problems).toHaveLength(1);
    } finally {
      await server.start();
    }
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      // The faked clock begins at 0, and the rest ends some seconds after the real one.
      vi.advanceTimersByTime(24 * 60 * 60 * 1_000);
      expect(await count('U3')).toBe(0);
    } finally {
      vi.useRealTimers();
    }
    expect(await rows()).toHaveLength(2);
    expect(problems).toHaveLength(1);
  });

  test('delay nobody when the server answers nothing any more', async () => {
    const count = countOf('person', 2);
    await count('U1');
    server.freeze();
    try {
      const start = performance.now();
      expect(await Promise.all([count('U2'), count('U3')])).toEqual([0, 0]);
      expect(performance.now() - start).toBeLessThan(350);
      const next = performance.now();
      expect(await count('U2')).toBe(0);
      expect(await count('U2')).toBeGreaterThan(0);
      expect(performance.now() - next).toBeLessThan(20);
    } finally {
      server.thaw();
    }
    expect(problems).toEqual([expect.stringContaining('200 ms')]);
  });

  test('need no table to be there yet', async () => {
    url = await server.createDatabase();
    const count = countOf('person', 1);
    expect([await count('U1'), (await count('U1')) > 0]).toEqual([0, true]);
    expect(problems).toEqual([expect.stringContaining('rate_limits')]);
  });
});
