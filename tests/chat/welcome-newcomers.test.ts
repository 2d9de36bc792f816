import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Messenger } from '../../src/chat/adapter.js';
import type { Newcomer } from '../../src/chat/memory.js';
import type { Reply } from '../../src/chat/reply.js';
import { createResting } from '../../src/chat/resting.js';
import { type WelcomingParts, welcomeNewcomers } from '../../src/chat/welcome-newcomers.js';
import { createWelcoming } from '../../src/chat/welcoming.js';
import { openStore, type Store } from '../../src/store/open-store.js';
import { smallTrack } from '../onboarding/small-track.js';

const MINUTE = 60_000;
const SERVER = { platform: 'slack', server: 'T1' };

let clock: number;
let store: Store;
let lines: string[];

beforeEach(async () => {
  clock = Date.now();
  store = await openStore(':memory:', { now: () => new Date(clock) });
  lines = [];
});
afterEach(() => store.close());

const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
const logged = () => lines.map((line) => JSON.parse(line) as { readonly msg: string });

/** A platform that notes whom it is told to welcome. */
function platformThat(outcome: (person: string) => Promise<'told' | 'refused'> = async () => 'told') {
  const told: { readonly person: string; readonly reply: Reply; readonly remark: string }[] = [];
  const messenger: Messenger = {
    tell: (person, reply, remark) => {
      told.push({ person, reply, remark });
      return outcome(person);
    },
  };
  return { told, messenger, people: () => told.map(({ person }) => person) };
}

async function join(...users: string[]): Promise<void> {
  for (const user of users) {
    await store.welcomes.add({ platform: 'slack', user, entrance: SERVER }, async () => true);
    clock++;
  }
}

/** Looks once, as one process does. */
function look(
  messengers: Readonly<Record<string, Messenger>>,
  parts: Partial<WelcomingParts> = {},
  stopping = new AbortController().signal,
): Promise<void> {
  const settings = { everywhere: true, channels: [] };
  const { isOnAt: welcomesAt } = createWelcoming(store.welcomes, settings, () => {});
  return welcomeNewcomers(
    {
      welcomes: store.welcomes,
      bot: { welcomesAt },
      tracks: async () => [smallTrack()],
      messengers: new Map(Object.entries(messengers)),
      alreadyWelcomed: new Set(),
      pause: 0,
      log,
      ...parts,
    },
    stopping,
  );
}

const left = async () => (await store.welcomes.all()).map(({ user }) => user);

test('everybody is welcomed once, first come first, and that is told in one line without their names', async () => {
  await join('U-THREE', 'U-ONE', 'U-TWO');
  const { messenger, told, people } = platformThat();
  await look({ slack: messenger });
  await look({ slack: messenger });
  expect(people()).toEqual(['U-THREE', 'U-ONE', 'U-TWO']);
  expect(told[0]).toMatchObject({ remark: '', reply: { kind: 'notice' } });
  expect(told[0]?.reply.buttons?.map(({ label }) => label)).toEqual(['Start', 'Not now']);
  expect(logged()).toMatchObject([{ msg: 'welcomed newcomers', told: 3, refused: 0, later: 0 }]);
  expect(lines.join()).not.toContain('U-');
  await join('U-ONE');
  await look({ slack: messenger });
  expect(people()).toHaveLength(3);
});

test('who takes no direct messages is not tried again', async () => {
  await join('U1', 'U2');
  const { messenger, people } = platformThat(async (person) => (person === 'U1' ? 'refused' : 'told'));
  await look({ slack: messenger });
  await look({ slack: messenger });
  expect(people()).toEqual(['U1', 'U2']);
  expect(logged()).toMatchObject([{ told: 1, refused: 1 }]);
});

test('a platform that fails is left alone until the next time, and another is not', async () => {
  await join('U1', 'U2', 'U3');
  const onDiscord: Newcomer = {
    platform: 'discord',
    user: '7',
    entrance: { platform: 'discord', server: '8' },
  };
  await store.welcomes.add(onDiscord, async () => true);
  const failing = platformThat(() => Promise.reject(new Error('Slack could not be reached')));
  const discord = platformThat();
  await look({ slack: failing.messenger, discord: discord.messenger });
  expect(failing.people()).toEqual(['U1']);
  expect(discord.people()).toEqual(['7']);
  expect(logged()).toMatchObject([
    {
      told: 1,
      later: 3,
      msg: 'welcomed newcomers; the others are welcomed later (Slack could not be reached)',
    },
  ]);
  const { messenger, people } = platformThat();
  await look({ slack: messenger });
  expect(people()).toEqual(['U1', 'U2', 'U3']);
});

test('people of a platform that is not connected wait', async () => {
  await join('U1');
  await look({});
  expect(await left()).toEqual(['U1']);
  expect(lines).toEqual([]);
});

test('nobody is welcomed any more when that was ended since they joined', async () => {
  await join('U1', 'U2', 'U3');
  const { messenger, people } = platformThat(async () => {
    await store.welcomes.choose(SERVER, false);
    return 'told';
  });
  await look({ slack: messenger });
  expect(people()).toEqual(['U1']);
  expect(await left()).toEqual([]);
  await store.welcomes.choose(SERVER, true);
  await look({ slack: messenger });
  expect(people()).toEqual(['U1']);
});

test('two processes that look at once welcome each once', async () => {
  const users = Array.from({ length: 100 }, (_, n) => `U${n}`);
  await join(...users);
  const { messenger, people } = platformThat(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return 'told';
  });
  await Promise.all([1, 2, 3].map(() => look({ slack: messenger })));
  expect(people()).toHaveLength(100);
  expect(new Set(people())).toEqual(new Set(users));
  expect(await left()).toEqual([]);
});

test('who was welcomed and could not be noted is noted later, and not welcomed again', async () => {
  await join('U1', 'U2');
  let isBroken = true;
  const welcomes = {
    ...store.welcomes,
    done: async (person: Newcomer) => {
      if (isBroken) throw new Error('disk full');
      await store.welcomes.done(person);
    },
  };
  const alreadyWelcomed = new Set<string>();
  const { messenger, people } = platformThat();
  await look({ slack: messenger }, { welcomes, alreadyWelcomed });
  expect(people()).toEqual(['U1']);
  expect(logged()).toMatchObject([{ told: 0, later: 2, msg: expect.stringContaining('disk full') }]);
  isBroken = false;
  clock += 11 * MINUTE;
  await look({ slack: messenger }, { welcomes, alreadyWelcomed });
  await look({ slack: messenger }, { welcomes, alreadyWelcomed });
  expect(people()).toEqual(['U1', 'U2']);
  expect(await left()).toEqual([]);
  expect(alreadyWelcomed.size).toBe(0);
}, 15_000);

test('who was just being welcomed when a process died is welcomed ten minutes later', async () => {
  await join('U1', 'U2');
  await store.welcomes.claim({ platform: 'slack', user: 'U1' });
  const { messenger, people } = platformThat();
  await look({ slack: messenger });
  expect(people()).toEqual(['U2']);
  clock += 11 * MINUTE;
  await look({ slack: messenger });
  expect(people()).toEqual(['U2', 'U1']);
});

test('who wants to be forgotten meanwhile is not welcomed', async () => {
  await join('U1', 'U2');
  const { messenger, people } = platformThat(async () => {
    await store.people.forget('slack', 'U2');
    return 'told';
  });
  await look({ slack: messenger });
  expect(people()).toEqual(['U1']);
});

test('a pause lies between two, and a stop ends it at once', async () => {
  await join('U1', 'U2');
  const { messenger, people } = platformThat();
  const stopping = new AbortController();
  const looked = look({ slack: messenger }, { pause: 60_000 }, stopping.signal);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(people()).toEqual(['U1']);
  stopping.abort();
  await looked;
  expect(people()).toEqual(['U1']);
  expect(await left()).toEqual(['U2']);
});

test('a platform that failed is left alone for a while, and then another goes before who could not be welcomed', async () => {
  let at = 0;
  const resting = createResting(() => at);
  await join('U1', 'U2');
  const { messenger, people } = platformThat(async (person) => {
    if (person === 'U1') throw new Error('nobody knows why');
    return 'told';
  });
  for (let n = 0; n < 5; n++) await look({ slack: messenger }, { resting });
  expect(people()).toEqual(['U1']);
  expect(lines).toHaveLength(1);
  at += MINUTE;
  await look({ slack: messenger }, { resting });
  expect(people()).toEqual(['U1', 'U2']);
  at += 5 * MINUTE;
  await look({ slack: messenger }, { resting });
  expect(people()).toEqual(['U1', 'U2', 'U1']);
});
