import type { Logger } from 'pino';
import { currentStep } from '../onboarding/progress.js';
import type { KeptProgress, ProgressMemory, Walker } from '../onboarding/progress-memory.js';
import { dueOf, isAboutTheHourOf, isDaytimeIn, REMINDERS_LIMIT } from '../onboarding/reminding.js';
import type { Step, Track } from '../onboarding/track.js';
import type { WalkerMemory } from '../onboarding/walker-memory.js';
import type { Messenger } from './adapter.js';
import { newcomer } from './newcomer-button.js';
import { notice, type Reply } from './reply.js';
import { createResting, type Resting } from './resting.js';
import { speakingPause } from './speaking-pause.js';
import { walkKeyOf } from './walk-button.js';

/** What it takes to remind people. */
export interface RemindingParts {
  readonly walkers: Pick<WalkerMemory, 'quietSince' | 'wishesOf' | 'rest'>;
  readonly progress: Pick<ProgressMemory, 'save'>;
  readonly tracks: () => Promise<readonly Track[]>;
  /** The platforms that are connected, by name. */
  readonly messengers: ReadonlyMap<string, Messenger>;
  /** After how many quiet days somebody is reminded. */
  readonly days: number;
  readonly now?: () => Date;
  /** Who could not be reminded just now; those of this look alone when absent. */
  readonly resting?: Resting;
  /** From one reminder to the next, in milliseconds; as usual when absent. */
  readonly pause?: number;
  readonly log: Logger;
}

/** How long somebody is left alone who could not be reminded, in milliseconds: the others go before. */
const PERSON_REST = 60 * 60 * 1_000;

const DAY = 24 * 60 * 60 * 1_000;

/** Reminds everybody who has been quiet for long of the track that they are in, by day, and twice at most. */
export async function remindWalkers(parts: RemindingParts, stopping: AbortSignal): Promise<void> {
  const {
    walkers,
    tracks,
    messengers,
    days,
    now = () => new Date(),
    resting = createResting(),
    pause,
    log,
  } = parts;
  const counts = { told: 0, refused: 0, later: 0 };
  // A platform that just failed is left alone until the next time.
  const failed = new Map<string, string>();
  const quietSince = new Date(now().getTime() - days * DAY);
  const ids = new Set((await tracks()).map(({ id }) => id));
  const isThere = ({ progress }: KeptProgress) => ids.has(progress.track);
  for (const { walker, begun } of await walkers.quietSince(quietSince)) {
    if (stopping.aborted) break;
    const { platform } = walker;
    const name = `${platform} ${walker.user}`;
    const messenger = messengers.get(platform);
    const due = dueOf(begun.filter(isThere), quietSince);
    if (messenger === undefined || due === undefined || resting.has(name)) continue;
    if (failed.has(platform)) {
      counts.later++;
      continue;
    }
    const began = performance.now();
    try {
      const outcome = await remindOne(walker, due, messenger, parts);
      if (outcome === undefined) continue;
      counts[outcome]++;
    } catch (error) {
      failed.set(platform, (error as Error).message);
      resting.begin(name, PERSON_REST);
      counts.later++;
      continue;
    }
    await speakingPause(began, stopping, pause);
  }
  const { told, refused, later } = counts;
  if (told + refused + later === 0) return;
  const reasons = [...failed.values()].join('; ');
  log.info(
    counts,
    `reminded people of their tracks${reasons ? `; the others are reminded later (${reasons})` : ''}`,
  );
}

async function remindOne(
  walker: Walker,
  due: KeptProgress,
  messenger: Messenger,
  { walkers, progress, tracks, now = () => new Date() }: RemindingParts,
): Promise<'told' | 'refused' | undefined> {
  const track = (await tracks()).find(({ id }) => id === due.progress.track);
  const step = track && currentStep(track, due.progress);
  if (track === undefined || step === undefined) return undefined;
  if (!(await isGoodTime(messenger, walker, due.progress.movedAt, now()))) return undefined;
  // Others were reminded since the list was made, which takes its time.
  if ((await walkers.wishesOf(walker))?.reminders !== true) return undefined;
  const reminded = [...(due.progress.reminded ?? []), now()];
  const isLast = reminded.length === REMINDERS_LIMIT;
  const noted = { ...due.progress, reminded };
  // Noted first: it is better to forget a reminder than to send it twice. Who has moved since is not quiet.
  if (!(await progress.save(walker, noted, due))) return undefined;
  let outcome: 'told' | 'refused';
  try {
    outcome = await messenger.tell(walker.user, reminderReply(track, step, isLast), '');
  } catch (error) {
    await progress.save(walker, due.progress, { progress: noted, version: due.version + 1 }).catch(() => {});
    throw error;
  }
  if (isLast || outcome === 'refused') await walkers.rest(walker);
  return outcome;
}

/** By day where the platform knows their time zone, else near the hour at which they were there last. */
async function isGoodTime(
  messenger: Messenger,
  { user }: Walker,
  movedAt: Date,
  now: Date,
): Promise<boolean> {
  const zone = await messenger.zoneOf?.(user);
  return (zone === undefined ? undefined : isDaytimeIn(zone, now)) ?? isAboutTheHourOf(movedAt, now);
}

/** What somebody is told who has been quiet for long. */
function reminderReply(track: Track, step: Step, isLast: boolean): Reply {
  const number = track.steps.indexOf(step) + 1;
  const last = isLast ? ' This was the last time that I remind you of it.' : '';
  return {
    ...notice(
      `“${track.title}” waits for you at step ${number} of ${track.steps.length}: ${step.title}. A few minutes take you further.${last}`,
    ),
    buttons: [
      { label: 'Go on', button: { kind: 'walk', verb: 'start', track: walkKeyOf(track.id) } },
      newcomer('Stop reminding me', 'no-reminders'),
    ],
  };
}
