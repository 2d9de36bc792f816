import type { Document } from '../knowledge/document.js';
import type { Query, QueryWord } from '../search/query.js';
import { termsOf } from '../search/terms.js';

/** A company that a question describes without naming it, and what it asks besides. */
export interface CompanyDescribed {
  readonly caseStudy: Document;
  readonly rest: Query;
  /** Whether so little is said of it that it was only known because search found it too. */
  readonly isGuess: boolean;
}

/** Finds the company that a question describes. */
export type DescriptionReader = (
  query: Query,
  /** The case study that search found first, of which less need be said. */
  found?: Document,
) => CompanyDescribed | undefined;

/** How much must be said of a company to know it: two words that few other descriptions have. */
const ENOUGH = 6;

/** How much more must be said of it than of any other. */
const LEAD = 1;

/** The same for the company that search found first: one telling word is enough. */
const ENOUGH_IF_FOUND = 3.5;

/**
 * Makes a reader from what case studies say of their companies: summary, industry, place, kind of business, and
 * the questions that their introductions answer.
 *
 *     "the loudspeaker maker, how many clusters do they run?"  → Bose; how many clusters do they run
 */
export function createDescriptionReader(documents: readonly Document[]): DescriptionReader {
  const descriptions = documents.flatMap((document) => {
    const { frontMatter } = document;
    if (frontMatter.kind !== 'case-study') return [];
    const { summary, industry, location, described, tags, questions } = frontMatter;
    const names = new Set(termsOf([industry, location ?? '', ...described, ...tags].join('\n')));
    // What the story is about tells the company too, but is asked about as well.
    const story = termsOf([summary, ...(questions.intro ?? [])].join('\n'));
    return [{ caseStudy: document, names, terms: new Set([...names, ...story]) }];
  });
  const shared = new Map<string, number>();
  for (const { terms } of descriptions) {
    for (const term of terms) shared.set(term, (shared.get(term) ?? 0) + 1);
  }
  const weightOf = (term: string) => Math.log(descriptions.length / (shared.get(term) ?? 1));

  return (query, found) => {
    const described = descriptions
      .map(({ caseStudy, names, terms }) => {
        const words = new Map<QueryWord, number>();
        for (const word of query) {
          const term = word.terms.find((each) => terms.has(each));
          if (term !== undefined) words.set(word, weightOf(term) * word.weight);
        }
        return { caseStudy, names, words, weight: [...words.values()].reduce((sum, each) => sum + each, 0) };
      })
      .sort((a, b) => b.weight - a.weight);
    const [best, second] = described;
    if (best === undefined || best.words.size < 2) return undefined;
    const isFound = best.caseStudy === found;
    if (best.weight < (isFound ? ENOUGH_IF_FOUND : ENOUGH)) return undefined;
    if (best.weight < (second?.weight ?? 0) + (isFound ? 0 : LEAD)) return undefined;
    const isName = (word: QueryWord) => word.terms.some((term) => best.names.has(term));
    return {
      caseStudy: best.caseStudy,
      rest: query.filter((word) => !isName(word)),
      isGuess: best.weight < Math.max(ENOUGH, (second?.weight ?? 0) + LEAD),
    };
  };
}
