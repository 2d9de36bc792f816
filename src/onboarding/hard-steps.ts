import type { SectionId } from '../knowledge/address.js';
import { currentStep, type Progress, type QuizId, quizIdOf } from './progress.js';
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

/**
 * The steps that people have trouble with, those first that most people are stuck at; of the same, what most of those
 * who came are stuck at. Everybody is looked at once, with all their steps: step by step it took nine times as long.
 */
export function hardSteps(tracks: readonly Track[], everyone: readonly Progress[]): readonly HardStep[] {
  const talliesOf = new Map(
    tracks.map((track) => [track.id, track.steps.map((step) => tallyOf(track, step))]),
  );
  for (const progress of everyone) {
    const tallies = talliesOf.get(progress.track) ?? [];
    const [first] = tallies;
    const current = first && progress.state !== 'finished' ? currentStep(first.track, progress) : undefined;
    for (const tally of tallies) count(tally, progress, current);
  }
  return [...talliesOf.values()]
    .flat()
    .filter(({ stuck }) => stuck > 0)
    .sort((a, b) => b.stuck - a.stuck || a.came - b.came)
    .map(hardStepOf);
}

/** What is counted of a step. */
interface Tally {
  readonly track: Track;
  readonly step: Step;
  readonly quizzes: readonly { readonly id: QuizId; readonly quiz: Quiz; missedBy: number }[];
  came: number;
  stuck: number;
  missedBy: number;
  skippedBy: number;
}

function tallyOf(track: Track, step: Step): Tally {
  const quizzes = step.quizzes.map((quiz, place) => ({ id: quizIdOf(step.id, place), quiz, missedBy: 0 }));
  return { track, step, quizzes, came: 0, stuck: 0, missedBy: 0, skippedBy: 0 };
}

function count(tally: Tally, progress: Progress, current: Step | undefined): void {
  const { step, quizzes } = tally;
  const { done, skipped, passed, before } = progress;
  const missed = { ...before?.missed, ...progress.missed };
  const isSkipped = skipped.includes(step.id);
  let isMissed = false;
  for (const quiz of quizzes) {
    if ((missed[quiz.id] ?? 0) === 0) continue;
    quiz.missedBy++;
    isMissed = true;
  }
  if (isMissed) tally.missedBy++;
  if (isSkipped) tally.skippedBy++;
  if (isMissed || isSkipped) tally.stuck++;
  const hasPassed = () => done.includes(step.id) || quizzes.some(({ id }) => passed.includes(id));
  if (isMissed || isSkipped || step === current || hasPassed()) tally.came++;
}

function hardStepOf({ quizzes, ...counts }: Tally): HardStep {
  const { step, skippedBy } = counts;
  const weak = mostFirst([
    ...quizzes.map(({ quiz, missedBy }) => ({ sections: explanationsOf(quiz), people: missedBy })),
    { sections: step.reads.map(({ section }) => section), people: skippedBy },
  ]);
  return { ...counts, weak };
}

/** The sections that say why the right choices are right. */
function explanationsOf({ choices }: Quiz): readonly SectionId[] {
  return choices.filter(({ isRight }) => isRight).map(({ explanation }) => explanation.section);
}

/** Sections that somebody had trouble with, what most people had first. */
function mostFirst(
  troubles: readonly { readonly sections: readonly SectionId[]; readonly people: number }[],
): readonly SectionId[] {
  const counts = new Map<SectionId, number>();
  for (const { sections, people } of troubles) {
    if (people === 0) continue;
    for (const section of new Set(sections)) counts.set(section, (counts.get(section) ?? 0) + people);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([section]) => section);
}
