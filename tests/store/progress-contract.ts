import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { begin, leaveStep, type Progress } from '../../src/onboarding/progress.js';
import { openStore, type Store, type StoreOptions } from '../../src/store/open-store.js';
import { smallTrack } from '../onboarding/small-track.js';
import type { TestDatabase } from './memory-contract.js';
import { startStoreProcess } from './store-process.js';

const TRACK = smallTrack();
const ME = { platform: 'slack', user: 'U0ADA-SECRET' };
const NOW = new Date('2026-11-21T12:00:00.123Z');
const DAY = 24 * 60 * 60_000;
const KILLS = 10;

/** What holds of the progress that people make in tracks, whatever the database is. */
export function testProgress(createDatabase: () => Promise<TestDatabase>): void {
  let database: TestDatabase;
  let opened: Store[];
  const open = async (options?: StoreOptions) => {
    const store = await openStore(database.url, { retentionDays: 36_500, ...database.options, ...options });
    opened.push(store);
    return store;
  };
  beforeEach(async () => {
    database = await createDatabase();
    opened = [];
  });
  afterEach(async () => {
    for (const store of opened) await store.close();
    await database.remove();
  });

  const started = begin(TRACK, NOW);

  test('progress comes back as it was kept, after the store was opened again', async () => {
    const before = await open();
    const full: Progress = {
      ...started,
      step: 'quotes \' " and 🎈',
      done: ['a', 'b'],
      skipped: ['c'],
      missed: { 'a 0': 2 },
      passed: ['a 0', 'b 1'],
      state: 'stopped',
      movedAt: new Date(NOW.getTime() + 1),
    };
    expect(await before.progress.find(ME, TRACK.id)).toBeUndefined();
    expect(await before.progress.save(ME, full, undefined)).toBe(true);
    await before.close();
    const { progress } = await open();
    expect(await progress.find(ME, TRACK.id)).toEqual({ progress: full, version: 1 });
    expect(await progress.all(ME)).toEqual([{ progress: full, version: 1 }]);
  });

  test('everybody has a way of their own, on each platform and in each track', async () => {
    const { progress } = await open();
    await progress.save(ME, started, undefined);
    await progress.save(ME, { ...started, track: 'other' }, undefined);
    expect(await progress.all({ ...ME, platform: 'discord' })).toEqual([]);
    expect(await progress.find({ ...ME, user: 'U0BOB' }, TRACK.id)).toBeUndefined();
    expect((await progress.all(ME)).map((each) => each.progress.track).sort()).toEqual([
      'first-steps',
      'other',
    ]);
  });

  test('it is kept in place of what it was made of, and of nothing newer', async () => {
    const { progress } = await open();
    expect(await progress.save(ME, started, undefined)).toBe(true);
    expect(await progress.save(ME, started, undefined)).toBe(false);
    const before = await progress.find(ME, TRACK.id);
    const after = leaveStep(TRACK, started, 'done', NOW);
    expect(await progress.save(ME, after, before)).toBe(true);
    expect(await progress.save(ME, { ...after, step: 'late' }, before)).toBe(false);
    expect(await progress.find(ME, TRACK.id)).toEqual({ progress: after, version: 2 });
  });

  test('of many that save at once, in two stores, one is kept each time', async () => {
    const stores = [await open(), await open()];
    for (let round = 0; round < 5; round++) {
      const before = await stores[0]?.progress.find(ME, TRACK.id);
      const saved = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          stores[n % 2]?.progress.save(ME, { ...started, step: `step ${round} ${n}` }, before),
        ),
      );
      expect(saved.filter(Boolean)).toHaveLength(1);
      expect((await stores[1]?.progress.find(ME, TRACK.id))?.progress.step).toBe(
        `step ${round} ${saved.indexOf(true)}`,
      );
    }
  });

  test('nobody who reads the database learns who walked, and who is forgotten leaves nothing', async () => {
    const { progress, people } = await open();
    await progress.save(ME, { ...started, missed: { 'findable 0': 1 } }, undefined);
    const contents = await database.contents();
    expect(contents).not.toContain(ME.user);
    expect(await people.forget(ME.platform, 'U0BOB')).toMatchObject({ tracks: 0 });
    expect(await people.forget(ME.platform, ME.user)).toMatchObject({ tracks: 1 });
    expect(await progress.all(ME)).toEqual([]);
    // A press that was under way meanwhile keeps nothing of them.
    expect(await progress.save(ME, started, { progress: started, version: 1 })).toBe(false);
  });

  test('what nobody moved in for longer than anything is kept is forgotten', async () => {
    const before = await open();
    await before.progress.save(ME, { ...started, movedAt: new Date(NOW.getTime() - 10 * DAY) }, undefined);
    await before.progress.save(ME, { ...started, track: 'lately' }, undefined);
    await before.close();
    const { progress } = await open({ retentionDays: 7, now: () => NOW });
    await vi.waitFor(async () =>
      expect((await progress.all(ME)).map((each) => each.progress.track)).toEqual(['lately']),
    );
  });

  test('four processes count up one progress, and each save that was confirmed counts', async () => {
    const code = `
      const store = await openStore(${JSON.stringify(database.url)}, ${JSON.stringify(database.options)});
      const me = ${JSON.stringify(ME)};
      for (let done = 0; done < 10; ) {
        const before = await store.progress.find(me, 't');
        const missed = { 'q 0': (before?.progress.missed['q 0'] ?? 0) + 1 };
        const progress = { track: 't', step: 's', done: [], skipped: [], missed, passed: [], state: 'walking', startedAt: new Date(), movedAt: new Date() };
        if (await store.progress.save(me, progress, before)) done++;
      }
      await store.close();
      print('done');`;
    const processes = Array.from({ length: 4 }, () => startStoreProcess(code));
    await Promise.all(processes.map(({ ended }) => ended));
    for (const { lines } of processes) expect(lines).toEqual(['done']);
    const { progress } = await open();
    expect(await progress.find(ME, 't')).toMatchObject({ version: 40, progress: { missed: { 'q 0': 40 } } });
  }, 60_000);

  test(`a process is killed ${KILLS} times while somebody walks, and no step that was shown is lost`, async () => {
    for (let round = 0; round < KILLS; round++) {
      const walking = startStoreProcess(`
        const store = await openStore(${JSON.stringify(database.url)}, ${JSON.stringify(database.options)});
        for (;;) {
          const before = await store.progress.find(${JSON.stringify(ME)}, 't');
          const step = String(Number(before?.progress.step ?? 0) + 1);
          const progress = { track: 't', step, done: [], skipped: [], missed: {}, passed: [], state: 'walking', startedAt: new Date(), movedAt: new Date() };
          if (await store.progress.save(${JSON.stringify(ME)}, progress, before)) print(step);
        }`);
      await walking.printed(1);
      await setTimeout(Math.random() * 40);
      walking.kill();
      await walking.ended;
      const store = await open();
      const kept = Number((await store.progress.find(ME, 't'))?.progress.step);
      await store.close();
      const shown = Number(walking.lines.at(-1));
      // One may be kept that could not be shown any more.
      expect([shown, shown + 1]).toContain(kept);
    }
  }, 60_000);
}
