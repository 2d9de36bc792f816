import { fileURLToPath } from 'node:url';
import { StoreError } from './store-error.js';

/** Where a database is kept. */
export type DatabasePlace =
  | { readonly kind: 'memory' }
  | { readonly kind: 'file'; readonly path: string }
  | ServerPlace;

/** A database on a PostgreSQL server. */
export interface ServerPlace {
  readonly kind: 'server';
  /** May hold a password, so it is shown to nobody. */
  readonly url: string;
  /** The address as it may be shown: without password and settings. */
  readonly name: string;
}

/** Reads the address of a database. */
export function databasePlaceOf(url: string): DatabasePlace {
  if (url === ':memory:' || url === 'file::memory:') return { kind: 'memory' };
  if (/^postgres(ql)?:/.test(url)) return serverPlaceOf(url);
  const path = pathOf(url);
  if (path === undefined) {
    // Not quoted: whoever mistyped postgres:// has a password in it.
    throw new StoreError(
      'Cannot open the database: its address must be a file, such as file:./data/casebook.db, or a PostgreSQL server, such as postgres://user:password@host:5432/casebook, or :memory:',
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

/**
 * A password with a bare `/`, `?` or `#` would end the host in its middle, and the rest be taken, and shown, for
 * a database: so there may be no `@` behind the host, nor any `#`.
 */
const POSTGRES_URL = /^postgres(ql)?:\/\/[^/?#]*(\/[^?#@]*)?(\?[^#@]*)?$/;

function serverPlaceOf(url: string): ServerPlace {
  const parsed = POSTGRES_URL.test(url) ? parsedUrl(url) : undefined;
  if (parsed === undefined) {
    throw new StoreError(
      'Cannot open the database: its address must look like postgres://user:password@host:5432/casebook; in names and passwords write @ as %40, / as %2F, ? as %3F, # as %23, % as %25',
    );
  }
  const user = parsed.username && `${parsed.username}@`;
  return { kind: 'server', url, name: `${parsed.protocol}//${user}${parsed.host}${parsed.pathname}` };
}

function parsedUrl(url: string): URL | undefined {
  try {
    // Where a socket is named (?host=/run/postgresql), there may be no host behind the user.
    const parsed = new URL(url.replace('@/', '@localhost/'));
    for (const part of [parsed.username, parsed.password, parsed.pathname]) decodeURIComponent(part);
    return parsed;
  } catch {
    return undefined;
  }
}
