import { compoundsIn, splitCompound } from './terms.js';

/** A piece of a text, and whether it is one of the words that were looked for. */
export interface MarkedText {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Characters of a snippet: two to three lines of a list (taste). */
export const SNIPPET_LIMIT = 240;

/** How much stands before the first word that was found. */
const BEFORE = 60;

/** Cuts the part out of a text that says most about some terms, and marks them; from its beginning where it has none. */
export function snippetOf(
  text: string,
  weights: ReadonlyMap<string, number>,
  limit = SNIPPET_LIMIT,
): readonly MarkedText[] {
  const line = text
    .normalize('NFKC')
    .replace(/(?<![.!?:])\s*\n\s*/g, ' · ')
    .replace(/\s+/g, ' ')
    .trim();
  const places = placesOf(line, weights);
  const from = betweenWords(line, startOf(places, weights, limit));
  const to = from + limit >= line.length ? line.length : betweenWords(line, from + limit);
  const marked = markPlaces(line, places, from, to);
  const before: MarkedText[] = from > 0 ? [{ text: '… ', isMatch: false }] : [];
  const after: MarkedText[] = to < line.length ? [{ text: ' …', isMatch: false }] : [];
  return [...before, ...marked, ...after];
}

/** The next place before where a word begins; a run of letters without a space for long is cut. */
function betweenWords(line: string, place: number): number {
  const begin = line.lastIndexOf(' ', place) + 1;
  return place - begin < BEFORE ? begin : place;
}

/** Marks some terms in a whole text. */
export function markTerms(text: string, weights: ReadonlyMap<string, number>): readonly MarkedText[] {
  const normal = text.normalize('NFKC');
  return markPlaces(normal, placesOf(normal, weights), 0, normal.length);
}

/** A word of a text that has terms that were looked for. */
interface Place {
  readonly from: number;
  readonly to: number;
  readonly terms: readonly string[];
}

function placesOf(text: string, weights: ReadonlyMap<string, number>): Place[] {
  return compoundsIn(text).flatMap(({ 0: compound, index }) => {
    const terms = splitCompound(compound)
      .map(({ term }) => term)
      .filter((term) => weights.has(term));
    return terms.length === 0 ? [] : [{ from: index, to: index + compound.length, terms }];
  });
}

/** Where the part begins whose terms weigh most; the first of equals. */
function startOf(places: readonly Place[], weights: ReadonlyMap<string, number>, limit: number): number {
  let best = { start: 0, weight: 0 };
  for (const [first, { from }] of places.entries()) {
    const start = Math.max(0, from - BEFORE);
    const terms = new Set<string>();
    for (const place of places.slice(first)) {
      if (place.to > start + limit) break;
      for (const term of place.terms) terms.add(term);
    }
    let weight = 0;
    for (const term of terms) weight += weights.get(term) ?? 0;
    if (weight > best.weight) best = { start, weight };
  }
  return best.start;
}

function markPlaces(text: string, places: readonly Place[], from: number, to: number): MarkedText[] {
  const marked: MarkedText[] = [];
  let at = from;
  for (const place of places) {
    if (place.from < from || place.to > to) continue;
    if (place.from > at) marked.push({ text: text.slice(at, place.from), isMatch: false });
    marked.push({ text: text.slice(place.from, place.to), isMatch: true });
    at = place.to;
  }
  if (at < to) marked.push({ text: text.slice(at, to), isMatch: false });
  return marked;
}
