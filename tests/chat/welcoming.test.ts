import pino from 'pino';
import { describe, expect, test, vi } from 'vitest';
import type { Entrance, Memory } from '../../src/chat/memory.js';
import { createRemembering } from '../../src/chat/remembering.js';
import {
  createWelcoming,
  startHereReply,
  type WelcomeSettings,
  welcomeReply,
} from '../../src/chat/welcoming.js';
import { shippedTracks } from '../onboarding/shipped-tracks.js';
import { smallTrack } from '../onboarding/small-track.js';
import { createLastingMemory } from './lasting-memory.js';

const WORKSPACE: Entrance = { platform: 'slack', server: 'T1' };
const CHANNEL: Entrance = { ...WORKSPACE, channel: 'C1' };
const OTHER: Entrance = { ...WORKSPACE, channel: 'C2' };
const ADA = { platform: 'slack', user: 'U1' };

const quiet = pino({ level: 'silent' });

function welcomingWith(settings: Partial<WelcomeSettings> = {}, memory: Memory = createLastingMemory()) {
  const onJoined = vi.fn();
  const { welcomes } = createRemembering(memory, quiet);
  const welcoming = createWelcoming(welcomes, { everywhere: false, channels: [], ...settings }, onJoined);
  const waiting = async () => (await memory.welcomes.all()).map(({ user }) => user);
  return { ...welcoming, memory, onJoined, waiting };
}

describe('newcomers are welcomed', () => {
  test('nowhere, as long as nobody chose it', async () => {
    const { isOnAt, joined, waiting } = welcomingWith();
    for (const entrance of [WORKSPACE, CHANNEL]) {
      expect(await isOnAt(entrance)).toBe(false);
      await joined(ADA, entrance);
    }
    expect(await waiting()).toEqual([]);
  });

  test('where the settings say so: everywhere is for who joins the workspace, not each of its channels', async () => {
    const everywhere = welcomingWith({ everywhere: true });
    expect(await everywhere.isOnAt(WORKSPACE)).toBe(true);
    expect(await everywhere.isOnAt(CHANNEL)).toBe(false);
    const channels = welcomingWith({ channels: ['C1'] });
    expect(await channels.isOnAt(WORKSPACE)).toBe(false);
    expect(await channels.isOnAt(CHANNEL)).toBe(true);
    expect(await channels.isOnAt(OTHER)).toBe(false);
  });

  test('where it was chosen, whatever the settings say', async () => {
    const { isOnAt, choose } = welcomingWith({ everywhere: true, channels: ['C1'] });
    await choose(WORKSPACE, false);
    for (const each of [WORKSPACE, CHANNEL, OTHER]) expect(await isOnAt(each)).toBe(false);
    expect(await isOnAt({ ...WORKSPACE, server: 'T2' })).toBe(true);
    await choose(OTHER, true);
    expect(await isOnAt(OTHER)).toBe(true);
    expect(await isOnAt(CHANNEL)).toBe(false);
    await choose(WORKSPACE, true);
    expect(await isOnAt(CHANNEL)).toBe(true);
  });

  test('once, though they join the workspace and a channel of it', async () => {
    const { joined, waiting, onJoined } = welcomingWith({ everywhere: true, channels: ['C1', 'C2'] });
    for (const entrance of [WORKSPACE, CHANNEL, OTHER, WORKSPACE]) await joined(ADA, entrance);
    expect(await waiting()).toEqual(['U1']);
    expect(onJoined).toHaveBeenCalled();
  });
});

describe('while the database is away', () => {
  function awayMemory() {
    const memory = createLastingMemory();
    let isAway = true;
    const unlessAway =
      <Arguments extends unknown[], Result>(work: (...given: Arguments) => Promise<Result>) =>
      async (...given: Arguments) => {
        if (isAway) throw new Error('database is locked');
        return work(...given);
      };
    const { isOnAt, add } = memory.welcomes;
    const welcomes = { ...memory.welcomes, isOnAt: unlessAway(isOnAt), add: unlessAway(add) };
    const back = () => {
      isAway = false;
    };
    return { memory: { ...memory, welcomes }, chosen: memory.welcomes.choose, back };
  }

  test('who joins is kept, and welcomed where that was chosen', async () => {
    const { memory, chosen, back } = awayMemory();
    await chosen(CHANNEL, true);
    const { joined, waiting } = welcomingWith({}, memory);
    await joined(ADA, CHANNEL);
    await joined({ ...ADA, user: 'U2' }, OTHER);
    back();
    await vi.waitFor(async () => expect(await waiting()).toEqual(['U1']), 5_000);
  });

  test('nobody is welcomed where that was ended, though the settings say otherwise', async () => {
    const { memory, chosen, back } = awayMemory();
    await chosen(WORKSPACE, false);
    const { joined, waiting } = welcomingWith({ everywhere: true }, memory);
    await joined(ADA, WORKSPACE);
    back();
    await joined({ ...ADA, user: 'U2' }, { ...WORKSPACE, server: 'T2' });
    await vi.waitFor(async () => expect(await waiting()).toEqual(['U2']), 5_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await waiting()).toEqual(['U2']);
  });

  test('who wants to be forgotten meanwhile is not kept after all', async () => {
    const { memory, chosen, back } = awayMemory();
    await chosen(WORKSPACE, true);
    const remembering = createRemembering(memory, quiet);
    const settings = { everywhere: false, channels: [] };
    await createWelcoming(remembering.welcomes, settings, () => {}).joined(ADA, WORKSPACE);
    await remembering.people.forget(ADA.platform, ADA.user);
    back();
    await remembering.settled(1_000);
    expect(await memory.welcomes.all()).toEqual([]);
  });
});

describe('a welcome', () => {
  const labels = (tracks = [smallTrack()]) => welcomeReply(tracks).buttons?.map(({ label }) => label);

  test('says what the first track is, and leaves the choice', () => {
    const reply = welcomeReply([smallTrack()]);
    expect(reply).toMatchObject({ kind: 'notice' });
    expect(JSON.stringify(reply)).toContain('“First steps” shows it to you in 4 short steps (an hour)');
    expect(labels()).toEqual(['Start', 'Not now']);
    expect(labels([smallTrack(), { ...smallTrack(), id: 'other' }])).toEqual([
      'Start',
      'All tracks',
      'Not now',
    ]);
  });

  test('offers what to read where there is no track', () => {
    expect(labels([])).toEqual(['What to read first', 'Not now']);
    expect(JSON.stringify(welcomeReply([]))).toContain('/k8s onboard');
    expect(startHereReply([]).buttons).toHaveLength(1);
  });

  test('is short with the tracks that come with us', async () => {
    const { tracks } = await shippedTracks();
    const reply = welcomeReply(tracks);
    expect(reply.kind === 'notice' && reply.text.length).toBeLessThan(300);
    expect(startHereReply(tracks).buttons?.map(({ label }) => label)).toEqual(['Start', 'All tracks']);
  });
});
