import { fileURLToPath } from 'node:url';
import { StoreError } from './store-error.js';

/** Where a database is kept. */
export type DatabasePlace = { readonly kind: 'memory' } | { readonly kind: 'file'; readonly path: string };

/** Reads the address of a database. */
export function databasePlaceOf(url: string): DatabasePlace {
  if (url === ':memory:' || url === 'file::memory:') return { kind: 'memory' };
  const path = pathOf(url);
  if (path === undefined) {
    throw new StoreError(
      `Cannot open the database ${url}: its address must be a file, such as file:./data/casebook.db, or :memory:`,
    );
  }
  return { kind: 'file', path };
}

/** `file:./data/casebook.db`, `file:/data/casebook.db`, `file:///data/casebook.db`; settings after a `?` are not known. */
function pathOf(url: string): string | undefined {
  if (!/^file:[^?#]*[^?#/\\]$/.test(url)) return undefined;
  if (!url.startsWith('file://')) return url.slice('file:'.length);
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}
