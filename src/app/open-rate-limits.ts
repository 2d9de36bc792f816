import type { Logger } from 'pino';
import {
  type Count,
  type CreateCount,
  countInMemory,
  createRateLimits,
  type RateLimits,
} from '../chat/rate-limits.js';
import type { SharedCounts } from '../store/shared-counts.js';
import type { Config } from './config.js';

/** Limits that hold until they are closed. */
export interface OpenRateLimits {
  readonly limits: RateLimits;
  close(): Promise<void>;
}

/** Makes the limits: counted in this process, or in the database where processes share one on a server. */
export function openRateLimits(
  settings: Pick<Config, 'rateLimits' | 'databaseUrl' | 'privacyKey'>,
  onRefused: (platform: string) => void,
  log: Logger,
): OpenRateLimits {
  const opening = openShared(settings, log);
  const createCount: CreateCount = (of, perMinute) => {
    const counting = opening.then((shared): Count => (shared?.createCount ?? countInMemory)(of, perMinute));
    return async (name) => (await counting)(name);
  };
  return {
    limits: createRateLimits(settings.rateLimits, { createCount, onRefused }),
    close: async () => (await opening)?.close(),
  };
}

/** Loads what a server needs only where there is one. */
async function openShared(
  { databaseUrl, privacyKey }: Pick<Config, 'databaseUrl' | 'privacyKey'>,
  log: Logger,
): Promise<SharedCounts | undefined> {
  if (!databaseUrl.startsWith('postgres') || privacyKey === undefined) return undefined;
  const complain = (reason: string) =>
    log.warn(`the database could not count questions: ${reason}; each process counts its own meanwhile`);
  try {
    const { openSharedCounts } = await import('../store/shared-counts.js');
    return openSharedCounts(databaseUrl, privacyKey, complain);
  } catch (error) {
    complain((error as Error).message);
    return undefined;
  }
}
