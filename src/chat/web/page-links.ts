import type { DocumentPath, SectionId } from '../../knowledge/address.js';
import { pageLinks, sectionAddress } from './document-address.js';
import type { ResolveLink } from './html.js';
import type { KnowledgeToRead } from './read-knowledge.js';

/** Where what is shown leads within the page. */
export interface PageLinks {
  /** Where a section is read; nothing where the knowledge base is not served. */
  addressOf(section: SectionId): string | undefined;
  /** Where the links of a section lead. */
  linksIn(section: SectionId): ResolveLink;
}

/** Nowhere: what is shown leads to its sources alone. */
export const NO_PAGES: PageLinks = { addressOf: () => undefined, linksIn: () => () => undefined };

/** Makes it for the documents that there are at each moment. */
export function createPageLinks({ documents }: Pick<KnowledgeToRead, 'documents'>): PageLinks {
  return {
    addressOf: sectionAddress,
    linksIn: (section) => {
      const paths = new Set<string>(documents().map(({ path }) => path));
      const isDocument = (path: string): path is DocumentPath => paths.has(path);
      return pageLinks(section.slice(0, section.indexOf('#')) as DocumentPath, isDocument);
    },
  };
}
