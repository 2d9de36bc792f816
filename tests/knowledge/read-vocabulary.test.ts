import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readVocabulary, VOCABULARY_FILE } from '../../src/knowledge/read-vocabulary.js';

async function folderWith(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vocabulary-'));
  await writeFile(join(folder, VOCABULARY_FILE), text);
  return folder;
}

test('readVocabulary() reads the words of all folders together', async () => {
  const folders = [await folderWith('tags: [a, b]'), await folderWith('tags: [c]\ntools: [Kubernetes]')];
  const { vocabulary, problems } = await readVocabulary(folders);
  expect(problems).toEqual([]);
  expect(vocabulary?.tags).toEqual(new Set(['a', 'b', 'c']));
  expect(vocabulary?.tools).toEqual(new Set(['Kubernetes']));
});

test('readVocabulary() checks nothing where no folder lists words', async () => {
  expect(await readVocabulary([await mkdtemp(join(tmpdir(), 'vocabulary-'))])).toEqual({ problems: [] });
});

test.each([
  ['YAML that does not parse', 'tags: [a', 'is not valid YAML'],
  ['a list of another name', 'colours: [red]', 'colours'],
  ['no list', 'tags: red', 'tags'],
])('readVocabulary() says what is wrong with %s', async (_, text, message) => {
  const { problems } = await readVocabulary([await folderWith(text)]);
  expect(problems).toMatchObject([{ path: 'vocabulary.yaml', message: expect.stringContaining(message) }]);
});
