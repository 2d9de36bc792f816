import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCompanyFinder } from '../../src/answers/companies.js';
import { caseStudyOf, documentFrom } from '../documents.js';

const paper = documentFrom(
  `---
kind: case-study
title: A newspaper on Kubernetes
summary: a newspaper
aliases: [NYT, NY Times, Wordle]
sources: [{ title: Case study, url: https://example.com/ }]
checked: 2026-01-31
company: New York Times
industry: Media
year: 2020
tools: [Kubernetes]
themes: [testing]
---
Text.
`,
  'paper.md',
);
const acme = caseStudyOf('Acme', 'Anvils.', 'acme.md');
const companiesIn = createCompanyFinder([
  acme,
  paper,
  documentFrom('# Wordless\nA note named like no company.', 'note.md'),
]);
const pathsIn = (text: string) => [...companiesIn(text).caseStudies].map(({ path }) => path);

test('a company is known by its name and by its aliases', () => {
  expect(pathsIn('Why did ACME move?')).toEqual(['acme.md']);
  expect(pathsIn('acme incorporated’s clusters')).toEqual(['acme.md']);
  expect(pathsIn('what about the new-york times')).toEqual(['paper.md']);
  expect(pathsIn('acmeism in New York')).toEqual([]);
  expect(pathsIn('is this note Wordless?')).toEqual([]);
});

test('a company’s name is no part of what is asked, an alias of it neither', () => {
  expect(companiesIn('Why did Acme move?')).toEqual({
    caseStudies: new Set([acme]),
    names: ['acme'],
    rest: 'why did move',
  });
  expect(companiesIn('what did the NYT save').rest).toBe('what did the save');
  expect(companiesIn('what did NY Times save').rest).toBe('what did save');
});

test('a product names its company, and stays in what is asked', () => {
  expect(pathsIn('where does Wordle run?')).toEqual(['paper.md']);
  expect(companiesIn('where does Wordle run?').rest.split(' ').sort()).toEqual([
    'does',
    'run',
    'where',
    'wordle',
  ]);
});

test('several companies are named in the order in which they stand, each once', () => {
  expect(pathsIn('Did the NYT or Acme save more than NY Times?')).toEqual(['paper.md', 'acme.md']);
  expect(companiesIn('Did the NYT or Acme save more than NY Times?').names).toEqual([
    'nyt',
    'acme',
    'ny times',
  ]);
});

test('a text that names no company stays as it was written, for any text', () => {
  expect(companiesIn('Why  is my Pod *Pending*?').rest).toBe('Why  is my Pod *Pending*?');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { names, rest, caseStudies } = companiesIn(text);
      expect(names.length > 0).toBe(caseStudies.size > 0);
      if (names.length === 0) expect(rest).toBe(text);
    }),
  );
});
