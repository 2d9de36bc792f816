import { type HardStep, hardSteps } from './hard-steps.js';
import { currentStep, type Progress } from './progress.js';
import type { Step, Track } from './track.js';

/** How a team is doing in a track. */
export interface TrackFigures {
  readonly track: Track;
  readonly started: number;
  readonly walking: number;
  readonly stopped: number;
  readonly finished: number;
  /** Days from the beginning to the end, of the one in the middle; nothing when nobody has finished. */
  readonly medianDays?: number;
  /** Where those are who are on the way or have stopped, in the order of the track. */
  readonly places: readonly { readonly step: Step; readonly people: number }[];
  /** The steps that most people have trouble with. */
  readonly hard: readonly HardStep[];
}

const DAY = 24 * 60 * 60 * 1_000;

/** Steps that are told: what one can do something about in a week. */
const HARD_STEPS = 3;

/** Counts how a team is doing, track by track. */
export function teamFigures(
  tracks: readonly Track[],
  everyone: readonly Progress[],
): readonly TrackFigures[] {
  return tracks.map((track) => {
    const people = everyone.filter((progress) => progress.track === track.id);
    const finished = people.flatMap((progress) => finishOf(progress) ?? []);
    const inState = (state: Progress['state']) =>
      people.filter((progress) => progress.state === state && finishOf(progress) === undefined);
    const days = finished.map(
      ({ startedAt, finishedAt }) => (finishedAt.getTime() - startedAt.getTime()) / DAY,
    );
    const median = medianOf(days);
    return {
      track,
      started: people.length,
      walking: inState('walking').length,
      stopped: inState('stopped').length,
      finished: finished.length,
      ...(median !== undefined && { medianDays: median }),
      places: placesOf(
        track,
        people.filter((progress) => finishOf(progress) === undefined),
      ),
      hard: hardSteps([track], people).slice(0, HARD_STEPS),
    };
  });
}

/** From when to when somebody walked a track for the first time to its end, if they did. */
function finishOf({ before, state, startedAt, movedAt }: Progress) {
  return before ?? (state === 'finished' ? { startedAt, finishedAt: movedAt } : undefined);
}

function placesOf(track: Track, people: readonly Progress[]): TrackFigures['places'] {
  const at = people.map((progress) => currentStep(track, progress));
  return track.steps.flatMap((step) => {
    const count = at.filter((each) => each === step).length;
    return count > 0 ? [{ step, people: count }] : [];
  });
}

function medianOf(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return below === undefined || above === undefined ? undefined : (below + above) / 2;
}
