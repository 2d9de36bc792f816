import GithubSlugger from 'github-slugger';
import { anchorOf, INTRODUCTION } from '../../../knowledge/address.js';
import type { Document } from '../../../knowledge/document.js';
import type { Section } from '../../../knowledge/section.js';

/** A heading of a document, and the section below it; a heading without a text of its own has none. */
export interface OutlineEntry {
  readonly anchor: string;
  readonly heading: string;
  /** How many headings it stands below. */
  readonly depth: number;
  readonly section?: Section;
}

/** A document in reading order: its headings, also those that only hold others together; without its introduction. */
export function outlineOf({ sections }: Pick<Document, 'sections'>): OutlineEntry[] {
  const slugger = new GithubSlugger();
  slugger.slug(INTRODUCTION);
  const entries: OutlineEntry[] = [];
  let open: readonly string[] = [];
  for (const section of sections) {
    const anchor = anchorOf(section.id);
    if (anchor === INTRODUCTION) continue;
    const { heading, ancestors } = section;
    for (const [depth, above] of ancestors.entries()) {
      if (sameUntil(depth, open, ancestors)) continue;
      open = ancestors.slice(0, depth + 1);
      entries.push({ anchor: slugger.slug(above), heading: above, depth });
    }
    slugger.slug(heading);
    open = [...ancestors, heading];
    entries.push({ anchor, heading, depth: ancestors.length, section });
  }
  return entries;
}

function sameUntil(depth: number, one: readonly string[], other: readonly string[]): boolean {
  return other.slice(0, depth + 1).every((heading, place) => one[place] === heading);
}
