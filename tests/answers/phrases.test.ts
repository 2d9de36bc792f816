import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPhraseFinder } from '../../src/answers/phrases.js';
import { wordsIn } from '../../src/answers/word-places.js';

const PHRASES = [
  ['New York', 'city'],
  ['New York Times', 'newspaper'],
  ['Times', 'plural'],
  ['Café', 'place'],
] as const;
const find = createPhraseFinder(PHRASES);
const phrasesIn = (text: string) => find(text).found.map(({ phrase }) => phrase);

test('a phrase is found as whole words, whatever the capitals and signs between them', () => {
  expect(phrasesIn('NEW-YORK!')).toEqual(['new york']);
  expect(phrasesIn('new\nyork’s bridges')).toEqual(['new york']);
  expect(phrasesIn('renew york, sometimes')).toEqual([]);
  expect(phrasesIn('ＮＥＷ ＹＯＲＫ')).toEqual(['new york']);
});

test('of several phrases at one place the longest is meant', () => {
  expect(phrasesIn('the New York Times')).toEqual(['new york times']);
  expect(phrasesIn('New York and the Times')).toEqual(['new york', 'times']);
});

test('what is found says where it stands and what it means; the rest keeps its order', () => {
  expect(find('why did the New York Times like a café?')).toEqual({
    found: [
      { phrase: 'new york times', meanings: ['newspaper'], at: 3 },
      { phrase: 'café', meanings: ['place'], at: 8 },
    ],
    rest: 'why did the like a',
  });
});

test('a phrase that is given twice has both meanings', () => {
  const { found } = createPhraseFinder([
    ['Delta', 'airline'],
    ['delta', 'river'],
  ])('a delta');
  expect(found).toEqual([{ phrase: 'delta', meanings: ['airline', 'river'], at: 1 }]);
});

test('a phrase is found in any form of its words only where that is wanted', () => {
  const phrases = [['deploy faster', 'speed']] as const;
  expect(createPhraseFinder(phrases)('deploying faster').found).toEqual([]);
  expect(createPhraseFinder(phrases, { anyForm: true })('Deploying faster')).toEqual({
    found: [{ phrase: 'deploy faster', meanings: ['speed'], at: 0 }],
    rest: '',
  });
});

test('a phrase without words is never found', () => {
  expect(createPhraseFinder([['…', 'nothing']])('… or —').found).toEqual([]);
});

test('for any text, phrases stand in order and apart, and they and the rest are all of its words', () => {
  const words = fc.constantFrom('new', 'New', 'york', 'YORK', 'times', 'café', 'pods', '-', '😀', '\n');
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(words).map((each) => each.join(' ')),
  );
  fc.assert(
    fc.property(text, (asked) => {
      const { found, rest } = find(asked);
      let end = 0;
      for (const { phrase, at } of found) {
        expect(at).toBeGreaterThanOrEqual(end);
        end = at + wordsIn(phrase).length;
        expect(wordsIn(asked).slice(at, end)).toEqual(wordsIn(phrase));
      }
      const all = [...found.flatMap(({ phrase }) => wordsIn(phrase)), ...rest.split(' ').filter(Boolean)];
      expect(all.sort()).toEqual(wordsIn(asked).sort());
    }),
  );
});
