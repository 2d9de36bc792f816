import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createUnknownCompanyFinder } from '../../src/answers/unknown-company.js';
import type { Query } from '../../src/search/query.js';

const unknownIn = createUnknownCompanyFinder(
  { Travel: ['Wayne Air', 'tripco'], Retail: ["Macy's"] },
  { Software: ['apple'], Media: ['sky'] },
);

const NONE_OF_OURS: Parameters<typeof unknownIn>[2] = { names: [], isDescribed: false };

/** What is said of a text whose named words nobody knows. */
const found = (text: string, ours: Partial<typeof NONE_OF_OURS> = {}, strangers: readonly string[] = []) => {
  const query: Query = strangers.map((word) => ({
    text: word.toLowerCase(),
    isName: /^\p{Lu}/u.test(word),
    weight: 0,
    terms: [],
  }));
  return unknownIn(text, query, { ...NONE_OF_OURS, ...ours });
};

test('a listed company is unknown to us, and named as it was typed, with its industry', () => {
  expect(found('How does Wayne Air use Kubernetes?')).toEqual({ name: 'Wayne Air', industry: 'Travel' });
  expect(found('TripCo clusters')).toEqual({ name: 'TripCo', industry: 'Travel' });
  expect(found('what did wayne-air save')).toEqual({ name: 'wayne-air', industry: 'Travel' });
  expect(found("why did Macy's move?")).toEqual({ name: "Macy's", industry: 'Retail' });
  expect(found('how do trips to Wayne work')).toBeUndefined();
});

test.each(['How does Apple use Kubernetes?', 'has apple adopted containers', 'the migration story at Apple'])(
  'a name that is a word as well is a company where one is asked about: %s',
  (text) => {
    expect(found(text)).toMatchObject({ industry: 'Software' });
  },
);

test.each([
  'an apple a day',
  'why is the sky blue',
  'run pods on apple silicon',
  'is an Apple chip supported',
])('a name that is a word as well is a word elsewhere: %s', (text) => {
  expect(found(text)).toBeUndefined();
});

test('a word that nothing matches is a company where companies stand', () => {
  expect(found('How does Zorgle use Kubernetes?', {}, ['Zorgle'])).toEqual({ name: 'Zorgle' });
  expect(found('why did zorgle switch', {}, ['zorgle'])).toEqual({ name: 'zorgle' });
  expect(found('the zorgle case study', {}, ['zorgle'])).toEqual({ name: 'zorgle' });
  expect(found('tell me about Zorgle', {}, ['Zorgle'])).toEqual({ name: 'Zorgle' });
  expect(found('containers at Zorgle', {}, ['Zorgle'])).toEqual({ name: 'Zorgle' });
});

test('a word that nothing matches is none where software stands', () => {
  expect(found('a pod with zorgle inside', {}, ['zorgle'])).toBeUndefined();
  expect(found('install zorgle please', {}, ['zorgle'])).toBeUndefined();
});

test('a short word is a company only when it is written as a name, and one with digits never', () => {
  expect(found('how does zed use pods', {}, ['zed'])).toBeUndefined();
  expect(found('how does Zed use pods', {}, ['Zed'])).toEqual({ name: 'Zed' });
  expect(found('how does Zed9 use pods', {}, ['Zed9'])).toBeUndefined();
});

test('beside a company of ours, another is one too', () => {
  const named = { names: ['acme'] };
  expect(found('Acme or Zorgle?', named, ['Zorgle'])).toEqual({ name: 'Zorgle' });
  expect(found('Apple or Acme, who saved more', named)).toMatchObject({ name: 'Apple' });
  expect(found('compare Acme with apple', named)).toMatchObject({ name: 'apple' });
  expect(found('compare Acme with tripco', named)).toMatchObject({ name: 'tripco' });
  expect(found('how does Zorgle differ from Acme', named, ['Zorgle'])).toBeUndefined();
  expect(found('does Acme run zorgle pods', named, ['zorgle'])).toBeUndefined();
  expect(found('does Acme fly with tripco', named)).toBeUndefined();
  expect(found('does Acme run Macs with apple silicon', named)).toBeUndefined();
});

test('where one of ours is described, a company that is only mentioned is not asked about', () => {
  const described = { isDescribed: true };
  expect(found('the airline that competes TripCo, why Istio', described)).toBeUndefined();
  expect(found('how does TripCo use Istio', described)).toMatchObject({ name: 'TripCo' });
});

test('a question about no company has none, whatever is typed', () => {
  expect(found('why is my Pod Pending?')).toBeUndefined();
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.string()),
      fc.boolean(),
      (text, names, isDescribed) => {
        expect(unknownIn(text, [], { names, isDescribed })).toBeUndefined();
      },
    ),
  );
});
