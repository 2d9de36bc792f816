import { expect, test } from 'vitest';
import type { DocumentPath } from '../../src/knowledge/address.js';
import { createSearch } from '../../src/search/search.js';
import { documentFrom } from '../documents.js';

const pods = documentFrom(
  '# Pods\nA Pod runs containers.\n## Phases\nPending, Running, Succeeded.',
  'pods.md',
);
const services = documentFrom('# Services\nA Service has a stable address.', 'services.md');
const nodes = documentFrom('# Nodes\nA machine that runs workloads of the cluster.', 'nodes.md');
const search = createSearch([pods, services, nodes]);

const idsFor = (question: string) => search.find(question).hits.map((hit) => hit.section.id);

test('a search ranks the section first that holds the question’s words', () => {
  expect(idsFor('which phases are there?')[0]).toBe('pods.md#phases');
});

test('a search understands short names and corrects slips', () => {
  expect(idsFor('svc')[0]).toBe('services.md#intro');
  expect(search.find('servises').query).toMatchObject([{ text: 'servises', correction: 'services' }]);
  expect(idsFor('servises')[0]).toBe('services.md#intro');
});

test('coverage says how much of the question a section holds', () => {
  expect(search.find('phases').hits[0]?.coverage).toBe(1);
  expect(search.find('phases of the moon over zanzibar').hits[0]?.coverage).toBeLessThan(0.5);
});

test('a search keeps to the documents it is given', () => {
  const { hits } = search.find('runs', { documents: new Set([nodes]), rest: 'runs' });
  expect(hits.map((hit) => hit.document.path)).toEqual(['nodes.md']);
});

test('the same question has the same hits, and a question of a thousand words is still answered', () => {
  const question = Array.from({ length: 1_000 }, (_, number) => `word${number} pods`).join(' ');
  expect(search.find(question)).toEqual(search.find(question));
  expect(search.find(question).query.length).toBeLessThanOrEqual(48);
  expect(idsFor(question)).toContain('pods.md#intro');
});

test('a word that every object knows is a word as any other, also where it stands everywhere', () => {
  const everywhere = createSearch(
    ['xray', 'yankee', 'zulu'].map((name) =>
      documentFrom(`# A constructor\nIt makes a ${name}.`, `${name}.md` as DocumentPath),
    ),
  );
  const { hits } = everywhere.find('constructor zulu yankee xray');
  expect(hits.map(({ document }) => document.path)).toEqual(['xray.md', 'yankee.md', 'zulu.md']);
  for (const { terms } of hits) expect(Object.keys(terms)).toHaveLength(1);
  expect(everywhere.find('constructor').hits).toHaveLength(3);
});

test.each(['', '😀😀', '\u0000\u0007', 'constructor __proto__ toString', '***', '['.repeat(5000)])(
  'a search takes %j',
  (question) => {
    const { query, hits } = search.find(question);
    for (const { score } of hits) expect(score).toBeGreaterThan(0);
    if (query.length === 0) expect(hits).toEqual([]);
  },
);
