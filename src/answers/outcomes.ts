import type { Document } from '../knowledge/document.js';
import type { Section } from '../knowledge/section.js';
import { EXCERPT_LIMIT } from '../search/excerpt.js';
import type { Query } from '../search/query.js';
import { RELATED_LIMIT, RELATED_SHARE } from '../search/ranking.js';
import type { Hit, Search, SearchResult } from '../search/search.js';
import type { Citation, Outcome } from './answer.js';
import { isCaseStudy } from './case-study.js';
import { createCite, createCiteLine } from './cite.js';
import type { CompaniesNamed } from './companies.js';
import type { CompaniesListed } from './company-list.js';
import { SIDES_LIMIT } from './comparison.js';
import { type Explanation, explainedBy } from './explanation.js';
import type { Facet } from './facet.js';
import { figureAskedFor } from './figure.js';
import { spaced } from './spaced.js';
import type { SymptomFound } from './symptoms.js';
import { asksForWhole } from './understand.js';
import type { UnknownCompany } from './unknown-company.js';

/** Makes the kinds of answers that are more than one excerpt, once it is known which kind is wanted. */
export interface Outcomes {
  /** What a pasted text shows: the document of its most telling symptom, and of the others below it. */
  symptom(symptom: SymptomFound, others: readonly SymptomFound[]): Outcome;
  /** Says that a company is not known, and names those that are nearest to it. */
  unknownCompany(company: UnknownCompany, named: Iterable<Document>): Outcome;
  /** The companies of a list, each with the line that speaks best for it. */
  list(text: string, listed: CompaniesListed): Outcome;
  /** Companies side by side: of each, what its case study has on the question. */
  companies(text: string, named: CompaniesNamed): Outcome;
  /** The section that speaks of several things, and below it what each of them is. */
  things(
    best: Hit,
    found: SearchResult,
    sides: readonly Document[],
    isSure: boolean,
    explanation: Explanation,
  ): Outcome;
  /** One excerpt, and where more is to be found. */
  found(
    best: Hit,
    found: SearchResult,
    more: SearchResult,
    figure: RegExp | undefined,
    explanation: Explanation,
  ): Outcome;
  /** Sections of which one may be meant. */
  unsure(
    hits: readonly Hit[],
    found: SearchResult,
    figure: RegExp | undefined,
    explanation: Explanation,
  ): Outcome;
}

/** Prepares making answers from a search. */
export function createOutcomes(documents: readonly Document[], search: Search): Outcomes {
  const studies = documents.filter(isCaseStudy);
  const cite = createCite(search);
  const citeLine = createCiteLine(search);

  /** The sections that follow the best, of few documents; and those that follow these. */
  const othersThan = (best: Hit, { hits, query }: SearchResult) => {
    const all = distinct([best, ...hits]);
    const related = firstOfEach(all, sectionsOfEach(all))
      .slice(1)
      .filter((hit) => hit.score >= best.score * RELATED_SHARE)
      .slice(0, RELATED_LIMIT);
    return {
      related: related.map((hit) => cite(hit, query)),
      further: remaining(all, [best, ...related], query),
    };
  };

  const remaining = (all: readonly Hit[], shown: readonly Hit[], query: Query): Citation[] =>
    all
      .filter((hit) => !shown.includes(hit))
      .slice(0, FURTHER_LIMIT)
      .map((hit) => cite(hit, query));

  return {
    symptom: (symptom, others) => {
      const { document, line } = symptom;
      const best = { ...search.introductionOf(document), section: sectionOn(symptom) };
      return {
        kind: 'found',
        explanation: explainedBy(`a line of yours is a symptom of “${document.title}”: ${line}`),
        best: cite(best, []),
        related: others
          .slice(0, RELATED_LIMIT)
          .map((other) => cite(search.introductionOf(other.document), [])),
        further: [],
        clue: line,
      };
    },

    unknownCompany: ({ name, industry }, named) => {
      const nearest = studies.filter(({ frontMatter }) => frontMatter.industry === industry);
      const related = [...new Set([...named, ...nearest])].slice(0, RELATED_LIMIT);
      return {
        kind: 'declined',
        reason: 'unknown-company',
        company: name,
        explanation: explainedBy(`“${name}” is a company without a case study`),
        related: related.map((study) => cite(search.introductionOf(study), [])),
      };
    },

    list: (text, listed) => {
      const { facets, haveAll } = listed;
      const found = search.find(text, {
        documents: new Set<Document>(listed.studies),
        rest: wordsOfEvidence(listed),
        ofEach: true,
      });
      const hits = firstOfEach([...found.hits, ...listed.studies.map(search.introductionOf)], 1);
      const asksFor = facets.map(
        ({ phrase, meanings }) =>
          `“${phrase}” asks for ${meanings.map(({ kind, name }) => `${kind} “${name}”`).join(' or ')}`,
      );
      return {
        kind: 'list',
        explanation: explainedBy(
          ...asksFor,
          ...(haveAll ? [] : ['no company has all of it; these have most']),
        ),
        entries: hits.map((hit) => citeLine(hit, found.query)),
        common: facets.map(({ phrase }) => phrase),
        isSure: haveAll,
      };
    },

    companies: (text, { caseStudies, rest, names }) => {
      const sides = [...caseStudies].slice(0, SIDES_LIMIT);
      const options = { limit: Math.floor(COMPARISON_LIMIT / sides.length), figure: figureAskedFor(text) };
      const asked = rest.replace(COMPARING_WORDS, ' ');
      return {
        kind: 'comparison',
        explanation: explainedBy(
          `it names ${names.map((name) => `“${name}”`).join(' and ')}`,
          ...(caseStudies.size > SIDES_LIMIT ? [`only ${SIDES_LIMIT} are shown side by side`] : []),
        ),
        sides: sides.map((study) => {
          const { query, hits } = search.find(text, { documents: new Set([study]), rest: asked });
          const best = asksForWhole(asked, study) ? undefined : hits[0];
          return cite(best ?? search.introductionOf(study), query, options);
        }),
        isSure: true,
      };
    },

    things: (best, { query }, sides, isSure, explanation) => ({
      kind: 'comparison',
      explanation,
      lead: cite(best, query),
      sides: sides
        .filter((side) => side !== best.document)
        .map((side) => cite(search.introductionOf(side), query, { limit: SIDE_LIMIT })),
      isSure,
    }),

    found: (best, { query }, more, figure, explanation) => ({
      kind: 'found',
      explanation,
      best: cite(best, query, { figure }),
      ...othersThan(best, more),
    }),

    unsure: (hits, { query }, figure, explanation) => {
      const candidates = firstOfEach(hits, sectionsOfEach(hits)).slice(0, RELATED_LIMIT);
      return {
        kind: 'unsure',
        explanation,
        candidates: candidates.map((hit) => cite(hit, query, { figure })),
        further: remaining(hits, candidates, query),
      };
    },
  };
}

/** The words that a line of evidence should hold: what companies did rather than what and where they are. */
function wordsOfEvidence({ facets }: CompaniesListed): string {
  const words = (wanted: readonly Facet[]) =>
    wanted.flatMap(({ phrase, meanings }) => [phrase, ...meanings.map(({ name }) => name)]).join(' ');
  const deeds = facets.filter(({ meanings }) =>
    meanings.some(({ kind }) => kind === 'tool' || kind === 'theme'),
  );
  return words(deeds.length > 0 ? deeds : facets);
}

/** What else was found is read a page or two far (taste). */
const FURTHER_LIMIT = 15;

/** Sections that one document may have among those that are offered: what is asked may stand in its next one. */
const SECTIONS_OF_ONE = 2;

/** Characters of all sides of a comparison together: a message of a platform holds no more. */
const COMPARISON_LIMIT = 2 * EXCERPT_LIMIT;

/** Characters of a side that only says what each thing is, below the section that compares them (taste). */
const SIDE_LIMIT = 400;

/** Words that ask for a comparison, and are no part of what is compared. */
const COMPARING_WORDS =
  /\b(?:vs|versus|compar\w*|differen\w*|differs?|both|similar\w*|alike|common|each|between|side by side)\b/g;

/** The section that speaks of most of the symptoms shown; of equals the first, which says what they mean. */
function sectionOn({ document, symptoms }: SymptomFound): Section {
  const shown = document.sections.map(({ heading, text }) => {
    const words = spaced(`${heading}\n${text}`);
    // A longer one tells more.
    return symptoms.filter((symptom) => words.includes(symptom)).join('').length;
  });
  return document.sections[shown.indexOf(Math.max(...shown))] as Section;
}

/** How many sections each document may have among those that are offered: all, where only one is searched. */
function sectionsOfEach(hits: readonly Hit[]): number {
  return new Set(hits.map(({ document }) => document)).size === 1 ? hits.length : SECTIONS_OF_ONE;
}

/** The best hits of each document, so many at most. */
function firstOfEach(hits: readonly Hit[], limit: number): Hit[] {
  const counts = new Map<Document, number>();
  return hits.filter(({ document }) => {
    const count = (counts.get(document) ?? 0) + 1;
    counts.set(document, count);
    return count <= limit;
  });
}

/** Each section once. */
function distinct(hits: readonly Hit[]): Hit[] {
  const seen = new Set<Section>();
  return hits.filter(({ section }) => !seen.has(section) && seen.add(section));
}
