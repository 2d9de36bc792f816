import {
  answerQuiz,
  begin,
  beginAgain,
  currentStep,
  goBack,
  leaveStep,
  type Progress,
  quizIdOf,
  stepsBehind,
} from './progress.js';
import type { Choice, Quiz, Step, StepId, Track, TrackId } from './track.js';

/** What somebody does in a track. What is done at a step counts only for who is still at it. */
export type Action =
  | { readonly kind: 'start' | 'show' | 'stop'; readonly track: TrackId; readonly step?: undefined }
  | { readonly kind: 'next' | 'back' | 'skip'; readonly track: TrackId; readonly step: StepId }
  | ({ readonly kind: 'quiz' } & Chosen)
  | ({ readonly kind: 'answer' } & Chosen);

/** What is chosen in a quiz. */
interface Chosen {
  readonly track: TrackId;
  readonly step: StepId;
  readonly place: number;
  /** The places of the choices. */
  readonly chosen: readonly number[];
  /** How often it had been missed when it was shown: of one showing, one wrong answer counts. */
  readonly missed: number;
}

/** What somebody sees of a track. */
export type View =
  | {
      readonly kind: 'step';
      readonly track: Track;
      readonly step: Step;
      /** From 1. */
      readonly number: number;
      readonly remark?: Remark;
    }
  | {
      readonly kind: 'quiz';
      readonly track: Track;
      readonly step: Step;
      readonly place: number;
      readonly quiz: Quiz;
      /** The places of the choices that are chosen so far. */
      readonly chosen: readonly number[];
      readonly missed: number;
      readonly remark?: Remark;
    }
  | {
      readonly kind: 'missed';
      readonly track: Track;
      readonly step: Step;
      readonly place: number;
      /** The choice whose section says what is right. */
      readonly choice: Choice;
      readonly missed: number;
    }
  | { readonly kind: 'summary'; readonly track: Track; readonly weak: readonly WeakSpot[] }
  | { readonly kind: 'stopped'; readonly track: Track; readonly number: number };

/** What is said before a view: that an answer was right, or that one is elsewhere by now. */
export type Remark = 'right' | 'elsewhere';

/** A step that was skipped, or whose quizzes were missed. */
export interface WeakSpot {
  readonly step: Step;
  readonly missed: number;
  readonly isSkipped: boolean;
}

/** What becomes of progress, where something does, and what is seen then. */
export interface Outcome {
  readonly after?: Progress;
  readonly view: View;
}

/** A press so soon after another was meant for what had stood there; in milliseconds, a taste. */
const PRESSED_TWICE = 2_000;

/** What comes of an action: how far somebody is after it, and what they see. */
export function outcomeOf(track: Track, before: Progress | undefined, action: Action, now: Date): Outcome {
  if (before === undefined) {
    // Who has begun nothing, or was forgotten since, is not kept for stopping.
    if (action.kind === 'stop') return { view: { kind: 'stopped', track, number: 0 } };
    return movedTo(track, begin(track, now));
  }
  const step = before.state === 'finished' ? undefined : currentStep(track, before);
  if (action.kind === 'start') {
    if (before.state === 'finished') return movedTo(track, beginAgain(track, before, now));
    return movedTo(track, { ...before, state: step ? 'walking' : 'finished', movedAt: now });
  }
  if (action.kind === 'show') return { view: viewOf(track, before) };
  if (step === undefined) {
    // All that was left of it was taken out of the track.
    if (before.state !== 'finished') return movedTo(track, { ...before, state: 'finished', movedAt: now });
    return { view: viewOf(track, before) };
  }
  if (action.kind === 'stop') {
    const view: View = { kind: 'stopped', track, number: stepsBehind(track, before) };
    return { after: { ...before, state: 'stopped', movedAt: now }, view };
  }
  if (step.id !== action.step) {
    const isTwice = now.getTime() - before.movedAt.getTime() < PRESSED_TWICE;
    return { view: viewOf(track, before, isTwice ? undefined : 'elsewhere') };
  }
  switch (action.kind) {
    case 'next':
      // A step with questions is done when they are answered, also where they were added since.
      if (step.quizzes.length > 0) return { view: viewOf(track, before) };
      return movedTo(track, leaveStep(track, before, 'done', now));
    case 'skip':
      return movedTo(track, leaveStep(track, before, 'skipped', now));
    case 'back':
      return movedTo(track, goBack(track, before, now));
    case 'quiz':
      return { view: quizView(track, step, before, action.place, action.chosen) };
    case 'answer':
      return answered(track, step, before, action, now);
  }
}

function answered(
  track: Track,
  step: Step,
  before: Progress,
  { place, chosen, missed }: Chosen,
  now: Date,
): Outcome {
  const quiz = step.quizzes[place];
  if (quiz === undefined || chosen.length === 0) return { view: quizView(track, step, before, place, []) };
  const id = quizIdOf(step.id, place);
  const wrong = wrongChoiceOf(quiz, chosen);
  if (wrong) {
    const known = before.missed[id] ?? 0;
    const shown = { kind: 'missed' as const, track, step, place, choice: wrong };
    if (missed < known) return { view: { ...shown, missed: known } };
    return { after: answerQuiz(before, id, false, now), view: { ...shown, missed: known + 1 } };
  }
  const after = answerQuiz(before, id, true, now);
  if (place + 1 === step.quizzes.length) return movedTo(track, leaveStep(track, after, 'done', now), 'right');
  return { after, view: quizView(track, step, after, place + 1, [], 'right') };
}

function movedTo(track: Track, after: Progress, remark?: Remark): Outcome {
  return { after, view: viewOf(track, after, remark) };
}

/** Where somebody is, as they see it. */
export function viewOf(track: Track, progress: Progress, remark?: Remark): View {
  const step = progress.state === 'finished' ? undefined : currentStep(track, progress);
  if (step === undefined) return { kind: 'summary', track, weak: weakSpotsIn(track, progress) };
  return { kind: 'step', track, step, number: track.steps.indexOf(step) + 1, ...(remark && { remark }) };
}

/** A question; the step that it stood at, where that has it no longer. */
function quizView(
  track: Track,
  step: Step,
  progress: Progress,
  place: number,
  chosen: readonly number[],
  remark?: Remark,
): View {
  const quiz = step.quizzes[place];
  if (quiz === undefined) return viewOf(track, progress);
  const missed = progress.missed[quizIdOf(step.id, place)] ?? 0;
  return { kind: 'quiz', track, step, place, quiz, chosen, missed, ...(remark && { remark }) };
}

/** The choice that should not, or should, have been among those chosen; nothing when all is right. */
function wrongChoiceOf({ choices }: Quiz, chosen: readonly number[]): Choice | undefined {
  return (
    choices.find((choice, place) => !choice.isRight && chosen.includes(place)) ??
    choices.find((choice, place) => choice.isRight && !chosen.includes(place))
  );
}

function weakSpotsIn(track: Track, { skipped, missed }: Progress): readonly WeakSpot[] {
  return track.steps.flatMap((step) => {
    const misses = step.quizzes.reduce((sum, _, place) => sum + (missed[quizIdOf(step.id, place)] ?? 0), 0);
    const isSkipped = skipped.includes(step.id);
    return misses > 0 || isSkipped ? [{ step, missed: misses, isSkipped }] : [];
  });
}
