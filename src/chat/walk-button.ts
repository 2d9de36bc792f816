import { createHash } from 'node:crypto';
import type { Action } from '../onboarding/onboarding.js';
import type { StepId, Track, TrackId } from '../onboarding/track.js';

/** A track's or a step's name in a few letters, so that a button can remember it. */
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
}

const VERBS = ['start', 'show', 'next', 'back', 'skip', 'stop', 'quiz', 'choose', 'answer'] as const;

/** The first 32 bits of a digest: of a hundred names two share them once in a million knowledge bases. */
export function walkKeyOf(id: TrackId | StepId): WalkKey {
  return createHash('sha256').update(id).digest('hex').slice(0, 8) as WalkKey;
}

/** Writes such a button as one line; the version stands before it. */
export function walkText({ kind, verb, track, step, place, chosen }: WalkButton): string {
  return [kind, verb, track, step ?? '-', place ?? 0, chosen ?? 0].join(' ');
}

/** Reads such a line. */
export function parseWalk(text: string): WalkButton | undefined {
  const [, word, track, step, place, chosen] =
    /^walk (\w+) ([0-9a-f]{8}) ([0-9a-f]{8}|-) (\d{1,2}) (\d{1,3})$/.exec(text) ?? [];
  const verb = VERBS.find((each) => each === word);
  if (verb === undefined || track === undefined) return undefined;
  return {
    kind: 'walk',
    verb,
    track: track as WalkKey,
    ...(step !== '-' && { step: step as WalkKey }),
    place: Number(place),
    chosen: Number(chosen),
  };
}

/** What a button asks for, among the tracks that there are; nothing when its track or step is none of them. */
export function actionOf(
  { verb, track: trackKey, step: stepKey, place = 0, chosen = 0 }: WalkButton,
  tracks: readonly Track[],
): Action | undefined {
  const track = tracks.find(({ id }) => walkKeyOf(id) === trackKey);
  if (track === undefined) return undefined;
  // A step that was taken out is none that anybody is at.
  const step = track.steps.find(({ id }) => walkKeyOf(id) === stepKey)?.id ?? '';
  switch (verb) {
    case 'start':
    case 'show':
    case 'back':
    case 'stop':
      return { kind: verb, track: track.id };
    case 'next':
    case 'skip':
      return { kind: verb, track: track.id, step };
    case 'quiz':
    case 'choose':
      return { kind: 'quiz', track: track.id, step, place };
    case 'answer':
      return { kind: 'answer', track: track.id, step, place, chosen: placesIn(chosen) };
  }
}

/** The places of the bits that are set. */
export function placesIn(chosen: number): readonly number[] {
  return [...chosen.toString(2)].reverse().flatMap((bit, place) => (bit === '1' ? [place] : []));
}
