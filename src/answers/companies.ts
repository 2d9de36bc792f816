import type { Document } from '../knowledge/document.js';

/** Finds the case studies of the companies that a text names. */
export type CompanyFinder = (text: string) => ReadonlySet<Document>;

/** Makes a finder from the names and aliases of the case studies. */
export function createCompanyFinder(documents: readonly Document[]): CompanyFinder {
  const names = documents.flatMap((document) => {
    const { frontMatter } = document;
    if (frontMatter.kind !== 'case-study') return [];
    return [frontMatter.company, ...frontMatter.aliases].map((name) => ({ name: spaced(name), document }));
  });
  return (text) => {
    const said = spaced(text);
    return new Set(names.filter(({ name }) => said.includes(name)).map(({ document }) => document));
  };
}

/** Lower case, one space around every word: a name is then found as whole words only. "Babylon's" names Babylon. */
function spaced(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]s?(?![\p{L}\p{N}])/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  return ` ${words.trim()} `;
}
