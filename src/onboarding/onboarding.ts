import { type Action, outcomeOf, type View, viewOf } from './outcome.js';
import { currentStep, type Progress, stepsBehind } from './progress.js';
import type { ProgressMemory, Walker } from './progress-memory.js';
import type { Track, TrackId } from './track.js';

/** A track, and how far somebody is. */
export interface TrackView {
  readonly track: Track;
  readonly behind: number;
  /** The number of the step that they are at, from 1; nothing where there is none. */
  readonly at: number | undefined;
  readonly state: Progress['state'] | 'new';
}

/** Walks newcomers through tracks. */
export interface Onboarding {
  /** All tracks, and how far somebody is in each. */
  overview(walker: Walker): Promise<readonly TrackView[]>;
  /** Does what somebody wants, and gives what they see next; nothing, when there is no such track. */
  act(walker: Walker, action: Action): Promise<View | undefined>;
  /** The track that somebody is walking now, if they are: the one they moved in last. */
  walking(walker: Walker): Promise<{ readonly track: Track; readonly number: number } | undefined>;
}

/** How often a press is tried against others that come at the same time. */
const TRIES = 5;

/** Makes onboarding with the tracks that there are at each moment. */
export function createOnboarding(
  tracks: () => Promise<readonly Track[]>,
  memory: ProgressMemory,
  now: () => Date = () => new Date(),
): Onboarding {
  const trackOf = async (id: TrackId) => (await tracks()).find((track) => track.id === id);

  return {
    act: async (walker, action) => {
      const track = await trackOf(action.track);
      if (track === undefined) return undefined;
      for (let tries = 1; ; tries++) {
        const before = await memory.find(walker, track.id);
        const { after, view } = outcomeOf(track, before?.progress, action, now());
        if (after === undefined || (await memory.save(walker, after, before))) return view;
        // Another press was quicker: what this one means depends on what that one did.
        if (tries === TRIES) return viewOf(track, before?.progress ?? after);
      }
    },
    overview: async (walker) => {
      const kept = new Map((await memory.all(walker)).map(({ progress }) => [progress.track, progress]));
      return (await tracks()).map((track) => {
        const progress = kept.get(track.id);
        const step = progress && currentStep(track, progress);
        return {
          track,
          behind: progress ? stepsBehind(track, progress) : 0,
          at: step && track.steps.indexOf(step) + 1,
          state: progress?.state ?? 'new',
        };
      });
    },
    walking: async (walker) => {
      const walked = (await memory.all(walker))
        .map(({ progress }) => progress)
        .filter(({ state }) => state === 'walking')
        .sort((a, b) => b.movedAt.getTime() - a.movedAt.getTime());
      for (const progress of walked) {
        const track = await trackOf(progress.track);
        const step = track && currentStep(track, progress);
        if (track && step) return { track, number: track.steps.indexOf(step) + 1 };
      }
      return undefined;
    },
  };
}
