import type { HardStep } from '../onboarding/hard-steps.js';
import { currentStep } from '../onboarding/progress.js';
import type { TrackFigures } from '../onboarding/team.js';
import type { Track } from '../onboarding/track.js';
import type { NamedWalker } from '../onboarding/walker-memory.js';
import { bold, listOf, pageOf, words } from './blocks.js';
import { oneLine } from './one-line.js';
import { notice, type Reply } from './reply.js';

/** How the team is doing in its tracks, for those who look after newcomers; only those are named who agreed to it. */
export function teamReply(figures: readonly TrackFigures[], named: readonly NamedWalker[]): Reply {
  const begun = figures.filter(({ started }) => started > 0);
  if (figures.length === 0) return notice('There are no tracks.');
  if (begun.length === 0) return notice('Nobody has begun a track yet. /k8s onboard shows them.');
  const untouched = figures.length - begun.length;
  const rest = untouched === 1 ? 'track' : `${untouched} tracks`;
  return {
    kind: 'excerpt',
    passage: pageOf(`How far people are${named.length > 0 ? '' : ', without names'}`, [
      ...begun.flatMap((each) => [bold(each.track.title), listOf(linesOf(each, named))]),
      ...(untouched > 0 ? [words(`Nobody has begun the other ${rest} yet.`)] : []),
    ]),
    related: [],
  };
}

function linesOf(
  { track, started, walking, stopped, finished, medianDays, places, hard }: TrackFigures,
  named: readonly NamedWalker[],
): readonly string[] {
  const days = medianDays === undefined ? '' : ` (half of them within ${daysOf(medianDays)})`;
  const where = places.map(({ step, people }) => `${step.title} ${people}`).join(', ');
  return [
    `${started} began: ${walking} on the way, ${stopped} stopped, ${finished} finished${days}.`,
    ...(where ? [`Where they are: ${where}.`] : []),
    ...(hard.length > 0 ? [`Hard: ${hard.map(hardWords).join('; ')}.`] : []),
    ...namesIn(track, named),
  ];
}

/** Names that are told of a track; the message must not grow without end. */
const NAMES_SHOWN = 20;

function namesIn(track: Track, named: readonly NamedWalker[]): readonly string[] {
  const people = named.flatMap(({ name, begun }) => {
    const progress = begun.find((each) => each.progress.track === track.id)?.progress;
    if (progress === undefined) return [];
    const step = progress.state === 'finished' ? undefined : currentStep(track, progress);
    const where = step ? `step ${track.steps.indexOf(step) + 1}` : 'finished';
    return [
      `${oneLine(name.replace(UNSEEN, ' '), NAME_LENGTH)} (${where}${progress.state === 'stopped' ? ', stopped' : ''})`,
    ];
  });
  if (people.length === 0) return [];
  const others = people.length - NAMES_SHOWN;
  const shown = people.sort((a, b) => a.localeCompare(b, 'en')).slice(0, NAMES_SHOWN);
  return [`By name: ${shown.join(', ')}${others > 0 ? ` and ${others} more` : ''}.`];
}

/** Signs that are not seen and turn what stands around them. */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu;

/** Characters of a name; nobody needs more to be known. */
const NAME_LENGTH = 40;

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
