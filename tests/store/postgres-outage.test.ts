import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AnswerId } from '../../src/answers/answer.js';
import { openStore, type Store } from '../../src/store/open-store.js';
import { answeredQuestion } from '../chat/answered-question.js';
import {
  POSTGRES_BINARIES,
  POSTGRES_MISSING,
  type PostgresServer,
  startPostgresServer,
} from '../servers/postgres-server.js';

const options = { privacyKey: 'ab'.repeat(32) };

describe.skipIf(!POSTGRES_BINARIES)(`a PostgreSQL server that goes away${POSTGRES_MISSING}`, () => {
  let server: PostgresServer;
  let store: Store;
  beforeAll(async () => {
    server = await startPostgresServer({ durable: true });
  }, 60_000);
  afterAll(() => server?.remove());
  beforeEach(async () => {
    store = await openStore(await server.createDatabase(), options);
  });
  afterEach(() => store.close());

  /** Adds answers, one after the other, until it is told to stop; gives the ids of those that were acknowledged. */
  const write = async (until: AbortSignal, name: number): Promise<readonly AnswerId[]> => {
    const kept: AnswerId[] = [];
    for (let i = 0; !until.aborted; i++) {
      const id: AnswerId = `answer-${name}-${i}`;
      const question = answeredQuestion({ id, text: id, askedAt: new Date() });
      await store.answers.add(question).then(
        () => kept.push(id),
        () => setTimeout(5),
      );
    }
    return kept;
  };

  test.each([
    ['stopped', (its: PostgresServer) => its.stop()],
    ['killed', (its: PostgresServer) => its.kill()],
  ])(
    'may be %s and started again while answers are kept: none is lost, and more are kept',
    async (_, end) => {
      const done = new AbortController();
      const writing = Array.from({ length: 6 }, (_, name) => write(done.signal, name));
      for (let round = 0; round < 3; round++) {
        await setTimeout(150);
        await end(server);
        await setTimeout(50);
        await server.start();
      }
      expect(await store.events.isNew(['afterwards'])).toBe(true);
      await setTimeout(50);
      done.abort();
      const kept = (await Promise.all(writing)).flat();
      const lost = [];
      for (const id of kept) if ((await store.answers.find(id)) === undefined) lost.push(id);
      expect(kept.length).toBeGreaterThan(50);
      expect(lost).toEqual([]);
    },
  );

  test('fails every call at once, and works again without a restart', async () => {
    await server.stop();
    for (let i = 0; i < 20; i++) {
      const start = performance.now();
      await expect(store.events.isNew([`event ${i}`])).rejects.toThrow('no server answers there');
      expect(performance.now() - start).toBeLessThan(500);
    }
    await server.start();
    expect(await store.events.isNew(['event 1'])).toBe(true);
  });

  test('is not waited for when it answers nothing any more, and works again when it does', async () => {
    await store.events.isNew(['before']);
    server.freeze();
    try {
      const start = performance.now();
      const calls = Array.from({ length: 8 }, (_, i) => store.events.isNew([`event ${i}`]));
      const results = await Promise.allSettled(calls);
      expect(results.map(({ status }) => status)).toEqual(Array(8).fill('rejected'));
      expect(performance.now() - start).toBeLessThan(4_000);
    } finally {
      server.thaw();
    }
    expect(await store.events.isNew(['afterwards'])).toBe(true);
  });

  test('may cut connections without ending the process', async () => {
    const faults: unknown[] = [];
    const note = (fault: unknown) => faults.push(fault);
    process.on('uncaughtException', note);
    const cut = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'casebook'";
    await Promise.all(Array.from({ length: 8 }, (_, i) => store.events.isNew([`event ${i}`])));
    await server.run(cut);
    await setTimeout(50);
    expect(await store.events.isNew(['idle before'])).toBe(true);
    const busy = Promise.allSettled(Array.from({ length: 200 }, (_, i) => store.events.isNew([`busy ${i}`])));
    await server.run(cut);
    await busy;
    expect(await store.events.isNew(['busy before'])).toBe(true);
    process.off('uncaughtException', note);
    expect(faults).toEqual([]);
  });

  test('keeps no store from closing', async () => {
    await server.stop();
    await store.close();
    await server.start();
  });
});
