import { dirname, join } from 'node:path/posix';
import type { DocumentPath } from './address.js';

/** Where a link of a document leads in the knowledge folder. */
export interface LinkTarget {
  readonly path: string;
  readonly anchor?: string;
}

/** Reads a relative link as it is meant from a document; nothing for an address elsewhere. */
export function linkTarget(url: string, from: DocumentPath): LinkTarget | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url)) return undefined;
  const [place = '', anchor] = url.split('#');
  const path = place === '' ? from : join(dirname(from), decoded(place));
  return { path, ...(anchor !== undefined && { anchor: decoded(anchor) }) };
}

/** As it stands, when it has a percent sign that stands for no letter. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
