import { expect, test } from 'vitest';
import type { Explanation, JudgementExplained, WordExplained } from '../../src/answers/explanation.js';
import { explanationLines, signalsLine } from '../../src/chat/explanation-text.js';

const linesOf = (explanation: Partial<Explanation>) =>
  explanationLines({ reasons: [], words: [], ...explanation });

const wordLine = (word: WordExplained) => linesOf({ words: [word] }).join('\n');

/** Figures as they come; of the signals, those that a test speaks of. */
const judgement: JudgementExplained = {
  section: 'pods.md#phases',
  score: 12.345,
  answerable: 0.914,
  right: 0.725,
  thresholds: { sure: 0.8, unsure: 0.6 },
  signals: { coverage: 0.756, evidence: 0, named: 1, foreign: 0 } as JudgementExplained['signals'],
};

test('an explanation without anything has no lines', () => {
  expect(linesOf({})).toEqual([]);
});

test('each reason is a line, before the words and the figures', () => {
  expect(
    linesOf({
      reasons: ['it names “acme”', 'it is short'],
      words: [{ asked: 'phases', fields: [] }],
      judgement,
    }).slice(0, 4),
  ).toEqual([
    'because it names “acme”',
    'because it is short',
    '“phases” was not found there',
    'best section: pods.md#phases, score 12.3',
  ]);
});

test('a word says where it was found, each field once', () => {
  expect(wordLine({ asked: 'pod', term: 'pod', fields: ['title', 'text', 'title'] })).toBe(
    '“pod” was found in the title, text',
  );
});

test('a word says as which term it was found, unless that is the word', () => {
  expect(wordLine({ asked: 'phases', term: 'phase', fields: ['heading'] })).toBe(
    '“phases” was found as phase in the heading',
  );
});

test('a slip says what it was taken for, found or not', () => {
  const slip = { asked: 'servises', meant: 'services' };
  expect(wordLine({ ...slip, term: 'servic', fields: ['title'] })).toBe(
    '“servises”, taken for “services”, was found as servic in the title',
  );
  expect(wordLine({ ...slip, fields: [] })).toBe('“servises”, taken for “services”, was not found there');
});

test('a judgement says its section and score, and both probabilities with their thresholds', () => {
  expect(linesOf({ judgement })).toEqual([
    'best section: pods.md#phases, score 12.3',
    'there is an answer: 91 % (offered from 60 % on)',
    'this is it: 73 % (said surely from 80 % on)',
  ]);
});

test('the signals that spoke are for those who work on judging', () => {
  expect(signalsLine({ reasons: [], words: [], judgement })).toEqual(['signals: coverage 0.76, named 1']);
  expect(signalsLine({ reasons: [], words: [] })).toEqual([]);
});
