import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSuggest } from '../../src/search/suggest.js';
import { SMALL } from '../chat/small-knowledge.js';
import { caseStudyOf, documentFrom } from '../documents.js';

const autoscaler = documentFrom(
  '---\naliases: [HPA]\n---\n# Horizontal Pod Autoscaler\nIt scales.\n\n## Limits\nSome.',
  'hpa.md',
);
const acme = caseStudyOf('Acme', 'It sells.\n## Costs at Acme\nLess.', 'acme.md');
const suggest = createSuggest([...SMALL, autoscaler, acme]);

const headings = (typed: string, limit = 20) =>
  suggest(typed, limit).map(({ document, section }) => `${document.title} › ${section.heading}`);

test('sections are suggested whose titles begin with what is typed, introductions first', () => {
  expect(headings('stateful')).toEqual(['StatefulSets › StatefulSets', 'StatefulSets › Scaling']);
});

test('each word may be cut short, and may stand in the title or the heading', () => {
  expect(headings('hor pod auto')[0]).toBe('Horizontal Pod Autoscaler › Horizontal Pod Autoscaler');
  expect(headings('acme cost')[0]).toBe('Acme on Kubernetes › Costs at Acme');
});

test('other names count as titles', () => {
  expect(headings('hpa')[0]).toBe('Horizontal Pod Autoscaler › Horizontal Pod Autoscaler');
});

test('capitals, accents of width and signs make no difference', () => {
  expect(headings('ＰＯＤＳ!')).toEqual(headings('pods'));
  expect(headings('pods').length).toBeGreaterThan(0);
});

test('nothing is suggested for nothing, for signs alone, and for words that begin nothing', () => {
  for (const typed of ['', '  ', '?!', '🚀', 'zzz', 'pods zzz']) expect(headings(typed)).toEqual([]);
});

test('no more are suggested than are wanted', () => {
  expect(headings('p', 2)).toHaveLength(2);
  expect(headings('p', 0)).toEqual([]);
});

test('while a word is typed on, what remains was suggested before', () => {
  const all = (typed: string) => headings(typed, 1_000);
  for (const word of ['deployments', 'scaling', 'acme', 'horizontal'])
    for (let length = 2; length <= word.length; length++)
      expect(all(word.slice(0, length - 1))).toEqual(expect.arrayContaining(all(word.slice(0, length))));
});

test('no text is too strange or too long to be typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
      expect(suggest(typed, 20).length).toBeLessThanOrEqual(20);
    }),
  );
  expect(suggest('pod '.repeat(10_000), 20).length).toBeLessThanOrEqual(20);
});
