import MarkdownIt, { type StateBlock, type StateInline } from 'markdown-it';

/** How a format of a dialect is read, and what is drawn of it. */
export interface Format {
  /** Matches it where it begins; needs the flag `y`. */
  readonly pattern: RegExp;
  /** What is drawn; nothing where it is no format after all. */
  readonly draw: (match: RegExpExecArray) => Drawn | undefined;
}

/** What is drawn of a format. */
export interface Drawn {
  /** Nothing where the text stands alone. */
  readonly tag?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** A text, letter by letter; or the number of the pattern's group in which other formats may stand. */
  readonly inside?: string | number;
}

/** A reader of a dialect; what no format is read as is text, and escaped. */
export interface Dialect {
  /** Draws a text that may hold several lines and blocks. */
  blocks(text: string): string;
  /** Draws a text within which every line break is one. */
  line(text: string): string;
}

/** How deep formats may stand in each other; what is deeper is text. */
const NESTING_LIMIT = 40;

/** The blocks of Markdown itself that a dialect may have. */
type Block = 'list';

/** Makes the reader of a dialect, out of the formats within its lines, those of whole lines, and usual blocks. */
export function createDialect(
  inline: readonly Format[],
  lines: readonly Format[] = [],
  blocks: readonly Block[] = [],
): Dialect {
  const reader = new MarkdownIt('zero', { maxNesting: NESTING_LIMIT });
  // What is no format is text, sign by sign.
  reader.inline.ruler.disable('text');
  reader.enable([...blocks]);
  for (const [index, format] of inline.entries()) {
    reader.inline.ruler.push(`format ${index}`, (state) => readInline(state, format));
  }
  for (const [index, format] of lines.entries()) {
    reader.block.ruler.before(
      'paragraph',
      `line ${index}`,
      (state, line, _, silent) => readLine(state, line, silent, format),
      { alt: ['paragraph', 'list'] },
    );
  }
  return { blocks: (text) => reader.render(text), line: (text) => reader.renderInline(text) };
}

function readInline(state: StateInline, { pattern, draw }: Format): boolean {
  // Within another format, its end is the end of the text.
  const match = matchAt(pattern, state.src.slice(0, state.posMax), state.pos);
  if (match === undefined) return false;
  const drawn = draw(match);
  if (drawn === undefined) return false;
  const end = state.pos + match[0].length;
  const { tag, attributes = {}, inside = '' } = drawn;
  if (tag === 'br') state.push('format', tag, 0);
  else if (tag) {
    const opening = state.push('format_open', tag, 1);
    for (const [name, value] of Object.entries(attributes)) opening.attrSet(name, value);
  }
  if (typeof inside === 'string') state.pending += inside;
  else tokenizeGroup(state, match, inside);
  if (tag && tag !== 'br') state.push('format_close', tag, -1);
  state.pos = end;
  return true;
}

/** Reads formats within a group of what was matched. */
function tokenizeGroup(state: StateInline, match: RegExpExecArray, group: number): void {
  const { posMax } = state;
  const [start, end] = match.indices?.[group] ?? [state.pos, state.pos];
  Object.assign(state, { pos: start, posMax: end });
  state.md.inline.tokenize(state);
  state.posMax = posMax;
}

function readLine(state: StateBlock, line: number, silent: boolean, { pattern, draw }: Format): boolean {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const text = state.src.slice(start, state.eMarks[line]);
  const match = matchAt(pattern, text, 0);
  const drawn = match && draw(match);
  if (match === undefined || drawn === undefined) return false;
  if (silent) return true;
  const { tag = 'div', attributes = {}, inside = '' } = drawn;
  const opening = state.push('line_open', tag, 1);
  for (const [name, value] of Object.entries(attributes)) opening.attrSet(name, value);
  const content = state.push('inline', '', 0);
  content.content = typeof inside === 'string' ? inside : (match[inside] ?? '');
  content.children = [];
  state.push('line_close', tag, -1);
  state.line = line + 1;
  return true;
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text) ?? undefined;
}
