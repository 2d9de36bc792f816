import type { Step, StepId, Track, TrackId } from './track.js';

/** Somebody's way through a track. */
export interface Progress {
  readonly track: TrackId;
  /** The step that they are at; it may have been taken out of the track since. */
  readonly step: StepId;
  /** The steps that they did, in the order they did them. */
  readonly done: readonly StepId[];
  readonly skipped: readonly StepId[];
  /** Quizzes that were answered wrongly before they were answered rightly, and how often. */
  readonly missed: Readonly<Record<QuizId, number>>;
  /** Quizzes that were answered rightly. */
  readonly passed: readonly QuizId[];
  readonly state: 'walking' | 'stopped' | 'finished';
  readonly startedAt: Date;
  /** When they did something last. */
  readonly movedAt: Date;
  /** When they came to its end for the first time, and what they missed until then; walking it once more takes nothing back. */
  readonly before?: Pick<Progress, 'startedAt' | 'missed'> & { readonly finishedAt: Date };
  /** When they were reminded of it. */
  readonly reminded?: readonly Date[];
}

/** Names a quiz: its step and its place in it, `look-at-your-cluster 0`. */
export type QuizId = `${StepId} ${number}`;

/** Names a quiz of a step. */
export function quizIdOf(step: StepId, place: number): QuizId {
  return `${step} ${place}`;
}

/** Begins a track. */
export function begin(track: Track, now: Date): Progress {
  const [first] = track.steps;
  return {
    track: track.id,
    step: first?.id ?? '',
    done: [],
    skipped: [],
    missed: {},
    passed: [],
    state: 'walking',
    startedAt: now,
    movedAt: now,
  };
}

/** Begins a track once more that somebody has finished. */
export function beginAgain(track: Track, progress: Progress, now: Date): Progress {
  const { startedAt, movedAt: finishedAt, missed, before = { startedAt, finishedAt, missed } } = progress;
  return { ...begin(track, now), before };
}

/**
 * The step that somebody is at: where they were, if the track still has it; else the first that they have neither
 * done nor skipped after the last that they have, or the first before; nothing when there is none.
 */
export function currentStep(track: Track, progress: Progress): Step | undefined {
  const { steps } = track;
  const same = steps.find(({ id }) => id === progress.step);
  if (same) return same;
  const last = steps.findLastIndex((step) => !isAhead(step, progress));
  return [...steps.slice(last + 1), ...steps].find((step) => isAhead(step, progress));
}

function isAhead({ id }: Step, { done, skipped }: Progress): boolean {
  return !done.includes(id) && !skipped.includes(id);
}

/** Leaves the step that somebody is at, done or skipped, for the next that they have not done; the last ends the track. */
export function leaveStep(track: Track, progress: Progress, as: 'done' | 'skipped', now: Date): Progress {
  const step = currentStep(track, progress);
  if (step === undefined) return { ...progress, state: 'finished', movedAt: now };
  const without = (ids: readonly StepId[]) => ids.filter((id) => id !== step.id);
  const left: Progress = {
    ...progress,
    done: as === 'done' ? [...without(progress.done), step.id] : progress.done,
    skipped:
      as === 'skipped' && !progress.done.includes(step.id)
        ? [...without(progress.skipped), step.id]
        : without(progress.skipped),
    movedAt: now,
  };
  const place = track.steps.indexOf(step);
  const next =
    track.steps.slice(place + 1).find((each) => isAhead(each, left)) ??
    track.steps.find((each) => isAhead(each, left));
  return next ? { ...left, step: next.id, state: 'walking' } : { ...left, state: 'finished' };
}

/** Goes back to the step before; at the first, stays. */
export function goBack(track: Track, progress: Progress, now: Date): Progress {
  const step = currentStep(track, progress);
  const place = step ? track.steps.indexOf(step) : track.steps.length;
  const before = track.steps[Math.max(place - 1, 0)];
  return { ...progress, step: before?.id ?? progress.step, state: 'walking', movedAt: now };
}

/** Notes how a quiz was answered; a wrong answer can be mended, and still counts as a miss. */
export function answerQuiz(progress: Progress, quiz: QuizId, isRight: boolean, now: Date): Progress {
  const walked: Progress = { ...progress, state: 'walking', movedAt: now };
  if (!isRight)
    return { ...walked, missed: { ...progress.missed, [quiz]: (progress.missed[quiz] ?? 0) + 1 } };
  return progress.passed.includes(quiz) ? walked : { ...walked, passed: [...progress.passed, quiz] };
}

/** How many steps of a track are behind somebody. */
export function stepsBehind(track: Track, { done, skipped }: Progress): number {
  return track.steps.filter(({ id }) => done.includes(id) || skipped.includes(id)).length;
}
