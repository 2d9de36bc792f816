import { expect, test } from 'vitest';
import { figuresOf } from './judge.js';
import { ask, isFitted, loadProduct, questionsOf } from './questions.js';

const answerQuestion = await loadProduct();

/** What may not fall; a little below what was measured last, so that a change of a document does not fail it. */
const FLOORS = {
  development: { rightFirst: 0.88, declinedRightly: 0.92, wrongSurely: 0.06, declinedWrongly: 0.03 },
  unseen: { rightFirst: 0.84, declinedRightly: 0.89, wrongSurely: 0.07, declinedWrongly: 0.05 },
  fresh: { rightFirst: 0.88, declinedRightly: 0.9, wrongSurely: 0.07, declinedWrongly: 0.03 },
} as const;

test.each(['development', 'unseen', 'fresh'] as const)(
  'the answers to the %s questions stay as good as they are',
  (set) => {
    const floors = FLOORS[set];
    const figures = figuresOf(ask(answerQuestion, questionsOf(set)));
    expect(figures.rightFirst).toBeGreaterThanOrEqual(floors.rightFirst);
    expect(figures.declinedRightly).toBeGreaterThanOrEqual(floors.declinedRightly);
    expect(figures.wrongSurely).toBeLessThanOrEqual(floors.wrongSurely);
    expect(figures.declinedWrongly).toBeLessThanOrEqual(floors.declinedWrongly);
  },
);

test('the development questions fall into two halves of like size', () => {
  const questions = questionsOf('development');
  const fitted = questions.filter(isFitted).length;
  expect(Math.abs(questions.length - 2 * fitted)).toBeLessThan(questions.length / 10);
});

test.each([
  ['What is a Pod?', 'concepts/pods.md'],
  ['What is etcd?', 'concepts/etcd.md'],
])('“%s” asks for itself, whatever the thread was about', (text, path) => {
  const thread = ['How did Spotify move to Kubernetes?', 'What is a ConfigMap?'];
  const answer = answerQuestion({ text, thread });
  expect(answer.kind === 'found' && answer.best.document.path).toBe(path);
});

test('a question that makes no sense alone asks for what the thread was about', () => {
  const answer = answerQuestion({ text: 'and the impact?', thread: ['How does Babylon use Kubernetes?'] });
  expect(answer.kind === 'found' && answer.best.document.path).toBe('case-studies/babylon.md');
});
