import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainTextOf } from '../../src/knowledge/markdown.js';
import { parseMarkdown } from '../../src/knowledge/parse-markdown.js';
import { evidenceIn } from '../../src/search/evidence.js';

const blocksOf = (text: string) => parseMarkdown(text).children;
const weights = (...terms: string[]) => new Map(terms.map((term) => [term, 1]));
const evidence = (text: string, ...terms: string[]) => evidenceIn(blocksOf(text), weights(...terms));

/** Characters that a line has at most, with the ellipsis that ends a longer one. */
const LIMIT = 200;
const withoutEllipsis = (line: string) => line.replace(/ …$/, '');

test('evidence is the sentence that says most about the terms', () => {
  const text = 'Acme sells anvils. It moved to *Kubernetes* in\n2017, with Istio. Then it rested.';
  expect(evidence(text, 'istio', 'kubernet')).toBe('It moved to Kubernetes in 2017, with Istio.');
});

test('evidence is one item of a list, also of one in another', () => {
  const text = 'They gained:\n\n- speed\n- money:\n  - 30% fewer servers\n  - no licenses';
  expect(evidence(text, 'server')).toBe('30% fewer servers');
  expect(evidence(text, 'speed')).toBe('speed');
});

test('evidence is a row of a table, with its first cell for a name', () => {
  const text = '| What | Before | After |\n|---|---|---|\n| Release | a week | an hour |\n| Price | | half |';
  expect(evidence(text, 'releas')).toBe('Release: a week → an hour');
  expect(evidence(text, 'price')).toBe('Price: half');
  expect(evidence(text, 'befor')).toBe('Release: a week → an hour');
});

test('evidence is quoted from a quotation, and never from code', () => {
  expect(evidence('> We save money. We sleep.', 'sleep')).toBe('We sleep.');
  expect(evidence('Run this.\n\n```\nsleep\n```', 'sleep')).toBe('Run this.');
  expect(evidence('```\nsleep\n```', 'sleep')).toBe('');
});

test('of lines that say as much, the first is evidence; without terms, the very first', () => {
  expect(evidence('One pod. Two pods. Three pods.', 'pod')).toBe('One pod.');
  expect(evidence('One pod. Two pods. Three pods.')).toBe('One pod.');
  expect(evidence('')).toBe('');
});

test('a term that is said often counts once', () => {
  expect(evidence('Pods, pods, pods. A pod on a node.', 'pod', 'node')).toBe('A pod on a node.');
});

test('a heavier term goes before a lighter one', () => {
  const terms = new Map([
    ['pod', 1],
    ['istio', 3],
  ]);
  expect(evidenceIn(blocksOf('A pod. An Istio.'), terms)).toBe('An Istio.');
});

test('a short line goes before a long one that says the same', () => {
  const long = `A pod ${'and so on '.repeat(30)}ends.`;
  expect(evidence(`${long} One pod.`, 'pod')).toBe('One pod.');
});

test('a long line ends between two words', () => {
  const line = evidence(`A pod ${'and so on '.repeat(30)}ends.`, 'pod');
  expect(line).toMatch(/^A pod (?:and so on )+(?:and )?(?:so )?…$/);
  expect(line.length).toBeLessThanOrEqual(LIMIT);
});

test('a long word without spaces is cut, and no sign of two halves between them', () => {
  const shown = 'x'.repeat(LIMIT - ' …'.length - 1);
  expect(evidence(`${shown}😀😀`)).toBe(`${shown} …`);
});

test('for any text without a table, evidence is one short line of the section’s words', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'A pod. ',
      'Why? ',
      '- item\n',
      '> ',
      '\n\n',
      '**',
      '`code` ',
      '[l](u) ',
      '1. ',
      '\\',
      '&amp;',
    ),
    fc.constantFrom('a long tale of pods '.repeat(20), 'x'.repeat(300), '😀'.repeat(150)),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const spaces = /\s+/g;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.subarray(['pod', 'item', 'tale']), (pieces, terms) => {
      const blocks = blocksOf(pieces.join('').replaceAll('|', ''));
      const line = evidenceIn(blocks, weights(...terms));
      expect(plainTextOf(blocks).replace(spaces, ' ')).toContain(withoutEllipsis(line));
      expect(line.length).toBeLessThanOrEqual(LIMIT);
      expect(line).not.toContain('\n');
    }),
    { numRuns: 300 },
  );
});
