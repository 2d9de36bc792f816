import type { CaseStudy } from './case-study.js';
import type { CompaniesListed } from './company-list.js';
import type { Facet, FacetMeaning } from './facet.js';

/** What companies have in common, by the names that front matter uses. */
export interface ExactFacets {
  readonly industry?: string;
  readonly tool?: string;
  readonly theme?: string;
}

/** Asks for the companies that have exactly this, as a question that nobody types. */
export function exactListQuestion(facets: ExactFacets): string {
  const named = Object.entries(facets).map(([kind, name]) => `${kind} “${name}”`);
  return `companies: ${named.join(', ')}`;
}

/**
 * Makes a reader of such questions. What people type is read by its words; but `Go`, `.NET` and `AWS` are too short
 * or too common to be read so, and whoever chose them from a list meant just that.
 */
export function createExactLister(
  studies: readonly CaseStudy[],
): (question: string) => CompaniesListed | undefined {
  return (question) => {
    if (!WHOLE.test(question)) return undefined;
    const facets = [...question.matchAll(ONE)].map(([, kind = '', name = '']) => facetOf(kind, name));
    const fitting = studies.filter(({ frontMatter }) =>
      facets.every(({ meanings }) => meanings.every(({ fits }) => fits(frontMatter, 'runs'))),
    );
    return fitting.length === 0 ? undefined : { studies: fitting, facets, haveAll: true };
  };
}

const ONE = /(industry|tool|theme) “([^”]{1,100})”/g;
const WHOLE = /^companies: (?:(?:industry|tool|theme) “[^”]{1,100}”(?:, |$)){1,3}$/;

function facetOf(kind: string, name: string): Facet {
  return { phrase: name, meanings: [meaningOf(kind, name)] };
}

function meaningOf(kind: string, name: string): FacetMeaning {
  switch (kind) {
    case 'tool':
      return { kind: 'tool', name, fits: ({ tools }) => tools.includes(name) };
    case 'theme':
      return { kind: 'theme', name, fits: ({ themes }) => themes.includes(name) };
    default:
      return { kind: 'business', name, fits: ({ industry }) => industry === name };
  }
}
