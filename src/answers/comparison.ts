import type { Document } from '../knowledge/document.js';

/** How people ask what sets two things apart. */
const COMPARES =
  /\b(?:vs|versus|differences?|differ|differs|different (?:from|to|than)|(?:what|how|whats)\b.*\bdifferent|compar\w*|distinguish\w*|distinction|better than|instead of|rather than)\b|\bor\b/i;

/** Whether a question asks what sets things apart. */
export function asksToCompare(question: string): boolean {
  return COMPARES.test(question);
}

/** Whether a document is about one thing that can be set against others. */
export function isAboutOneThing({ frontMatter }: Document): boolean {
  return frontMatter.kind === 'concept' || frontMatter.kind === 'note';
}

/** More sides than these are no comparison that one can read. */
export const SIDES_LIMIT = 4;

/** The documents of the things that a question compares; nothing when it compares none. */
export function sidesOf(question: string, things: readonly Document[]): readonly Document[] | undefined {
  if (!asksToCompare(question)) return undefined;
  return things.length >= 2 && things.length <= SIDES_LIMIT ? things : undefined;
}
