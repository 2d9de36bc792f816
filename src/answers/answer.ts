import type { Document } from '../knowledge/document.js';
import type { Section } from '../knowledge/section.js';
import type { Excerpt } from '../search/excerpt.js';
import type { Explanation } from './explanation.js';

/** Names one answer, so that a button or a rating can refer to it. */
export type AnswerId = `answer-${string}`;

/** An excerpt and where it stands. */
export interface Citation {
  readonly document: Document;
  readonly section: Section;
  readonly excerpt: Excerpt;
  readonly score: number;
  /** The terms of the question that the section holds, for emphasis. */
  readonly matched: readonly string[];
}

/** Why nothing was answered. */
export type DeclineReason =
  /** Nothing in the knowledge base speaks of it. */
  | 'no-match'
  /** Nothing was asked. */
  | 'no-question'
  /** It is about a company of which there is no case study. */
  | 'unknown-company'
  /** It is about something else than Kubernetes. */
  | 'off-topic'
  /** It is about the asker's own clusters and people, or about this moment. */
  | 'own-affairs'
  /** It asks for something to be done. */
  | 'request'
  /** It asks for prices, pay or what is private. */
  | 'private'
  /** It asks what one thinks, or what will come. */
  | 'opinion'
  /** It is not in English. */
  | 'language';

/** What became of a question, and why, under a name of its own. */
export type Answer = Outcome & {
  readonly id: AnswerId;
  /** How many characters were read of a message that is longer. */
  readonly readUpTo?: number;
};

/** What became of a question, and why. */
export type Outcome = { readonly explanation: Explanation } & (
  | {
      readonly kind: 'found';
      readonly best: Citation;
      readonly related: readonly Citation[];
      /** What else was found, for who wants to see more. */
      readonly further: readonly Citation[];
      /** The line of a pasted text that led to the answer. */
      readonly clue?: string;
    }
  | {
      readonly kind: 'list';
      /** A line of evidence for each company, the most telling first. */
      readonly entries: readonly Citation[];
      /** What they have in common, in the words of the question. */
      readonly common: readonly string[];
      /** Whether they have all of it. */
      readonly isSure: boolean;
    }
  | {
      readonly kind: 'comparison';
      /** The section that speaks of both. */
      readonly lead?: Citation;
      readonly sides: readonly Citation[];
      readonly isSure: boolean;
    }
  | {
      readonly kind: 'unsure';
      readonly candidates: readonly Citation[];
      /** What else was found. */
      readonly further: readonly Citation[];
    }
  | {
      readonly kind: 'declined';
      readonly reason: DeclineReason;
      readonly related: readonly Citation[];
      /** The company that is not known. */
      readonly company?: string;
    }
  | { readonly kind: 'small-talk'; readonly topic: SmallTalk }
);

/** What people say to a bot besides asking. */
export type SmallTalk = 'greeting' | 'thanks' | 'help';
