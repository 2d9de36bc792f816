import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuantity } from '../../src/knowledge/quantity.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const YEAR = 365.25 * DAY;
const MONTH = YEAR / 12;

test.each([
  ['20 to 50 minutes', 20 * MINUTE, 50 * MINUTE],
  ["under a minute for much of the code (the study's main text says for some services)", MINUTE, MINUTE],
  ['2 or 5 minutes', 2 * MINUTE, 5 * MINUTE],
  ['up to 10 hours', 10 * HOUR, 10 * HOUR],
  ['a whole quarter, if not longer', 3 * MONTH, 3 * MONTH],
  ['a fortnight', 2 * WEEK, 2 * WEEK],
  ['a week or two', WEEK, 2 * WEEK],
  ['half a year', YEAR / 2, YEAR / 2],
  ['about half an hour, with other teams and special staff', HOUR / 2, HOUR / 2],
  ['easily a couple of months of work (and the scaling to hundreds of GPUs)', 2 * MONTH, 2 * MONTH],
  ['one to two weeks, with a developer and a DevOps person', WEEK, 2 * WEEK],
  ['30 minutes to an hour, with approval of the business', HOUR / 2, HOUR],
  ['600 ms', 0.6, 0.6],
  ['inside of a week', WEEK, WEEK],
])('a time is read in seconds: %s', (text, low, high) => {
  const quantity = parseQuantity(text);
  expect(quantity).toMatchObject({ measure: 'time', unit: '' });
  expect(quantity?.low).toBeCloseTo(low, 6);
  expect(quantity?.high).toBeCloseTo(high, 6);
});

test.each([
  ['3-4 a day', 3 * 365.25, 4 * 365.25],
  ['one in 4-6 weeks', 365.25 / 42, 365.25 / 28],
  ['fewer than 10 a week', 10 * (365.25 / 7), 10 * (365.25 / 7)],
  ['three or four times a week, during the working day', 3 * (365.25 / 7), 4 * (365.25 / 7)],
  ['every week or two weeks, at times of low traffic', 365.25 / 14, 365.25 / 7],
  ['quarterly, mostly in off-hours', 4, 4],
  ['monthly; deployments about every hour', 12, 12],
  ['as few as two per week', 2 * (365.25 / 7), 2 * (365.25 / 7)],
])('how often something happens is read in times a year: %s', (text, low, high) => {
  const quantity = parseQuantity(text);
  expect(quantity?.measure).toBe('rate');
  expect(quantity?.low).toBeCloseTo(low, 6);
  expect(quantity?.high).toBeCloseTo(high, 6);
});

test.each([
  ['$3 million', { measure: 'money', low: 3_000_000, high: 3_000_000, unit: '$' }],
  ['$500,000', { measure: 'money', low: 500_000, high: 500_000, unit: '$' }],
  ['1% (in one passage, under 1%)', { measure: 'share', low: 1, high: 1, unit: '' }],
  ['about 4% on average on thousands of VMs', { measure: 'share', low: 4, high: 4, unit: '' }],
  ['54 percent in October 2016', { measure: 'share', low: 54, high: 54, unit: '' }],
  ['10 nodes', { measure: 'count', low: 10, high: 10, unit: 'node' }],
  ['one (Kubernetes)', { measure: 'count', low: 1, high: 1, unit: '' }],
  ['1-30', { measure: 'count', low: 1, high: 30, unit: '' }],
  ['would have been 2,600+ VMs', { measure: 'count', low: 2_600, high: 2_600, unit: 'vm' }],
])('a share, money and a number of things are read: %s', (text, quantity) => {
  expect(parseQuantity(text)).toEqual(quantity);
});

test.each([
  // No figure.
  '',
  'several hours',
  'weeks',
  'a few minutes',
  'not possible',
  'a matter of minutes',
  'tens of seconds',
  'a team of 40',
  // More than one.
  'five minutes for Kubernetes, an hour overall with smoke testing',
  'two developers for two weeks',
  'about 5 to production and 50 to staging',
  'a couple of days for developers who understood Puppet, weeks for others',
  'likely a day or two on a VM, then probably a few weeks',
  'a day, sometimes two days',
  'over 500 in the first 10 months alone of 2017',
  // A difference, a multiple or a wish.
  '40% lower',
  '10x over the past few years',
  '10 times better',
  '2.3 million',
  '9'.repeat(400),
  '100 as the goal for the year of the case study',
  'three months planned',
  // Nothing that a factor leads to.
  '0%',
])('what gives no figure, or more than one, is no quantity: %s', (text) => {
  expect(parseQuantity(text)).toBeUndefined();
});

test('whatever is written, a quantity is positive and its least is no more than its most', () => {
  const word = fc.oneof(
    fc.constantFrom(
      ...'about 20 3.5 1,200 0 a half to or - an hour minutes weeks % $ x per every ( ) ; ,'.split(' '),
    ),
    fc.string({ maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (words) => {
      const quantity = parseQuantity(words.join(' '));
      if (quantity === undefined) return;
      expect(quantity.low).toBeGreaterThan(0);
      expect(quantity.high).toBeGreaterThanOrEqual(quantity.low);
      expect(Number.isFinite(quantity.high)).toBe(true);
    }),
  );
});
