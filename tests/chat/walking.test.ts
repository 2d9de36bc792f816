import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/chat/asked.js';
import { createCatalogue } from '../../src/chat/catalogue.js';
import type { Memory } from '../../src/chat/memory.js';
import type { NewcomerButton } from '../../src/chat/newcomer-button.js';
import type { Reply } from '../../src/chat/reply.js';
import { walkKeyOf } from '../../src/chat/walk-button.js';
import { createWalking, type Walking, type WalkingParts } from '../../src/chat/walking.js';
import { smallTrack } from '../onboarding/small-track.js';
import { createLastingMemory } from './lasting-memory.js';
import { SMALL_KNOWLEDGE } from './small-knowledge.js';

const TRACK = walkKeyOf('first-steps');
const ADA: Person = { platform: 'slack', user: 'U1', name: 'Ada' };
const ON_PAGE: Person = { platform: 'web', user: 'cookie' };

let memory: Memory;
let lines: string[];

beforeEach(() => {
  memory = createLastingMemory();
  lines = [];
});

function walkingWith(parts: Partial<WalkingParts> = {}): Walking {
  return createWalking({
    catalogue: createCatalogue(SMALL_KNOWLEDGE.documents),
    sourceUrlOf: () => undefined,
    memory,
    tracks: async () => [smallTrack()],
    speaksFirstOn: (platform) => platform !== 'web',
    remindAfterDays: 3,
    log: pino({}, { write: (line: string) => void lines.push(line) }),
    ...parts,
  });
}

const start = (walking: Walking, person = ADA) =>
  walking.walk({ kind: 'walk', verb: 'start', track: TRACK }, person);
const stop = (walking: Walking, person = ADA) =>
  walking.walk({ kind: 'walk', verb: 'stop', track: TRACK }, person);
const want = (walking: Walking, wants: NewcomerButton['wants'], person = ADA) =>
  walking.want({ kind: 'newcomer', wants }, person);

const labels = ({ buttons = [] }: Reply) => buttons.map(({ label }) => label);
const textOf = (reply: Reply) => JSON.stringify(reply);
const quiet = () => memory.walkers.quietSince(new Date(Date.now() + 1_000));

describe('where the bot cannot speak first, as on the page', () => {
  test('nobody is asked for their name, kept to be reminded, or given wishes', async () => {
    const walking = walkingWith();
    const first = await start(walking, ON_PAGE);
    expect(textOf(first)).not.toContain('May they see yours?');
    expect(labels(first)).not.toContain('Show my name');
    expect(labels(await walking.overview(ON_PAGE))).toEqual([]);
    expect(await memory.walkers.wishesOf(ON_PAGE)).toBeUndefined();
    expect(await quiet()).toEqual([]);
  });
});

test('who began is reached until they stop or finish', async () => {
  const walking = walkingWith();
  await start(walking);
  expect(await quiet()).toMatchObject([{ walker: { platform: 'slack', user: 'U1' } }]);
  await stop(walking);
  expect(await quiet()).toEqual([]);
  await start(walking);
  expect(await quiet()).toHaveLength(1);
  for (const step of smallTrack().steps)
    await walking.walk({ kind: 'walk', verb: 'skip', track: TRACK, step: walkKeyOf(step.id) }, ADA);
  expect(await quiet()).toEqual([]);
});

test('who stops one track is reached while they walk another', async () => {
  const other = { ...smallTrack(), id: 'other' };
  const walking = walkingWith({ tracks: async () => [smallTrack(), other] });
  await start(walking);
  await walking.walk({ kind: 'walk', verb: 'start', track: walkKeyOf('other') }, ADA);
  await stop(walking);
  expect(await quiet()).toHaveLength(1);
});

test('who wants reminders and has nothing to be reminded of is reached when they begin', async () => {
  const walking = walkingWith();
  await start(walking);
  await want(walking, 'no-reminders');
  await stop(walking);
  await want(walking, 'reminders');
  const { find, save } = memory.progress;
  // Nobody is reached for a track that they stopped, not even if it were walked again elsewhere.
  const before = await find(ADA, 'first-steps');
  if (before) await save(ADA, { ...before.progress, state: 'walking' }, before);
  expect(await quiet()).toEqual([]);
  await start(walking);
  expect(await quiet()).toHaveLength(1);
});

test('a track that is gone is not begun', async () => {
  const walking = walkingWith();
  await walking.walk({ kind: 'walk', verb: 'start', track: walkKeyOf('gone') }, ADA);
  expect(await memory.walkers.wishesOf(ADA)).toBeUndefined();
});

test('a fault in noting it costs nobody their step', async () => {
  memory = { ...memory, walkers: { ...memory.walkers, begin: () => Promise.reject(new Error('disk full')) } };
  expect(textOf(await start(walkingWith()))).toContain('Meet the Pod');
  expect(lines.join()).toContain('disk full');
  expect(lines.join()).not.toContain('U1');
});

test('a wish is confirmed only when it is kept', async () => {
  const fails = () => Promise.reject(new Error('disk full'));
  const { walkers } = memory;
  memory = { ...memory, walkers: { ...walkers, chooseReminders: fails, showName: fails } };
  for (const wants of ['reminders', 'no-reminders', 'name', 'no-name'] as const)
    await expect(want(walkingWith(), wants)).rejects.toThrow('disk full');
});

describe('those who look after newcomers', () => {
  const everybody = { platform: 'slack', knows: async () => true };

  test('see the names of those alone who agreed, as long as they do', async () => {
    const walking = walkingWith();
    await start(walking);
    await start(walking, { platform: 'slack', user: 'U2', name: 'Bob' });
    expect(textOf(await walking.team(everybody))).toContain('without names');
    await want(walking, 'name');
    const shown = textOf(await walking.team(everybody));
    expect(shown).toContain('By name: Ada (step 1).');
    expect(shown).not.toContain('Bob');
    await stop(walking);
    expect(textOf(await walking.team(everybody))).toContain('By name: Ada (step 1, stopped).');
    await want(walking, 'no-name');
    expect(textOf(await walking.team(everybody))).not.toContain('Ada');
  });

  test('see the names of their own platform, and of theirs there', async () => {
    const walking = walkingWith();
    for (const platform of ['slack', 'discord']) {
      for (const name of ['Mine', 'Others']) {
        const person = { platform, user: `${name}-id`, name: `${name} on ${platform}` };
        await start(walking, person);
        await want(walking, 'name', person);
      }
    }
    const knows = async (user: string) => user === 'Mine-id';
    const shown = textOf(await walking.team({ platform: 'discord', knows }));
    expect(shown).toContain('By name: Mine on discord (step 1).');
    expect(shown).not.toContain('Others');
    expect(shown).not.toContain('slack');
  });

  test('see twenty names of a track, in order, and how many there are besides', async () => {
    const walking = walkingWith();
    for (let n = 0; n < 25; n++) {
      const person = { platform: 'slack', user: `U${n}`, name: `Person ${String(24 - n).padStart(2, '0')}` };
      await start(walking, person);
      await want(walking, 'name', person);
    }
    expect(textOf(await walking.team(everybody))).toMatch(
      /By name: Person 00 \(step 1\), Person 01 .*Person 19 \(step 1\) and 5 more\./,
    );
  });

  test('see a name on one line, and not longer than one needs', async () => {
    const walking = walkingWith();
    const name = `Ada\n\nLovelace ${'x'.repeat(200)}`;
    await start(walking);
    await want(walking, 'name', { ...ADA, name });
    expect(textOf(await walking.team(everybody))).toMatch(/By name: Ada Lovelace x{10,30} … \(step 1\)/);
  });
});
