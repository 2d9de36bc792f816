import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Track } from '../onboarding/track.js';
import type { Messenger } from './adapter.js';
import type { WelcomeMemory } from './memory.js';
import { persistently } from './persistently.js';
import { welcomeReply } from './welcoming.js';

/** What it takes to welcome people. */
export interface WelcomingParts {
  readonly welcomes: Pick<WelcomeMemory, 'all' | 'claim' | 'release' | 'done'>;
  readonly tracks: () => Promise<readonly Track[]>;
  /** The platforms that are connected, by name; people of others wait. */
  readonly messengers: ReadonlyMap<string, Messenger>;
  /** Between two welcomes, in milliseconds. */
  readonly pause?: number;
  readonly log: Logger;
}

/**
 * Four a second: Slack lets an app post “several hundred messages per minute” in a workspace, and answers come first;
 * Discord blocks who opens many direct messages in no time.
 */
const PAUSE = 250;

/** Welcomes everybody who waits for it, one after the other, each once. */
export async function welcomeNewcomers(
  { welcomes, tracks, messengers, pause = PAUSE, log }: WelcomingParts,
  stopping: AbortSignal,
): Promise<void> {
  const counts = { told: 0, refused: 0, later: 0 };
  // A platform that just failed is left alone until the next time.
  const failed = new Map<string, string>();
  for (const person of await welcomes.all()) {
    if (stopping.aborted) break;
    const messenger = messengers.get(person.platform);
    if (messenger === undefined) continue;
    if (failed.has(person.platform)) {
      counts.later++;
      continue;
    }
    // Another process may share the memory.
    if (!(await welcomes.claim(person))) continue;
    try {
      counts[await messenger.tell(person.user, welcomeReply(await tracks()), '')]++;
    } catch (error) {
      await welcomes.release(person).catch(() => {});
      failed.set(person.platform, (error as Error).message);
      counts.later++;
      continue;
    }
    await persistently(() => welcomes.done(person));
    await sleep(pause, undefined, { signal: stopping }).catch(() => {});
  }
  const { told, refused, later } = counts;
  if (told + refused + later === 0) return;
  const reasons = [...failed.values()].join('; ');
  log.info(counts, `welcomed newcomers${reasons ? `; the others are welcomed later (${reasons})` : ''}`);
}
