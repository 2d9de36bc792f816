import { isFiller } from './filler.js';
import type { Query } from './query.js';
import { askingWordsOf, termsOf } from './terms.js';

/** How alike what is asked and the questions of a section are, 0 to 1. */
export type QuestionLikeness = (asked: AskedWords) => (sectionId: string) => number;

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
  const places = new Map([...sections].map((section) => [section.id, section]));
  const known = new Map<string, readonly KnownQuestion[]>();
  // Prepared when a section is first compared: preparing all of them would be a third of a start.
  const knownOf = (id: string): readonly KnownQuestion[] => {
    const section = places.get(id);
    if (section === undefined) return [];
    // A heading asks as well: "Pods" is what "what is a pod?" is about.
    const questions =
      known.get(id) ??
      [section.heading, ...section.questions].map((question) => knownQuestion(question, weightOf));
    known.set(id, questions);
    return questions;
  };

  return (asked) => {
    const weights = asked.map(([term = '']) => weightOf(term));
    const total = sum(weights);
    return (sectionId) => {
      let most = 0;
      for (const question of knownOf(sectionId)) {
        most = Math.max(most, likeness(asked, weights, total, question));
      }
      return most;
    };
  };
}

/** A question as it is compared: its terms, what each weighs, and all together. */
interface KnownQuestion {
  readonly weights: ReadonlyMap<string, number>;
  readonly total: number;
}

function knownQuestion(question: string, weightOf: (term: string) => number): KnownQuestion {
  const telling = termsOf(question).filter((term) => !isFiller(term));
  const terms = new Set([...telling, ...askingWordsOf(question)]);
  const weights = new Map([...terms].map((term) => [term, weightOf(term)]));
  return { weights, total: sum(weights.values()) };
}

function likeness(
  asked: AskedWords,
  askedWeights: readonly number[],
  askedTotal: number,
  known: KnownQuestion,
): number {
  const matched = new Set<string>();
  let shared = 0;
  for (const [position, terms] of asked.entries()) {
    const found = terms.find((term) => known.weights.has(term));
    if (found === undefined) continue;
    matched.add(found);
    shared += askedWeights[position] ?? 0;
  }
  if (shared === 0) return 0;
  const unmatched = known.total - sum([...matched].map((term) => known.weights.get(term) ?? 0));
  return shared / (askedTotal + unmatched);
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
