import type { Hit } from '../search/search.js';
import type { Scope } from './scope.js';

/** How sure we are that a hit answers the question. */
export type Confidence = 'sure' | 'unsure' | 'none';

/** How a question says which company it is about. */
export type CompanyMention = 'named' | 'described' | 'guessed';

/** What speaks for an answer, and what against it. */
export interface Signals extends Scope {
  /** The share of the question's telling words that the section holds, 0 to 1. */
  readonly coverage: number;
  /** The logarithm of how much those words tell. */
  readonly evidence: number;
  /** Likeness to a question that the section says it answers, 0 to 1. */
  readonly likeness: number;
  /** The share of the words that stand in headings, titles and questions, 0 to 1. */
  readonly prominence: number;
  /** How far the next section is behind, 0 to 1. */
  readonly lead: number;
  /** The share of the next three sections that stand in the same document. */
  readonly agreement: number;
  /** The section is of the company that was named, or described. */
  readonly named: number;
  readonly described: number;
  /** The section is of a company that little was said of, but that search found too. */
  readonly guessed: number;
  /** The question names something that a document is about, and this is that document. */
  readonly subject: number;
  readonly thisSubject: number;
  /** The section tells of a company, and none was asked about. */
  readonly strayCompany: number;
  /** The question names subjects of others and none of ours. */
  readonly foreignOnly: number;
  /** Words of the question that we do not know; how many, and whether a name is among them. */
  readonly unknownWords: number;
  readonly unknownName: number;
}

/** How likely it is that there is an answer, and that this is it, each 0 to 1. */
export interface Judgement {
  readonly answerable: number;
  readonly right: number;
  readonly signals: Signals;
}

type Weights = Readonly<Record<keyof Signals | 'base', number>>;

/**
 * What speaks for there being an answer: logistic regression on 1,668 answers that were judged, 300 of them to
 * questions that have none (tests/relevance/README.md says which; five-fold AUC .996). A weight of 1 makes the odds
 * 2.7 times as good.
 */
const ANSWERABLE: Weights = {
  base: -4.01,
  coverage: 2.23,
  evidence: 2.03,
  likeness: 2.26,
  prominence: 3.46,
  lead: 1.49,
  agreement: 1.19,
  foreign: -2.5,
  kubernetes: 1.16,
  own: -7.06,
  live: -6.26,
  action: -6.62,
  money: -6.14,
  price: -7.39,
  personal: -6.56,
  opinion: -7.01,
  named: 0.21,
  described: 1.43,
  guessed: -0.08,
  subject: 1.27,
  thisSubject: -0.72,
  strayCompany: -2.4,
  unknownWords: -1.49,
  unknownName: -1.44,
  foreignOnly: -1.36,
};

/** What speaks for this section being it, from the same answers (five-fold AUC .92). */
const RIGHT: Weights = {
  base: -3.03,
  coverage: 0.51,
  evidence: 1.86,
  likeness: 1.95,
  prominence: 1.61,
  lead: 2.62,
  agreement: 0.45,
  foreign: -1.43,
  kubernetes: 0.17,
  own: -4.83,
  live: -4.69,
  action: -4.77,
  money: -5.26,
  price: -4.83,
  personal: -5.22,
  opinion: -5.19,
  named: 0.51,
  described: 0.5,
  guessed: -2.6,
  subject: 0.7,
  thisSubject: -0.29,
  strayCompany: -1.42,
  unknownWords: -0.8,
  unknownName: -2.7,
  foreignOnly: -0.99,
};

/**
 * From this probability of being right on, an answer is given without reserve: of all answers, 5 in 100 are then
 * wrong and said surely (five-fold), and 7 in 10 are said surely.
 */
export const SURE = 0.8;

/**
 * From this probability on that there is an answer, the nearest is offered; below it, the question is declined: 97
 * in 100 that have no answer, and 3 in 100 that have one (five-fold).
 */
export const UNSURE = 0.8;

/** Judges the best hit by what speaks for it and against it. */
export function judge(signals: Signals): Judgement {
  return { answerable: probability(ANSWERABLE, signals), right: probability(RIGHT, signals), signals };
}

/** How sure a judgement makes us. */
export function confidenceFrom({ answerable, right }: Judgement): Confidence {
  if (answerable < UNSURE) return 'none';
  return right >= SURE ? 'sure' : 'unsure';
}

/** What of the signals can be read from the hits themselves. */
export function signalsOfHits(
  best: Hit,
  others: readonly Hit[],
): Pick<Signals, 'coverage' | 'evidence' | 'likeness' | 'prominence' | 'lead' | 'agreement'> {
  const next = others.filter((hit) => hit !== best);
  const [second] = next;
  return {
    coverage: best.coverage,
    evidence: Math.log1p(best.evidence),
    likeness: best.likeness,
    prominence: best.prominence,
    lead: second === undefined ? 1 : Math.max(0, 1 - second.score / best.score),
    agreement: next.slice(0, AGREEING).filter(({ document }) => document === best.document).length / AGREEING,
  };
}

/** Further sections that may agree with the best on its document. */
const AGREEING = 3;

/** Logistic regression: each signal moves the odds by the power of its weight. */
function probability(weights: Weights, signals: Signals): number {
  let sum = weights.base;
  for (const [signal, value] of Object.entries(signals)) sum += weights[signal as keyof Signals] * value;
  return 1 / (1 + Math.exp(-sum));
}
