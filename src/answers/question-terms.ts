import type { Search } from '../search/search.js';
import { termOf } from '../search/terms.js';

/** A longer question tells how the asker came to it: what is grouped by so many words is the same to a reader. */
const TERMS_LIMIT = 8;

/**
 * Makes a reader of what a question asks, in its telling terms and in alphabetical order: two questions that have the
 * same terms ask the same, however they are put and spelt.
 *
 *     "what's a svc?", "What are Services"  → servic
 */
export function createQuestionTerms(search: Search): (question: string) => string {
  return (question) => {
    const asked = search
      .parse(question)
      .map(({ text, terms }) => [...terms].sort()[0] ?? termOf(text.toLowerCase()));
    return [...new Set(asked)].slice(0, TERMS_LIMIT).sort().join(' ');
  };
}
