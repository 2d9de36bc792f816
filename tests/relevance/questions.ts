import { readFileSync } from 'node:fs';
import { type AnswerQuestion, createAnswerQuestion } from '../../src/answers/answer-question.js';
import { answerLineFor } from '../../src/chat/console/answer-line.js';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.js';
import { type Asked, judge, type Verdict } from './judge.js';

/** The sets of questions, as README.md describes them. */
export const SETS = ['development', 'calibration', 'stories', 'own', 'unseen', 'fresh'] as const;
export type SetName = (typeof SETS)[number];

/** The questions of a set. */
export function questionsOf(set: SetName): readonly Asked[] {
  return readFileSync(`tests/relevance/questions/${set}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Whether a question of the development set is in the half that confidence was fitted to: those with even numbers. */
export function isFitted({ id }: Asked): boolean {
  return Number(/\d+$/.exec(id)?.[0]) % 2 === 0;
}

/** Prepares the product as it is shipped. */
export async function loadProduct(): Promise<AnswerQuestion> {
  return createAnswerQuestion(await loadKnowledge(['knowledge']), () => 'answer-1');
}

/** Asks each question and judges the answer as other programs would read it. */
export function ask(answerQuestion: AnswerQuestion, questions: readonly Asked[]): Verdict[] {
  return questions.map((asked) => {
    const answer = answerQuestion({ text: asked.question, thread: asked.context ?? [] });
    return judge(
      asked,
      answerLineFor(answer, () => undefined, 0),
    );
  });
}
