import {
  answerQuiz,
  begin,
  currentStep,
  goBack,
  leaveStep,
  type Progress,
  quizIdOf,
  stepsBehind,
} from './progress.js';
import type { KeptProgress, ProgressMemory, Walker } from './progress-memory.js';
import type { Choice, Quiz, Step, StepId, Track, TrackId } from './track.js';

/** What somebody does in a track. What is done at a step counts only for who is still at it. */
export type Action =
  | { readonly kind: 'start' | 'show' | 'stop' | 'back'; readonly track: TrackId; readonly step?: undefined }
  | { readonly kind: 'next' | 'skip'; readonly track: TrackId; readonly step: StepId }
  | { readonly kind: 'quiz'; readonly track: TrackId; readonly step: StepId; readonly place: number }
  | {
      readonly kind: 'answer';
      readonly track: TrackId;
      readonly step: StepId;
      readonly place: number;
      /** The places of the choices. */
      readonly chosen: readonly number[];
    };

/** What somebody sees of a track. */
export type View =
  | { readonly kind: 'tracks'; readonly tracks: readonly TrackView[] }
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
      readonly remark?: Remark;
    }
  | {
      readonly kind: 'missed';
      readonly track: Track;
      readonly step: Step;
      readonly place: number;
      /** The choice whose section says what is right. */
      readonly choice: Choice;
    }
  | { readonly kind: 'summary'; readonly track: Track; readonly weak: readonly WeakSpot[] }
  | { readonly kind: 'stopped'; readonly track: Track; readonly number: number }
  | { readonly kind: 'gone' };

/** What is said before a view: that an answer was right, or that one is elsewhere by now. */
export type Remark = 'right' | 'elsewhere';

/** A track, and how far somebody is. */
export interface TrackView {
  readonly track: Track;
  readonly behind: number;
  readonly state: Progress['state'] | 'new';
}

/** A step that was skipped, or whose quizzes were missed. */
export interface WeakSpot {
  readonly step: Step;
  readonly missed: number;
  readonly isSkipped: boolean;
}

/** Walks newcomers through tracks. */
export interface Onboarding {
  /** All tracks, and how far somebody is in each. */
  overview(walker: Walker): Promise<View>;
  /** Does what somebody wants, and gives what they see next. */
  act(walker: Walker, action: Action): Promise<View>;
  /** The track that somebody is walking now, if they are: the one they moved in last. */
  walking(walker: Walker): Promise<{ readonly track: Track; readonly number: number } | undefined>;
}

/** Makes onboarding with the tracks that there are at each moment. */
export function createOnboarding(
  tracks: () => Promise<readonly Track[]>,
  memory: ProgressMemory,
  now: () => Date = () => new Date(),
): Onboarding {
  const trackOf = async (id: TrackId) => (await tracks()).find((track) => track.id === id);

  /** Where somebody is, as they see it. */
  const viewOf = (track: Track, progress: Progress, remark?: Remark): View => {
    if (progress.state === 'finished') return { kind: 'summary', track, weak: weakSpotsIn(track, progress) };
    const step = currentStep(track, progress);
    if (step === undefined) return { kind: 'summary', track, weak: weakSpotsIn(track, progress) };
    return { kind: 'step', track, step, number: track.steps.indexOf(step) + 1, ...(remark && { remark }) };
  };

  /** Keeps what became of progress; when another press was quicker, shows where that one led. */
  const moved = async (
    walker: Walker,
    track: Track,
    before: KeptProgress | undefined,
    after: Progress,
    view: View,
  ): Promise<View> => {
    if (await memory.save(walker, after, before)) return view;
    const present = await memory.find(walker, track.id);
    return viewOf(track, present?.progress ?? after);
  };

  const start = (walker: Walker, track: Track, before: KeptProgress | undefined) => {
    const after: Progress =
      before === undefined || before.progress.state === 'finished'
        ? begin(track, now())
        : { ...before.progress, state: 'walking', movedAt: now() };
    return moved(walker, track, before, after, viewOf(track, after));
  };

  const answer = async (
    walker: Walker,
    track: Track,
    before: KeptProgress,
    step: Step,
    { place, chosen }: Extract<Action, { kind: 'answer' }>,
  ): Promise<View> => {
    const quiz = step.quizzes[place];
    if (quiz === undefined) return viewOf(track, before.progress, 'elsewhere');
    const wrong = wrongChoiceOf(quiz, chosen);
    const answered = answerQuiz(before.progress, quizIdOf(step.id, place), wrong === undefined, now());
    if (wrong) {
      return moved(walker, track, before, answered, { kind: 'missed', track, step, place, choice: wrong });
    }
    const next = step.quizzes[place + 1];
    if (next) {
      const view: View = { kind: 'quiz', track, step, place: place + 1, quiz: next, remark: 'right' };
      return moved(walker, track, before, answered, view);
    }
    const after = leaveStep(track, answered, 'done', now());
    return moved(walker, track, before, after, viewOf(track, after, 'right'));
  };

  const act = async (walker: Walker, action: Action): Promise<View> => {
    const track = await trackOf(action.track);
    if (track === undefined) return { kind: 'gone' };
    const before = await memory.find(walker, track.id);
    if (action.kind === 'start' || before === undefined) return start(walker, track, before);
    const { progress } = before;
    if (action.kind === 'show') return viewOf(track, progress);
    if (action.kind === 'back') {
      const after = goBack(track, progress, now());
      return moved(walker, track, before, after, viewOf(track, after));
    }
    if (action.kind === 'stop') {
      const after: Progress = { ...progress, state: 'stopped', movedAt: now() };
      const number = stepsBehind(track, progress);
      return moved(walker, track, before, after, { kind: 'stopped', track, number });
    }

    const step = currentStep(track, progress);
    if (step === undefined || step.id !== action.step || progress.state === 'finished') {
      return viewOf(track, progress, 'elsewhere');
    }
    switch (action.kind) {
      case 'next':
      case 'skip': {
        const after = leaveStep(track, progress, action.kind === 'next' ? 'done' : 'skipped', now());
        return moved(walker, track, before, after, viewOf(track, after));
      }
      case 'quiz': {
        const { place } = action;
        const quiz = step.quizzes[place];
        return quiz ? { kind: 'quiz', track, step, place, quiz } : viewOf(track, progress);
      }
      case 'answer':
        return answer(walker, track, before, step, action);
    }
  };

  return {
    act,
    overview: async (walker) => {
      const kept = new Map((await memory.all(walker)).map(({ progress }) => [progress.track, progress]));
      return {
        kind: 'tracks',
        tracks: (await tracks()).map((track) => {
          const progress = kept.get(track.id);
          return {
            track,
            behind: progress ? stepsBehind(track, progress) : 0,
            state: progress?.state ?? 'new',
          };
        }),
      };
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
