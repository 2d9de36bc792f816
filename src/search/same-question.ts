import type { Query } from './query.js';
import { askingWordsOf, termsOf } from './terms.js';

/** How alike what is asked and the questions of a section are, 0 to 1. */
export type QuestionLikeness = (asked: AskedWords, sectionId: string) => number;

/** The words of a question, each with every term that would stand for it. */
export type AskedWords = readonly (readonly string[])[];

/** The words of a question to compare: those that are searched for, and those that say what is asked for. */
export function askedWordsOf(question: string, query: Query): AskedWords {
  return [
    ...query.map((word) => [...word.terms, word.text]),
    ...askingWordsOf(question).map((word) => [word]),
  ];
}

/**
 * Prepares comparing questions with those that sections say they answer.
 *
 * Two questions are as alike as the words they share, by weight, out of all that either has
 * (Jaccard): "what is a pod" is not "what is a pod disruption budget", though one holds the other.
 */
export function createQuestionLikeness(
  sections: Iterable<{
    readonly id: string;
    readonly heading: string;
    readonly questions: readonly string[];
  }>,
  weightOf: (term: string) => number,
): QuestionLikeness {
  const known = new Map<string, readonly ReadonlySet<string>[]>();
  for (const { id, heading, questions } of sections) {
    // A heading asks as well: "Pods" is what "what is a pod?" is about.
    const asked = [heading, ...questions];
    known.set(
      id,
      asked.map((question) => new Set([...termsOf(question), ...askingWordsOf(question)])),
    );
  }

  const likeness = (asked: AskedWords, terms: ReadonlySet<string>): number => {
    let shared = 0;
    let all = 0;
    const matched = new Set<string>();
    for (const word of asked) {
      const weight = weightOf(word[0] ?? '');
      const found = word.find((term) => terms.has(term));
      all += weight;
      if (found === undefined) continue;
      shared += weight;
      matched.add(found);
    }
    for (const term of terms) if (!matched.has(term)) all += weightOf(term);
    return all === 0 ? 0 : shared / all;
  };

  return (asked, sectionId) =>
    Math.max(0, ...(known.get(sectionId) ?? []).map((terms) => likeness(asked, terms)));
}
