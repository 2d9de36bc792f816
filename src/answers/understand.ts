import type { Document } from '../knowledge/document.js';
import type { Knowledge } from '../knowledge/load-knowledge.js';
import { isFiller } from '../search/filler.js';
import type { Query } from '../search/query.js';
import type { Search, SearchResult } from '../search/search.js';
import { synonymsOf } from '../search/synonyms.js';
import { askingWordsOf, termsOf } from '../search/terms.js';
import { isCaseStudy } from './case-study.js';
import type { CompaniesNamed, CompanyFinder } from './companies.js';
import { type CompaniesListed, createCompanyLister } from './company-list.js';
import { asksToCompare, isAboutOneThing, sidesOf } from './comparison.js';
import type { CompanyMention } from './confidence.js';
import { createDescriptionReader } from './described-company.js';
import type { Facet } from './facet.js';
import { createFacetReader } from './facets.js';
import type { Expectation } from './preference.js';
import { asksForWay } from './scope.js';
import { createSubjectFinder } from './subjects.js';
import { createUnknownCompanyFinder, type UnknownCompany } from './unknown-company.js';

/** A question as it is understood: what it names, describes and lets expect. */
export interface Understood {
  readonly text: string;
  /** Its beginning, with slips corrected. */
  readonly meant: string;
  /** What the whole knowledge base has on it; of a company that is named, nothing. */
  readonly everywhere: SearchResult;
  readonly named: CompaniesNamed;
  /** The company that it is about. */
  readonly company: CompanyAskedAbout | undefined;
  readonly unknownCompany: UnknownCompany | undefined;
  /** The companies that it asks to be listed. */
  readonly listed: CompaniesListed | undefined;
  /** The documents of the things that it compares. */
  readonly sides: readonly Document[] | undefined;
  readonly expected: Expectation;
}

/** The company that a question is about, and what it asks besides. */
export interface CompanyAskedAbout {
  readonly study: Document;
  readonly rest: string;
  readonly mention: CompanyMention;
  /** Whether it is asked about as a whole. */
  readonly isWhole: boolean;
}

/** Prepares a knowledge base for understanding questions. */
export function createUnderstanding(
  { documents, vocabulary }: Pick<Knowledge, 'documents' | 'vocabulary'>,
  search: Search,
  companiesIn: CompanyFinder,
): (text: string) => Understood {
  const studies = documents.filter(isCaseStudy);
  const companyDescribedBy = createDescriptionReader(documents);
  const unknownCompanyIn = createUnknownCompanyFinder(vocabulary.elsewhere, vocabulary.ambiguous);
  const facetsIn = createFacetReader(studies, vocabulary);
  const companiesAskedFor = createCompanyLister(studies);
  const subjectsIn = createSubjectFinder(documents.filter((document) => !isCaseStudy(document)));
  // "Deployment vs StatefulSet" names two things, and one document that compares them.
  const thingsIn = createSubjectFinder(documents.filter(isAboutOneThing));

  /** The company that a question names, or else the one that it describes. */
  const companyIn = (
    named: CompaniesNamed,
    everywhere: SearchResult,
    mayDescribe: boolean,
  ): CompanyAskedAbout | undefined => {
    const [study] = named.caseStudies;
    if (study) return { study, rest: named.rest, mention: 'named', isWhole: asksForWhole(named.rest, study) };
    if (!mayDescribe) return undefined;
    const nearest = everywhere.hits.slice(0, NEAREST).map(({ document }) => document);
    const isFound = nearest.length > 1 && nearest[0] === nearest[1];
    const described = companyDescribedBy(everywhere.query, isFound ? nearest[0] : undefined);
    if (described === undefined || !nearest.includes(described.caseStudy)) return undefined;
    const rest = described.rest.map((word) => word.correction ?? word.text).join(' ');
    return {
      study: described.caseStudy,
      rest,
      mention: described.isGuess ? 'guessed' : 'described',
      isWhole: asksForWhole(rest, described.caseStudy),
    };
  };

  return (text) => {
    const query = search.parse(text);
    const start = text.slice(0, START);
    const meant = asMeant(start, query);
    const named = companiesIn(meant);
    // The story of a company that is named stands in its case study and nowhere else.
    const everywhere = named.names.length > 0 ? { query, hits: [] } : search.find(text);
    const facets = facetsIn(meant);
    const isOfCompanies = speaksOfCompanies(meant, facets);
    // How something is done is asked for oneself, whatever words of a company's story are used for it.
    const company = companyIn(named, everywhere, isOfCompanies || !asksForWay(meant));
    const { subjects, rest } = subjectsIn(meant);
    return {
      text,
      meant,
      everywhere,
      named,
      company,
      unknownCompany: unknownCompanyIn(start, query, {
        names: named.names,
        isDescribed: company !== undefined && company.mention !== 'named',
      }),
      listed: named.names.length === 0 ? companiesAskedFor(meant, facets) : undefined,
      sides: company ? undefined : sidesOf(meant, thingsIn(meant).subjects),
      expected: {
        subjects,
        asksForWhole: subjects.length > 0 && tellingWordsIn(rest) <= WORDS_BESIDE_WHOLE,
        compares: asksToCompare(meant),
        speaksOfCompanies: isOfCompanies,
      },
    };
  };
}

/** Characters in which it is looked for what a question is about: some ten sentences. */
const START = 1_000;

/** A company is described only where its case study is among this many nearest hits. */
const NEAREST = 3;

/** Words that a question for a whole subject may have besides: "what is a label for in Kubernetes". */
const WORDS_BESIDE_WHOLE = 1;

/** How many words of a text tell something. */
export function tellingWordsIn(text: string): number {
  return termsOf(text).filter((term) => !isFiller(term)).length;
}

/** A company is meant, though none of ours is named: by its kind, its place, or the word. */
function speaksOfCompanies(text: string, facets: readonly Facet[]): boolean {
  return (
    COMPANY_WORDS.test(text) ||
    facets.some(({ meanings }) => meanings.some(({ kind }) => kind === 'business' || kind === 'place'))
  );
}

const COMPANY_WORDS =
  /\b(?:company|companies|firms?|startups?|business|case stud\w+|stor(?:y|ies)|they|their|them)\b/i;

/** The question with its slips corrected: "spotfy" names Spotify. */
function asMeant(text: string, query: Query): string {
  return query.reduce(
    (meant, word) =>
      word.correction ? meant.replace(new RegExp(`\\b${word.text}\\b`, 'gi'), word.correction) : meant,
    text,
  );
}

/** What every case study is about. */
const SHARED: ReadonlySet<string> = new Set(termsOf('Kubernetes k8s'));

/** "Tell me about Spotify", "Spotify and Kubernetes?": besides the name, nothing that the title does not say. */
export function asksForWhole(rest: string, document: Document): boolean {
  if (askingWordsOf(rest).some((word) => word !== 'how')) return false;
  const title = new Set(termsOf(document.title));
  return termsOf(rest).every(
    (term) => SHARED.has(term) || title.has(term) || synonymsOf(term).some((other) => title.has(other)),
  );
}
