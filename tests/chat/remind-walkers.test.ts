import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Messenger } from '../../src/chat/adapter.js';
import { type RemindingParts, remindWalkers } from '../../src/chat/remind-walkers.js';
import type { Reply } from '../../src/chat/reply.js';
import { createResting } from '../../src/chat/resting.js';
import { createOnboarding } from '../../src/onboarding/onboarding.js';
import type { Walker } from '../../src/onboarding/progress-memory.js';
import type { Track } from '../../src/onboarding/track.js';
import { openStore, type Store } from '../../src/store/open-store.js';
import { smallTrack, without } from '../onboarding/small-track.js';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** A Monday, at noon in Greenwich. */
const BEGAN = new Date('2026-11-16T12:00:00.000Z');
const ADA: Walker = { platform: 'slack', user: 'U0ADA' };
const BOB: Walker = { platform: 'slack', user: 'U0BOB' };

let clock: Date;
let store: Store;
let lines: string[];
let tracks: readonly Track[];

beforeEach(async () => {
  clock = BEGAN;
  tracks = [smallTrack()];
  store = await openStore(':memory:', { now: () => clock, retentionDays: 36_500 });
  lines = [];
});
afterEach(() => store.close());

const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
const logged = () => lines.map((line) => JSON.parse(line) as { readonly msg: string });
const onboarding = () =>
  createOnboarding(
    async () => tracks,
    store.progress,
    () => clock,
  );
const later = (days: number, hours = 0) => {
  clock = new Date(clock.getTime() + days * DAY + hours * HOUR);
};

/** A platform that notes whom it is told to remind, in the time zone that it knows of everybody. */
function platformThat(
  zone: string | undefined = 'UTC',
  outcome: (person: string) => Promise<'told' | 'refused'> = async () => 'told',
) {
  const told: { readonly person: string; readonly reply: Reply }[] = [];
  const zoneOf = vi.fn(async (): Promise<string | undefined> => zone);
  const messenger: Messenger = {
    tell: (person, reply) => {
      told.push({ person, reply });
      return outcome(person);
    },
    zoneOf,
  };
  return { told, messenger, zoneOf, people: () => told.map(({ person }) => person) };
}

async function begin(walker: Walker = ADA, track = 'first-steps'): Promise<void> {
  await onboarding().act(walker, { kind: 'start', track });
  await store.walkers.begin(walker, true);
}

function look(
  slack: Messenger | undefined,
  parts: Partial<RemindingParts> = {},
  stopping = new AbortController().signal,
): Promise<void> {
  const { walkers, progress } = store;
  return remindWalkers(
    {
      walkers,
      progress,
      tracks: async () => tracks,
      messengers: new Map(slack ? [['slack', slack]] : []),
      days: 3,
      now: () => clock,
      pause: 0,
      log,
      ...parts,
    },
    stopping,
  );
}

const textOf = ({ reply }: { readonly reply: Reply }) => (reply.kind === 'notice' ? reply.text : '');

test('who is quiet for three days is reminded of the step that they are at, with a way on and a way out', async () => {
  await begin();
  await onboarding().act(ADA, { kind: 'skip', track: 'first-steps', step: 'meet-the-pod' });
  const { messenger, told } = platformThat();
  later(3, -0.01);
  await look(messenger);
  expect(told).toEqual([]);
  later(0, 0.01);
  await look(messenger);
  expect(told).toHaveLength(1);
  expect(told[0]?.person).toBe('U0ADA');
  expect(told.map(textOf)).toEqual([
    '“First steps” waits for you at step 2 of 4: Look around. A few minutes take you further.',
  ]);
  expect(told[0]?.reply.buttons?.map(({ label }) => label)).toEqual(['Go on', 'Stop reminding me']);
  expect(logged()).toMatchObject([{ told: 1, refused: 0, later: 0, msg: 'reminded people of their tracks' }]);
  expect(lines.join()).not.toContain('U0ADA');
});

test('it is said twice at most, the second time that it was the last', async () => {
  await begin();
  const { messenger, told } = platformThat();
  for (let day = 0; day < 40; day++) {
    later(1);
    await look(messenger);
    await look(messenger);
  }
  expect(told).toHaveLength(2);
  expect(textOf(told[0] as (typeof told)[0])).not.toContain('last time');
  expect(textOf(told[1] as (typeof told)[0])).toContain('This was the last time that I remind you of it.');
  expect(await store.walkers.quietSince(clock)).toEqual([]);
});

test('who goes on after the first is reminded once more, three days after they left again', async () => {
  await begin();
  const { messenger, told } = platformThat();
  later(3);
  await look(messenger);
  later(1);
  await onboarding().act(ADA, { kind: 'skip', track: 'first-steps', step: 'meet-the-pod' });
  later(2);
  await look(messenger);
  expect(told).toHaveLength(1);
  later(1);
  await look(messenger);
  expect(told).toHaveLength(2);
  later(30);
  await look(messenger);
  expect(told).toHaveLength(2);
});

describe('nobody is reminded', () => {
  const leaves: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['who stopped the track', () => onboarding().act(ADA, { kind: 'stop', track: 'first-steps' })],
    ['who wants no reminders', () => store.walkers.chooseReminders(ADA, false)],
    ['who wants to be forgotten', () => store.people.forget('slack', ADA.user)],
    [
      'who finished it',
      async () => {
        for (const step of tracks[0]?.steps ?? [])
          await onboarding().act(ADA, { kind: 'skip', track: 'first-steps', step: step.id });
      },
    ],
    [
      'of a track that is gone',
      async () => {
        tracks = [];
      },
    ],
  ];

  test.each(leaves)('%s', async (_, leave) => {
    await begin();
    later(1);
    await leave();
    later(5);
    const { messenger, told } = platformThat();
    await look(messenger);
    expect(told).toEqual([]);
    expect(lines).toEqual([]);
  });

  test.each(leaves.slice(0, 4))('%s while others are just being reminded', async (_, leave) => {
    await begin(BOB);
    await begin();
    later(3);
    let isFirst = true;
    const { messenger, people } = platformThat('UTC', async () => {
      // Whoever is told first, the other is on the list already.
      if (isFirst) await leave();
      isFirst = false;
      return 'told';
    });
    const { quietSince } = store.walkers;
    const bobFirst = async (time: Date) =>
      [...(await quietSince(time))].sort(({ walker }) => (walker.user === BOB.user ? -1 : 1));
    await look(messenger, { walkers: { ...store.walkers, quietSince: bobFirst } });
    expect(people()).toEqual(['U0BOB']);
  });

  test('who pressed a button while their time zone was asked for', async () => {
    await begin();
    later(3);
    const { messenger, told, zoneOf } = platformThat();
    zoneOf.mockImplementation(async () => {
      await onboarding().act(ADA, { kind: 'skip', track: 'first-steps', step: 'meet-the-pod' });
      return 'UTC';
    });
    await look(messenger);
    expect(told).toEqual([]);
    later(3);
    await look(messenger);
    expect(told).toHaveLength(1);
  });
});

describe('by day', () => {
  test('is said what may wake nobody, where the platform knows the time zone', async () => {
    await begin();
    const { messenger, told } = platformThat('America/Los_Angeles');
    later(3);
    const hours = [];
    for (let hour = 0; hour < 30 && told.length === 0; hour++) {
      await look(messenger);
      hours.push(clock.getUTCHours());
      later(0, 1);
    }
    // Noon in Greenwich is four in the morning there; nine is at five in the afternoon.
    expect(hours.at(-1)).toBe(17);
    expect(hours).toHaveLength(6);
  });

  test.each([
    ['the platform does not know the time zone', undefined],
    ['there is no such time zone', 'Mars/Olympus'],
  ])('means near the hour at which they were there last, where %s', async (_, zone) => {
    clock = new Date('2026-11-16T22:30:00Z');
    await begin();
    const { messenger, told, zoneOf } = platformThat(zone);
    zoneOf.mockImplementation(async () => zone);
    later(3, 2);
    await look(messenger);
    later(0, 10);
    await look(messenger);
    expect(told).toEqual([]);
    later(0, 11);
    await look(messenger);
    expect(told).toHaveLength(1);
    expect(clock.toISOString()).toBe('2026-11-20T21:30:00.000Z');
  });
});

test('who takes no direct messages is not tried again', async () => {
  await begin();
  later(3);
  const { messenger, told } = platformThat('UTC', async () => 'refused');
  await look(messenger);
  later(3);
  await look(messenger);
  expect(told).toHaveLength(1);
  expect(logged()).toMatchObject([{ refused: 1 }]);
});

test('while the platform fails nobody is reminded, and later everybody, once', async () => {
  await begin();
  await begin(BOB);
  later(3);
  await look(undefined);
  const failing = platformThat('UTC', () => Promise.reject(new Error('Slack could not be reached')));
  await look(failing.messenger);
  // One was enough to see it.
  expect(failing.told).toHaveLength(1);
  expect(logged()).toMatchObject([
    {
      later: 2,
      msg: 'reminded people of their tracks; the others are reminded later (Slack could not be reached)',
    },
  ]);
  const { messenger, people, told } = platformThat();
  await look(messenger);
  await look(messenger);
  expect(people().sort()).toEqual(['U0ADA', 'U0BOB']);
  expect(told.map(textOf).join()).not.toContain('last time');
});

test('who cannot be reminded holds up nobody else', async () => {
  for (const user of ['U1', 'U2', 'U3']) await begin({ platform: 'slack', user });
  later(3);
  const { messenger, people } = platformThat('UTC', async (person) => {
    if (person === 'U1') throw new Error('nobody knows why');
    return 'told';
  });
  const { quietSince } = store.walkers;
  const inOrder = async (time: Date) =>
    [...(await quietSince(time))].sort((a, b) => a.walker.user.localeCompare(b.walker.user));
  const parts = { resting: createResting(), walkers: { ...store.walkers, quietSince: inOrder } };
  await look(messenger, parts);
  expect(people()).toEqual(['U1']);
  await look(messenger, parts);
  await look(messenger, parts);
  expect(people()).toEqual(['U1', 'U2', 'U3']);
});

test('two processes that look at once remind once', async () => {
  for (let n = 0; n < 20; n++) await begin({ platform: 'slack', user: `U${n}` });
  later(3);
  const { messenger, people } = platformThat('UTC', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return 'told';
  });
  await Promise.all([1, 2, 3].map(() => look(messenger)));
  expect(people()).toHaveLength(20);
  expect(new Set(people()).size).toBe(20);
});

test('the step that is named is the one that the track has now', async () => {
  await begin();
  tracks = [without(smallTrack(), 'Meet the Pod')];
  later(3);
  const { messenger, told } = platformThat();
  await look(messenger);
  expect(told.map(textOf).join()).toContain('step 1 of 3: Look around');
});

test('where the track that they were in last is gone, they are reminded of the one before', async () => {
  const other = { ...smallTrack(), id: 'other', title: 'Other steps' };
  tracks = [smallTrack(), other];
  await begin();
  later(0, 1);
  await begin(ADA, 'other');
  tracks = [smallTrack()];
  later(3);
  const { messenger, told } = platformThat();
  await look(messenger);
  expect(told.map(textOf).join()).toContain('“First steps” waits for you');
});

test('a stop ends the pause between two at once', async () => {
  await begin();
  await begin(BOB);
  later(3);
  const { messenger, told } = platformThat();
  const stopping = new AbortController();
  const looked = look(messenger, { pause: 60_000 }, stopping.signal);
  await vi.waitFor(() => expect(told).toHaveLength(1));
  stopping.abort();
  await looked;
  expect(told).toHaveLength(1);
});
