import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder, near, singularOf, wordsIn } from '../../src/answers/word-places.js';

const NONE: ReadonlySet<number> = new Set();

test.each([
  ['Which banks, and why?', ['which', 'banks', 'and', 'why']],
  ['kube-proxy’s rules', ['kube', 'proxy', 'rules']],
  ['  C++ & .NET  ', ['c', 'net']],
  ['…', []],
  ['', []],
])('the words in %j', (text, words) => {
  expect(wordsIn(text)).toEqual(words);
});

test.each([
  ['banks', 'bank'],
  ['companies', 'company'],
  ['boxes', 'box'],
  ['batches', 'batch'],
  ['businesses', 'business'],
  ['airlines', 'airline'],
  ['business', 'business'],
  ['gas', 'gas'],
  ['bank', 'bank'],
])('the singular of %s is %s', (word, singular) => {
  expect(singularOf(word)).toBe(singular);
});

test('words in order stand one after the other, and no place is taken twice', () => {
  const words = wordsIn('docker swarm or docker swarm');
  expect(inOrder(['docker', 'swarm'], words, NONE)).toEqual([0, 1]);
  expect(inOrder(['docker', 'swarm'], words, new Set([1]))).toEqual([3, 4]);
  expect(inOrder(['swarm', 'docker'], words, NONE)).toBeUndefined();
  expect(inOrder(['docker', 'swarm'], ['docker'], NONE)).toBeUndefined();
});

test('near words stand in any order with a few others between', () => {
  const words = wordsIn('their deployments got so much faster');
  expect(near(['faster', 'deployments'], words, NONE)).toEqual([5, 1]);
  expect(near(['faster', 'deployments'], words, new Set([5]))).toBeUndefined();
  expect(near(['faster', 'rollouts'], words, NONE)).toBeUndefined();
  expect(near(['their', 'faster'], [...words, ...words], NONE)).toEqual([6, 5]);
});

test('words far apart are not near', () => {
  const words = wordsIn('deployments, which one and all of us had long wanted to be faster');
  expect(near(['deployments', 'faster'], words, NONE)).toBeUndefined();
});

test('places that are found are of the words that were looked for, each another, and none taken', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 3 }),
      fc.array(word, { maxLength: 12 }),
      fc.array(fc.nat(12)),
      (wanted, words, taken) => {
        for (const find of [inOrder, near]) {
          const places = find(wanted, words, new Set(taken));
          if (places === undefined) continue;
          expect(places.map((place) => words[place])).toEqual(wanted);
          expect(new Set(places).size).toBe(wanted.length);
          expect(places.filter((place) => taken.includes(place))).toEqual([]);
        }
      },
    ),
  );
});
