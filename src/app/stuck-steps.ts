import type { StuckStep } from '../feedback/stuck-step.js';
import { hardSteps } from '../onboarding/hard-steps.js';
import type { Progress } from '../onboarding/progress.js';
import type { Track } from '../onboarding/track.js';

/** Where newcomers get stuck, most of them first: tracks and progress as a report tells of them. */
export function stuckSteps(tracks: readonly Track[], walked: readonly Progress[]): readonly StuckStep[] {
  return hardSteps(tracks, walked).map(({ track, step, came, stuck, missedBy, skippedBy, weak }) => ({
    track: track.title,
    step: step.title,
    came,
    stuck,
    answeredWrongly: missedBy,
    skipped: skippedBy,
    sections: weak,
  }));
}
