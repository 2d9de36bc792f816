import { setImmediate as nextTurn } from 'node:timers/promises';
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import { type CreateCount, countWith, WINDOW } from '../chat/rate-limits.js';
import { databasePlaceOf } from './database-place.js';
import { createPool } from './postgres-database.js';
import { postgresFaultOf } from './postgres-fault.js';
import { hashOf, type PrivacyKey } from './privacy-key.js';
import { StoreError } from './store-error.js';

/** Counts that all processes on a PostgreSQL server share. */
export interface SharedCounts {
  readonly createCount: CreateCount;
  close(): Promise<void>;
}

/** Of their own, so that counting waits for nothing else; with 2, 50 questions at once took 11 to 22 ms (PostgreSQL 15, same machine). */
const CONNECTIONS = 2;

/** How long a statement may take, in milliseconds; nobody waits for it that long. */
const STATEMENT_PATIENCE = 1_000;

/** How long an answer waits for a count, in milliseconds. */
const PATIENCE = 200;

/** How long a server that failed or took longer is left alone, in milliseconds, so that not every answer waits. */
const REST = 5_000;

/** How often counts that are over are deleted, in milliseconds. */
const TIDYING = 5 * 60 * 1_000;

/**
 * Opens them; their table is made by the store. While the server cannot count, each process counts its own, and
 * `onProblem` is told when that begins. Names are kept under a hash that only the key can tell.
 */
export function openSharedCounts(
  url: string,
  key: PrivacyKey,
  onProblem: (reason: string) => void,
): SharedCounts {
  const place = databasePlaceOf(url);
  if (place.kind !== 'server') throw new StoreError('Cannot share counts: the database is on no server');
  const pool = createPool(place, { max: CONNECTIONS, statementPatience: STATEMENT_PATIENCE });
  // Unnamed, other than the library would have it: poolers between may know no prepared statements.
  const query = impatient(({ text, values }: Statement) => pool.query(text, values), onProblem);

  const limiterOf: (...parts: Parameters<CreateCount>) => RateLimiterPostgres = (of, points) => {
    const limits = { points, duration: WINDOW, keyPrefix: of };
    return new RateLimiterPostgres({
      ...limits,
      storeClient: { query },
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      clearExpiredByTimeout: false,
      // Whoever has had enough costs the server nothing until the minute is over.
      inMemoryBlockOnConsumed: points,
      insuranceLimiter: new RateLimiterMemory(limits),
    });
  };

  const tidy = () => pool.query('delete from rate_limits where expire < $1', [Date.now()]);
  const timer = setInterval(() => void tidy().catch(() => undefined), TIDYING).unref();
  return {
    createCount: (of, perMinute) => {
      const count = countWith(limiterOf(of, perMinute));
      return (name) => count(hashOf(key, of, name));
    },
    close: async () => {
      clearInterval(timer);
      await pool.end();
    },
  };
}

/** What the library asks of the server. */
interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** Waits a moment and no longer, and asks nothing more for a while when that was not enough. */
function impatient<Asked, Result>(
  ask: (asked: Asked) => Promise<Result>,
  onProblem: (reason: string) => void,
): (asked: Asked) => Promise<Result> {
  let restsUntil = 0;
  return async (asked) => {
    if (performance.now() < restsUntil) throw new Error('the server is left alone');
    try {
      const result = await inTime(ask(asked));
      restsUntil = 0;
      return result;
    } catch (error) {
      // Told once until it works again, not after every rest.
      if (restsUntil === 0) onProblem(postgresFaultOf(error).message);
      restsUntil = performance.now() + REST;
      throw error;
    }
  };
}

async function inTime<Result>(working: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(async () => {
      // After a busy moment of our own the answer may have come meanwhile: it is read before the next turn.
      await nextTurn();
      reject(new Error(`it took longer than ${PATIENCE} ms`));
    }, PATIENCE);
  });
  try {
    return await Promise.race([working, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
