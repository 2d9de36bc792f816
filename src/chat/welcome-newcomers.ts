import type { Logger } from 'pino';
import type { Track } from '../onboarding/track.js';
import type { Messenger } from './adapter.js';
import type { Person } from './asked.js';
import type { Bot } from './bot.js';
import type { Newcomer, WelcomeMemory } from './memory.js';
import { persistently } from './persistently.js';
import { createResting, type Resting } from './resting.js';
import { speakingPause } from './speaking-pause.js';
import { welcomeReply } from './welcoming.js';

/** What it takes to welcome people. */
export interface WelcomingParts {
  readonly welcomes: Pick<WelcomeMemory, 'all' | 'claim' | 'release' | 'done' | 'remove'>;
  readonly bot: Pick<Bot, 'welcomesAt'>;
  readonly tracks: () => Promise<readonly Track[]>;
  /** The platforms that are connected, by name; people of others wait. */
  readonly messengers: ReadonlyMap<string, Messenger>;
  /** Who was welcomed and could not be noted, for as long as the process lives. */
  readonly alreadyWelcomed: Set<string>;
  /** Platforms and people that failed just now; those of this look alone when absent. */
  readonly resting?: Resting;
  /** From one welcome to the next, in milliseconds; as usual when absent. */
  readonly pause?: number;
  readonly log: Logger;
}

/** How long a platform is left alone that just failed, in milliseconds, however many join meanwhile. */
const PLATFORM_REST = 30_000;

/** The same for somebody who could not be welcomed: the others go before. */
const PERSON_REST = 5 * 60_000;

/** Welcomes everybody who waits for it, one after the other, each once. */
export async function welcomeNewcomers(parts: WelcomingParts, stopping: AbortSignal): Promise<void> {
  const { welcomes, messengers, resting = createResting(), pause, log } = parts;
  const counts = { told: 0, refused: 0, later: 0 };
  // A platform that just failed is left alone until the next time.
  const failed = new Map<string, string>();
  for (const newcomer of await welcomes.all()) {
    if (stopping.aborted) break;
    const { platform } = newcomer;
    const messenger = messengers.get(platform);
    const name = nameOf(newcomer);
    if (messenger === undefined || resting.has(name)) continue;
    if (failed.has(platform)) {
      counts.later++;
      continue;
    }
    if (resting.has(platform)) continue;
    const began = performance.now();
    try {
      const outcome = await welcomeOne(newcomer, messenger, parts);
      if (outcome === undefined) continue;
      counts[outcome]++;
    } catch (error) {
      failed.set(platform, (error as Error).message);
      resting.begin(platform, PLATFORM_REST);
      resting.begin(name, PERSON_REST);
      counts.later++;
      continue;
    }
    await speakingPause(began, stopping, pause);
  }
  const { told, refused, later } = counts;
  if (told + refused + later === 0) return;
  const reasons = [...failed.values()].join('; ');
  log.info(counts, `welcomed newcomers${reasons ? `; the others are welcomed later (${reasons})` : ''}`);
}

async function welcomeOne(
  newcomer: Newcomer,
  messenger: Messenger,
  { welcomes, bot, tracks, alreadyWelcomed }: WelcomingParts,
): Promise<'told' | 'refused' | undefined> {
  const name = nameOf(newcomer);
  if (alreadyWelcomed.has(name)) {
    await welcomes.done(newcomer);
    alreadyWelcomed.delete(name);
    return undefined;
  }
  // It may have been ended since they joined.
  if (!(await bot.welcomesAt(newcomer.entrance))) {
    await welcomes.remove(newcomer);
    return undefined;
  }
  const reply = welcomeReply(await tracks());
  // Another process may share the memory.
  if (!(await welcomes.claim(newcomer))) return undefined;
  let outcome: 'told' | 'refused';
  try {
    outcome = await messenger.tell(newcomer.user, reply, '', newcomer.isRepeat);
  } catch (error) {
    await welcomes.release(newcomer).catch(() => {});
    throw error;
  }
  alreadyWelcomed.add(name);
  await persistently(() => welcomes.done(newcomer));
  alreadyWelcomed.delete(name);
  return outcome;
}

function nameOf({ platform, user }: Person): string {
  return `${platform} ${user}`;
}
