import { askingWordsOf, termsOf } from '../search/terms.js';
import type { CompanyFinder } from './companies.js';
import type { Question } from './question.js';

/** So few telling words seldom make a question that stands alone. */
const FEW_WORDS = 2;

/** How people point back at what was said. */
const POINTS_BACK =
  /^(?:\W|ok(?:ay)?|so|hm+|yes|thanks|cool)*(?:and|but|what about|how about|also|then|which ones?)\b|\b(?:its?|they|them|their|those|there|that one|this one|the same)\b/i;

/** Questions of a thread that are looked back at: what was said longer ago is no longer meant. */
const LOOKED_BACK = 5;

/**
 * Completes a question from the ones before it in the thread, if it does not stand alone.
 *
 *     "How does Babylon use Kubernetes?"  "And the impact?"      → "And the impact? babylon"
 *     "Why did Spotify leave Helios?"     "what about OpenAI?"   → "what about OpenAI? why did leave helios"
 *     "What types of Services are there?" "which is default?"    → both
 */
export function completedByThread({ text, thread }: Question, companiesIn: CompanyFinder): Completed {
  const [first = text, ...others] = [...thread.slice(-LOOKED_BACK), text];
  return others.reduce<Completed>((previous, next) => completedBy(previous.text, next, companiesIn), {
    text: first,
  });
}

/** A question that stands alone. */
export interface Completed {
  readonly text: string;
  /** The question before it, where that is what gives it its subject. */
  readonly previous?: string;
}

function completedBy(previous: string, text: string, companiesIn: CompanyFinder): Completed {
  const now = companiesIn(text);
  const before = companiesIn(previous);
  if (now.names.length > 0) {
    return { text: termsOf(now.rest).length === 0 ? `${text} ${before.rest}` : text };
  }
  if (standsAlone(text)) return { text };
  if (before.names.length > 0) return { text: `${text} ${before.names.join(' ')}` };
  return { text: `${text} ${previous}`, previous };
}

/** Whether a question points at what was said before it. */
export function pointsBack(text: string): boolean {
  return POINTS_BACK.test(text);
}

function standsAlone(text: string): boolean {
  if (pointsBack(text)) return false;
  const terms = termsOf(text);
  return terms.length > FEW_WORDS || (terms.length === 0 && askingWordsOf(text).length === 0);
}
