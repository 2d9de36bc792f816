import { expect, test } from 'vitest';
import { type Judgement, SURE, UNSURE } from '../../src/answers/confidence.js';
import { explainedBy, explainHit } from '../../src/answers/explanation.js';
import { createSearch } from '../../src/search/search.js';
import { documentFrom } from '../documents.js';

const search = createSearch([
  documentFrom('# Pods\nA Pod runs containers.\n## Phases\nPending, Running, Succeeded.', 'pods.md'),
  documentFrom('# Services\nA Service has a stable address.', 'services.md'),
]);

// What a judgement holds is passed on as it is.
const judgement = { answerable: 0.9, right: 0.8, signals: {} } as Judgement;

const explained = (question: string, reasons: readonly string[] = []) => {
  const { query, hits } = search.find(question);
  const [best] = hits;
  if (best === undefined) throw new Error('nothing was found');
  return { best, ...explainHit(best, query, judgement, reasons) };
};

test('reasons alone explain without words and figures', () => {
  expect(explainedBy('it asks nothing', 'it is short')).toEqual({
    reasons: ['it asks nothing', 'it is short'],
    words: [],
  });
  expect(explainedBy()).toEqual({ reasons: [], words: [] });
});

test('each word says as what and where the section has it', () => {
  expect(explained('which phases').words).toEqual([{ asked: 'phases', term: 'phase', fields: ['heading'] }]);
  const [word] = explained('svc').words;
  expect(word).toMatchObject({ asked: 'svc', term: 'servic' });
  expect(word?.fields).toEqual(expect.arrayContaining(['title', 'text']));
});

test('a slip says what it was taken for', () => {
  expect(explained('servises').words).toMatchObject([
    { asked: 'servises', meant: 'services', term: 'servic' },
  ]);
});

test('a word that the section lacks stands nowhere', () => {
  expect(explained('zanzibar phases').words).toEqual([
    { asked: 'zanzibar', fields: [] },
    { asked: 'phases', term: 'phase', fields: ['heading'] },
  ]);
  expect(explained('constructor phases').words[0]).toEqual({ asked: 'constructor', fields: [] });
});

test('the judgement comes with its section, its score and the thresholds', () => {
  const { best, judgement: figures, reasons } = explained('phases', ['it is about phases']);
  expect(reasons).toEqual(['it is about phases']);
  expect(figures).toEqual({
    ...judgement,
    section: 'pods.md#phases',
    score: best.score,
    thresholds: { sure: SURE, unsure: UNSURE },
  });
});
