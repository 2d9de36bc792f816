import { expect, test } from 'vitest';
import { gapsFrom } from '../../src/feedback/gaps.js';
import type { OpenQuestion } from '../../src/feedback/question-log.js';
import { open } from './open-question.js';

const NOW = new Date('2026-11-21T00:00:00Z');
const gaps = (...questions: OpenQuestion[]) => gapsFrom(questions, NOW);
const wordings = (...questions: OpenQuestion[]) => gaps(...questions).map(({ asked }) => asked?.text);

test('questions that share most of their terms are one gap, in the words of most', () => {
  const [gap, ...others] = gaps(
    open('docker compose healthcheck syntax', { count: 1, unsure: 1, waiting: 2, comments: ['no'] }),
    open('docker compose healthcheck', {
      ...{ count: 4, unsure: 1, declined: 3, waiting: 1, nearest: 'a.md#probes' },
      ...{ firstAsked: new Date('2026-11-01'), lastAsked: new Date('2026-11-02') },
    }),
  );
  expect(others).toEqual([]);
  expect(gap).toEqual({
    asked: { text: 'docker compose healthcheck', thread: [] },
    otherWordings: ['docker compose healthcheck syntax'],
    count: 5,
    declined: 3,
    unsure: 2,
    notHelpful: 0,
    firstAsked: new Date('2026-11-01'),
    lastAsked: new Date('2026-11-20'),
    lastAnswer: 'answer-1',
    nearest: 'a.md#probes',
    waiting: 3,
    comments: ['no'],
  });
});

test('where the same section came nearest, fewer terms in common are enough', () => {
  const one = open('cluster prod slow today why');
  const other = open('cluster prod slow');
  expect(gaps(one, other)).toHaveLength(2);
  const near = { nearest: 'a.md#slow' } as const;
  expect(gaps({ ...one, ...near }, { ...other, ...near })).toHaveLength(1);
});

test.each([
  ['etsy first app k8s', 'siemens first app k8s'],
  ['factori k8s tesla us', 'factori k8s us volkswagen'],
  ['po', 'po preemption'],
])('what is asked of another thing is another gap: %s, %s', (one, other) => {
  expect(gaps(open(one), open(other))).toHaveLength(2);
});

test('a chain of likenesses is not one gap', () => {
  const chain = [
    open('a b c', { count: 3 }),
    open('a b c d', { count: 2 }),
    open('a b c d e', { count: 1 }),
    open('b c d e f g', { count: 1 }),
  ];
  expect(wordings(...chain)).toEqual(['a b c', 'a b c d e', 'b c d e f g']);
});

test('questions without words are joined by nothing', () => {
  const silent = { ...open('', { nearest: 'a.md#one' }), asked: undefined };
  const { asked: _, ...one } = silent;
  expect(gaps(one, { ...one, nearest: 'a.md#two' })).toHaveLength(2);
});

test('what many asked comes first, and of equals what was asked lately', () => {
  expect(
    wordings(
      open('old', { count: 3, lastAsked: new Date('2026-06-01') }),
      open('few', { count: 2 }),
      open('many', { count: 5, lastAsked: new Date('2026-11-10') }),
      open('older few', { count: 2, lastAsked: new Date('2026-11-19') }),
    ),
  ).toEqual(['many', 'few', 'older few', 'old']);
});

test('nothing asked is no gap', () => {
  expect(gaps()).toEqual([]);
});
