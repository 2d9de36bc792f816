import { isCaseStudy } from '../../../answers/case-study.js';
import { type DocumentPath, documentPathOf, type SectionId } from '../../../knowledge/address.js';
import type { Document } from '../../../knowledge/document.js';
import { CASE_STUDIES_PATH, KNOWLEDGE_PATH, pageLinks, sectionAddress } from './document-address.js';
import type { ResolveLink } from './html.js';
import { WALK_PATH } from './walk-path.js';

/** Where what is shown leads within the page. */
export interface PageLinks {
  /** Where a section is read; nothing where the knowledge base is not served. */
  addressOf(section: SectionId): string | undefined;
  /** Where the links of a section lead. */
  linksIn(section: SectionId): ResolveLink;
  /** Where one looks on oneself when a question is not answered. */
  waysOn(question: string): readonly WayOn[];
}

/** A link and what stands on it. */
export interface WayOn {
  readonly label: string;
  readonly address: string;
}

/** Characters of a question that one searches for; a pasted page finds nothing. */
const SEARCHED_LIMIT = 120;

const LEARN: WayOn = { label: 'Learn step by step', address: WALK_PATH };

/** Nowhere: what is shown leads to its sources alone. */
export const NO_PAGES: PageLinks = {
  addressOf: () => undefined,
  linksIn: () => () => undefined,
  waysOn: () => [LEARN],
};

/** Makes it for the documents that there are at each moment. */
export function createPageLinks(documents: () => readonly Document[]): PageLinks {
  return {
    addressOf: sectionAddress,
    linksIn: (section) => {
      const paths = new Set<string>(documents().map(({ path }) => path));
      const isDocument = (path: string): path is DocumentPath => paths.has(path);
      return pageLinks(documentPathOf(section), isDocument);
    },
    waysOn: (question) => [
      ...(question.trim() === '' || question.length > SEARCHED_LIMIT ? [] : [searchFor(question)]),
      { label: 'All documents', address: KNOWLEDGE_PATH },
      ...(documents().some(isCaseStudy) ? [{ label: 'Case studies', address: CASE_STUDIES_PATH }] : []),
      LEARN,
    ],
  };
}

function searchFor(question: string): WayOn {
  return {
    label: 'Search the documents for these words',
    address: `${KNOWLEDGE_PATH}?${new URLSearchParams({ q: question })}`,
  };
}
