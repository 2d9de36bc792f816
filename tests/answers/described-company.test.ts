import { expect, test } from 'vitest';
import { createDescriptionReader } from '../../src/answers/described-company.js';
import type { DocumentPath } from '../../src/knowledge/address.js';
import type { Query } from '../../src/search/query.js';
import { termsOf } from '../../src/search/terms.js';
import { documentFrom } from '../documents.js';

const studyOf = (path: DocumentPath, company: string, described: string, location: string) =>
  documentFrom(
    `---
kind: case-study
title: ${company} on Kubernetes
summary: a company that does something
described: [${described}]
sources: [{ title: Case study, url: https://example.com/ }]
checked: 2026-01-31
company: ${company}
industry: Testing
location: ${location}
year: 2020
tools: [Kubernetes]
themes: [testing]
---
Text.
`,
    path,
  );

const OTHERS = ['Oslo', 'Rome', 'Cairo', 'Lima', 'Quito', 'Hanoi', 'Accra', 'Dakar'].map((city, number) =>
  studyOf(`other-${number}.md`, `Other ${number}`, `Seller of goods number ${number}`, city),
);
const reader = createDescriptionReader([
  studyOf('acme.md', 'Acme', 'Maker of anvils and rockets for coyotes', 'Tucson, Arizona'),
  studyOf('globex.md', 'Globex', 'Publisher of maps and globes', 'Springfield'),
  ...OTHERS,
]);

const queryOf = (text: string): Query =>
  termsOf(text).map((term) => ({ text: term, isName: false, weight: 1, terms: [term] }));

test('a company is known by what is said of it, and the rest is the question', () => {
  const described = reader(queryOf('the company for coyotes with anvils and rockets: which clusters'));
  expect(described?.caseStudy.path).toBe('acme.md');
  expect(described?.rest.map(({ text }) => text)).toEqual(['compani', 'cluster']);
});

test('one word describes no company', () => {
  expect(reader(queryOf('maps of clusters'))).toBeUndefined();
});

test('words that fit several companies alike describe none', () => {
  expect(reader(queryOf('seller of goods, how many clusters'))).toBeUndefined();
  expect(reader(queryOf('anvils, rockets, maps and globes'))).toBeUndefined();
});
