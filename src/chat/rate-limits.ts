import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Asked } from './asked.js';
import type { Reply } from './reply.js';
import { tooMuchInChannel, tooMuchOfPerson } from './words.js';

/** How often the bot does something in a minute, for one person and in one channel; 0 is without limit. */
export interface RateLimitSettings {
  readonly person: number;
  readonly channel: number;
}

/** Who wants something of the bot, and where. */
export type Wanting = Pick<Asked, 'platform' | 'asker' | 'channel'>;

/** Sees that nobody takes so much of the bot that others wait. */
export interface RateLimits {
  /** Counts what somebody wants; gives what is said instead when it is too much. Never fails. */
  refusalFor(wanting: Wanting): Promise<Reply | undefined>;
}

/** Counts one more under a name; gives the milliseconds to wait when that is too much, else 0. */
export type Count = (name: string) => Promise<number>;

/** Makes what counts for persons or for channels, with so many a minute. */
export type CreateCount = (of: keyof RateLimitSettings, perMinute: number) => Count;

/** What limits are made of. */
export interface RateLimitParts {
  /** In this process when absent. */
  readonly createCount?: CreateCount;
  /** Is told of everything that is refused. */
  readonly onRefused?: (platform: string) => void;
}

/** The seconds for which is counted, from the first on. */
export const WINDOW = 60;

/** Makes limits. Nobody without a name is limited: the chat page and the console have none. */
export function createRateLimits(
  { person, channel }: RateLimitSettings,
  { createCount = countInMemory, onRefused = () => undefined }: RateLimitParts = {},
): RateLimits {
  const countPerson = person > 0 ? createCount('person', person) : unlimited;
  const countChannel = channel > 0 ? createCount('channel', channel) : unlimited;

  const refusalOf = async ({ platform, asker, channel }: Wanting): Promise<Reply | undefined> => {
    if (asker === undefined) return undefined;
    const wait = await countPerson(`${platform} ${asker}`);
    // The channel after it: what is refused to one person takes nothing from the others.
    if (wait > 0) return tooMuchOfPerson(secondsOf(wait));
    const channelWait = channel === undefined ? 0 : await countChannel(`${platform} ${channel}`);
    return channelWait > 0 ? tooMuchInChannel(secondsOf(channelWait)) : undefined;
  };

  return {
    refusalFor: async (wanting) => {
      const refusal = await refusalOf(wanting);
      if (refusal) onRefused(wanting.platform);
      return refusal;
    },
  };
}

const unlimited: Count = async () => 0;

/** Counts in this process. A name is forgotten when its minute is over, so there are never more than asked in one. */
export const countInMemory: CreateCount = (_, points) =>
  countWith(new RateLimiterMemory({ points, duration: WINDOW, keyPrefix: '' }));

/** Counts with a limiter; one that cannot count refuses nobody. */
export function countWith(limiter: Pick<RateLimiterAbstract, 'consume'>): Count {
  return async (name) => {
    try {
      await limiter.consume(name);
      return 0;
    } catch (refusal) {
      return refusal instanceof RateLimiterRes ? Math.max(refusal.msBeforeNext, 1) : 0;
    }
  };
}

/** Whole seconds, as they are told; the clocks of two machines may differ, and nobody waits longer than the window. */
function secondsOf(millis: number): number {
  return Math.min(Math.ceil(millis / 1_000), WINDOW);
}
