import { expect, test } from 'vitest';
import { companiesReply, createCatalogue } from '../../src/chat/catalogue.js';
import { sectionKeyOf } from '../../src/chat/section-key.js';
import { caseStudyOf, documentFrom } from '../documents.js';
import { SMALL } from './small-knowledge.js';

const catalogue = createCatalogue(SMALL);

test('a catalogue counts its documents and sections', () => {
  expect(catalogue.size).toEqual({
    documents: SMALL.length,
    sections: SMALL.reduce((sum, { sections }) => sum + sections.length, 0),
  });
});

test('a section is found by its id and by its short name, with its document', () => {
  const entry = catalogue.find('concepts/pods.md#phases-of-a-pod');
  expect(entry?.document.title).toBe('Pods');
  expect(entry?.section.heading).toBe('Phases of a Pod');
  expect(catalogue.findByKey(sectionKeyOf('concepts/pods.md#phases-of-a-pod'))).toBe(entry);
  expect(catalogue.find('concepts/pods.md#none')).toBeUndefined();
  expect(catalogue.findByKey(sectionKeyOf('concepts/pods.md#none'))).toBeUndefined();
});

test('no two sections share a short name', () => {
  const ids = SMALL.flatMap(({ sections }) => sections.map(({ id }) => id));
  expect(new Set(ids.map(sectionKeyOf)).size).toBe(ids.length);
});

test('case studies stand by industry, each with its introduction, in the order of their names', () => {
  expect(catalogue.industries.map(({ name }) => name)).toEqual(['Banking', 'Retail']);
  const [banking] = catalogue.industries;
  expect(banking?.companies[0]).toEqual({
    name: 'Globex',
    introduction: sectionKeyOf('case-studies/globex.md#intro'),
  });
  const names = banking?.companies.map(({ name }) => name) ?? [];
  expect(names).toEqual([...names].sort());
});

test('the companies are told by industry, with a way to ask for what they share', () => {
  const reply = companiesReply(
    createCatalogue([caseStudyOf('Acme', 'Text.', 'acme.md'), documentFrom('# Note\nText.')]),
  );
  expect(reply).toMatchObject({
    kind: 'list',
    text: expect.stringContaining('I know 1 '),
    entries: [{ title: 'Testing', gist: 'Acme' }],
    more: 0,
  });
  expect(reply.rated).toBeUndefined();
});
