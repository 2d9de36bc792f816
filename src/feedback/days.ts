import type { Day, Span } from './question-log.js';

const DAY = 24 * 60 * 60 * 1_000;

/** The day of a moment, in UTC. */
export function dayOf(moment: Date): Day {
  return moment.toISOString().slice(0, 10);
}

/** Reads a day from 2000 on, `2026-11-21`; nothing when there is none of that name. */
export function parseDay(text: string): Day | undefined {
  if (!/^2\d{3}-\d{2}-\d{2}$/.test(text)) return undefined;
  const moment = new Date(`${text}T00:00:00Z`);
  // February 30 would become March 2.
  return !Number.isNaN(moment.getTime()) && dayOf(moment) === text ? text : undefined;
}

/** The day so many days later. */
export function daysLater(day: Day, count: number): Day {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY));
}

/** Two days and all between, as a stretch of time. */
export function spanOf(first: Day, last: Day): Span {
  return { from: new Date(`${first}T00:00:00Z`), to: new Date(Date.parse(`${last}T00:00:00Z`) + DAY) };
}

/** Two days and all between. */
export function daysIn(first: Day, last: Day): readonly Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = daysLater(day, 1)) days.push(day);
  return days;
}
