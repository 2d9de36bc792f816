import {
  anchorOf,
  type DocumentPath,
  documentPathOf,
  INTRODUCTION,
  type SectionId,
} from '../../../knowledge/address.js';
import type { Document } from '../../../knowledge/document.js';
import { linkTarget } from '../../../knowledge/link-target.js';

/** Where the knowledge base is read. */
export const KNOWLEDGE_PATH = '/knowledge';

/** Where the case studies stand side by side. */
export const CASE_STUDIES_PATH = `${KNOWLEDGE_PATH}/case-studies`;

/** The address of a document's page: its path without the ending. */
export function documentAddress({ path }: { readonly path: DocumentPath }): string {
  return `${KNOWLEDGE_PATH}/${nameIn(path).split('/').map(encodeURIComponent).join('/')}`;
}

/** The address of a section on its document's page. */
export function sectionAddress(id: SectionId): string {
  const page = documentAddress({ path: documentPathOf(id) });
  const anchor = anchorOf(id);
  return anchor === INTRODUCTION ? page : `${page}#${encodeURIComponent(anchor)}`;
}

/** Finds the document of an address, among those that there are. */
export function documentAt(address: string, documents: readonly Document[]): Document | undefined {
  const name = decoded(address.slice(KNOWLEDGE_PATH.length + 1));
  return documents.find(({ path }) => nameIn(path) === name);
}

/** Makes the reader of a document's links: those to other documents lead to their pages, those to nowhere nowhere. */
export function pageLinks(
  from: DocumentPath,
  isDocument: (path: string) => path is DocumentPath,
): (url: string) => string | undefined {
  return (url) => {
    const target = linkTarget(url, from);
    if (target === undefined || !isDocument(target.path)) return undefined;
    return sectionAddress(`${target.path}#${target.anchor ?? INTRODUCTION}`);
  };
}

/** A document that is called as the table of case studies keeps its ending. */
function nameIn(path: DocumentPath): string {
  const name = path.replace(/\.md$/, '');
  return `${KNOWLEDGE_PATH}/${name}` === CASE_STUDIES_PATH ? path : name;
}

/** An address in letters; as it stands, when it has a percent sign that stands for none. */
export function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
