import type { Document } from '../knowledge/document.js';
import type { Query, QueryWord } from '../search/query.js';
import { termsOf } from '../search/terms.js';

/** A company that a question describes without naming it, and what it asks besides. */
export interface CompanyDescribed {
  readonly caseStudy: Document;
  readonly rest: Query;
}

/** Finds the company that a question describes. */
export type DescriptionReader = (query: Query) => CompanyDescribed | undefined;

/** How much must be said of a company to know it: two words that few other descriptions have. */
const ENOUGH = 6;

/** How much more must be said of it than of any other. */
const LEAD = 1;

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
    const { summary, industry, location, tags, questions } = frontMatter;
    const said = [summary, industry, location ?? '', ...tags, ...(questions.intro ?? [])];
    return [{ caseStudy: document, terms: new Set(termsOf(said.join('\n'))) }];
  });
  const shared = new Map<string, number>();
  for (const { terms } of descriptions) {
    for (const term of terms) shared.set(term, (shared.get(term) ?? 0) + 1);
  }
  const weightOf = (term: string) => Math.log(descriptions.length / (shared.get(term) ?? 1));

  return (query) => {
    const described = descriptions
      .map(({ caseStudy, terms }) => {
        const words = new Map<QueryWord, number>();
        for (const word of query) {
          const term = word.terms.find((each) => terms.has(each));
          if (term !== undefined) words.set(word, weightOf(term) * word.weight);
        }
        return { caseStudy, words, weight: [...words.values()].reduce((sum, each) => sum + each, 0) };
      })
      .sort((a, b) => b.weight - a.weight);
    const [best, second] = described;
    if (best === undefined || best.words.size < 2 || best.weight < ENOUGH) return undefined;
    if (best.weight < (second?.weight ?? 0) + LEAD) return undefined;
    return { caseStudy: best.caseStudy, rest: query.filter((word) => !best.words.has(word)) };
  };
}
