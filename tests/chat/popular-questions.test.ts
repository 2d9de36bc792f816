import { expect, test } from 'vitest';
import { createCatalogue } from '../../src/chat/catalogue.js';
import { questionsOf } from '../../src/chat/popular-questions.js';
import type { SectionId } from '../../src/knowledge/address.js';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.js';

const { documents } = await loadKnowledge(['knowledge']);
const catalogue = createCatalogue(documents);

test('questions are written as somebody writes them who takes the time', () => {
  const all = documents.flatMap(({ sections }) => sections.map(({ id }) => id));
  const questions = questionsOf(all, catalogue);
  expect(questions.length).toBeGreaterThan(1_000);
  for (const question of questions) expect(question).toMatch(/^[A-Z].*[?.!:]$/);
  expect(
    questions.filter((question) => /\s(?:kubernetes|istio|spotify|prometheus|i)[\s?]/.test(question)),
  ).toEqual([]);
});

test('a section that is found by phrases alone has no question', () => {
  const asksNothing = documents
    .flatMap(({ sections }) => sections)
    .filter(({ questions }) => questions.length === 0)
    .map(({ id }) => id);
  expect(questionsOf([...asksNothing, 'gone.md#gone' as SectionId], catalogue)).toEqual([]);
});
