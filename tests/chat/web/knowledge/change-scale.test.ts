import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factorWords, scaleFor } from '../../../../src/chat/web/knowledge/change-scale.js';
import { type Change, changeOf } from '../../../../src/knowledge/change.js';

const change = (before: string, after: string) => changeOf({ what: 'It', before, after }) as Change;

test('the same factor is as long wherever it stands', () => {
  const changes = [change('10 hours', '1 hour'), change('10 seconds', '1 second')];
  const { placeOf } = scaleFor('time', changes);
  expect(placeOf(36_000) - placeOf(3_600)).toBeCloseTo(placeOf(10) - placeOf(1), 9);
  expect(placeOf(1)).toBeLessThan(placeOf(10));
});

test('shares stand on a scale from nothing to all', () => {
  const { placeOf, ticks } = scaleFor('share', [change('20%', '40%')]);
  expect(ticks.map(({ label }) => label)).toEqual(['0%', '25%', '50%', '75%', '100%']);
  expect(placeOf(50)).toBe(50);
  expect(scaleFor('share', [change('50%', '280%')]).placeOf(280)).toBeLessThan(100);
});

test.each([
  ['10 hours', '20 minutes', '30 × shorter'],
  ['1 second', '2.5 seconds', '2.5 × longer'],
  ['5 a day', '5 a day', 'the same'],
  ['1 a day', '4,444 a day', '4,400 × as often'],
  ['1 a day', '1 a week', '7 × rarer'],
  ['1%', '40%', '40 × as much'],
  ['$3 million', '$500,000', '6 × less'],
  ['20 nodes', '2 nodes', '10 × fewer'],
])('a factor is said in words: %s → %s', (before, after, words) => {
  expect(factorWords(change(before, after))).toBe(words);
});

test('whatever the figures, all of them stand on the scale, in order, and names do not overlap', () => {
  const time = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(time, time), { minLength: 1, maxLength: 6 }), (pairs) => {
      const changes = pairs.map(([from, to]): Change => {
        const [before, after] = [from, to].map(
          (value) => ({ measure: 'time', low: value, high: value, unit: '' }) as const,
        );
        return { ...change('1 day', '1 hour'), before, after } as Change;
      });
      const { placeOf, ticks } = scaleFor('time', changes);
      for (const value of pairs.flat()) {
        expect(placeOf(value)).toBeGreaterThan(0);
        expect(placeOf(value)).toBeLessThan(100);
      }
      for (const [place, tick] of ticks.entries()) {
        expect(tick.place - (ticks[place - 1]?.place ?? -100)).toBeGreaterThan(10);
      }
    }),
  );
});
