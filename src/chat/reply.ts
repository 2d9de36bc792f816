import type { RootContent } from 'mdast';
import type { AnswerId } from '../answers/answer.js';
import type { SectionId } from '../knowledge/address.js';
import type { TrackView } from '../onboarding/onboarding.js';
import type { View } from '../onboarding/outcome.js';
import type { Button, LabeledButton } from './button.js';

/** What a platform shows for an answer: the words are chosen, the drawing is not. */
export type Reply = ReplyBody & {
  /** What is to be said of the question: that it was not read to its end. */
  readonly note?: string;
  /** What can be asked of the answer; platforms without buttons leave them out. */
  readonly buttons?: readonly LabeledButton[];
  /** The answer that can be rated, and shared. */
  readonly rated?: AnswerId;
  /** What posts it for everybody, where it is no answer. */
  readonly share?: Button;
  /** What of a track it shows, and which tracks, for a platform that draws more of them than words and buttons. */
  readonly view?: View;
  readonly tracks?: readonly TrackView[];
};

/** The button that posts a reply for everybody; nothing for what is said to one person alone. */
export function shareButtonOf({ rated, share }: Reply): Button | undefined {
  return share ?? (rated && { kind: 'share', answer: rated });
}

/** What is shown, by the kind of answer. */
export type ReplyBody =
  | {
      readonly kind: 'excerpt';
      readonly passage: Passage;
      readonly related: readonly Pointer[];
      /** What stands before them, where it is not “Related:”. */
      readonly relatedLabel?: string;
      /** The line of the asker's own text that led here. */
      readonly clue?: string;
    }
  | {
      readonly kind: 'choices';
      readonly text: string;
      readonly candidates: readonly Candidate[];
    }
  | {
      readonly kind: 'list';
      readonly text: string;
      readonly entries: readonly Candidate[];
      /** How many more there are. */
      readonly more: number;
    }
  | {
      readonly kind: 'comparison';
      /** Said before them when they may not be what was asked for. */
      readonly text?: string;
      /** Whether the first of the passages speaks of all sides. */
      readonly hasLead?: boolean;
      /** What speaks of both first, where something does, then each side. */
      readonly passages: readonly Passage[];
    }
  | {
      readonly kind: 'notice';
      readonly text: string;
      readonly related: readonly Pointer[];
    };

/** Where a passage is to be found. `url` is absent for a team's own document that no address is known of. */
export interface Pointer {
  readonly title: string;
  /** The section's heading, where it differs from the title. */
  readonly heading?: string;
  readonly url?: string;
  /** The section that it is, where it is one. */
  readonly section?: SectionId;
  /** Shows it whole. */
  readonly button?: Button;
}

/** A place's name as people read it: its title, and the heading that is meant. */
export function nameOf({ title, heading }: Pointer): string {
  return heading === undefined ? title : `${title} › ${heading}`;
}

/** The same where there is little room: of “CrashLoopBackOff: a container crashes again” the first word will do. */
export function shortNameOf({ title, heading }: Pointer): string {
  return heading === undefined ? title : `${title.split(': ', 1)[0]} › ${heading}`;
}

/** A section that may be meant. */
export interface Candidate extends Pointer {
  /** What it begins with, as plain text: enough to tell whether it is meant. */
  readonly gist: string;
  /** What stands on its button, where that does not show it. */
  readonly action?: string;
}

/** An excerpt with everything that is shown of it. */
export interface Passage extends Pointer {
  /** Markdown blocks, for the platform's renderer. */
  readonly blocks: readonly RootContent[];
  /** Whether the section has more than is shown. */
  readonly shortened: boolean;
  readonly sources: readonly SourceLink[];
  /** The day the facts were last checked, as 2026-11-21. */
  readonly checked?: string;
}

/** A source as it is named under an excerpt. */
export interface SourceLink {
  readonly title: string;
  readonly url?: string;
  readonly license?: string;
}

/** What stands before the line that led to an answer, on every platform. */
export const CLUE_LABEL = 'Going by this line of yours:';

/** A few words and nothing else. */
export function notice(text: string): Reply {
  return { kind: 'notice', text, related: [] };
}

/** What stands before related sections. */
export const RELATED_LABEL = 'Related:';
