import type { Hit } from '../search/search.js';

/** How sure we are that a hit answers the question. */
export type Confidence = 'sure' | 'unsure' | 'none';

/** How a question says which company it is about. */
export type CompanyMention = 'named' | 'described';

/**
 * What speaks for an answer, weighed by logistic regression on 503 questions, 61 of them without an answer
 * in the knowledge base (tests/relevance/questions.jsonl; five-fold AUC .88 for the answer being right, .94
 * for there being one; the share of the words found alone reaches .83 and .88).
 */
const WEIGHTS = {
  base: -3.95,
  /** The share of the question's telling words that the section holds. */
  coverage: 3.25,
  /** The logarithm of how much those words tell. */
  evidence: 1.62,
  /** Likeness to a question that the section says it answers. */
  likeness: 3.38,
  /** This is the case study of the company that was named, or described. */
  named: 1.2,
  described: 2.09,
} as const;

/** From this probability on, an answer is given: of our questions, 5 in 100 then get a wrong one. */
const SURE = 0.75;

/** From this probability on, candidates are offered; below it, 6 in 100 questions that have an answer are declined. */
const UNSURE = 0.52;

/** Judges whether the best hit answers the question. */
export function confidenceIn(hit: Hit | undefined, company?: CompanyMention): Confidence {
  if (hit === undefined) return 'none';
  const probability = probabilityOf(hit, company);
  if (probability >= SURE) return 'sure';
  return probability >= UNSURE ? 'unsure' : 'none';
}

function probabilityOf({ coverage, evidence, likeness }: Hit, company?: CompanyMention): number {
  const sum =
    WEIGHTS.base +
    WEIGHTS.coverage * coverage +
    WEIGHTS.evidence * Math.log1p(evidence) +
    WEIGHTS.likeness * likeness +
    (company ? WEIGHTS[company] : 0);
  return 1 / (1 + Math.exp(-sum));
}
