import { expect, test } from 'vitest';
import { NO_VOCABULARY, parseVocabulary } from '../../src/knowledge/vocabulary.js';

test('parseVocabulary() reads the words of all folders together', () => {
  const { vocabulary, problems } = parseVocabulary(['tags: [a, b]', 'tags: [c]\ntools: [Kubernetes]']);
  expect(problems).toEqual([]);
  expect(vocabulary.tags).toEqual({ a: [], b: [], c: [] });
  expect(vocabulary.tools).toEqual({ Kubernetes: [] });
});

test('parseVocabulary() reads the words that people use for a name', () => {
  const { vocabulary } = parseVocabulary(['tools:\n  Amazon EKS: [eks]\n  Ansible:']);
  expect(vocabulary.tools).toEqual({ 'Amazon EKS': ['eks'], Ansible: [] });
});

test('parseVocabulary() knows no words where no folder lists any', () => {
  expect(parseVocabulary([])).toEqual({ vocabulary: NO_VOCABULARY, problems: [] });
});

test.each([
  ['YAML that does not parse', 'tags: [a', 'is not valid YAML'],
  ['a list of another name', 'colours: [red]', 'colours'],
  ['no list', 'tags: red', 'tags'],
])('parseVocabulary() says what is wrong with %s', (_, text, message) => {
  const { problems } = parseVocabulary([text]);
  expect(problems).toMatchObject([{ path: 'vocabulary.yaml', message: expect.stringContaining(message) }]);
});
