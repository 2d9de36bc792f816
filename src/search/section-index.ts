import MiniSearch from 'minisearch';
import { type Query, termWeightsOf } from './query.js';
import { BM25, BOOSTS, FIELDS, type Field } from './ranking.js';
import { wordsOf } from './terms.js';

/** What is indexed of a section, field by field. */
export interface IndexEntry {
  readonly id: string;
  /** What counts as one thing in a list of results: a document. */
  readonly group: string;
  readonly fields: Readonly<Record<Field, string>>;
}

/** A section that shares terms with a query. */
export interface Match {
  readonly id: string;
  readonly group: string;
  readonly score: number;
  /** The terms found, and the fields that hold them. */
  readonly terms: ReadonlyMap<string, readonly Field[]>;
}

/** Sections that can be searched, and the words that they are made of. */
export interface SectionIndex {
  readonly size: number;
  /** How often each word occurs, as it stands in the texts. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** The number of sections that hold a term. */
  frequencyOf(term: string): number;
  /** The matching sections, best first; equal scores in the order of their ids. */
  search(query: Query, isWanted?: (group: string) => boolean): Match[];
}

/**
 * Indexes sections: term → field → section → frequency, kept by MiniSearch.
 *
 * Terms are made here and handed over as text with spaces between, so that one place decides what a term is.
 */
export function createSectionIndex(entries: readonly IndexEntry[]): SectionIndex {
  const vocabulary = new Map<string, number>();
  const frequencies = new Map<string, number>();
  const index = new MiniSearch<Record<string, string>>({
    fields: [...FIELDS],
    storeFields: ['group'],
    tokenize: (text) => (text === '' ? [] : text.split(' ')),
    processTerm: (term) => term,
  });

  const rows = entries.map((entry) => {
    const row: Record<string, string> = { id: entry.id, group: entry.group };
    const terms = new Set<string>();
    for (const field of FIELDS) {
      const words = wordsOf(entry.fields[field]);
      for (const word of words) {
        vocabulary.set(word.text, (vocabulary.get(word.text) ?? 0) + 1);
        terms.add(word.term);
      }
      row[field] = words.map((word) => word.term).join(' ');
    }
    for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    return row;
  });
  index.addAll(rows);

  return {
    size: entries.length,
    vocabulary,
    frequencyOf: (term) => frequencies.get(term) ?? 0,
    search: (query, isWanted) => {
      const weights = termWeightsOf(query);
      const results = index.search([...weights.keys()].join(' '), {
        boost: BOOSTS,
        bm25: BM25,
        boostTerm: (term) => weights.get(term) ?? 1,
        ...(isWanted && { filter: (result) => isWanted(String(result.group)) }),
      });
      return results
        .map((result) => ({
          id: String(result.id),
          group: String(result.group),
          // MiniSearch multiplies a score by the number of query terms matched; undone, sections that say one thing well win.
          score: result.score / Math.max(result.queryTerms.length, 1),
          terms: new Map(Object.entries(result.match) as [string, Field[]][]),
        }))
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    },
  };
}
