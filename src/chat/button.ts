import type { AnswerId } from '../answers/answer.js';
import { type NewcomerButton, newcomerText, parseNewcomer } from './newcomer-button.js';
import type { SectionKey } from './section-key.js';
import { parseWalk, type WalkButton, walkText } from './walk-button.js';

/** What can be asked of an answer that was given: the platform draws it as a button, and tells when it is pressed. */
export type Button =
  /** A section, whole, whatever was asked. */
  | { readonly kind: 'read'; readonly section: SectionKey }
  /** A section that the answer showed or named, by its place among them, whole. */
  | { readonly kind: 'section'; readonly answer: AnswerId; readonly place: number }
  /** What else was found, page by page, from 0. */
  | { readonly kind: 'more'; readonly answer: AnswerId; readonly page: number }
  /** Why this was the answer. */
  | { readonly kind: 'why'; readonly answer: AnswerId }
  /** The answer once more, for everybody to see. */
  | { readonly kind: 'share'; readonly answer: AnswerId }
  /** Whether the answer helped. */
  | { readonly kind: 'rate'; readonly answer: AnswerId; readonly isHelpful: boolean }
  /** Says what was missing. */
  | { readonly kind: 'comment'; readonly answer: AnswerId }
  /** To be told when the question can be answered. */
  | { readonly kind: 'tell'; readonly answer: AnswerId }
  /** What a command shows that asks no question, for everybody to see. */
  | { readonly kind: 'post'; readonly page: Page }
  | NewcomerButton
  | WalkButton;

/** What a command shows that asks no question. */
export type Page = (typeof PAGES)[number];

const PAGES = ['companies', 'onboard'] as const;

/** A button and what stands on it. */
export interface LabeledButton {
  readonly label: string;
  readonly button: Button;
}

/** The version that old messages carry with them: a button of a later one means what it meant then. */
const VERSION = 'v1';

/** Writes a button as one line, of 100 characters at most: as many as Discord lets a button remember. */
export function buttonText(button: Button): string {
  if (button.kind === 'read') return [VERSION, button.kind, button.section].join(' ');
  if (button.kind === 'walk') return `${VERSION} ${walkText(button)}`;
  if (button.kind === 'newcomer') return `${VERSION} ${newcomerText(button)}`;
  if (button.kind === 'post') return [VERSION, button.kind, button.page].join(' ');
  const { kind, answer } = button;
  switch (kind) {
    case 'section':
      return [VERSION, kind, answer, button.place].join(' ');
    case 'more':
      return [VERSION, kind, answer, button.page].join(' ');
    case 'rate':
      return [VERSION, kind, answer, button.isHelpful ? 1 : 0].join(' ');
    default:
      return [VERSION, kind, answer].join(' ');
  }
}

/** Reads a button as it was written; nothing when it is none of ours. */
export function parseButton(text: string): Button | undefined {
  const [, section] = /^v1 read ([0-9a-f]{16})$/.exec(text) ?? [];
  if (section) return { kind: 'read', section: section as SectionKey };
  const line = text.startsWith(`${VERSION} `) ? text.slice(VERSION.length + 1) : '';
  const ofTracks = parseWalk(line) ?? parseNewcomer(line);
  if (ofTracks) return ofTracks;
  const page = PAGES.find((each) => text === `${VERSION} post ${each}`);
  if (page) return { kind: 'post', page };
  const [, kind, id, digits] = /^v1 (\w+) (answer-[\w-]{1,64})(?: (\d{1,4}))?$/.exec(text) ?? [];
  if (id === undefined) return undefined;
  const answer = id as AnswerId;
  const number = Number(digits ?? Number.NaN);
  switch (kind) {
    case 'why':
    case 'share':
    case 'comment':
    case 'tell':
      return { kind, answer };
    case 'section':
      return Number.isNaN(number) ? undefined : { kind, answer, place: number };
    case 'more':
      return Number.isNaN(number) ? undefined : { kind, answer, page: number };
    case 'rate':
      return Number.isNaN(number) ? undefined : { kind, answer, isHelpful: number === 1 };
    default:
      return undefined;
  }
}
