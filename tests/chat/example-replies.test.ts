import { expect, test } from 'vitest';
import { createAnswerQuestion } from '../../src/answers/answer-question.js';
import { createCatalogue } from '../../src/chat/catalogue.js';
import { askedExamples, shownExamples } from '../../src/chat/example-replies.js';
import type { Document } from '../../src/knowledge/document.js';
import { createSearch } from '../../src/search/search.js';
import { SMALL, SMALL_KNOWLEDGE } from './small-knowledge.js';

function partsOf(documents: readonly Document[]) {
  const knowledge = { ...SMALL_KNOWLEDGE, documents };
  return {
    answer: createAnswerQuestion(knowledge, () => 'answer-1', createSearch(documents)),
    catalogue: createCatalogue(documents),
    sourceUrlOf: () => undefined,
  };
}

test('examples are of the kinds that a knowledge base has, and others are left out', async () => {
  const turns: number[] = [];
  const examples = await askedExamples(partsOf(SMALL), async () => turns.push(1));
  expect(examples.map(({ name, question }) => [name, question])).toEqual([
    ['excerpt', 'What is a Pod?'],
    ['list', 'Which companies use Prometheus?'],
    ['comparison', 'Compare Deployment and StatefulSet'],
    ['declined', 'How do I bake bread?'],
  ]);
  expect(turns.length, 'others are answered between the questions').toBeGreaterThan(examples.length);
});

test('without a case study or a track there are examples of the rest', async () => {
  const concepts = SMALL.filter(({ frontMatter }) => frontMatter.kind === 'concept');
  const asked = await askedExamples(partsOf(concepts), async () => {});
  expect(asked.map(({ name }) => name)).toEqual(['excerpt', 'comparison', 'declined']);
  expect(shownExamples({ ...partsOf(concepts), tracks: [] }).map(({ name }) => name)).toEqual(['companies']);
});
