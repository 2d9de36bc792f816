import { CORRECTION_WEIGHT, QUERY_WORDS_LIMIT, SYNONYM_WEIGHT } from './ranking.js';
import type { Corrector } from './spelling.js';
import { wordsOf } from './terms.js';

/** A word of a question and every term that would satisfy it. */
export interface QueryWord {
  readonly text: string;
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
}

/** Turns what someone typed into a query. */
export function parseQuery(text: string, language: QueryLanguage): Query {
  const query = new Map<string, QueryWord>();
  for (const { text: word, term } of wordsOf(text)) {
    if (query.size >= QUERY_WORDS_LIMIT) break;
    if (query.has(term)) continue;
    query.set(term, queryWordFor(word, term, language));
  }
  return [...query.values()];
}

function queryWordFor(word: string, term: string, language: QueryLanguage): QueryWord {
  const synonyms = language.synonymsOf(term).filter(language.isKnown);
  if (language.isKnown(term)) return { text: word, weight: 1, terms: [term, ...synonyms] };
  if (synonyms.length > 0) return { text: word, weight: 1, terms: synonyms };

  const correction = language.correct(word);
  const corrected = correction && wordsOf(correction)[0]?.term;
  if (!corrected) return { text: word, weight: 0, terms: [] };
  return {
    text: word,
    correction,
    weight: CORRECTION_WEIGHT,
    terms: [corrected, ...language.synonymsOf(corrected)],
  };
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
