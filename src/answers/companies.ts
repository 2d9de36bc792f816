import type { Document } from '../knowledge/document.js';
import { createPhraseFinder } from './phrases.js';
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
  const namesIn = createPhraseFinder(
    documents.flatMap((document) => {
      const { frontMatter } = document;
      if (frontMatter.kind !== 'case-study') return [];
      const { company, aliases } = frontMatter;
      return [company, ...aliases].map(
        (name) => [name, { document, isProduct: !isLike(name, company) }] as const,
      );
    }),
  );
  return (text) => {
    const { found, rest } = namesIn(text);
    // "What is Alipay?" names Ant Financial, and asks for Alipay.
    const products = found.filter(({ meanings }) => meanings[0]?.isProduct).map(({ phrase }) => phrase);
    return {
      caseStudies: new Set(found.flatMap(({ meanings }) => meanings.map(({ document }) => document))),
      names: found.map(({ phrase }) => phrase),
      rest: found.length > 0 ? [rest, ...products].join(' ') : text,
    };
  };
}

/** Whether a name is another form of a company's: "Booz Allen", "NY Times", "NWM"; and not a product of its. */
function isLike(name: string, company: string): boolean {
  const words = (text: string) => spaced(text).trim().split(' ');
  const initials = words(company)
    .map((word) => word.charAt(0))
    .join('');
  const [one, other] = [words(name).join(''), words(company).join('')];
  return (
    one.startsWith(other) ||
    other.startsWith(one) ||
    initials.endsWith(one) ||
    words(name).some((word) => words(company).includes(word))
  );
}
