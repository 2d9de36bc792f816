import type { Document } from '../knowledge/document.js';
import { createPhraseFinder } from './phrases.js';

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
  const namesIn = createPhraseFinder(
    documents.flatMap((document) => {
      const { frontMatter } = document;
      if (frontMatter.kind !== 'case-study') return [];
      return [frontMatter.company, ...frontMatter.aliases].map((name) => [name, document] as const);
    }),
  );
  return (text) => {
    const { found, rest } = namesIn(text);
    return {
      caseStudies: new Set(found.flatMap(({ meanings }) => meanings)),
      names: found.map(({ phrase }) => phrase),
      rest: found.length > 0 ? rest : text,
    };
  };
}
