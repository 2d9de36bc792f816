import MarkdownIt, { type Token } from 'markdown-it';
import type { AlignType, ListItem, Nodes, PhrasingContent, Root } from 'mdast';

/** Deeper nesting is no text a person wrote, and would exhaust the stack of whatever walks the tree. */
const NESTING_LIMIT = 100;

/** Markdown as GitHub reads it: with tables, strikethrough and bare addresses. */
const parser = new MarkdownIt({ html: true, linkify: true });
// Above our own limit, which says so, the parser leaves out what is deeper.
parser.set({ maxNesting: 2 * NESTING_LIMIT });
// Only what is written as an address is one: `README.md` ends like a domain of Moldova.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
// Addresses stay as they were written; which of them may be followed, each platform decides.
parser.validateLink = () => true;
parser.normalizeLink = (address) => address;
parser.normalizeLinkText = (address) => address;

/** Markdown that nests too deep to be served. */
export class NestingError extends Error {
  /** The line on which the block stands. */
  readonly line: number;

  constructor(line: number) {
    super(`nests more than ${NESTING_LIMIT} levels deep; write it flatter`);
    this.line = line;
  }
}

/**
 * Parses Markdown into a tree (mdast) whose every link holds its address, with the lines on which blocks stand;
 * what links are defined as stands at its end.
 *
 * The parser was chosen for its speed: documents the size of the knowledge base, 4 MB, take it
 * 0.5 s with the tree; the usual parser of mdast takes 5 s.
 *
 * @throws NestingError
 */
export function parseMarkdown(text: string): Root {
  const root: Root = { type: 'root', children: [] };
  const found: { references?: Record<string, { title: string; href: string }> } = {};
  addTokens(parser.parse(text, found), [root]);
  for (const [identifier, { title, href }] of Object.entries(found.references ?? {})) {
    root.children.push({
      type: 'definition',
      identifier,
      label: identifier,
      url: href,
      title: title || null,
    });
  }
  return root;
}

/** Nodes that are open, the innermost last. */
type Open = Nodes[];

function addTokens(tokens: readonly Token[], open: Open): void {
  for (const token of tokens) {
    if (token.type === 'inline') addTokens(token.children ?? [], open);
    else if (token.nesting === 1) openNode(token, open);
    else if (token.nesting === -1) closeNode(token, open);
    else addLeaf(token, open);
  }
}

/** What adds nothing to the tree but a place for others: a table's head and body. */
const TRANSPARENT = new Set(['thead', 'tbody']);

function openNode(token: Token, open: Open): void {
  if (TRANSPARENT.has(token.tag)) return;
  const node = nodeOf(token);
  if (token.map) {
    const [start, end] = token.map;
    node.position = { start: { line: start + 1, column: 1 }, end: { line: Math.max(end, 1), column: 1 } };
  }
  if (node.type === 'tableCell') {
    const table = open.at(-2);
    const row = open.at(-1);
    // The first row says how columns are aligned.
    if (table?.type === 'table' && table.children.length === 1 && row?.type === 'tableRow') {
      table.align?.push(alignmentOf(token));
    }
  }
  append(node, open);
  open.push(node);
  if (open.length > NESTING_LIMIT) {
    throw new NestingError(open.findLast((around) => around.position)?.position?.start.line ?? 1);
  }
}

function nodeOf(token: Token): Nodes {
  switch (token.type) {
    case 'heading_open':
      return { type: 'heading', depth: Number(token.tag.slice(1)) as 1, children: [] };
    case 'blockquote_open':
      return { type: 'blockquote', children: [] };
    case 'bullet_list_open':
      return { type: 'list', ordered: false, start: null, spread: false, children: [] };
    case 'ordered_list_open':
      return {
        type: 'list',
        ordered: true,
        start: Number(token.attrGet('start') ?? 1),
        spread: false,
        children: [],
      };
    case 'list_item_open':
      return { type: 'listItem', spread: false, checked: null, children: [] };
    case 'table_open':
      return { type: 'table', align: [], children: [] };
    case 'tr_open':
      return { type: 'tableRow', children: [] };
    case 'th_open':
    case 'td_open':
      return { type: 'tableCell', children: [] };
    case 'strong_open':
      return { type: 'strong', children: [] };
    case 'em_open':
      return { type: 'emphasis', children: [] };
    case 's_open':
      return { type: 'delete', children: [] };
    case 'link_open':
      return {
        type: 'link',
        url: attributeOf(token, 'href') ?? '',
        title: attributeOf(token, 'title'),
        children: [],
      };
    default:
      return { type: 'paragraph', children: [] };
  }
}

function alignmentOf(token: Token): AlignType {
  const style = attributeOf(token, 'style') ?? '';
  return (/text-align:(left|right|center)/.exec(style)?.[1] as AlignType) ?? null;
}

function attributeOf(token: Token, name: string): string | null {
  const value = token.attrGet(name);
  return value === null ? null : String(value);
}

function closeNode(token: Token, open: Open): void {
  if (TRANSPARENT.has(token.tag)) return;
  const node = open.pop();
  if (node?.type === 'listItem') {
    tickTask(node);
    node.spread &&= node.children.length > 1;
  }
  // A paragraph of a list without blank lines between its items is hidden.
  if (token.type !== 'paragraph_close' || token.hidden) return;
  const item = open.at(-1);
  const list = open.at(-2);
  if (item?.type === 'listItem') item.spread = true;
  if (list?.type === 'list') list.spread = true;
}

/** Reads `[x] done` at the beginning of an item as a ticked box. */
function tickTask(item: ListItem): void {
  const [first] = item.children;
  const text = first?.type === 'paragraph' ? first.children[0] : undefined;
  const box = text?.type === 'text' ? /^\[([ xX])\]\s+/.exec(text.value) : null;
  if (first?.type !== 'paragraph' || text?.type !== 'text' || box === null) return;
  item.checked = box[1] !== ' ';
  text.value = text.value.slice(box[0].length);
  if (text.value === '') first.children.shift();
}

function addLeaf(token: Token, open: Open): void {
  const { content } = token;
  switch (token.type) {
    case 'text':
    case 'text_special':
      return addText(content, open);
    case 'softbreak':
      return addText('\n', open);
    case 'hardbreak':
      return append({ type: 'break' }, open);
    case 'code_inline':
      return append({ type: 'inlineCode', value: content }, open);
    case 'html_inline':
      return append({ type: 'html', value: content }, open);
    case 'image':
      return append(
        {
          type: 'image',
          url: attributeOf(token, 'src') ?? '',
          title: attributeOf(token, 'title'),
          alt: content,
        },
        open,
      );
    case 'fence':
    case 'code_block':
      return append(codeOf(token), open);
    case 'hr':
      return append({ type: 'thematicBreak' }, open);
    case 'html_block':
      return append({ type: 'html', value: content.trimEnd() }, open);
  }
}

function codeOf({ info, content, map }: Token): Nodes {
  const [, lang = null, meta = null] = /^\s*(\S+)?\s*(.*\S)?\s*$/.exec(info) ?? [];
  const line = (map?.[0] ?? 0) + 1;
  const position = { start: { line, column: 1 }, end: { line: map?.[1] ?? line, column: 1 } };
  return { type: 'code', lang, meta, value: content.replace(/\n$/, ''), position };
}

function addText(value: string, open: Open): void {
  if (value === '') return;
  const parent = open.at(-1);
  const last = parent && 'children' in parent ? parent.children.at(-1) : undefined;
  if (last?.type === 'text') last.value += value;
  else append({ type: 'text', value }, open);
}

function append(node: Nodes, open: Open): void {
  const parent = open.at(-1) as { children: (Nodes | PhrasingContent)[] };
  parent.children.push(node);
}
