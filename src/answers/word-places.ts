import { spaced } from './spaced.js';

/** The words of a text in lower case, without signs. */
export function wordsIn(text: string): string[] {
  return spaced(text).trim().split(' ').filter(Boolean);
}

/** A noun without its plural. */
export function singularOf(word: string): string {
  return word
    .replace(/ies$/, 'y')
    .replace(/(?<=x|ch|sh|ss)es$/, '')
    .replace(/(?<=[a-z]{2}[^s])s$/, '');
}

/** Where words stand one after the other, at places that are not taken; nothing when they do not. */
export function inOrder(
  wanted: readonly string[],
  words: readonly string[],
  taken: ReadonlySet<number>,
  mayBegin: (at: number) => boolean = () => true,
): number[] | undefined {
  const start = words.findIndex(
    (_, at) =>
      mayBegin(at) && wanted.every((word, offset) => words[at + offset] === word && !taken.has(at + offset)),
  );
  return start < 0 ? undefined : wanted.map((_, offset) => start + offset);
}

/** Words that may stand between those that are looked for: "deployments got so much quicker". */
const BETWEEN = 3;

/** Where words stand near one another in any order, each at a place of its own that is not taken. */
export function near(
  wanted: readonly string[],
  words: readonly string[],
  taken: ReadonlySet<number>,
): number[] | undefined {
  if (!wanted.every((word) => words.includes(word))) return undefined;
  for (let start = 0; start < words.length; start++) {
    if (!wanted.includes(words[start] ?? '')) continue;
    const places = wanted.map((word) => words.indexOf(word, start));
    const end = start + wanted.length + BETWEEN;
    const isNear = places.every((place) => place >= 0 && place < end && !taken.has(place));
    if (isNear && new Set(places).size === wanted.length) return places;
  }
  return undefined;
}
