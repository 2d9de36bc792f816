import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Kysely } from 'kysely';
import type { Memory } from '../chat/memory.js';
import { createAnswerStore } from './answer-store.js';
import { createChannelStore } from './channel-store.js';
import { databasePlaceOf } from './database-place.js';
import { createEventStore, forgetEvents } from './event-store.js';
import { openLibsqlDatabase } from './libsql-database.js';
import { createLibsqlDialect } from './libsql-dialect.js';
import { migrate } from './migrations.js';
import { createPrivacyKey, keepPrivacyKey, type PrivacyKey } from './privacy-key.js';
import { createRatingStore } from './rating-store.js';
import type { Tables } from './schema.js';
import { storeErrorOf } from './store-error.js';

/** A memory in a database. */
export interface Store extends Memory {
  /** Finishes what is under way, and lets go of the database. */
  close(): Promise<void>;
}

/** What a store is given besides its place. */
export interface StoreOptions {
  readonly now?: () => Date;
  /** Is told when old events could not be forgotten; it is tried again an hour later. */
  readonly onProblem?: (error: unknown) => void;
}

const HOUR = 60 * 60 * 1_000;

/** Platforms send an event again for minutes; a day leaves room for a process that was away. */
const EVENT_AGE_LIMIT = 24 * HOUR;

/** Opens the database at an address, and makes it when there is none; fails with a `StoreError` that says what to do. */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const place = databasePlaceOf(url);
  if (place.kind === 'memory') {
    return storeIn(await openDatabase(':memory:'), async () => createPrivacyKey(), options);
  }
  try {
    await mkdir(dirname(place.path), { recursive: true });
    return await storeIn(
      await openDatabase(place.path),
      () => keepPrivacyKey(keyFileOf(place.path)),
      options,
    );
  } catch (error) {
    throw storeErrorOf(place.path, error);
  }
}

/** `data/casebook.db` → `data/casebook.key` */
function keyFileOf(path: string): string {
  return `${path.replace(/\.db$/, '')}.key`;
}

async function openDatabase(path: string): Promise<Kysely<Tables>> {
  return new Kysely<Tables>({ dialect: createLibsqlDialect(await openLibsqlDatabase(path)) });
}

async function storeIn(
  database: Kysely<Tables>,
  keepKey: () => Promise<PrivacyKey>,
  { now = () => new Date(), onProblem = () => undefined }: StoreOptions,
): Promise<Store> {
  const forgetOld = () => forgetEvents(database, new Date(now().getTime() - EVENT_AGE_LIMIT));
  try {
    await migrate(database);
    // Also tells whether the file can be written.
    await forgetOld();
    const key = await keepKey();
    const timer = setInterval(() => void forgetOld().catch(onProblem), HOUR).unref();
    let closed: Promise<void> | undefined;
    return {
      events: createEventStore(database, now),
      answers: createAnswerStore(database),
      channels: createChannelStore(database, now),
      ratings: createRatingStore(database, key, now),
      close: () => {
        clearInterval(timer);
        closed ??= closeAfterAll(database);
        return closed;
      },
    };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** Takes a last turn at the connection, so that all that was begun before has had its own. */
async function closeAfterAll(database: Kysely<Tables>): Promise<void> {
  await database.connection().execute(async () => undefined);
  await database.destroy();
}
