import MiniSearch, { type AsPlainObject, type Options, type SearchResult } from 'minisearch';
import { mostTellingOf, type Query, termWeightsOf } from './query.js';
import {
  BM25,
  BOOSTS,
  DOCUMENT_FIELDS,
  type DocumentField,
  FIRST_LOOK_DOCUMENTS,
  FIRST_LOOK_MATCHES,
  FIRST_LOOK_SECTIONS,
  type Field,
  SECTION_FIELDS,
  type SectionField,
} from './ranking.js';
import { createSplitter, type Splitter, splitCompound, wordsOf } from './terms.js';

/** What is indexed of a section, field by field. */
export interface SectionEntry {
  readonly id: string;
  /** The document it belongs to. */
  readonly document: string;
  readonly fields: Readonly<Record<SectionField, string>>;
}

/** What all sections of a document share: indexed once, it counts for each of them. */
export interface DocumentEntry {
  readonly id: string;
  /** What counts as one thing in a list of results. */
  readonly group: string;
  readonly fields: Readonly<Record<DocumentField, string>>;
}

/** A section that shares terms with a query. */
export interface Match {
  readonly id: string;
  readonly group: string;
  readonly score: number;
  /** The terms found, and the fields that hold them. */
  readonly terms: Readonly<Record<string, readonly Field[]>>;
}

/** How much is wanted, and of what. */
export interface SearchOptions {
  readonly limit: number;
  /** How many of each group. */
  readonly limitOfEach?: number | undefined;
  readonly isWanted?: ((group: string) => boolean) | undefined;
}

/** Sections that can be searched, and the words that they are made of. */
export interface SectionIndex {
  /** Sections and documents together. */
  readonly size: number;
  /** How often each word occurs, as it stands in the texts. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** The number of sections and documents that hold a term. */
  frequencyOf(term: string): number;
  /** Whether a term stands in a title, heading or question, and not in running text alone. */
  isSubject(term: string): boolean;
  /** The best matching sections, best first; equal scores in the order of their ids. */
  search(query: Query, options: SearchOptions): Match[];
  /** Adds sections, and what their documents say of themselves. */
  add(entries: IndexEntries): void;
  /** Takes out what was added, given once more word for word: all of a document at once. */
  remove(entries: IndexEntries): void;
  /** The index as data that JSON can carry. */
  save(): SavedIndex;
}

/** What is added to an index together. */
export interface IndexEntries {
  readonly documents: readonly DocumentEntry[];
  readonly sections: readonly SectionEntry[];
}

/** An index as data. */
export interface SavedIndex {
  readonly sections: AsPlainObject;
  readonly documents: AsPlainObject;
  /** The first section of each document. */
  readonly beginnings: readonly (readonly [string, string])[];
  readonly vocabulary: readonly (readonly [string, number])[];
  readonly frequencies: readonly (readonly [string, number])[];
  readonly subjects: readonly (readonly [string, number])[];
}

/** What MiniSearch is given to search for are terms already, with spaces between. */
const READING = {
  tokenize: (terms: string) => (terms === '' ? [] : terms.split(' ')),
  processTerm: (term: string) => term,
};

const SECTION_OPTIONS: Options<Row> = { ...READING, fields: [...SECTION_FIELDS], storeFields: ['document'] };

const DOCUMENT_OPTIONS: Options<Row> = { ...READING, fields: [...DOCUMENT_FIELDS], storeFields: ['group'] };

type Row = Record<string, string>;

/** Indexes sections and what their documents say of themselves: term → field → section → frequency, kept by MiniSearch. */
export function createSectionIndex(
  sections: readonly SectionEntry[],
  documents: readonly DocumentEntry[],
): SectionIndex {
  const words = { vocabulary: new Map(), frequencies: new Map(), subjects: new Map() };
  const reader = createReader(words);
  const index = indexOver(
    {
      sections: new MiniSearch<Row>({ ...SECTION_OPTIONS, tokenize: reader.tokenize }),
      documents: new MiniSearch<Row>({ ...DOCUMENT_OPTIONS, tokenize: reader.tokenize }),
      beginnings: new Map<string, string>(),
    },
    words,
    reader,
  );
  index.add({ sections, documents });
  return index;
}

/** Brings back an index that was saved; throws when it is damaged. */
export function restoreSectionIndex(saved: SavedIndex): SectionIndex {
  const words = {
    vocabulary: new Map(saved.vocabulary),
    frequencies: new Map(saved.frequencies),
    subjects: new Map(saved.subjects),
  };
  const reader = createReader(words);
  const engines = {
    sections: MiniSearch.loadJS<Row>(saved.sections, { ...SECTION_OPTIONS, tokenize: reader.tokenize }),
    documents: MiniSearch.loadJS<Row>(saved.documents, { ...DOCUMENT_OPTIONS, tokenize: reader.tokenize }),
    beginnings: new Map(saved.beginnings),
  };
  return indexOver(engines, words, reader);
}

interface Engines {
  readonly sections: MiniSearch<Row>;
  readonly documents: MiniSearch<Row>;
  readonly beginnings: Map<string, string>;
}

/** What is known of words and terms, in numbers. */
interface Words {
  readonly vocabulary: Map<string, number>;
  readonly frequencies: Map<string, number>;
  /** How many sections and documents have a term in more than running text. */
  readonly subjects: Map<string, number>;
}

/** Makes terms for MiniSearch, and takes note of them. */
interface Reader {
  readonly tokenize: (text: string, field?: string) => string[];
  /** Reads rows while something is done with each; what they hold counts once more, or once less. */
  read(rows: readonly Row[], counting: 1 | -1, each: (row: Row) => void): void;
}

function createReader({ vocabulary, frequencies, subjects }: Words): Reader {
  // What a splitter remembers speeds up reading much at a stretch, and is too much to keep: it goes with the next
  // large collection of garbage.
  let splitter = new WeakRef(createSplitter());
  let split: Splitter = splitCompound;
  let change: 1 | -1 = 1;
  const held = new Set<string>();
  const heldAsSubject = new Set<string>();
  return {
    tokenize: (text, field) => {
      // Without a field it is a query.
      if (field === undefined) return READING.tokenize(text);
      return wordsOf(text, split).map(({ text: word, term }) => {
        count(vocabulary, word, change);
        held.add(term);
        if (field !== 'text') heldAsSubject.add(term);
        return term;
      });
    },
    read: (rows, counting, each) => {
      split = splitter.deref() ?? createSplitter();
      splitter = new WeakRef(split);
      change = counting;
      for (const row of rows) {
        held.clear();
        heldAsSubject.clear();
        each(row);
        for (const term of held) count(frequencies, term, change);
        for (const term of heldAsSubject) count(subjects, term, change);
      }
      split = splitCompound;
    },
  };
}

function count(counts: Map<string, number>, name: string, change: 1 | -1): void {
  const sum = (counts.get(name) ?? 0) + change;
  if (sum > 0) counts.set(name, sum);
  else counts.delete(name);
}

function sectionRow({ id, document, fields }: SectionEntry): Row {
  return { ...fields, id, document };
}

function documentRow({ id, group, fields }: DocumentEntry): Row {
  return { ...fields, id, group };
}

function indexOver(engines: Engines, words: Words, { read }: Reader): SectionIndex {
  const { sections, documents, beginnings } = engines;
  const { vocabulary, frequencies, subjects } = words;
  const frequencyOf = (term: string): number => frequencies.get(term) ?? 0;
  const tellingTermsIn = (query: Query): ReadonlySet<string> =>
    new Set(mostTellingOf(query, frequencyOf, FIRST_LOOK_MATCHES).flatMap(({ terms }) => terms));
  return {
    get size() {
      return sections.documentCount + documents.documentCount;
    },
    vocabulary,
    frequencyOf,
    isSubject: (term) => subjects.has(term),
    search: (query, { limit, limitOfEach, isWanted }) => {
      const groupOf = (document: string): string => documents.getStoredFields(document)?.group as string;
      const wanted = isWanted && new Set([...beginnings.keys()].filter((each) => isWanted(groupOf(each))));
      const weights = termWeightsOf(query);
      const ofDocuments = new Map(
        found(documents, weights, wanted && ((id) => wanted.has(id))).map(
          (result) => [String(result.id), result] as const,
        ),
      );
      const ofSections = wanted
        ? found(sections, weights, (_, { document }) => wanted.has(document as string)).map((result) => [
            result,
          ])
        : limit > FIRST_LOOK_SECTIONS
          ? found(sections, weights).map((result) => [result])
          : lookTwice(sections, weights, tellingTermsIn(query), [...ofDocuments.values()]);
      const matched = new Set<string>();
      const matches = ofSections.map((parts) => {
        const [{ id, document }] = parts as [SearchResult];
        const around = ofDocuments.get(document);
        matched.add(document);
        return foundIn(String(id), document, around ? [...parts, around] : parts);
      });
      // A document that is matched as a whole, and by no section of it, is found by its beginning.
      for (const [document, around] of ofDocuments) {
        if (!matched.has(document))
          matches.push(foundIn(beginnings.get(document) ?? document, document, [around]));
      }
      matches.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
      return (limitOfEach === undefined ? matches : firstOfEach(matches, limitOfEach))
        .slice(0, limit)
        .map(({ id, document, score, parts }) => ({
          id,
          group: groupOf(document),
          score,
          terms: termsIn(parts),
        }));
    },
    add: (entries) => {
      read(entries.documents.map(documentRow), 1, (row) => documents.add(row));
      read(entries.sections.map(sectionRow), 1, (row) => sections.add(row));
      for (const { id, document } of entries.sections) {
        if (!beginnings.has(document)) beginnings.set(document, id);
      }
    },
    remove: (entries) => {
      read(entries.documents.map(documentRow), -1, (row) => documents.remove(row));
      read(entries.sections.map(sectionRow), -1, (row) => sections.remove(row));
      for (const { id } of entries.documents) beginnings.delete(id);
    },
    save: () => ({
      sections: sections.toJSON(),
      documents: documents.toJSON(),
      beginnings: [...beginnings],
      vocabulary: [...vocabulary],
      frequencies: [...frequencies],
      subjects: [...subjects],
    }),
  };
}

/** A section, and the results that speak for it: its own, and those of its document. */
interface Found {
  readonly id: string;
  readonly document: string;
  readonly parts: readonly SearchResult[];
  readonly score: number;
}

/** MiniSearch multiplies a score by the number of query terms matched; undone, sections that say one thing well win. */
function foundIn(id: string, document: string, parts: readonly SearchResult[]): Found {
  let score = 0;
  for (const part of parts) score += part.score / Math.max(part.queryTerms.length, 1);
  return { id, document, parts, score };
}

/** The first matches of each document. */
function firstOfEach(matches: readonly Found[], limit: number): Found[] {
  const counts = new Map<string, number>();
  return matches.filter(({ document }) => {
    const count = (counts.get(document) ?? 0) + 1;
    counts.set(document, count);
    return count <= limit;
  });
}

/** What each term of a query counts. */
type TermWeights = ReadonlyMap<string, number>;

/** Whether a section or a document, with what is stored of it, may be found. */
type IsWanted = (id: string, stored: Record<string, unknown>) => boolean;

function found(engine: MiniSearch<Row>, weights: TermWeights, isWanted?: IsWanted): SearchResult[] {
  return engine.search([...weights.keys()].join(' '), {
    boost: BOOSTS,
    bm25: BM25,
    boostTerm: (term) => weights.get(term) ?? 1,
    // Asked before anything is counted, unlike MiniSearch's `filter`.
    ...(isWanted && { boostDocument: (id, _, stored) => (isWanted(id, stored ?? {}) ? 1 : 0) }),
  });
}

/**
 * Looks for the most telling terms first, then for the others in what may be found at all: the best sections of
 * the first look, and those of the best documents.
 */
function lookTwice(
  sections: MiniSearch<Row>,
  weights: TermWeights,
  telling: ReadonlySet<string>,
  documents: readonly SearchResult[],
): SearchResult[][] {
  const first = found(sections, new Map([...weights].filter(([term]) => telling.has(term))));
  if (telling.size === weights.size) return first.map((result) => [result]);
  const best = new Set(bestOf(first, FIRST_LOOK_SECTIONS));
  const about = new Set(bestOf(documents, FIRST_LOOK_DOCUMENTS));
  const isCandidate: IsWanted = (id, { document }) => best.has(id) || about.has(document as string);
  const parts = new Map<string, SearchResult[]>();
  for (const result of first) if (isCandidate(result.id, result)) parts.set(result.id, [result]);
  const others = new Map([...weights].filter(([term]) => !telling.has(term)));
  for (const result of found(sections, others, isCandidate)) {
    const already = parts.get(result.id);
    if (already) already.push(result);
    else parts.set(result.id, [result]);
  }
  return [...parts.values()];
}

/** The best results, and all that are as good as the last of them: the order in which things were indexed decides nothing. */
function bestOf(results: readonly SearchResult[], limit: number): string[] {
  const least = results[limit - 1]?.score ?? 0;
  return results.filter(({ score }) => score >= least).map(({ id }) => String(id));
}

function termsIn(results: readonly SearchResult[]): Match['terms'] {
  const terms: Record<string, Field[]> = {};
  for (const { match } of results) {
    for (const [term, fields] of Object.entries(match)) {
      terms[term] = [...(Object.hasOwn(terms, term) ? (terms[term] ?? []) : []), ...(fields as Field[])];
    }
  }
  return terms;
}
