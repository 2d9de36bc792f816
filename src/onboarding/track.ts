import type { PhrasingContent, RootContent } from 'mdast';
import type { DocumentPath, SectionId } from '../knowledge/address.js';

/** Names a track: its file's name without the ending. */
export type TrackId = string;

/** Names a step of a track: its heading's anchor, so that a step keeps its name wherever it is moved. */
export type StepId = string;

/** A way through the knowledge base for newcomers, step by step. */
export interface Track {
  readonly id: TrackId;
  readonly path: DocumentPath;
  readonly title: string;
  readonly summary: string;
  /** For whom it is. */
  readonly audience: string;
  /** How long it takes. */
  readonly duration: string;
  /** Its place among the tracks: the smallest first. */
  readonly order: number;
  /** What is said before the first step. */
  readonly introduction: readonly RootContent[];
  readonly steps: readonly Step[];
  /** Sections that its texts link to besides. */
  readonly links: readonly Reference[];
}

/** One idea of a track. */
export interface Step {
  readonly id: StepId;
  readonly title: string;
  /** The line of its heading. */
  readonly line: number;
  readonly text: readonly RootContent[];
  /** What to read, in order. */
  readonly reads: readonly Reference[];
  /** Something to do, and what one should see; empty where there is nothing. */
  readonly task: readonly RootContent[];
  readonly quizzes: readonly Quiz[];
}

/** A section of the knowledge base, and what it is called here. */
export interface Reference {
  readonly label: string;
  readonly section: SectionId;
  readonly line: number;
}

/** A question with choices. */
export interface Quiz {
  readonly question: string;
  /** The same as it was written. */
  readonly written: readonly RootContent[];
  readonly line: number;
  readonly choices: readonly Choice[];
}

/** A choice, and the section that says why it is right or wrong. */
export interface Choice {
  readonly text: string;
  /** The same as it was written. */
  readonly written: readonly PhrasingContent[];
  readonly isRight: boolean;
  readonly explanation: Reference;
}

/** Puts tracks in the order in which newcomers should see them. */
export function inOrder(tracks: readonly Track[]): readonly Track[] {
  return [...tracks].sort((a, b) => a.order - b.order || a.title.localeCompare(b.title, 'en'));
}
