import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkTracks, loadTracks } from '../../src/onboarding/load-tracks.js';
import { shippedTracks } from './shipped-tracks.js';
import { SMALL_TRACK, smallTrack } from './small-track.js';

const lineOf = (text: string) => SMALL_TRACK.slice(0, SMALL_TRACK.indexOf(text)).split('\n').length;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'casebook-tracks-'));
});
afterEach(() => rm(root, { recursive: true }));

async function folderWith(name: string, files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = join(root, name);
  await mkdir(join(folder, 'onboarding'), { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, 'onboarding', path), text);
  return folder;
}

describe('the tracks of folders', () => {
  test('are read in the order of their names, also with the line ends of Windows', async () => {
    const folder = await folderWith('docs', {
      'b.md': `\uFEFF${SMALL_TRACK.replaceAll('\n', '\r\n')}`,
      'a.md': SMALL_TRACK,
      'README.md': 'For people.',
    });
    const { tracks, problems } = await loadTracks([folder]);
    expect(problems).toEqual([]);
    expect(tracks.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(tracks[1]?.steps).toEqual(tracks[0]?.steps);
  });

  test('are none where a folder has none, or is not there', async () => {
    await mkdir(join(root, 'empty'));
    const folders = [join(root, 'empty'), join(root, 'nowhere')];
    expect(await loadTracks(folders)).toEqual({ tracks: [], problems: [] });
  });

  test('are one of each name; of two the first counts, and the second is named', async () => {
    const one = await folderWith('one', { 'a.md': SMALL_TRACK });
    const two = await folderWith('two', { 'a.md': SMALL_TRACK.replace('First steps', 'Others') });
    const { tracks, problems } = await loadTracks([one, two]);
    expect(tracks.map(({ title }) => title)).toEqual(['First steps']);
    expect(problems).toEqual([
      { path: 'onboarding/a.md', line: 1, message: 'there are two tracks of this name; rename one' },
    ]);
  });

  test('are served though others are broken, whose mistakes are named with path and line', async () => {
    const folder = await folderWith('docs', {
      'good.md': SMALL_TRACK,
      'deep.md': SMALL_TRACK.replace('Nothing is', '>'.repeat(150)),
      'unfinished.md': SMALL_TRACK.replace('- [x] Pods [', '- [ ] Pods ['),
      'binary.md': Buffer.from([0, 1, 2]),
      'latin.md': Buffer.from([0xff, 0xfe, 0x41]),
    });
    const { tracks, problems } = await loadTracks([folder]);
    expect(tracks.map(({ id }) => id)).toEqual(['good']);
    expect(problems.map(({ path, line }) => `${path}:${line}`)).toEqual([
      'onboarding/binary.md:1',
      expect.stringMatching(/^onboarding\/deep\.md:\d\d$/),
      'onboarding/latin.md:1',
      expect.stringMatching(/^onboarding\/unfinished\.md:\d\d$/),
    ]);
  });
});

test('links to sections that there are not are named, in what is read, in choices and in texts', () => {
  const track = smallTrack();
  expect(checkTracks([track], () => true)).toEqual([]);
  const problems = checkTracks([track], (id) => id !== 'concepts/deployments.md#scaling');
  expect(problems).toEqual([
    {
      path: 'onboarding/first-steps.md',
      line: lineOf('- [ ] By hand'),
      message: expect.stringContaining('concepts/deployments.md#scaling'),
    },
    {
      path: 'onboarding/first-steps.md',
      line: lineOf('- [x] With kubectl'),
      message: expect.stringContaining('concepts/deployments.md#scaling'),
    },
  ]);
  const lost = { label: 'x', section: 'onboarding/first-steps.md#intro', line: 8 } as const;
  const linked = { ...track, links: [lost, { ...lost, section: 'onboarding/other.md#intro' } as const] };
  expect(checkTracks([linked], () => true)).toEqual([]);
  expect(checkTracks([linked], (id) => !id.startsWith('onboarding/'))).toMatchObject([
    { line: 8, message: expect.stringContaining('onboarding/other.md') },
  ]);
});

test('the tracks that come with the knowledge base have no problem, and every link leads to a section', async () => {
  const { tracks, catalogue } = await shippedTracks();
  expect((await loadTracks(['knowledge'])).problems).toEqual([]);
  expect(checkTracks(tracks, (id) => catalogue.find(id) !== undefined)).toEqual([]);
  expect(tracks.map(({ steps }) => steps.length)).toEqual([8, 12, 10, 10]);
});
