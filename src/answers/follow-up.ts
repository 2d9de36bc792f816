import { termsOf } from '../search/terms.js';
import type { CompanyFinder } from './companies.js';
import type { Question } from './question.js';

/** So few telling words seldom make a question that stands alone. */
const FEW_WORDS = 3;

/** How people point back at what was said. */
const POINTS_BACK =
  /^(?:\W|ok(?:ay)?|so|hm+|yes|thanks|cool)*(?:and|but|what about|how about|also|then|which ones?)\b|\b(?:its?|they|them|their|those|there|that one|this one|the same)\b/i;

/**
 * Completes a question from the one before it in the thread, if it does not stand alone.
 *
 *     "How does Babylon use Kubernetes?"  "And the impact?"      → "And the impact? Babylon"
 *     "Why did Spotify leave Helios?"     "what about OpenAI?"   → "what about OpenAI? why did leave helios"
 *     "What types of Services are there?" "which is default?"    → both
 */
export function completedByThread({ text, thread }: Question, companiesIn: CompanyFinder): string {
  const previous = thread.at(-1);
  if (previous === undefined) return text;
  const now = companiesIn(text);
  const before = companiesIn(previous);
  if (now.names.length > 0) return termsOf(now.rest).length === 0 ? `${text} ${before.rest}` : text;

  const standsAlone = termsOf(text).length > FEW_WORDS && !POINTS_BACK.test(text);
  if (standsAlone) return text;
  return `${text} ${before.names.length > 0 ? before.names.join(' ') : previous}`;
}
