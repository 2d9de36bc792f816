import { createHash } from 'node:crypto';
import type { Action } from '../onboarding/outcome.js';
import type { Quiz, Step, Track } from '../onboarding/track.js';

/** The name of a track or step, or the words of a quiz, in a few letters, so that a button can remember it. */
export type WalkKey = string & { readonly walkKey: never };

/** What a button does in a track: what can be done there, or one more choice of several. */
export interface WalkButton {
  readonly kind: 'walk';
  readonly verb: (typeof VERBS)[number];
  readonly track: WalkKey;
  /** The step that it stood at. */
  readonly step?: WalkKey;
  /** The quiz of that step. */
  readonly place?: number;
  /** The choices that are chosen, a bit each. */
  readonly chosen?: number;
  /** What the quiz was, so that an answer to it is none to what stands there later. */
  readonly quiz?: WalkKey;
  /** How often it had been missed. */
  readonly missed?: number;
}

/** `resume` leaves the message that its button stands in as it is. */
const VERBS = [
  'start',
  'show',
  'resume',
  'next',
  'back',
  'skip',
  'stop',
  'quiz',
  'choose',
  'answer',
] as const;

/** The first 32 bits of a digest: of a hundred names two share them once in a million knowledge bases. */
export function walkKeyOf(words: string): WalkKey {
  return createHash('sha256').update(words).digest('hex').slice(0, 8) as WalkKey;
}

/** Names a quiz by all that its answers depend on. */
export function quizKeyOf({ question, choices }: Quiz): WalkKey {
  return walkKeyOf([question, ...choices.map(({ text, isRight }) => `${isRight} ${text}`)].join('\n'));
}

/** What a button can hold of misses; who missed a quiz more often is told the same. */
const MISSED_LIMIT = 99;

/** Writes such a button as one line; the version stands before it. */
export function walkText({ kind, verb, track, step, place, chosen, quiz, missed }: WalkButton): string {
  const misses = Math.min(missed ?? 0, MISSED_LIMIT);
  return [kind, verb, track, step ?? '-', place ?? 0, chosen ?? 0, quiz ?? '-', misses].join(' ');
}

/** Reads such a line. */
export function parseWalk(text: string): WalkButton | undefined {
  const [, word, track, step, place, chosen, quiz, missed] =
    /^walk (\w+) ([0-9a-f]{8}) ([0-9a-f]{8}|-) (\d{1,2}) (\d{1,3}) ([0-9a-f]{8}|-) (\d{1,2})$/.exec(text) ??
    [];
  const verb = VERBS.find((each) => each === word);
  if (verb === undefined || track === undefined) return undefined;
  return {
    kind: 'walk',
    verb,
    track: track as WalkKey,
    ...(step !== '-' && { step: step as WalkKey }),
    place: Number(place),
    chosen: Number(chosen),
    ...(quiz !== '-' && { quiz: quiz as WalkKey }),
    missed: Number(missed),
  };
}

/** What a button asks for, among the tracks that there are; nothing when its track is none of them. */
export function actionOf(button: WalkButton, tracks: readonly Track[]): Action | undefined {
  const { verb, track: trackKey, step: stepKey } = button;
  const track = tracks.find(({ id }) => walkKeyOf(id) === trackKey);
  if (track === undefined) return undefined;
  const at = track.steps.find(({ id }) => walkKeyOf(id) === stepKey);
  // A step that was taken out is none that anybody is at.
  const step = at?.id ?? '';
  switch (verb) {
    case 'start':
    case 'show':
    case 'stop':
      return { kind: verb, track: track.id };
    case 'resume':
      return { kind: 'show', track: track.id };
    case 'next':
    case 'back':
    case 'skip':
      return { kind: verb, track: track.id, step };
    case 'quiz':
    case 'choose':
      return { kind: 'quiz', track: track.id, step, ...quizOf(button, at) };
    case 'answer': {
      const quiz = quizOf(button, at);
      // What was chosen among other choices is no answer: then the question is asked as it is now.
      return { kind: quiz.isSame ? 'answer' : 'quiz', track: track.id, step, ...quiz };
    }
  }
}

/** The quiz that a button stood at, wherever it is now; what stands in its place when there is none such. */
function quizOf({ place: before = 0, chosen = 0, missed = 0, quiz }: WalkButton, step: Step | undefined) {
  const now = step?.quizzes.findIndex((each) => quizKeyOf(each) === quiz) ?? -1;
  return now === -1
    ? { place: before, chosen: [], missed, isSame: false }
    : { place: now, chosen: placesIn(chosen), missed, isSame: true };
}

/** The places of the bits that are set. */
export function placesIn(chosen: number): readonly number[] {
  return [...chosen.toString(2)].reverse().flatMap((bit, place) => (bit === '1' ? [place] : []));
}
