import type { SectionId } from '../knowledge/address.js';
import { currentStep, type Progress, quizIdOf } from './progress.js';
import type { Quiz, Step, Track } from './track.js';

/** A step that people have trouble with. */
export interface HardStep {
  readonly track: Track;
  readonly step: Step;
  /** How many came there: they did it, skipped it or answered one of its questions, or they are at it. */
  readonly came: number;
  /** How many of them answered wrongly or skipped it, or both. */
  readonly stuck: number;
  /** How many answered one of its questions wrongly at least once. */
  readonly missedBy: number;
  readonly skippedBy: number;
  /**
   * The sections that are weak, what most people had trouble with first: those that explain the right choices of the
   * questions that were missed, and what there is to read where the step was skipped.
   */
  readonly weak: readonly SectionId[];
}

/** The steps that people have trouble with, those first that most people are stuck at; of the same, what most of those who came are. */
export function hardSteps(tracks: readonly Track[], everyone: readonly Progress[]): readonly HardStep[] {
  return tracks
    .flatMap((track) => {
      const people = everyone.filter((progress) => progress.track === track.id);
      return track.steps.map((step) => hardStepOf(track, step, people));
    })
    .filter(({ stuck }) => stuck > 0)
    .sort((a, b) => b.stuck - a.stuck || a.came - b.came);
}

function hardStepOf(track: Track, step: Step, people: readonly Progress[]): HardStep {
  const came = people.filter((progress) => hasCome(track, step, progress));
  const missed = came.filter((progress) => step.quizzes.some((_, place) => hasMissed(step, place, progress)));
  const skipped = came.filter((progress) => hasSkipped(step, progress));
  return {
    track,
    step,
    came: came.length,
    stuck: new Set([...missed, ...skipped]).size,
    missedBy: missed.length,
    skippedBy: skipped.length,
    weak: weakSectionsOf(step, missed, skipped.length),
  };
}

function hasCome(track: Track, step: Step, progress: Progress): boolean {
  const { done, passed, state } = progress;
  return (
    done.includes(step.id) ||
    hasSkipped(step, progress) ||
    step.quizzes.some(
      (_, place) => hasMissed(step, place, progress) || passed.includes(quizIdOf(step.id, place)),
    ) ||
    (state !== 'finished' && currentStep(track, progress) === step)
  );
}

function hasSkipped({ id }: Step, { skipped }: Progress): boolean {
  return skipped.includes(id);
}

function hasMissed({ id }: Step, place: number, { missed }: Progress): boolean {
  return (missed[quizIdOf(id, place)] ?? 0) > 0;
}

function weakSectionsOf(step: Step, missed: readonly Progress[], skippedBy: number): readonly SectionId[] {
  const people = new Map<SectionId, number>();
  const add = (sections: readonly SectionId[], count: number) => {
    if (count === 0) return;
    for (const section of new Set(sections)) people.set(section, (people.get(section) ?? 0) + count);
  };
  for (const [place, quiz] of step.quizzes.entries())
    add(explanationsOf(quiz), missed.filter((progress) => hasMissed(step, place, progress)).length);
  add(
    step.reads.map(({ section }) => section),
    skippedBy,
  );
  return [...people].sort(([, a], [, b]) => b - a).map(([section]) => section);
}

/** The sections that say why the right choices are right. */
function explanationsOf({ choices }: Quiz): readonly SectionId[] {
  return choices.filter(({ isRight }) => isRight).map(({ explanation }) => explanation.section);
}
