import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLiveTracks } from '../../src/app/live-tracks.js';
import { SMALL_TRACK } from '../onboarding/small-track.js';

let root: string;
let folder: string;
let told: string[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'casebook-live-'));
  folder = join(root, 'docs');
  await mkdir(join(folder, 'onboarding'), { recursive: true });
  told = [];
  // What is fresh is told by this clock alone.
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(root, { recursive: true, force: true });
});

const log = pino({ level: 'warn' }, { write: (line: string) => void told.push(JSON.parse(line).msg) });
const write = (path: string, text: string) => writeFile(join(folder, 'onboarding', path), text);
const later = () => vi.advanceTimersByTime(2_000);
const live = (hasSection = () => true, folders = [folder]) => {
  const tracks = createLiveTracks(folders, hasSection, log);
  return async () => (await tracks.current()).map(({ title }) => title);
};

test('tracks are served as they are when somebody looks, two seconds later at the latest', async () => {
  const titles = live();
  expect(await titles()).toEqual([]);
  await write('b.md', SMALL_TRACK);
  expect(await titles()).toEqual([]);
  later();
  expect(await titles()).toEqual(['First steps']);
  await write('a.md', SMALL_TRACK.replace('title: First steps', 'title: Before them'));
  await write('b.md', SMALL_TRACK.replace('title: First steps', 'title: Changed'));
  later();
  expect(await titles()).toEqual(['Before them', 'Changed']);
  await rm(join(folder, 'onboarding', 'a.md'));
  later();
  expect(await titles()).toEqual(['Changed']);
  expect(told).toEqual([]);
});

test('a broken track is walked as it was, and told of once; a new one is not there until it is whole', async () => {
  await write('a.md', SMALL_TRACK);
  const titles = live();
  expect(await titles()).toEqual(['First steps']);
  await write('a.md', SMALL_TRACK.replace('- [x] Pods [', '- [ ] Pods ['));
  await write('b.md', '# Nothing');
  await write('deep.md', SMALL_TRACK.replace('Nothing is', '>'.repeat(150)));
  for (const _ of [1, 2, 3]) {
    later();
    expect(await titles()).toEqual(['First steps']);
  }
  expect(told.filter((line) => line.startsWith('onboarding/a.md:'))).toEqual([
    expect.stringContaining('none of the choices is right'),
  ]);
  expect(told.filter((line) => line.startsWith('onboarding/deep.md:'))).toHaveLength(1);
  await write('b.md', SMALL_TRACK.replace('title: First steps', 'title: Whole'));
  later();
  expect(await titles()).toEqual(['First steps', 'Whole']);
});

test('links to no section, and two tracks of one name, are told once and cost no track', async () => {
  const other = join(root, 'other');
  await mkdir(join(other, 'onboarding'), { recursive: true });
  await writeFile(join(other, 'onboarding', 'a.md'), SMALL_TRACK);
  await write('a.md', SMALL_TRACK);
  const titles = live(() => false, [folder, other]);
  for (const _ of [1, 2]) {
    expect(await titles()).toEqual(['First steps']);
    later();
  }
  expect(told.filter((line) => line.includes('two tracks of this name'))).toHaveLength(1);
  expect(told.filter((line) => line.includes('concepts/services.md#intro'))).toHaveLength(1);
});

test('a folder that is taken away and comes back loses its tracks for as long', async () => {
  await write('a.md', SMALL_TRACK);
  const titles = live();
  expect(await titles()).toEqual(['First steps']);
  await rename(folder, join(root, 'away'));
  later();
  expect(await titles()).toEqual([]);
  await rename(join(root, 'away'), folder);
  later();
  expect(await titles()).toEqual(['First steps']);
});

test('many who look at once see the same', async () => {
  for (let n = 0; n < 20; n++) await write(`${n}.md`, SMALL_TRACK);
  const titles = live();
  const seen = await Promise.all(Array.from({ length: 50 }, () => titles()));
  for (const each of seen) expect(each).toHaveLength(20);
});
