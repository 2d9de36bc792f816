import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Kysely, SqliteAdapter, sql } from 'kysely';
import type { Memory, PersonMemory } from '../chat/memory.js';
import { createAnswerStore } from './answer-store.js';
import { createChannelStore } from './channel-store.js';
import { type DatabasePlace, databasePlaceOf } from './database-place.js';
import { createEventStore } from './event-store.js';
import { watchFileInPlace } from './file-in-place.js';
import { forgetEvents, forgetOld } from './forget-old.js';
import { EMPTY_LOG } from './libsql-dialect.js';
import { storeErrorOf } from './opening-fault.js';
import { createPersonStore } from './person-store.js';
import { createPrivacyKey, isPrivacyKey, keepPrivacyKey, type PrivacyKey } from './privacy-key.js';
import { createProgressStore } from './progress-store.js';
import { createRatingStore } from './rating-store.js';
import type { Tables } from './schema.js';
import { StoreError } from './store-error.js';
import { createWaitingStore } from './waiting-store.js';
import { createWalkerStore } from './walker-store.js';
import { createWelcomeStore } from './welcome-store.js';

/** A memory in a database. */
export interface Store extends Memory {
  /** Whether what is kept stands where it will be looked for; not when the file was moved or deleted. */
  isInPlace(): Promise<boolean>;
  /** Finishes what is under way, and lets go of the database. */
  close(): Promise<void>;
}

/** What a store is given besides its place. */
export interface StoreOptions {
  /** What ratings are hashed with; a server needs it, a file has one beside it. */
  readonly privacyKey?: PrivacyKey;
  /** Whether the words of questions are kept; they are when nothing is said. */
  readonly keepsWords?: boolean;
  /** How many days questions, ratings and requests to be told are kept; 180 when nothing is said. */
  readonly retentionDays?: number;
  readonly now?: () => Date;
  /** Is told when what is too old could not be forgotten; it is tried again an hour later. */
  readonly onProblem?: (error: unknown) => void;
}

const HOUR = 60 * 60 * 1_000;

/** How long questions are kept when nothing is said: half a year. */
export const RETENTION_DAYS = 180;

/** Opens the database at an address, and makes its tables when there are none; fails with a `StoreError` that says what to do. */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const place = databasePlaceOf(url);
  const keepKey = keyFor(place, options.privacyKey);
  try {
    const database = await openDatabase(place);
    const isInPlace = place.kind === 'file' ? await watchFileInPlace(place.path) : async () => true;
    return { ...(await storeIn(database, keepKey, options)), isInPlace };
  } catch (error) {
    throw storeErrorOf(place, error);
  }
}

/** Loads what its engine needs, and no other. */
async function openDatabase(place: DatabasePlace): Promise<Kysely<Tables>> {
  switch (place.kind) {
    case 'server':
      return (await import('./postgres-database.js')).openPostgresDatabase(place);
    case 'file':
      await mkdir(dirname(place.path), { recursive: true });
      return (await import('./sqlite-database.js')).openSqliteDatabase(place.path);
    case 'memory':
      return (await import('./sqlite-database.js')).openSqliteDatabase(':memory:');
  }
}

/** How the key is come by. Processes that share a server share no folder: none of them can make it for all. */
function keyFor(place: DatabasePlace, key: PrivacyKey | undefined): () => Promise<PrivacyKey> {
  const problem = key === undefined ? 'is missing' : 'must be 64 hexadecimal digits';
  if (key === undefined ? place.kind === 'server' : !isPrivacyKey(key)) {
    throw new StoreError(
      `Cannot open the database: PRIVACY_KEY ${problem}; make one with: openssl rand -hex 32`,
    );
  }
  if (key !== undefined) return async () => key;
  if (place.kind === 'file') return () => keepPrivacyKey(`${place.path.replace(/\.db$/, '')}.key`);
  return async () => createPrivacyKey();
}

async function storeIn(
  database: Kysely<Tables>,
  keepKey: () => Promise<PrivacyKey>,
  {
    keepsWords = true,
    retentionDays = RETENTION_DAYS,
    now = () => new Date(),
    onProblem = () => undefined,
  }: StoreOptions,
): Promise<Omit<Store, 'isInPlace'>> {
  const stopping = new AbortController();
  const tidy = async () => {
    await forgetEvents(database, now(), stopping.signal);
    await forgetOld(database, now(), retentionDays, stopping.signal);
  };
  try {
    // Also tells whether the database can be written. To forget what people asked may take long; nobody waits for that.
    await forgetEvents(database, now(), stopping.signal);
    const key = await keepKey();
    let tidying = tidy().catch(onProblem);
    const parts = { database, key, keepsWords };
    const tidyAgain = () => {
      tidying = tidying.then(tidy).catch(onProblem);
    };
    const timer = setInterval(tidyAgain, HOUR).unref();
    let closed: Promise<void> | undefined;
    return {
      events: createEventStore(database, key, now),
      answers: createAnswerStore(parts),
      channels: createChannelStore(database, now),
      ratings: createRatingStore(parts, now),
      waiting: createWaitingStore(database, key, now),
      people: forgettingWholly(createPersonStore(database, key), database),
      progress: createProgressStore(database, key),
      walkers: createWalkerStore(database, key, now),
      welcomes: createWelcomeStore(database, key, now),
      close: () => {
        clearInterval(timer);
        stopping.abort();
        closed ??= tidying.then(() => closeAfterAll(database));
        return closed;
      },
    };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** What is deleted still stands in SQLite's log of changes, until that is emptied. */
function forgettingWholly(people: PersonMemory, database: Kysely<Tables>): PersonMemory {
  const hasLog = database.getExecutor().adapter instanceof SqliteAdapter;
  return {
    forget: async (platform, person) => {
      const forgotten = await people.forget(platform, person);
      if (hasLog) await sql.raw(EMPTY_LOG).execute(database);
      return forgotten;
    },
  };
}

/** Takes a last turn at a connection, so that all that was begun before has had its own. */
async function closeAfterAll(database: Kysely<Tables>): Promise<void> {
  // A server that is gone gives no turn, and keeps nobody from ending.
  await database
    .connection()
    .execute(async () => undefined)
    .catch(() => undefined);
  await database.destroy();
}
