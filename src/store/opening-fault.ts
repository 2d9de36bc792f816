import type { DatabasePlace } from './database-place.js';
import { postgresFaultOf, postgresRemedyOf } from './postgres-fault.js';
import { sqliteFaultOf } from './sqlite-fault.js';
import { StoreError } from './store-error.js';

const UNWRITABLE = 'it cannot be written; make it and its folder writable, or name another place';
const NO_FOLDER = 'a file stands where its folder should be; move that away, or name another place';
const NO_ROOM = 'the disk is full or failing; make room, or name another place';

/** What is wrong with a file and what to do, by SQLite's fault, or the system's when the folder is made. */
const REMEDIES: Readonly<Record<string, string>> = {
  BUSY: 'another program keeps it locked; end that one, then start again',
  CORRUPT:
    'it is damaged, or no database; move it away, with the -wal and -shm beside it, and a new one is made',
  READONLY: UNWRITABLE,
  EACCES: UNWRITABLE,
  EISDIR: UNWRITABLE,
  EPERM: UNWRITABLE,
  EROFS: UNWRITABLE,
  EEXIST: NO_FOLDER,
  ENOTDIR: NO_FOLDER,
  FULL: NO_ROOM,
  ENOSPC: NO_ROOM,
};

/** Kysely's words for a migration that this version does not have. */
const FROM_LATER = /^corrupted migrations: previously executed migration/;

/** Explains what went wrong while a database was opened. */
export function storeErrorOf(place: DatabasePlace, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const { message } = postgresFaultOf(cause);
  const remedy = FROM_LATER.test(message)
    ? 'a newer version of this program has written it; run that one, or name another place'
    : remedyOf(place, cause);
  return new StoreError(`Cannot open the database ${nameOf(place)}: ${remedy} (${message})`, {
    remedy,
    cause,
  });
}

function nameOf(place: DatabasePlace): string {
  switch (place.kind) {
    case 'memory':
      return 'in memory';
    case 'file':
      return place.path;
    case 'server':
      return place.name;
  }
}

function remedyOf(place: DatabasePlace, cause: unknown): string {
  if (place.kind === 'server') return postgresRemedyOf(cause);
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return REMEDIES[sqliteFaultOf(cause) ?? code] ?? 'move it away, or name another place';
}
