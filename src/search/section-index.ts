import MiniSearch, { type AsPlainObject, type Options } from 'minisearch';
import { type Query, termWeightsOf } from './query.js';
import { BM25, BOOSTS, FIELDS, type Field } from './ranking.js';
import { createSplitter, type Word, wordsOf } from './terms.js';

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
  readonly terms: Readonly<Record<string, readonly Field[]>>;
}

/** Sections that can be searched, and the words that they are made of. */
export interface SectionIndex {
  readonly size: number;
  /** How often each word occurs, as it stands in the texts. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** The number of sections that hold a term. */
  frequencyOf(term: string): number;
  /** Whether a term stands in a title, heading or question, and not in running text alone. */
  isSubject(term: string): boolean;
  /** The matching sections, best first; equal scores in the order of their ids. */
  search(query: Query, isWanted?: (group: string) => boolean): Match[];
  /** The index as data that JSON can carry. */
  save(): SavedIndex;
}

/** An index as data. */
export interface SavedIndex {
  readonly engine: AsPlainObject;
  readonly vocabulary: readonly (readonly [string, number])[];
  readonly frequencies: readonly (readonly [string, number])[];
  readonly subjects: readonly string[];
}

/** Terms are made here and handed over with spaces between, so that one place decides what a term is. */
const OPTIONS: Options<Record<string, string>> = {
  fields: [...FIELDS],
  storeFields: ['group'],
  tokenize: (text) => (text === '' ? [] : text.split(' ')),
  processTerm: (term) => term,
};

/** Indexes sections: term → field → section → frequency, kept by MiniSearch. */
export function createSectionIndex(entries: readonly IndexEntry[]): SectionIndex {
  const vocabulary = new Map<string, number>();
  const frequencies = new Map<string, number>();
  const subjects = new Set<string>();
  const wordsIn = createWordReader();
  const engine = new MiniSearch(OPTIONS);
  engine.addAll(
    entries.map((entry) => {
      const row: Record<string, string> = { id: entry.id, group: entry.group };
      const terms = new Set<string>();
      for (const field of FIELDS) {
        const words = wordsIn(entry.fields[field]);
        for (const word of words) {
          vocabulary.set(word.text, (vocabulary.get(word.text) ?? 0) + 1);
          terms.add(word.term);
          if (field !== 'text') subjects.add(word.term);
        }
        row[field] = words.map((word) => word.term).join(' ');
      }
      for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
      return row;
    }),
  );
  return indexOver(engine, { vocabulary, frequencies, subjects });
}

/** Reads the words of many texts, the same text once: what a document says of itself, all its sections repeat. */
function createWordReader(): (text: string) => readonly Word[] {
  const split = createSplitter();
  const known = new Map<string, readonly Word[]>();
  return (text) => {
    const words = known.get(text) ?? wordsOf(text, split);
    known.set(text, words);
    return words;
  };
}

/** Brings back an index that was saved; throws when it is damaged. */
export function restoreSectionIndex({ engine, vocabulary, frequencies, subjects }: SavedIndex): SectionIndex {
  const words = {
    vocabulary: new Map(vocabulary),
    frequencies: new Map(frequencies),
    subjects: new Set(subjects),
  };
  return indexOver(MiniSearch.loadJS(engine, OPTIONS), words);
}

interface Words {
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly frequencies: ReadonlyMap<string, number>;
  readonly subjects: ReadonlySet<string>;
}

function indexOver(engine: MiniSearch<Record<string, string>>, words: Words): SectionIndex {
  const { vocabulary, frequencies, subjects } = words;
  return {
    size: engine.documentCount,
    vocabulary,
    frequencyOf: (term) => frequencies.get(term) ?? 0,
    isSubject: (term) => subjects.has(term),
    search: (query, isWanted) => {
      const weights = termWeightsOf(query);
      const results = engine.search([...weights.keys()].join(' '), {
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
          terms: result.match as Record<string, Field[]>,
        }))
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    },
    save: () => ({
      engine: engine.toJSON(),
      vocabulary: [...vocabulary],
      frequencies: [...frequencies],
      subjects: [...subjects],
    }),
  };
}
