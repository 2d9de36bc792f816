import type { Knowledge } from '../knowledge/load-knowledge.js';
import type { Search } from '../search/search.js';
import { createCompanyFinder } from './companies.js';
import { spaced } from './spaced.js';

/** Longer names are sentences. */
const NAME_WORDS = 4;

/** Makes a test of whether a text is nothing but the name of a company, of ours or of others. */
export function createNamesCompany(
  { documents, vocabulary }: Pick<Knowledge, 'documents' | 'vocabulary'>,
  search: Search,
): (text: string) => boolean {
  const companiesIn = createCompanyFinder(documents);
  const elsewhere = new Set(
    [vocabulary.elsewhere, vocabulary.ambiguous].flatMap((names) => Object.values(names).flat().map(spaced)),
  );
  return (text) => {
    const words = spaced(text).trim().split(' ').filter(Boolean);
    if (words.length === 0 || words.length > NAME_WORDS) return false;
    if (companiesIn(text).names.length > 0 || elsewhere.has(spaced(text))) return true;
    // A word that no document has, and that is no slip of one, is a name that we do not know.
    return search.parse(text).every(({ weight }) => weight === 0);
  };
}
