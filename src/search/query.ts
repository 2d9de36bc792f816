import { CORRECTION_WEIGHT, QUERY_WORDS_LIMIT, SYNONYM_WEIGHT } from './ranking.js';
import type { Corrector } from './spelling.js';
import { termsOf, type WordAsked, wordsAskedIn } from './terms.js';

/** A word of a question and every term that would satisfy it. */
export interface QueryWord {
  readonly text: string;
  /** Whether it is written as a name; one that we do not know is what the question is about. */
  readonly isName: boolean;
  /** What was meant, if the word as typed is not known. */
  readonly correction?: string;
  /** How sure we are that the terms are what was meant, 0 to 1; 0 for a word that nothing matches. */
  readonly weight: number;
  /** The term itself first, then those that mean the same. */
  readonly terms: readonly string[];
}

/** A question as search sees it: its telling words, each once. */
export type Query = readonly QueryWord[];

/** What a query is parsed with: a vocabulary to check against, and words that mean the same. */
export interface QueryLanguage {
  readonly isKnown: (term: string) => boolean;
  readonly correct: Corrector;
  readonly synonymsOf: (term: string) => readonly string[];
  /** Whether a term can be left out without changing what is asked. */
  readonly isFiller: (term: string) => boolean;
}

/** Turns what someone typed into a query. */
export function parseQuery(text: string, language: QueryLanguage): Query {
  const telling = queryFrom(wordsAskedIn(text), language, ({ term }) => !language.isFiller(term));
  // "Help!" and "why yes?" are all filler, and all there is.
  return telling.met ? telling.query : queryFrom(wordsAskedIn(text), language, () => true).query;
}

/** The words that are wanted, each once, and whether any was met. */
function queryFrom(
  words: Iterable<WordAsked>,
  language: QueryLanguage,
  isWanted: (word: WordAsked) => boolean,
): { readonly query: Query; readonly met: boolean } {
  const query = new Map<string, QueryWord>();
  let met = false;
  for (const word of words) {
    if (query.size >= QUERY_WORDS_LIMIT) break;
    if (!isWanted(word)) continue;
    met = true;
    const known = query.has(word.term) ? undefined : queryWordFor(word, language);
    if (known) query.set(word.term, known);
  }
  return { query: [...query.values()], met };
}

/** Nothing, for a misspelt word that says nothing: "thier". */
function queryWordFor({ text, term, isName }: WordAsked, language: QueryLanguage): QueryWord | undefined {
  const synonyms = language.synonymsOf(term).filter(language.isKnown);
  if (language.isKnown(term)) return { text, isName, weight: 1, terms: [term, ...synonyms] };
  if (synonyms.length > 0) return { text, isName, weight: 1, terms: synonyms };

  const correction = language.correct(text);
  if (correction === undefined) return { text, isName, weight: 0, terms: [] };
  const [corrected] = termsOf(correction);
  if (corrected === undefined || language.isFiller(corrected)) return undefined;
  return {
    text,
    isName,
    correction,
    weight: CORRECTION_WEIGHT,
    terms: [corrected, ...language.synonymsOf(corrected)],
  };
}

/** The words that tell most, as many as match no more than `limit` sections together, and one at least. */
export function mostTellingOf(query: Query, frequencyOf: (term: string) => number, limit: number): Query {
  const matches = new Map(query.map((word) => [word, sum(word.terms.map(frequencyOf))]));
  const matchesOf = (word: QueryWord) => matches.get(word) ?? 0;
  const telling = new Set<QueryWord>();
  let total = 0;
  for (const word of [...query].sort((a, b) => matchesOf(a) - matchesOf(b))) {
    total += matchesOf(word);
    if (total > limit && telling.size > 0) break;
    telling.add(word);
  }
  return query.filter((word) => telling.has(word));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** What each term of a query counts: the first of a word in full, those that mean the same less. */
export function termWeightsOf(query: Query): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { terms, weight } of query) {
    for (const [position, term] of terms.entries()) {
      const own = position === 0 ? weight : weight * SYNONYM_WEIGHT;
      weights.set(term, Math.max(own, weights.get(term) ?? 0));
    }
  }
  return weights;
}
