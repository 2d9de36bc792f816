import type { KeptProgress } from './progress-memory.js';

/** How often somebody is reminded of a track; more would be nagging. */
export const REMINDERS_LIMIT = 2;

/**
 * What somebody quiet is to be reminded of: the track that they moved in last, unless they were reminded of it since
 * that time, or often enough.
 */
export function dueOf(begun: readonly KeptProgress[], quietSince: Date): KeptProgress | undefined {
  const [last] = begun
    .filter(({ progress }) => progress.state === 'walking')
    .sort((a, b) => b.progress.movedAt.getTime() - a.progress.movedAt.getTime());
  if (last === undefined) return undefined;
  const { movedAt, reminded = [] } = last.progress;
  const isQuiet = [movedAt, ...reminded].every((time) => time <= quietSince);
  return isQuiet && reminded.length < REMINDERS_LIMIT ? last : undefined;
}

/** The hours of a day in which nobody is woken: from nine to six. */
const MORNING = 9;
const EVENING = 18;

/** Whether it is daytime in a time zone, as `Europe/Amsterdam`; nothing when there is no such zone. */
export function isDaytimeIn(zone: string, now: Date): boolean | undefined {
  try {
    const format = new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: zone });
    const hour = Number(format.format(now));
    return hour >= MORNING && hour < EVENING;
  } catch {
    return undefined;
  }
}

const HOUR = 60 * 60 * 1_000;
const DAY = 24 * HOUR;

/** Whether it is about the hour of the day at which somebody did something last. */
export function isAboutTheHourOf(last: Date, now: Date): boolean {
  const apart = Math.abs(now.getTime() - last.getTime()) % DAY;
  return Math.min(apart, DAY - apart) <= HOUR;
}
