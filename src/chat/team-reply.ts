import type { HardStep, TrackFigures } from '../onboarding/team.js';
import { notice, type Reply } from './reply.js';

/** How the team is doing in its tracks, for those who look after newcomers; nobody is named. */
export function teamReply(figures: readonly TrackFigures[]): Reply {
  const begun = figures.filter(({ started }) => started > 0);
  if (figures.length === 0) return notice('There are no tracks.');
  if (begun.length === 0) return notice('Nobody has begun a track yet. /k8s onboard shows them.');
  const untouched = figures.length - begun.length;
  return {
    kind: 'choices',
    text: `How far people are, without names.${untouched > 0 ? ` Nobody has begun the other ${untouched === 1 ? 'track' : `${untouched} tracks`} yet.` : ''}`,
    candidates: begun.map((each) => ({ title: each.track.title, gist: gistOf(each) })),
  };
}

function gistOf({ started, walking, stopped, finished, medianDays, places, hard }: TrackFigures): string {
  const days = medianDays === undefined ? '' : ` (half of them within ${daysOf(medianDays)})`;
  const where = places.map(({ step, people }) => `${step.title} ${people}`).join(', ');
  return [
    `${started} began: ${walking} on the way, ${stopped} stopped, ${finished} finished${days}.`,
    ...(where ? [`Where they are: ${where}.`] : []),
    ...(hard.length > 0 ? [`Hard: ${hard.map(hardWords).join('; ')}.`] : []),
  ].join(' ');
}

function hardWords({ step, missedBy, skippedBy }: HardStep): string {
  const parts = [
    ...(missedBy > 0 ? [`${missedBy} answered wrongly`] : []),
    ...(skippedBy > 0 ? [`${skippedBy} skipped`] : []),
  ];
  return `${step.title} (${parts.join(', ')})`;
}

function daysOf(days: number): string {
  if (days < 1) return 'a day';
  const whole = Math.ceil(days);
  return whole === 1 ? 'a day' : `${whole} days`;
}
