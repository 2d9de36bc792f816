import type { Document } from '../knowledge/document.js';
import { blocksOf, type Section } from '../knowledge/section.js';
import { evidenceIn } from './evidence.js';
import { type Excerpt, type ExcerptOptions, excerptOf } from './excerpt.js';
import { isFiller } from './filler.js';
import { parseQuery, type Query, type QueryWord } from './query.js';
import {
  COMMON_SHARE,
  COVERAGE_FLOOR,
  EVERYDAY_RARITY,
  SAME_QUESTION_BONUS,
  SYNONYM_WEIGHT,
  TELLING_WORDS,
} from './ranking.js';
import { askedWordsOf, createQuestionLikeness } from './same-question.js';
import {
  createSectionIndex,
  type DocumentEntry,
  type IndexEntries,
  type Match,
  type SectionEntry,
  type SectionIndex,
} from './section-index.js';
import { type MarkedText, markTerms, snippetOf } from './snippet.js';
import { type Corrector, createCorrector } from './spelling.js';
import { synonymsOf } from './synonyms.js';

/** A section that matches a question, and how well. */
export interface Hit {
  readonly document: Document;
  readonly section: Section;
  readonly score: number;
  /** The share of the question's telling words that the section holds, 0 to 1, rare words counting more. */
  readonly coverage: number;
  /** What those words tell, added up, in words that occur nowhere else. */
  readonly evidence: number;
  /** How alike the question and one that the section says it answers are, 0 to 1. */
  readonly likeness: number;
  /** The share of the question's words that stand in what the section and its document say of themselves, and not in running text alone. */
  readonly prominence: number;
  /** Which terms were found in which fields. */
  readonly terms: Match['terms'];
}

/** What a question became, and the sections that match it, best first. */
export interface SearchResult {
  readonly query: Query;
  readonly hits: readonly Hit[];
}

/** Some documents to keep to, and what is asked without the words that all of them share. */
export interface Within {
  readonly documents: ReadonlySet<Document>;
  readonly rest: string;
  /** Whether only the best sections of each document are wanted. */
  readonly ofEach?: boolean;
}

/** Finds sections in a knowledge base. */
export interface Search {
  /** A question as search sees it. */
  parse(question: string): Query;
  /** Ranks the sections for a question. */
  find(question: string, within?: Within): SearchResult;
  /** A document's beginning, for when it is asked about as a whole. */
  introductionOf(document: Document): Hit;
  /** The part of a hit's section that speaks of the query. */
  excerpt(hit: Hit, query: Query, options?: ExcerptOptions): Excerpt;
  /** The one line of a hit's section that says most about the query. */
  evidence(hit: Hit, query: Query): string;
  /** A piece of a hit's section around the words that were found, which are marked in it. */
  snippet(hit: Hit, query: Query): readonly MarkedText[];
  /** The words of a query, marked in a text. */
  mark(text: string, query: Query): readonly MarkedText[];
}

/** A question has so many telling words; what a longer message has besides tells how the asker came to it. */
const QUESTION_WORDS = 8;

/** Hits beyond these are never shown, and cost time to prepare. */
export const HITS_LIMIT = 30;

/** Sections of each document that are looked at where each has a say. */
const HITS_OF_EACH = 3;

/** Makes the search of documents, over an index of theirs that was made before or is made now. */
export function createSearch(documents: readonly Document[], index = indexDocuments(documents)): Search {
  const places = new Map(
    documents.flatMap((document) =>
      document.sections.map((section) => [section.id as string, { document, section }] as const),
    ),
  );
  // Made when first needed: by then an index that others change has the words of these documents.
  let corrector: Corrector | undefined;
  const language = {
    isKnown: (term: string) => index.frequencyOf(term) > 0,
    correct: (word: string) => {
      corrector ??= createCorrector(index.vocabulary);
      return corrector(word);
    },
    synonymsOf,
    isFiller,
  };

  const likeness = createQuestionLikeness(
    documents.flatMap((document) => document.sections),
    (term) => rarity(term, index),
  );

  return {
    parse: (question) => parseQuery(question, language),
    find: (question, within) => {
      const query = parseQuery(within?.rest ?? question, language);
      const alikeTo = likeness(askedWordsOf(question, within ? parseQuery(question, language) : query));
      const paths = within && new Set([...within.documents].map((document) => document.path as string));
      const searched = tellingOf(query, index);
      const matches = index.search(searched, {
        limit: within?.ofEach ? within.documents.size * HITS_OF_EACH : HITS_LIMIT,
        limitOfEach: within?.ofEach ? HITS_OF_EACH : undefined,
        isWanted: paths && ((group) => paths.has(group)),
      });
      const isSearched = new Set(searched);
      const worths = query.map((word) => worthOf(word, index));
      const asked = sum([...worths].sort((a, b) => b - a).slice(0, QUESTION_WORDS));
      const unknownWorth = rarity('', index);
      const hits = matches.flatMap((match) => {
        const place = places.get(match.id);
        const { terms } = match;
        const alike = alikeTo(match.id);
        const findings = findingsOf(match, query, isSearched, worths, asked, unknownWorth);
        const score =
          match.score * (1 + SAME_QUESTION_BONUS * alike ** 2) * (COVERAGE_FLOOR + findings.coverage);
        return place ? [{ ...place, score, terms, likeness: alike, ...findings }] : [];
      });
      return { query, hits: hits.sort((a, b) => b.score - a.score) };
    },
    introductionOf: (document) => {
      const [section] = document.sections;
      if (section === undefined) throw new Error(`${document.path} has no section`);
      return { document, section, score: 1, coverage: 1, evidence: 1, likeness: 1, prominence: 1, terms: {} };
    },
    excerpt: (hit, query, options) => excerptOf(blocksOf(hit.section), weightsOf(query, index), options),
    evidence: (hit, query) => evidenceIn(blocksOf(hit.section), weightsOf(query, index)),
    snippet: (hit, query) => snippetOf(hit.section.text, weightsOf(query, index)),
    mark: (text, query) => markTerms(text, weightsOf(query, index)),
  };
}

/** Indexes documents and their sections. */
export function indexDocuments(documents: readonly Document[]): SectionIndex {
  const { sections, documents: entries } = entriesOf(documents);
  return createSectionIndex(sections, entries);
}

/** What is indexed of documents. */
export function entriesOf(documents: readonly Document[]): IndexEntries {
  return { documents: documents.map(documentEntryOf), sections: documents.flatMap(sectionEntriesOf) };
}

function sectionEntriesOf({ path, sections }: Document): SectionEntry[] {
  return sections.map((section) => ({
    id: section.id,
    document: path,
    fields: {
      heading: [...section.ancestors, section.heading].join('\n'),
      questions: section.questions.join('\n'),
      text: section.text,
    },
  }));
}

function documentEntryOf({ path, title, frontMatter }: Document): DocumentEntry {
  const about = [...frontMatter.aliases, frontMatter.summary ?? '', ...frontMatter.tags];
  if (frontMatter.kind === 'troubleshooting') about.push(...frontMatter.symptoms);
  if (frontMatter.kind === 'case-study') {
    const { company, industry, location, described, tools, replaced, themes } = frontMatter;
    about.push(company, industry, location ?? '', ...described, ...tools, ...replaced, ...themes);
  }
  return { id: path, group: path, fields: { title, about: about.join('\n') } };
}

/** What of a question a section holds, given what each of its words is worth; words that stand everywhere stand in it. */
function findingsOf(
  match: Match,
  query: Query,
  searched: ReadonlySet<QueryWord>,
  worths: readonly number[],
  asked: number,
  unknownWorth: number,
): Pick<Hit, 'coverage' | 'evidence' | 'prominence'> {
  let evidence = 0;
  let prominent = 0;
  for (const [position, word] of query.entries()) {
    const worth = worths[position] ?? 0;
    const at = searched.has(word) ? word.terms.findIndex((term) => Object.hasOwn(match.terms, term)) : 0;
    const term = word.terms[at] ?? '';
    const fields = Object.hasOwn(match.terms, term) ? (match.terms[term] ?? []) : [];
    if (fields.some((field) => field !== 'text')) prominent += 1;
    if (at >= 0) evidence += worth * word.weight * (at === 0 ? 1 : SYNONYM_WEIGHT);
  }
  return {
    evidence: evidence / unknownWorth,
    coverage: asked === 0 ? 0 : Math.min(1, evidence / asked),
    prominence: Math.min(1, prominent / Math.min(Math.max(query.length, 1), QUESTION_WORDS)),
  };
}

/** How much a word of a question tells; a word that is nobody's subject no more than everyday ones do. */
function worthOf({ terms, text, isName }: QueryWord, index: SectionIndex): number {
  const term = terms[0] ?? text;
  const worth = rarity(term, index);
  const isTelling = terms.length === 0 && /\d/.test(text) ? VERSION.test(text) : isName;
  return isTelling || index.isSubject(term) ? worth : Math.min(worth, EVERYDAY_RARITY);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** How much each term of a query tells. */
function weightsOf(query: Query, index: SectionIndex): ReadonlyMap<string, number> {
  return new Map(query.flatMap((word) => word.terms.map((term) => [term, rarity(term, index)] as const)));
}

/** Of unknown words with digits, a version is asked about; "2am", "60s" and "90d" stand beside what is. */
const VERSION = /^v?\d+(?:\.\d+)+$/;

/** How much a term tells: BM25's inverse document frequency; a term that occurs nowhere tells most. */
function rarity(term: string, index: SectionIndex): number {
  const frequency = index.frequencyOf(term);
  return Math.log(1 + (index.size - frequency + 0.5) / (frequency + 0.5));
}

/** The words to search for: without those that stand everywhere, when enough others remain. */
function tellingOf(query: Query, index: SectionIndex): Query {
  const telling = query.filter(
    ({ terms: [term = ''] }) => index.frequencyOf(term) < COMMON_SHARE * index.size,
  );
  return telling.filter(({ weight }) => weight > 0).length >= TELLING_WORDS ? telling : query;
}
