import type { OpenQuestion } from '../../src/feedback/question-log.js';

/** A question that is open, put in just its terms. */
export function open(terms: string, parts: Partial<OpenQuestion> = {}): OpenQuestion {
  return {
    terms,
    asked: { text: terms, thread: [] },
    count: 1,
    declined: 0,
    unsure: 0,
    notHelpful: 0,
    firstAsked: new Date('2026-11-20'),
    lastAsked: new Date('2026-11-20'),
    lastAnswer: 'answer-1',
    waiting: 0,
    comments: [],
    ...parts,
  };
}
