import type { AnsweredQuestion } from '../../src/chat/memory.js';

const START = Date.now();

let count = 0;

/** A question that was answered; what a test does not care about is made up. */
export function answeredQuestion(parts: Partial<AnsweredQuestion> = {}): AnsweredQuestion {
  return {
    id: `answer-${++count}`,
    platform: 'slack',
    text: 'what is a pod?',
    thread: [],
    terms: 'pod',
    kind: 'found',
    sections: [],
    score: 0.9,
    millis: 2.5,
    askedAt: new Date(START + count),
    ...parts,
  };
}
