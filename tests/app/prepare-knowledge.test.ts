import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type PreparedKnowledge, prepareKnowledge } from '../../src/app/prepare-knowledge.js';

let folder: string;
let saved: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-'));
  saved = join(folder, '.saved', 'index.json');
  await writeFile(
    join(folder, 'shop.md'),
    '# Restarting the shop\n\nRun the **restart** job.\n\n## When\n\nAt night.',
  );
  await writeFile(join(folder, 'bad.md'), 'no heading');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bestOf = ({ search }: PreparedKnowledge, question: string) => search.find(question).hits[0];

test('a saved knowledge base is the same as a fresh one', async () => {
  const fresh = await prepareKnowledge([folder], saved);
  const restored = await prepareKnowledge([folder], saved);
  expect(restored.documents).not.toBe(fresh.documents);
  expect(JSON.stringify(restored.documents)).toBe(JSON.stringify(fresh.documents));
  expect(restored.problems).toEqual(fresh.problems);
  const best = bestOf(restored, 'restart at night');
  expect(best?.score).toBe(bestOf(fresh, 'restart at night')?.score);
  expect(best?.section.id).toBe('shop.md#when');
});

test('a saved knowledge base of other texts is not trusted, even when times and sizes are the same', async () => {
  await prepareKnowledge([folder], saved);
  const shop = join(folder, 'shop.md');
  const text = await readFile(shop, 'utf8');
  await writeFile(shop, text.replace('night', 'dusk!'));
  await utimes(shop, 0, 0);
  expect(bestOf(await prepareKnowledge([folder], saved), 'dusk')?.section.id).toBe('shop.md#when');
});

test.each([
  ['cut off', (text: string) => text.slice(0, text.length / 2)],
  ['emptied', () => ''],
  ['without its index', (text: string) => text.replace('"engine"', '"motor"')],
])('a saved knowledge base that is %s is made anew', async (_, damage) => {
  await prepareKnowledge([folder], saved);
  await writeFile(saved, damage(await readFile(saved, 'utf8')));
  expect(bestOf(await prepareKnowledge([folder], saved), 'restart')?.document.path).toBe('shop.md');
  expect(JSON.parse(await readFile(saved, 'utf8'))).toHaveProperty('index.sections');
  expect(await readdir(join(folder, '.saved'))).toEqual(['index.json']);
});

test('a place that cannot be written costs only time', async () => {
  await writeFile(join(folder, '.saved'), 'a file where the folder should be');
  expect((await prepareKnowledge([folder], saved)).documents).toHaveLength(1);
});
