import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Answer } from '../answers/answer.js';
import type { Question } from '../answers/question.js';
import type { Document } from '../knowledge/document.js';

/** After so many answers fifty more took 0.35 to 0.48 s, and 0.83 s without them (the development questions). */
const QUESTIONS = 30;

/**
 * Asks a few questions that the documents say they answer, one in each turn of the event loop: the first answers
 * of a process take several times as long as later ones, and nobody should wait for them.
 */
export async function warmUp(
  answer: (question: Question) => Answer,
  documents: readonly Document[],
  stopping: AbortSignal,
): Promise<void> {
  const step = Math.max(1, Math.floor(documents.length / QUESTIONS));
  const some = documents.filter((_, index) => index % step === 0).slice(0, QUESTIONS);
  const ownQuestions = some.map(({ title, sections }) => sections[0]?.questions[0] ?? title);
  for (const text of [...ownQuestions, ...listQuestions(documents)]) {
    await nextTurn();
    if (stopping.aborted) return;
    answer({ text, thread: [] });
  }
}

/** What asks for lists is recognized by patterns that take a tenth of a second to get ready. */
function listQuestions(documents: readonly Document[]): string[] {
  const tools = documents.flatMap(({ frontMatter }) =>
    frontMatter.kind === 'case-study' ? frontMatter.tools : [],
  );
  return tools.slice(0, LISTS).map((tool) => `who uses ${tool}?`);
}

/** Patterns are made quicker once they were used a few times. */
const LISTS = 4;
