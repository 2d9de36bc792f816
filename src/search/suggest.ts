import type { Document } from '../knowledge/document.js';
import type { Section } from '../knowledge/section.js';

/** A section whose title and heading begin as someone is typing. */
export interface Suggestion {
  readonly document: Document;
  readonly section: Section;
}

/** Suggests sections while someone types, the likeliest first. */
export type Suggest = (typed: string, limit: number) => Suggestion[];

/** More words make no suggestion better, and cost time with every key. */
const WORDS_READ = 8;

/**
 * Prepares suggesting from titles, other names and headings: every word typed must begin a word of them.
 *
 *     "hor pod auto"  → Horizontal Pod Autoscaler
 *     "spot cost"     → Spotify … › Costs at Spotify
 */
export function createSuggest(documents: readonly Document[]): Suggest {
  const entries = documents.flatMap((document) => {
    const names = [document.title, ...document.frontMatter.aliases].map(wordsOf);
    return document.sections.map((section, position) => ({
      document,
      section,
      names,
      heading: position === 0 ? [] : wordsOf(section.heading),
    }));
  });

  return (typed, limit) => {
    const words = wordsOf(typed).slice(0, WORDS_READ);
    if (words.length === 0) return [];
    return entries
      .flatMap((entry) => {
        const worth = worthOf(words, entry);
        return worth === 0 ? [] : [{ ...entry, worth }];
      })
      .sort((a, b) => b.worth - a.worth || lengthOf(a) - lengthOf(b))
      .slice(0, limit)
      .map(({ document, section }) => ({ document, section }));
  };
}

interface Entry {
  readonly names: readonly (readonly string[])[];
  readonly heading: readonly string[];
}

/** How well an entry goes with what is typed, from 0, not at all, to 1. */
function worthOf(words: readonly string[], { names, heading }: Entry): number {
  let best = 0;
  for (const name of names) {
    const all = [...name, ...heading];
    if (!words.every((word) => all.some((each) => each.startsWith(word)))) continue;
    const whole = words.filter((word) => all.includes(word)).length / words.length;
    const begins = name[0]?.startsWith(words[0] ?? '') ? 1 : 0;
    // A short name that is said in full is what is meant; its introduction comes before its sections.
    best = Math.max(best, (1 + whole + begins + words.length / all.length) / 4);
  }
  return best;
}

function lengthOf({ names, heading }: Entry): number {
  return (names[0]?.length ?? 0) + heading.length;
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
