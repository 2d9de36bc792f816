import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Newcomer } from '../../src/chat/memory.js';
import { begin, type Progress } from '../../src/onboarding/progress.js';
import { openStore, type Store, type StoreOptions } from '../../src/store/open-store.js';
import { smallTrack } from '../onboarding/small-track.js';
import type { TestDatabase } from './memory-contract.js';
import { startStoreProcess } from './store-process.js';

const NOW = new Date('2026-11-21T12:00:00.123Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ADA = { platform: 'slack', user: 'U0ADA-SECRET' };
const BOB = { platform: 'slack', user: 'U0BOB-SECRET' };
const WORKSPACE = { platform: 'slack', server: 'T0TEAM' };
const CHANNEL = { ...WORKSPACE, channel: 'C0GENERAL' };

const yes = async () => true;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY);
const newcomer = (user: string, more: Partial<Newcomer> = {}): Newcomer => ({
  platform: 'slack',
  user,
  entrance: WORKSPACE,
  ...more,
});

/** What holds of those who walk and those who join, whatever the database is. */
export function testNewcomers(createDatabase: () => Promise<TestDatabase>): void {
  let database: TestDatabase;
  let opened: Store[];
  let clock: Date;
  const open = async (options?: StoreOptions) => {
    const now = () => clock;
    const store = await openStore(database.url, {
      retentionDays: 36_500,
      now,
      ...database.options,
      ...options,
    });
    opened.push(store);
    return store;
  };
  beforeEach(async () => {
    database = await createDatabase();
    opened = [];
    clock = NOW;
  });
  afterEach(async () => {
    for (const store of opened) await store.close();
    await database.remove();
  });

  const walk = (store: Store, walker = ADA, change: Partial<Progress> = {}) =>
    store.progress.save(walker, { ...begin(smallTrack(), daysAgo(5)), ...change }, undefined);

  const quiet = async (store: Store) => {
    const all = await store.walkers.quietSince(daysAgo(3));
    return all.map(({ walker, begun }) => [walker.user, begun.map((each) => each.progress.track).sort()]);
  };

  describe('a walker', () => {
    test('is new once, and chose nothing before', async () => {
      const { walkers } = await open();
      expect(await walkers.wishesOf(ADA)).toBeUndefined();
      expect(await walkers.begin(ADA, true)).toBe('new');
      expect(await walkers.begin(ADA, true)).toBe('known');
      expect(await walkers.wishesOf(ADA)).toEqual({ reminders: true, named: false });
      expect(await walkers.wishesOf({ ...ADA, platform: 'discord' })).toBeUndefined();
    });

    test('is new once, also to two stores at once', async () => {
      const stores = [await open(), await open()];
      for (let round = 0; round < 10; round++) {
        const user = `U${round}`;
        const begun = await Promise.all(
          [0, 1, 0, 1].map((n) => stores[n]?.walkers.begin({ platform: 'slack', user }, true)),
        );
        expect(begun.sort()).toEqual(['known', 'known', 'known', 'new']);
      }
    });

    test('who is quiet is found with all that they began, after the store was opened again', async () => {
      const before = await open();
      await before.walkers.begin(ADA, true);
      await walk(before);
      await walk(before, ADA, { track: 'done', state: 'finished', movedAt: daysAgo(9) });
      await before.close();
      expect(await quiet(await open())).toEqual([[ADA.user, ['done', 'first-steps']]]);
    });

    test.each<[string, (store: Store) => Promise<unknown>]>([
      ['moved since, in whatever track', (store) => walk(store, ADA, { track: 'b', movedAt: daysAgo(1) })],
      ['finished it', (store) => finish(store, 'finished')],
      ['stopped it', (store) => finish(store, 'stopped')],
      ['wants no reminders', (store) => store.walkers.chooseReminders(ADA, false)],
      ['was reminded for the last time', (store) => store.walkers.rest(ADA)],
      ['was forgotten', (store) => store.people.forget(ADA.platform, ADA.user)],
    ])('is left in peace who %s', async (_, act) => {
      const store = await open();
      await store.walkers.begin(ADA, true);
      await walk(store);
      expect(await quiet(store)).toHaveLength(1);
      await act(store);
      expect(await quiet(store)).toEqual([]);
    });

    const finish = async ({ progress }: Store, state: 'finished' | 'stopped') => {
      const before = await progress.find(ADA, 'first-steps');
      if (before) await progress.save(ADA, { ...before.progress, state }, before);
    };

    test('is not kept to be reached where nobody is reminded', async () => {
      const store = await open();
      await store.walkers.begin(ADA, false);
      await walk(store);
      expect(await quiet(store)).toEqual([]);
      expect(await store.walkers.wishesOf(ADA)).toEqual({ reminders: true, named: false });
    });

    test('who wants no reminders gets none by beginning another track, only by wanting them again', async () => {
      const store = await open();
      await store.walkers.chooseReminders(ADA, false);
      expect(await store.walkers.begin(ADA, true)).toBe('known');
      await walk(store);
      expect(await quiet(store)).toEqual([]);
      await store.walkers.chooseReminders(ADA, true);
      expect(await quiet(store)).toHaveLength(1);
      expect(await store.walkers.wishesOf(ADA)).toEqual({ reminders: true, named: false });
    });

    test('who came to an end is reached again when they begin another track', async () => {
      const store = await open();
      await store.walkers.begin(ADA, true);
      await store.walkers.rest(ADA);
      await store.walkers.begin(ADA, true);
      await walk(store);
      expect(await quiet(store)).toHaveLength(1);
    });

    test('is named who wants it, with all that they began, until they take it back', async () => {
      const store = await open();
      await walk(store);
      await walk(store, BOB);
      await store.walkers.begin(ADA, true);
      await store.walkers.begin(BOB, true);
      expect(await store.walkers.named()).toEqual([]);
      const name = `Ada “<!channel>” 'O' \\ 👩‍🚀`;
      await store.walkers.showName(ADA, name);
      const [shown] = await store.walkers.named();
      expect(await store.walkers.named()).toHaveLength(1);
      expect(shown).toMatchObject({ walker: ADA, name });
      expect(shown?.begun).toMatchObject([{ version: 1, progress: { track: 'first-steps' } }]);
      expect(await store.walkers.wishesOf(ADA)).toEqual({ reminders: true, named: true });
      // One wish leaves the other as it is.
      await store.walkers.chooseReminders(ADA, false);
      await store.walkers.rest(ADA);
      expect(await store.walkers.named()).toHaveLength(1);
      await store.walkers.showName(ADA, undefined);
      expect(await store.walkers.named()).toEqual([]);
      expect(await store.walkers.wishesOf(ADA)).toEqual({ reminders: false, named: false });
    });

    test('remembers when they were reminded', async () => {
      const { progress } = await open();
      const reminded = [daysAgo(2), NOW];
      const kept = { ...begin(smallTrack(), daysAgo(9)), reminded };
      await progress.save(ADA, kept, undefined);
      expect((await progress.find(ADA, 'first-steps'))?.progress).toEqual(kept);
    });

    test('is found among thousands', async () => {
      const store = await open();
      const people = Array.from({ length: 1_100 }, (_, n) => ({ platform: 'slack', user: `U${n}` }));
      for (const walker of people) {
        await store.walkers.begin(walker, true);
        await walk(store, walker);
      }
      const found = await store.walkers.quietSince(daysAgo(3));
      expect(found).toHaveLength(1_100);
      expect(found.every(({ begun }) => begun.length === 1)).toBe(true);
    }, 60_000);

    test('is nobody to who has another key', async () => {
      const store = await open({ privacyKey: 'cd'.repeat(32) });
      await store.walkers.begin(ADA, true);
      await store.walkers.showName(ADA, 'Ada');
      await walk(store);
      const other = await open({ privacyKey: 'ef'.repeat(32) });
      expect(await quiet(other)).toEqual([]);
      expect(await other.walkers.named()).toEqual([]);
    });
  });

  describe('a newcomer', () => {
    const users = async (store: Store) => (await store.welcomes.all()).map(({ user }) => user);

    test('waits to be welcomed, first come first, after the store was opened again', async () => {
      const before = await open();
      for (const user of ['U3', 'U1', 'U2']) {
        await before.welcomes.add(newcomer(user, { entrance: CHANNEL }), yes);
        clock = new Date(clock.getTime() + 1);
      }
      await before.close();
      const store = await open();
      expect(await users(store)).toEqual(['U3', 'U1', 'U2']);
      expect((await store.welcomes.all())[0]).toEqual(newcomer('U3', { entrance: CHANNEL }));
    });

    test('waits once, however often they join', async () => {
      const store = await open();
      await store.welcomes.add(newcomer('U1'), yes);
      await store.welcomes.add(newcomer('U1', { entrance: CHANNEL }), yes);
      expect(await store.welcomes.all()).toEqual([newcomer('U1')]);
      await store.welcomes.add(newcomer('U1', { platform: 'discord' }), yes);
      expect(await users(store)).toHaveLength(2);
    });

    test('is not kept where nobody is welcomed', async () => {
      const store = await open();
      await store.welcomes.add(newcomer('U1'), async () => false);
      expect(await users(store)).toEqual([]);
      await expect(
        store.welcomes.add(newcomer('U1'), () => Promise.reject(new Error('away'))),
      ).rejects.toThrow('away');
      expect(await users(store)).toEqual([]);
    });

    test('who was welcomed is not again', async () => {
      const store = await open();
      await store.welcomes.add(newcomer('U1'), yes);
      expect(await store.welcomes.claim(newcomer('U1'))).toBe(true);
      await store.welcomes.done(newcomer('U1'));
      await store.welcomes.add(newcomer('U1'), yes);
      expect(await users(store)).toEqual([]);
      expect(await store.welcomes.claim(newcomer('U1'))).toBe(false);
      await store.welcomes.remove(newcomer('U1'));
      await store.welcomes.release(newcomer('U1'));
      await store.welcomes.add(newcomer('U1'), yes);
      expect(await users(store)).toEqual([]);
    });

    test('who is not welcomed any more may be when they join another time', async () => {
      const store = await open();
      await store.welcomes.add(newcomer('U1'), yes);
      await store.welcomes.remove(newcomer('U1'));
      expect(await users(store)).toEqual([]);
      expect(await store.welcomes.claim(newcomer('U1'))).toBe(false);
      await store.welcomes.add(newcomer('U1'), yes);
      expect(await users(store)).toEqual(['U1']);
    });

    test('is claimed by one, until that lets go or has been silent for ten minutes', async () => {
      const store = await open();
      await store.welcomes.add(newcomer('U1'), yes);
      expect(await store.welcomes.claim(newcomer('U1'))).toBe(true);
      expect(await store.welcomes.claim(newcomer('U1'))).toBe(false);
      expect(await users(store)).toEqual([]);
      await store.welcomes.release(newcomer('U1'));
      expect(await users(store)).toEqual(['U1']);
      expect(await store.welcomes.claim(newcomer('U1'))).toBe(true);
      clock = new Date(NOW.getTime() + 10 * MINUTE);
      expect(await store.welcomes.claim(newcomer('U1'))).toBe(false);
      clock = new Date(NOW.getTime() + 10 * MINUTE + 1);
      expect(await users(store)).toEqual(['U1']);
      expect(await store.welcomes.claim(newcomer('U1'))).toBe(true);
    });

    test('is claimed by one of two stores', async () => {
      const stores = [await open(), await open()];
      const people = Array.from({ length: 100 }, (_, n) => newcomer(`U${n}`));
      for (const each of people) await stores[0]?.welcomes.add(each, yes);
      const claims = await Promise.all(
        stores.map(({ welcomes }) => Promise.all(people.map((each) => welcomes.claim(each)))),
      );
      expect(people.map((_, n) => claims.filter((each) => each[n]).length)).toEqual(Array(100).fill(1));
    });

    test('is welcomed once by four processes that are killed again and again, but for who was in flight', async () => {
      const store = await open();
      // The processes have a clock of their own.
      clock = new Date();
      const people = Array.from({ length: 60 }, (_, n) => newcomer(`U${n}`));
      for (const each of people) await store.welcomes.add(each, yes);
      const code = `
        const store = await openStore(${JSON.stringify(database.url)}, ${JSON.stringify(database.options)});
        for (const each of await store.welcomes.all()) {
          if (!(await store.welcomes.claim(each))) continue;
          print(each.user);
          await new Promise((resolve) => setTimeout(resolve, 5));
          await store.welcomes.done(each);
        }
        print('end');
        await store.close();`;
      const told: string[] = [];
      for (let round = 0; round < 3; round++) {
        const processes = Array.from({ length: 4 }, () => startStoreProcess(code));
        if (round < 2) {
          // Whichever is first: it might do all before the others are there.
          await Promise.any(processes.map((each) => each.printed(2)));
          for (const each of processes) each.kill();
        }
        await Promise.all(processes.map(({ ended }) => ended));
        told.push(...processes.flatMap(({ lines }) => lines).filter((line) => line !== 'end'));
      }
      // Nobody is told twice while claims hold; those of the killed are free after ten minutes, and none is lost.
      expect(new Set(told).size).toBe(told.length);
      clock = new Date(Date.now() + 11 * MINUTE);
      const left = await users(store);
      expect(left.length).toBeLessThanOrEqual(8);
      expect(new Set([...told, ...left]).size).toBe(60);
    }, 60_000);
  });

  describe('where newcomers are welcomed', () => {
    test('is what was chosen there last, and nothing where nobody chose', async () => {
      const store = await open();
      expect(await store.welcomes.isOnAt(WORKSPACE)).toBeUndefined();
      expect(await store.welcomes.isOnSomewhere('slack')).toBe(false);
      await store.welcomes.choose(CHANNEL, true);
      expect(await store.welcomes.isOnAt(CHANNEL)).toBe(true);
      expect(await store.welcomes.isOnAt(WORKSPACE)).toBeUndefined();
      expect(await store.welcomes.isOnAt({ ...CHANNEL, channel: 'C0OTHER' })).toBeUndefined();
      expect(await store.welcomes.isOnAt({ ...CHANNEL, server: 'T0OTHER' })).toBeUndefined();
      expect(await store.welcomes.isOnSomewhere('slack')).toBe(true);
      expect(await store.welcomes.isOnSomewhere('discord')).toBe(false);
      await store.welcomes.choose(CHANNEL, false);
      expect(await store.welcomes.isOnAt(CHANNEL)).toBe(false);
      await store.close();
      expect(await (await open()).welcomes.isOnAt(CHANNEL)).toBe(false);
    });

    test('ends in all channels with the whole, and in no other workspace', async () => {
      const { welcomes } = await open();
      const other = { ...CHANNEL, server: 'T0OTHER' };
      const elsewhere = { ...CHANNEL, platform: 'discord' };
      for (const each of [CHANNEL, other, elsewhere]) await welcomes.choose(each, true);
      await welcomes.choose(WORKSPACE, false);
      expect(await welcomes.isOnAt(CHANNEL)).toBe(false);
      expect(await welcomes.isOnAt(WORKSPACE)).toBe(false);
      expect(await welcomes.isOnAt(other)).toBe(true);
      expect(await welcomes.isOnAt(elsewhere)).toBe(true);
      await welcomes.choose(WORKSPACE, true);
      expect(await welcomes.isOnAt(WORKSPACE)).toBe(true);
      expect(await welcomes.isOnAt(CHANNEL)).toBe(false);
    });
  });

  test('nobody who reads the database learns who walks, what they are called or who joined', async () => {
    const store = await open();
    await store.walkers.begin(ADA, true);
    await store.walkers.showName(ADA, 'Ada Lovelace-Secret');
    await walk(store);
    await store.welcomes.add(newcomer(BOB.user), yes);
    await store.welcomes.add(newcomer('U0CAT-SECRET'), yes);
    await store.welcomes.done(newcomer('U0CAT-SECRET'));
    const contents = await database.contents();
    expect(contents.length).toBeGreaterThan(100);
    for (const secret of [ADA.user, 'Lovelace', BOB.user, 'U0CAT']) expect(contents).not.toContain(secret);
  });

  test('who wants to be forgotten is, whole', async () => {
    const store = await open();
    await store.walkers.begin(ADA, true);
    await store.walkers.showName(ADA, 'Ada');
    await store.welcomes.add(newcomer(ADA.user), yes);
    await store.welcomes.add(newcomer(BOB.user), yes);
    await store.people.forget(ADA.platform, ADA.user);
    expect(await store.walkers.wishesOf(ADA)).toBeUndefined();
    expect(await store.walkers.named()).toEqual([]);
    expect(await store.welcomes.all()).toEqual([newcomer(BOB.user)]);
    expect(await store.walkers.begin(ADA, true)).toBe('new');
  });

  test('what is older than anything is kept is forgotten, and who was welcomed stays known', async () => {
    const before = await open();
    clock = daysAgo(10);
    for (const walker of [ADA, BOB]) await before.walkers.begin(walker, true);
    await walk(before, BOB, { movedAt: daysAgo(5) });
    await before.welcomes.add(newcomer('U-LATE'), yes);
    await before.welcomes.add(newcomer('U-DONE'), yes);
    await before.welcomes.done(newcomer('U-DONE'));
    await before.welcomes.choose(CHANNEL, true);
    clock = NOW;
    await before.walkers.begin({ ...ADA, user: 'U-YOUNG' }, true);
    await before.close();
    const store = await open({ retentionDays: 7 });
    await vi.waitFor(async () => {
      expect(await store.walkers.wishesOf(ADA)).toBeUndefined();
      expect(await store.welcomes.all()).toEqual([]);
    });
    expect(await store.walkers.wishesOf(BOB)).toBeDefined();
    expect(await store.walkers.wishesOf({ ...ADA, user: 'U-YOUNG' })).toBeDefined();
    await store.welcomes.add(newcomer('U-DONE'), yes);
    expect(await store.welcomes.all()).toEqual([]);
    expect(await store.welcomes.isOnAt(CHANNEL)).toBe(true);
  });
}
