import { expect, test } from 'vitest';
import { createAnswerQuestion } from '../../src/answers/answer-question.js';
import type { Question } from '../../src/answers/question.js';
import { sortGaps } from '../../src/feedback/answered-since.js';
import { gapsFrom } from '../../src/feedback/gaps.js';
import type { OpenQuestion } from '../../src/feedback/question-log.js';
import { NO_VOCABULARY } from '../../src/knowledge/vocabulary.js';
import { documentFrom } from '../documents.js';
import { open } from './open-question.js';

const knows = createAnswerQuestion(
  {
    documents: [
      documentFrom('# Pods\nA Pod runs containers.\n## Flurbs\nA flurb counts quixels.', 'pods.md'),
      documentFrom('# Nodes\nA Node runs Pods.', 'nodes.md'),
    ],
    vocabulary: NO_VOCABULARY,
  },
  () => 'answer-again',
);
const gaps = (...questions: OpenQuestion[]) => gapsFrom(questions, new Date('2026-11-21'));
const asked = (text: string, parts: Partial<OpenQuestion> = {}) =>
  open(text, { asked: { text, thread: [] }, ...parts });

test('what is answered by now is told apart, with the section that answers it', async () => {
  const sorted = await sortGaps(gaps(asked('what is a flurb?'), asked('what is a zorblax?')), 5, knows);
  expect(sorted.answered).toMatchObject([{ asked: { text: 'what is a flurb?' }, section: 'pods.md#flurbs' }]);
  expect(sorted.open).toMatchObject([{ asked: { text: 'what is a zorblax?' } }]);
});

test('a section that people found not helpful answers nothing; another one does', async () => {
  const unhelpful = (nearest: OpenQuestion['nearest']) =>
    sortGaps(gaps(asked('what is a flurb?', { notHelpful: 1, ...(nearest && { nearest }) })), 5, knows);
  expect((await unhelpful('pods.md#flurbs')).answered).toEqual([]);
  expect((await unhelpful('nodes.md#intro')).answered).toHaveLength(1);
});

test('a gap without words stays open', async () => {
  const { asked: _, ...silent } = open('', { nearest: 'pods.md#flurbs' });
  expect((await sortGaps(gaps(silent), 5, knows)).open).toHaveLength(1);
});

test('no more are asked than are wanted', async () => {
  const questions: Question[] = [];
  const answer = (question: Question) => {
    questions.push(question);
    return knows(question);
  };
  const many = Array.from({ length: 500 }, (_, i) => asked(`what is zorblax${i}?`));
  expect((await sortGaps(gaps(...many), 3, answer)).open).toHaveLength(3);
  expect(questions).toHaveLength(3);
});
