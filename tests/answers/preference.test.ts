import { expect, test } from 'vitest';
import { byPreference, byPreferenceWithin, type Expectation } from '../../src/answers/preference.js';
import type { Document } from '../../src/knowledge/document.js';
import type { Hit } from '../../src/search/search.js';
import { caseStudyOf, documentFrom } from '../documents.js';

const pods = documentFrom('# Pods\nWhat a Pod is.\n## Phases\nPending, Running.', 'pods.md');
const nodes = documentFrom('# Nodes\nWhat a node is.', 'nodes.md');
const versus = documentFrom(
  '---\nkind: comparison\ntitle: Pods and nodes\nsummary: s\nsources: [{ title: t, url: https://example.com/ }]\nchecked: 2026-01-31\n---\nA Pod runs on a node.',
  'versus.md',
);
const acme = caseStudyOf('Acme', 'Acme has pods.', 'acme.md');

const hitIn = (document: Document, score: number, section = document.sections[0]): Hit => {
  if (section === undefined) throw new Error(`${document.path} has no section`);
  return { document, section, score, coverage: 1, evidence: 1, likeness: 0, prominence: 0, terms: {} };
};

const NOTHING: Expectation = {
  subjects: [],
  asksForWhole: false,
  compares: false,
  speaksOfCompanies: false,
};
const order = (hits: readonly Hit[], expected: Partial<Expectation>) =>
  byPreference(hits, { ...NOTHING, ...expected }).map(({ section }) => section.id);

test('where nothing is expected, hits stay in the order of their scores', () => {
  expect(order([hitIn(nodes, 2), hitIn(pods, 3)], {})).toEqual(['pods.md#intro', 'nodes.md#intro']);
  expect(order([hitIn(nodes, 2), hitIn(pods, 2)], {})).toEqual(['nodes.md#intro', 'pods.md#intro']);
  expect(byPreference([], NOTHING)).toEqual([]);
});

test('the document of the subject that is named goes before one that is nearly as good', () => {
  expect(order([hitIn(nodes, 10), hitIn(pods, 9.9)], { subjects: [pods] })).toEqual([
    'pods.md#intro',
    'nodes.md#intro',
  ]);
  expect(order([hitIn(nodes, 10), hitIn(pods, 2)], { subjects: [pods] })[0]).toBe('nodes.md#intro');
});

test('whoever asks for the whole gets the beginning', () => {
  const hits = [hitIn(pods, 10, pods.sections[1]), hitIn(pods, 9.9)];
  expect(order(hits, { subjects: [pods] })[0]).toBe('pods.md#phases');
  expect(order(hits, { subjects: [pods], asksForWhole: true })[0]).toBe('pods.md#intro');
});

test('whoever compares gets a comparison', () => {
  const hits = [hitIn(pods, 10), hitIn(versus, 9.9)];
  expect(order(hits, {})[0]).toBe('pods.md#intro');
  expect(order(hits, { compares: true })[0]).toBe('versus.md#intro');
});

test('a company’s story steps back where no company is spoken of', () => {
  const hits = [hitIn(acme, 10), hitIn(pods, 9.9)];
  expect(order(hits, {})[0]).toBe('pods.md#intro');
  expect(order(hits, { speaksOfCompanies: true })[0]).toBe('acme.md#intro');
});

test('hits that were given are not changed', () => {
  const hits = [hitIn(nodes, 2), hitIn(pods, 2)];
  byPreference(hits, { ...NOTHING, subjects: [pods] });
  expect(hits).toEqual([hitIn(nodes, 2), hitIn(pods, 2)]);
});

const globex = caseStudyOf(
  'Globex',
  'A story.\n## Globex, the globe maker\nThey make globes.\n## The problem before\nToo slow.\n## Why Globex chose it\nIt fit.\n## Results\nFaster.',
  'globex.md',
);
const [, self, problem, why, results] = globex.sections;
const orderWithin = (question: string, ...hits: readonly (readonly [typeof self, number])[]) =>
  byPreferenceWithin(
    hits.map(([section, score]) => hitIn(globex, score, section)),
    question,
  ).map(({ section }) => section.heading);

test('within a case study, reasons go first where reasons are asked for', () => {
  for (const question of ['why did they move', 'the reasons for it', 'What made them do it', 'how come']) {
    expect(orderWithin(question, [results, 10], [problem, 9])).toEqual(['The problem before', 'Results']);
    expect(orderWithin(question, [results, 10], [why, 9])).toEqual(['Why Globex chose it', 'Results']);
  }
  expect(orderWithin('what did they gain', [results, 10], [problem, 9])).toEqual([
    'Results',
    'The problem before',
  ]);
  expect(orderWithin('why did they move', [results, 10], [why, 1])[0]).toBe('Results');
});

test('within a case study, what the company is like steps back', () => {
  const order = ['Results', 'Globex, the globe maker'];
  expect(orderWithin('what did the globe maker gain', [self, 10], [results, 9])).toEqual(order);
  expect(orderWithin('why did the globe maker move', [self, 10], [results, 9])).toEqual(order);
  expect(orderWithin('what did the globe maker gain', [self, 10], [results, 1])[0]).toBe(order[1]);
});

test('within a case study, sections that nothing is expected of stay in the order of their scores', () => {
  expect(orderWithin('how', [problem, 2], [results, 3])).toEqual(['Results', 'The problem before']);
  expect(orderWithin('how', [problem, 2], [results, 2])).toEqual(['The problem before', 'Results']);
  expect(orderWithin('why')).toEqual([]);
});
