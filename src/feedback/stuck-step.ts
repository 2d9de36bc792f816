import type { SectionId } from '../knowledge/address.js';

/** A step of a track where newcomers get stuck, in numbers; nobody is named. */
export interface StuckStep {
  /** The titles of the track and the step. */
  readonly track: string;
  readonly step: string;
  /** How many came there. */
  readonly came: number;
  /** How many of them answered wrongly or skipped it, or both. */
  readonly stuck: number;
  readonly answeredWrongly: number;
  readonly skipped: number;
  /** The sections to look at, what most had trouble with first. */
  readonly sections: readonly SectionId[];
}
