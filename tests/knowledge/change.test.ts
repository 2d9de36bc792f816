import { expect, test } from 'vitest';
import { changeOf } from '../../src/knowledge/change.js';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.js';

test('a result changes by the factor between its two figures, whatever their units', () => {
  const change = changeOf({ what: 'Waiting', before: 'up to 10 hours', after: 'under 20 minutes' });
  expect(change).toMatchObject({ measure: 'time', result: { before: 'up to 10 hours' } });
  expect(change?.factor).toBeCloseTo(1 / 30, 9);
});

test('spans are compared by their middles', () => {
  expect(changeOf({ what: 'Releases', before: '1 a day', after: '2-8 a day' })?.factor).toBeCloseTo(4, 9);
});

test.each([
  ['only one side gives a figure', { before: '4 hours', after: 'a few minutes' }],
  ['there was nothing before', { after: '20 minutes' }],
  ['the sides measure something else', { before: '800 applications', after: '30 percent' }],
  ['the sides count something else', { before: '20 virtual machines', after: '40 pods' }],
  ['the sides name other currencies', { before: '$300', after: '€200' }],
])('there is no change to draw where %s', (_, result) => {
  expect(changeOf({ what: 'something', ...result })).toBeUndefined();
});

test('most case studies that give figures before and after are understood', async () => {
  const { documents } = await loadKnowledge(['knowledge']);
  const results = documents.flatMap(({ frontMatter }) =>
    frontMatter.kind === 'case-study' ? frontMatter.results : [],
  );
  const changes = results.flatMap((result) => changeOf(result) ?? []);
  // 42 of the 156 that have a before, when this was written; the others tell one side in words.
  expect(changes.length).toBeGreaterThanOrEqual(40);
  const [least, most] = [Math.min, Math.max].map((of) => of(...changes.map(({ factor }) => factor)));
  expect(least).toBeGreaterThan(1e-5);
  expect(most).toBeLessThan(1e3);
});
