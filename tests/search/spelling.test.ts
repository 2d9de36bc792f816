import { expect, test } from 'vitest';
import { createCorrector } from '../../src/search/spelling.js';

const correct = createCorrector(
  new Map([
    ['deployment', 9],
    ['deployments', 2],
    ['pods', 5],
    ['pod', 9],
    ['node', 4],
    ['kubernetes', 50],
  ]),
);

test.each([
  ['deploymnet', 'deployment'],
  ['kuberntes', 'kubernetes'],
  ['nodde', 'node'],
  ['podd', 'pod'],
  ['thier', 'their'],
  ['nods', undefined],
  ['pod', undefined],
  ['netflix', undefined],
  ['v1.2345', undefined],
  ['constructor', undefined],
])('a corrector takes %s for %s', (word, meant) => {
  expect(correct(word)).toBe(meant);
});
