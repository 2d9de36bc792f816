import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import type { TestDatabase } from './memory-contract.js';
import { type StoreProcess, startStoreProcess } from './store-process.js';

/** How often a process is killed while it writes, and how many of them write at once. */
const KILLS = 50;
const AT_ONCE = 5;

/** What holds when several processes share a database, whatever it is. */
export function testProcesses(createDatabase: () => Promise<Omit<TestDatabase, 'contents'>>): void {
  let database: Omit<TestDatabase, 'contents'>;
  beforeEach(async () => {
    database = await createDatabase();
  });
  afterEach(() => database.remove());

  const open = (now?: () => Date) => openStore(database.url, { ...database.options, ...(now && { now }) });
  /** Runs the same lines in processes that have opened the store, and begin together. */
  const together = async (count: number, code: string): Promise<readonly StoreProcess[]> => {
    const processes = Array.from({ length: count }, (_, process) =>
      startStoreProcess(`
        const store = await openStore(${JSON.stringify(database.url)}, ${JSON.stringify(database.options)});
        const process = ${process};
        ${code}
        await store.close();
        print('done');`),
    );
    await Promise.all(processes.map(({ ended }) => ended));
    for (const { lines } of processes) expect(lines.at(-1)).toBe('done');
    return processes;
  };

  test('they make its tables at the same time, and claim each event once', async () => {
    const processes = await together(
      4,
      `const namesOf = (i) => process % 2 ? ['event ' + i, 'message ' + i] : ['message ' + i, 'event ' + i];
       const claims = await Promise.all(Array.from({ length: 200 }, (_, i) => store.events.isNew(namesOf(i))));
       claims.forEach((isNew, i) => isNew && print('event ' + i));`,
    );
    const claimed = processes.flatMap(({ lines }) => lines).filter((line) => line !== 'done');
    expect(claimed).toHaveLength(200);
    expect(new Set(claimed).size).toBe(200);
  });

  test('they claim names that overlap, in any order, without waiting for each other for ever', async () => {
    await together(
      4,
      `const namesOf = (i) => [0, 1, 2, 3].map((n) => 'name ' + (i + n)).sort(() => Math.random() - 0.5);
       await Promise.all(Array.from({ length: 200 }, (_, i) => store.events.isNew(namesOf(i))));`,
    );
  });

  test('they answer in the same millisecond, and lose none', async () => {
    await together(
      4,
      `const question = (i) => ({ id: 'answer-' + process + '-' + i, platform: 'slack', place: { channel: 'C1' },
         text: '', thread: [], terms: '', kind: 'found', sections: [], score: 1, millis: 1, askedAt: new Date(${Date.now()}) });
       await Promise.all(Array.from({ length: 50 }, (_, i) => store.answers.add(question(i))));`,
    );
    const store = await open();
    expect(await store.answers.lastIn('slack', { channel: 'C1' }, 1_000)).toHaveLength(200);
    await store.close();
  });

  test('they forget the same old events at once', async () => {
    const before = await open(() => new Date(0));
    for (let batch = 0; batch < 5; batch++) {
      await before.events.isNew(Array.from({ length: 1_000 }, (_, i) => `old ${batch} ${i}`));
    }
    await before.close();
    await together(4, '');
    const after = await open();
    expect(await after.events.isNew(['old 0 0', 'old 4 999'])).toBe(true);
    await after.close();
  });

  test(`they are killed ${KILLS} times while they write, and lose nothing that they were told is kept`, async () => {
    const kept: string[] = [];
    const problems: unknown[] = [];
    for (let round = 0; round < KILLS / AT_ONCE; round++) {
      const writers = Array.from({ length: AT_ONCE }, (_, process) =>
        startStoreProcess(`
          const store = await openStore(${JSON.stringify(database.url)}, ${JSON.stringify(database.options)});
          for (let i = 0; ; i++) {
            const id = 'answer-${round}-${process}-' + i;
            const place = { channel: 'C1' };
            await store.answers.add({ id, platform: 'slack', place, text: id, thread: [], terms: '', kind: 'found', sections: [], score: 1, millis: 1, askedAt: new Date() });
            print(id);
          }`),
      );
      await Promise.all(
        writers.map(async (writer) => {
          // Also one that fails: the others must not go on writing into what is removed.
          await writer.printed(1).then(() => setTimeout(Math.random() * 60), problems.push.bind(problems));
          writer.kill();
          await writer.ended;
        }),
      );
      kept.push(...writers.flatMap(({ lines }) => lines));
    }
    const store = await open();
    const found = await store.answers.lastIn('slack', { channel: 'C1' }, 1_000_000);
    const texts = new Set(found.map(({ text }) => text));
    await store.close();
    expect(problems).toEqual([]);
    expect(kept.length).toBeGreaterThan(KILLS);
    expect(kept.filter((id) => !texts.has(id))).toEqual([]);
  }, 120_000);
}
