import type { Progress } from './progress.js';
import type { TrackId } from './track.js';

/** Somebody on a platform, by the platform's id; kept only as a keyed hash. */
export interface Walker {
  readonly platform: string;
  readonly user: string;
}

/** Somebody's progress, and which of its states this is. */
export interface KeptProgress {
  readonly progress: Progress;
  readonly version: number;
}

/** Remembers how far people are. */
export interface ProgressMemory {
  find(walker: Walker, track: TrackId): Promise<KeptProgress | undefined>;
  /** Everything that somebody began. */
  all(walker: Walker): Promise<readonly KeptProgress[]>;
  /**
   * Keeps progress in place of the state that it was made of, `undefined` when there was none; resolves to whether it
   * was kept: not when another press was quicker.
   */
  save(walker: Walker, progress: Progress, before: KeptProgress | undefined): Promise<boolean>;
  /** How far everybody is, without who they are. */
  everyone(): Promise<readonly Progress[]>;
}
