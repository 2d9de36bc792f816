import type { AnswerId } from '../../src/answers/answer.js';
import { createAnswerQuestion } from '../../src/answers/answer-question.js';
import type { BotParts } from '../../src/chat/bot.js';
import { createSearch } from '../../src/search/search.js';
import { documentFrom } from '../documents.js';
import { SMALL, SMALL_KNOWLEDGE } from './small-knowledge.js';

/** What only the learnt document answers. */
export const UNKNOWN_QUESTION = 'What is a ReferenceGrant?';

const LEARNT = documentFrom(
  `---
kind: concept
title: ReferenceGrants
summary: what ReferenceGrants are for
sources: [{ title: ReferenceGrants, url: https://kubernetes.io/referencegrants/, license: CC BY 4.0 }]
checked: 2026-01-31
questions: { intro: ["What is a ReferenceGrant?"] }
---
A ReferenceGrant lets one namespace name what is in another.
`,
  'concepts/referencegrants.md',
);

/** A knowledge base that learns one more document while bots answer from it. */
export interface Learning {
  readonly parts: Pick<BotParts, 'answer'>;
  learn(): void;
  forget(): void;
}

/** Makes it, the small one at first. */
export function createLearning(): Learning {
  let ids = 0;
  const newId = (): AnswerId => `answer-${++ids}`;
  const documents = [...SMALL, LEARNT];
  const before = createAnswerQuestion(SMALL_KNOWLEDGE, newId, SMALL_KNOWLEDGE.search);
  const after = createAnswerQuestion({ ...SMALL_KNOWLEDGE, documents }, newId, createSearch(documents));
  let current = before;
  return {
    parts: { answer: (question) => current(question) },
    learn: () => {
      current = after;
    },
    forget: () => {
      current = before;
    },
  };
}
