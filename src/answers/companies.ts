import type { Document } from '../knowledge/document.js';
import { spaced } from './spaced.js';

/** The companies that a text names, and what it says besides their names. */
export interface CompaniesNamed {
  readonly caseStudies: ReadonlySet<Document>;
  /** The names, as they were written, in lower case. */
  readonly names: readonly string[];
  readonly rest: string;
}

/** Finds the companies that a text names. */
export type CompanyFinder = (text: string) => CompaniesNamed;

/** Makes a finder from the names and aliases of the case studies. */
export function createCompanyFinder(documents: readonly Document[]): CompanyFinder {
  const names = documents
    .flatMap((document) => {
      const { frontMatter } = document;
      if (frontMatter.kind !== 'case-study') return [];
      return [frontMatter.company, ...frontMatter.aliases].map((name) => ({ name: spaced(name), document }));
    })
    // The longest first: "Babylon Health" is named as a whole, not as Babylon and something about health.
    .sort((a, b) => b.name.length - a.name.length);

  return (text) => {
    const caseStudies = new Set<Document>();
    const named: string[] = [];
    let rest = spaced(text);
    for (const { name, document } of names) {
      if (!rest.includes(name)) continue;
      caseStudies.add(document);
      named.push(name.trim());
      rest = rest.replaceAll(name, ' ');
    }
    return { caseStudies, names: named, rest: caseStudies.size > 0 ? rest : text };
  };
}
