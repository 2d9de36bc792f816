import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Answer, Citation } from '../../src/answers/answer.js';
import { createAnswerQuestion } from '../../src/answers/answer-question.js';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.js';
import { markdownOf } from '../../src/knowledge/markdown.js';

/** A question, and what any right excerpt must hold. */
interface Golden {
  readonly id: string;
  readonly question: string;
  readonly context: readonly string[];
  readonly expect: {
    readonly answered: boolean;
    readonly sources?: readonly string[];
    readonly facts?: readonly string[];
  };
}

const golden: readonly Golden[] = readFileSync(new URL('./questions.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const { documents } = await loadKnowledge(['knowledge']);
const answerQuestion = createAnswerQuestion(documents, () => 'answer-1');

const outcomes = golden.map((asked) => {
  const answer = answerQuestion({ text: asked.question, thread: asked.context });
  return { asked, answer, right: isRight(asked, answer) };
});

test('of the questions that the knowledge base answers, at least 86 % get the right section first', () => {
  const answerable = outcomes.filter(({ asked }) => asked.expect.answered);
  expect(shareOf(answerable, ({ right }) => right)).toBeGreaterThanOrEqual(0.86);
});

test('of the questions that it does not answer, at least 80 % are declined', () => {
  const unanswerable = outcomes.filter(({ asked }) => !asked.expect.answered);
  expect(shareOf(unanswerable, ({ right }) => right)).toBeGreaterThanOrEqual(0.8);
});

test('of all questions, at most 6 % get a wrong answer that is said surely', () => {
  expect(shareOf(outcomes, ({ answer, right }) => answer.kind === 'found' && !right)).toBeLessThanOrEqual(
    0.06,
  );
});

function isRight({ expect: wanted }: Golden, answer: Answer): boolean {
  if (!wanted.answered) return answer.kind === 'declined' || answer.kind === 'small-talk';
  const first =
    answer.kind === 'found' ? answer.best : answer.kind === 'unsure' ? answer.candidates[0] : undefined;
  return first !== undefined && comesFrom(first, wanted.sources ?? []) && says(first, wanted.facts ?? []);
}

function comesFrom({ document }: Citation, sources: readonly string[]): boolean {
  return sources.length === 0 || document.sources.some(({ url }) => sources.includes(url));
}

function says({ document, section, excerpt }: Citation, facts: readonly string[]): boolean {
  const text = `${document.title}\n${section.heading}\n${markdownOf(excerpt.blocks)}`;
  return facts.every((fact) => new RegExp(fact, 'is').test(text));
}

function shareOf<Item>(items: readonly Item[], isCounted: (item: Item) => boolean): number {
  return items.filter(isCounted).length / items.length;
}
