import type { Document } from '../knowledge/document.js';
import type { Section } from '../knowledge/section.js';
import { STOP_WORDS } from './terms.js';

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
 * Prepares suggesting from titles, other names and headings: every telling word typed must begin a word of them.
 *
 *     "hor pod auto"  → Horizontal Pod Autoscaler
 *     "spot cost"     → Spotify … › Costs at Spotify
 */
export function createSuggest(documents: readonly Document[]): Suggest {
  const entries = documents.flatMap((document) => {
    const [title = [], ...aliases] = [document.title, ...document.frontMatter.aliases].map(wordsOf);
    return document.sections.map((section, position) => ({
      document,
      section,
      title,
      aliases,
      heading: position === 0 ? [] : wordsOf(section.heading),
    }));
  });

  return (typed, limit) => {
    const words = wordsTyped(typed);
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

/** The words that suggest something: without grammar, which stands in every question, unless there is nothing else. */
function wordsTyped(typed: string): string[] {
  const words = wordsOf(typed);
  const telling = words.filter((word) => !STOP_WORDS.has(word));
  return (telling.length > 0 ? telling : words).slice(0, WORDS_READ);
}

interface Entry {
  readonly title: readonly string[];
  readonly aliases: readonly (readonly string[])[];
  readonly heading: readonly string[];
}

/** What another name is worth beside the title, which is what a suggestion shows. */
const ALIAS_WORTH = 0.8;

/** How well an entry goes with what is typed, from 0, not at all, to 1. */
function worthOf(words: readonly string[], { title, aliases, heading }: Entry): number {
  const worths = aliases.map((alias) => ALIAS_WORTH * likeness(words, alias, heading));
  return Math.max(likeness(words, title, heading), ...worths);
}

function likeness(words: readonly string[], name: readonly string[], heading: readonly string[]): number {
  const all = [...name, ...heading];
  if (!words.every((word) => all.some((each) => each.startsWith(word)))) return 0;
  const whole = words.filter((word) => all.includes(word) || all.includes(`${word}s`)).length;
  const begins = name[0]?.startsWith(words[0] ?? '') ? 1 : 0;
  // A short name that is said in full is what is meant; its introduction comes before its sections.
  return (1 + whole / words.length + begins + words.length / all.length) / 4;
}

function lengthOf({ title, heading }: Entry): number {
  return title.length + heading.length;
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
