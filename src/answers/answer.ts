import type { Document } from '../knowledge/document.js';
import type { Section } from '../knowledge/section.js';
import type { Excerpt } from '../search/excerpt.js';

/** Names one answer, so that a button or a rating can refer to it. */
export type AnswerId = `answer-${string}`;

/** An excerpt and where it stands. */
export interface Citation {
  readonly document: Document;
  readonly section: Section;
  readonly excerpt: Excerpt;
  readonly score: number;
}

/** Why nothing was answered. */
export type DeclineReason = 'no-match' | 'no-question';

/** What became of a question. */
export type Answer = { readonly id: AnswerId } & (
  | {
      readonly kind: 'found';
      readonly best: Citation;
      readonly related: readonly Citation[];
      /** The line of a pasted text that led to the answer. */
      readonly clue?: string;
    }
  | { readonly kind: 'unsure'; readonly candidates: readonly Citation[] }
  | { readonly kind: 'declined'; readonly reason: DeclineReason; readonly related: readonly Citation[] }
  | { readonly kind: 'small-talk'; readonly topic: SmallTalk }
);

/** What people say to a bot besides asking. */
export type SmallTalk = 'greeting' | 'thanks' | 'help';
