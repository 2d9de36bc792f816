import type { Nodes, Paragraph, RootContent } from 'mdast';
import { markdownOf, plainTextOf } from '../knowledge/markdown.js';
import { sentencesOf } from '../knowledge/sentences.js';
import { termsOf } from './terms.js';

/** The part of a section worth showing: whole blocks around the matched terms. */
export interface Excerpt {
  readonly blocks: readonly RootContent[];
  readonly shortened: boolean;
}

/** Characters of Markdown that an excerpt has at most: about a phone's screen, and well within one chat message. */
export const EXCERPT_LIMIT = 1_200;

/** How long an excerpt may be, and what it should hold. */
export interface ExcerptOptions {
  readonly limit?: number;
  /** What a figure that is asked for looks like. */
  readonly figure?: RegExp | undefined;
}

/** Chooses the neighbouring blocks of a section that say most about the given terms, as many as fit. */
export function excerptOf(
  blocks: readonly RootContent[],
  terms: ReadonlyMap<string, number>,
  { limit = EXCERPT_LIMIT, figure }: ExcerptOptions = {},
): Excerpt {
  const weights = weightsOf(terms, figure);
  const chosen = choose(blocks, writtenLength, weights, limit, BLANK_LINE);
  const only = chosen.length === 1 ? chosen[0] : undefined;
  if (only && writtenLength(only) > limit) {
    return { blocks: [shortenBlock(only, weights, limit)], shortened: true };
  }
  const next = blocks[blocks.indexOf(chosen[0] as RootContent) + chosen.length];
  if (next && JOINTED.has(next.type)) {
    const room = limit - sum(chosen.map((block) => writtenLength(block) + BLANK_LINE));
    // What a paragraph announces ("Run this:") is worth more cut short than left out.
    if (room >= PART_WORTH_SHOWING) {
      return { blocks: [...chosen, shortenBlock(next, weights, room)], shortened: true };
    }
  }
  // And where that has no room either, nothing is announced.
  const kept = next && chosen.length > 1 && announces(chosen.at(-1)) ? chosen.slice(0, -1) : chosen;
  return { blocks: kept, shortened: kept.length < blocks.length };
}

/** Whether a block leads on to the next: “one or more of these:”. */
function announces(block: RootContent | undefined): boolean {
  return block?.type === 'paragraph' && plainTextOf([block]).trimEnd().endsWith(':');
}

/** What makes a part worth showing. */
interface Weights {
  readonly terms: ReadonlyMap<string, number>;
  readonly figure?: RegExp | undefined;
  /** The terms of a text; of one among many, only where it may hold any that weighs. */
  readonly termsIn: (text: string, isOneOfMany: boolean) => ReadonlySet<string>;
}

const NO_TERMS: ReadonlySet<string> = new Set();

/** Letters that a word has in common with its stem, whatever its ending. */
const STEM_BEGINNING = 4;

/** Weighs parts by terms; the terms of a text are read once, however often it is looked at. */
function weightsOf(terms: ReadonlyMap<string, number>, figure: RegExp | undefined): Weights {
  const known = new Map<string, ReadonlySet<string>>();
  const beginnings = [...terms.keys()].map((term) => term.slice(0, STEM_BEGINNING));
  const mayHold = (text: string) => {
    const letters = text.toLowerCase();
    return beginnings.some((beginning) => letters.includes(beginning));
  };
  return {
    terms,
    figure,
    termsIn: (text, isOneOfMany) => {
      const before = known.get(text);
      if (before) return before;
      const found = isOneOfMany && !mayHold(text) ? NO_TERMS : new Set(termsOf(text));
      known.set(text, found);
      return found;
    },
  };
}

/** What stands between two blocks. */
const BLANK_LINE = 2;

/** Characters of a block's Markdown; blocks are measured again with every question, so each is written once. */
function writtenLength(block: RootContent): number {
  return isHuge(block) ? plainTextOf([block]).length : lengthOf(block, block);
}

/** Parts of a block beyond which they are measured by their words: to write thousands of rows takes a second. */
const HUGE = 300;

/** Whether a block is far longer than any excerpt. */
function isHuge(block: RootContent): boolean {
  return (block.type === 'table' || block.type === 'list') && block.children.length > HUGE;
}

/** The same for a part of a block, which is written within its like. */
function lengthOf(part: Nodes, within: RootContent): number {
  if (isHuge(within)) return plainTextOf([part]).length + SIGNS_AROUND;
  const known = writtenLengths.get(part);
  if (known !== undefined) return known;
  const { length } = markdownOf([within]);
  writtenLengths.set(part, length);
  return length;
}

const writtenLengths = new WeakMap<Nodes, number>();

/** Characters about a row or an item that are no words of it, roughly: what does not fit after all is cut once more. */
const SIGNS_AROUND = 12;

/** Blocks that can be cut short between items, rows or lines. */
const JOINTED: ReadonlySet<string> = new Set(['list', 'table', 'code']);

/** Characters below which a part of a block tells too little: some three lines. */
const PART_WORTH_SHOWING = 200;

/** Shortens one block at the joints it has: items, rows, lines of code, sentences. */
function shortenBlock(block: RootContent, weights: Weights, limit: number): RootContent {
  // Numbers, indents and escapes make a whole longer than its parts: less is tried until it fits.
  for (let room = limit; room > limit / 2; room = Math.floor(room * 0.9)) {
    const shorter = withRoom(block, weights, room);
    if (markdownOf([shorter]).length <= limit) return shorter;
  }
  return shortenText(plainTextOf([block]), weights, limit);
}

function withRoom(block: RootContent, weights: Weights, room: number): RootContent {
  switch (block.type) {
    case 'list': {
      const items = choose(
        block.children,
        (item) => lengthOf(item, isHuge(block) ? block : { ...block, children: [item] }),
        weights,
        room,
        1,
      );
      const skipped = items[0] ? block.children.indexOf(items[0]) : 0;
      const start = block.ordered ? (block.start ?? 1) + skipped : null;
      return { ...block, start, children: [...items] };
    }
    case 'table': {
      const [head, ...rows] = block.children;
      if (!head) return block;
      const length = (row: typeof head) =>
        lengthOf(row, isHuge(block) ? block : { ...block, children: [row] });
      return {
        ...block,
        children: [head, ...choose(rows, length, weights, room - length(head), 1)],
      };
    }
    case 'code': {
      const lines = choose(block.value.split('\n'), (line) => line.length, weights, room - CODE_FENCES, 1);
      return { ...block, value: lines.join('\n') };
    }
    case 'blockquote':
      return {
        ...block,
        children: [
          ...excerptOf(block.children, weights.terms, { limit: room, figure: weights.figure }).blocks,
        ] as typeof block.children,
      };
    default:
      return shortenText(plainTextOf([block]), weights, room);
  }
}

/** Characters that the fences of a code block take, with a language's name. */
const CODE_FENCES = 24;

/** Chooses whole sentences; a single sentence that is too long is cut between words. */
function shortenText(text: string, weights: Weights, limit: number): Paragraph {
  // Without terms the beginning is shown; with them, what matters seldom stands further down.
  const room = weights.terms.size === 0 ? 2 * limit : TEXT_READ;
  const read = text.slice(0, room).replace(/[\ud800-\udbff]$/, '');
  const sentences = sentencesOf(read);
  const asText = (value: string): Paragraph => ({ type: 'paragraph', children: [{ type: 'text', value }] });
  const written = (value: string) => markdownOf([asText(value)]);
  // Writing thousands of sentences to measure them would take seconds; each sign can get one backslash at most.
  const measure = (sentence: string) => sentence.length + (sentence.match(/[^\p{L}\p{N}\s]/gu)?.length ?? 0);
  let kept = choose(sentences, measure, weights, limit - 2, 1).join(' ');
  if (kept.length > limit) kept = withoutLastWord(kept, kept.length - limit);
  // Escapes make written text longer than the text itself.
  while (written(kept).length > limit) kept = withoutLastWord(kept, written(kept).length - limit);
  return asText(kept);
}

/** Characters of a block that are looked through for sentences: some ten pages. */
const TEXT_READ = 20_000;

function withoutLastWord(text: string, excess: number): string {
  const cut = text.slice(0, Math.max(0, text.length - excess - 2));
  const space = cut.lastIndexOf(' ');
  return `${space > cut.length / 2 ? cut.slice(0, space) : cut.replace(/[\ud800-\udbff]$/, '')} …`;
}

/** The run of neighbours within the limit whose terms weigh most; the earliest of equals; always at least one. */
function choose<Part extends Nodes | string>(
  parts: readonly Part[],
  measure: (part: Part) => number,
  weights: Weights,
  limit: number,
  gap: number,
): readonly Part[] {
  const lengths = parts.map(measure);
  if (sum(lengths) + gap * (parts.length - 1) <= limit) return parts;

  const isWeighed = weights.terms.size > 0;
  const texts = parts.map((part) => (typeof part === 'string' ? part : plainTextOf([part])));
  const terms = texts.map((text) => (isWeighed ? weights.termsIn(text, parts.length > HUGE) : NO_TERMS));
  // The figure that is asked for is worth as much as all words together.
  const figureWeight = sum([...weights.terms.values()]);
  const hasFigure = texts.map((text) => weights.figure?.test(text) ?? false);
  let best = { start: 0, end: 1, weight: -1 };
  // Where no term weighs anything, the beginning is as good as any part.
  const starts = isWeighed ? parts.length : 1;
  for (let start = 0; start < starts; start++) {
    let end = start;
    let length = -gap;
    const found = new Set<string>();
    while (end < parts.length && (end === start || length + gap + (lengths[end] ?? 0) <= limit)) {
      length += gap + (lengths[end] ?? 0);
      for (const term of terms[end] ?? []) if (weights.terms.has(term)) found.add(term);
      end++;
    }
    const figures = hasFigure.slice(start, end).includes(true) ? figureWeight : 0;
    const weight = figures + sum([...found].map((term) => weights.terms.get(term) ?? 0));
    if (weight > best.weight) best = { start, end, weight };
  }
  return parts.slice(best.start, best.end);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
