import type { List, ListItem, Nodes, PhrasingContent, RootContent } from 'mdast';
import { plainTextOf } from '../../knowledge/markdown.js';
import { textTable } from '../text-table.js';
import { listIfWide } from './wide-table.js';

/** Longer addresses are left out: a message has room for words rather than for one link. */
const ADDRESS_LIMIT = 500;

/** Draws blocks in Discord's Markdown. */
export function discordMarkdown(blocks: readonly RootContent[]): string {
  return drawBlocks(blocks, { indent: '', linked: false, quoted: false, markers: [] });
}

/** Writes a text so that Discord shows it as it is, line for line. */
export function escapeText(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => escapeLineStart(escapeInline(line)))
    .join('\n');
}

/** Links words to an address; the words alone where the address is not one for the web. */
export function linkTo(words: string, url: string | undefined): string {
  return maskedLink(escapeInline(words), words, url);
}

/** The address as it may stand in a link, or nothing where it is no plain address of the web. */
export function webAddress(url: string | undefined): string | undefined {
  if (url === undefined || url.length > ADDRESS_LIMIT || !URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  // `https://kubernetes.io@elsewhere.example` leads elsewhere.
  const isPlain = (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
  if (!isPlain) return undefined;
  const address = href.replace(ENDS_A_LINK, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return address.length <= ADDRESS_LIMIT ? address : undefined;
}

/** What would close a masked link, or the bold text around it, too early. */
const ENDS_A_LINK = /[()[\]*~|<>\\`"\s]/g;

type Marker = '*' | '**' | '~~';

/** What is already around the node that is drawn. */
interface Surroundings {
  readonly indent: string;
  readonly linked: boolean;
  readonly quoted: boolean;
  readonly markers: readonly Marker[];
}

type Handlers = {
  readonly [Type in Nodes['type']]: (
    node: Extract<Nodes, { readonly type: Type }>,
    around: Surroundings,
  ) => string;
};

const handlers = {
  root: (node, around) => drawBlocks(node.children, around),
  paragraph: (node, around) => indented(drawLines(node.children, around), around.indent),
  heading: (node, around) => {
    if (node.depth > 3) return indented(drawMarked('**', node.children, around), around.indent);
    const words = drawInline(node.children, around).replaceAll('\n', ' ').trim();
    return words && `${around.indent}${'#'.repeat(node.depth)} ${words}`;
  },
  // Discord does not nest quotes.
  blockquote: (node, around) => {
    const words = drawBlocks(node.children, { ...around, indent: '', quoted: true });
    return around.quoted || words === '' ? words : words.replace(/^/gm, '> ');
  },
  list: (node, around) =>
    node.children
      .map((item, index) => drawItem(item, markerOf(node, index), around))
      .filter(Boolean)
      .join('\n'),
  listItem: (node, around) => drawItem(node, '-', around),
  // Not indented inside a list: whether Discord's apps take an indent away differs, and code is there to be copied.
  code: (node) => fence(node.value, node.lang ?? ''),
  table: (node) => fence(textTable(node), ''),
  tableRow: (node, around) => node.children.map((cell) => draw(cell, around)).join(' '),
  tableCell: (node, around) => drawInline(node.children, around),
  thematicBreak: () => '──────────',
  footnoteDefinition: (node, around) => drawBlocks(node.children, around),

  text: (node) => escapeInline(node.value),
  emphasis: (node, around) => drawMarked('*', node.children, around),
  strong: (node, around) => drawMarked('**', node.children, around),
  delete: (node, around) => drawMarked('~~', node.children, around),
  inlineCode: (node) => codeSpan(node.value),
  break: () => '\n',
  link: (node, around) => {
    const label = drawInline(node.children, { ...around, linked: true });
    return around.linked ? label : maskedLink(label, wordsOf(node.children), node.url);
  },
  image: (node, around) => {
    const words = node.alt || 'image';
    return around.linked ? escapeInline(words) : linkTo(words, node.url);
  },
  linkReference: (node, around) => drawInline(node.children, around),
  imageReference: (node) => escapeInline(node.alt ?? ''),
  footnoteReference: () => '',
  html: () => '',
  definition: () => '',
  yaml: () => '',
} satisfies Handlers;

function draw(node: Nodes, around: Surroundings): string {
  // The table above pairs every type with its own handler, which the compiler cannot see from a union.
  const handler = handlers[node.type] as ((node: Nodes, around: Surroundings) => string) | undefined;
  return handler?.(node, around) ?? '';
}

function drawBlocks(blocks: readonly RootContent[], around: Surroundings): string {
  let drawn = '';
  let previous: RootContent | undefined;
  for (const given of blocks) {
    const block = given.type === 'table' ? listIfWide(given) : given;
    const words = draw(block, around);
    if (words.trim() === '') continue;
    if (previous) drawn += isClose(previous, block) || around.indent ? '\n' : '\n\n';
    drawn += words;
    previous = block;
  }
  return drawn;
}

/** Discord gives headings and fences a margin of their own. */
function isClose(previous: RootContent, next: RootContent): boolean {
  const hasMargin = (block: RootContent) => block.type === 'code' || block.type === 'table';
  return previous.type === 'heading' || hasMargin(previous) || hasMargin(next);
}

function drawInline(nodes: readonly PhrasingContent[], around: Surroundings): string {
  let drawn = '';
  for (const node of nodes) {
    const words = draw(node, around);
    drawn += `${between(drawn, words)}${words}`;
  }
  return drawn;
}

/** Keeps the markers of `*a*` and `*b*` apart, side by side or one in the other, and brackets from becoming a link. */
function between(drawn: string, next: string): string {
  const last = drawn.slice(-1);
  if (last === ']' && next.startsWith('(')) return '\\';
  return /[*~`]/.test(last) && next.startsWith(last) ? '\u200b' : '';
}

function drawLines(nodes: readonly PhrasingContent[], around: Surroundings): string {
  return drawInline(nodes, around).trim().split('\n').map(escapeLineStart).join('\n');
}

function markerOf(list: List, index: number): string {
  return list.ordered ? `${(list.start ?? 1) + index}.` : '-';
}

function drawItem(item: ListItem, marker: string, around: Surroundings): string {
  const inner = { ...around, indent: `${around.indent}${' '.repeat(marker.length + 1)}` };
  const [first, ...rest] = item.children;
  if (first?.type !== 'paragraph') return drawBlocks(item.children, inner);
  const task = typeof item.checked === 'boolean' ? (item.checked ? '☑ ' : '☐ ') : '';
  const head = `${task}${drawLines(first.children, inner)}`.replaceAll('\n', `\n${inner.indent}`);
  const drawn = [head.trim() && `${around.indent}${marker} ${head}`, drawBlocks(rest, inner)];
  return drawn.filter(Boolean).join('\n');
}

function indented(words: string, indent: string): string {
  return words && `${indent}${words.replaceAll('\n', `\n${indent}`)}`;
}

/**
 * Puts markers around words, and blanks outside of them, where they do not stop the markers from working.
 *
 * Discord looks for the closing marker in what is between, code too: such words are shown without.
 */
function drawMarked(marker: Marker, nodes: readonly PhrasingContent[], around: Surroundings): string {
  if (around.markers.includes(marker) || hasCodeWith(marker.charAt(0), nodes))
    return drawInline(nodes, around);
  const words = drawInline(nodes, { ...around, markers: [...around.markers, marker] });
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(words) ?? [];
  if (inner === '') return before + after;
  return `${before}${marker}${between(marker, inner)}${inner}${between(inner, marker)}${marker}${after}`;
}

function hasCodeWith(sign: string, nodes: readonly PhrasingContent[]): boolean {
  return nodes.some((node) => {
    if (node.type === 'inlineCode') return node.value.includes(sign);
    return 'children' in node && hasCodeWith(sign, node.children);
  });
}

/**
 * Shows code with every character as it is.
 *
 * Discord ends a fence at the first three backticks and knows no longer fence. A zero-width space between
 * them would be copied along with the code, so a line that fits in no fence stands between two.
 */
function fence(value: string, language: string): string {
  const name = /^[\w+\-.#]+$/.test(language) ? language : '';
  const pieces: { readonly fenced: boolean; readonly lines: string[] }[] = [];
  for (const line of wellFormed(value).split(/\r\n|[\n\r]/)) {
    const fenced = !line.includes('```') && !ENDS_AN_EARLIER_LINK.test(line);
    const last = pieces.at(-1);
    if (fenced && last?.fenced) last.lines.push(line);
    else pieces.push({ fenced, lines: [line] });
  }
  return pieces
    .filter(({ lines }) => lines.some((line) => line.trim() !== ''))
    .map(({ fenced, lines }) =>
      fenced ? `\`\`\`${name}\n${lines.join('\n')}\n\`\`\`` : escapeLineStart(codeSpan(lines.join('\n'))),
    )
    .join('\n');
}

/** Code within a line; plain text where no span would end where the code does. */
export function codeSpan(value: string): string {
  const code = wellFormed(value).replace(LINE_BREAKS, ' ');
  if (code.trim() === '') return '';
  const runs: readonly string[] = code.match(/`+/g) ?? [];
  // Three backticks would begin a fence.
  const marker = ['`', '``'].find((candidate) => !runs.includes(candidate));
  if (marker === undefined || ENDS_AN_EARLIER_LINK.test(code)) return escapeInline(code);
  const pad = code.startsWith('`') || code.endsWith('`') ? ' ' : '';
  return `${marker}${pad}${code}${pad}${marker}`;
}

/** Discord lets the label of a link go on to the last such end, even if that is in code. */
const ENDS_AN_EARLIER_LINK = /\]\(\s*(?:<?[a-z][a-z+.-]*:|$)/i;

/** A link whose label tells the truth: one that reads like an address is followed by the address it leads to. */
function maskedLink(label: string, words: string, url: string | undefined): string {
  const address = webAddress(url);
  if (address === undefined) return label;
  if (label.trim() === '' || words.trim() === url?.trim()) return `<${address}>`;
  if (/:\/\/|^\s*www\./i.test(words)) return `${label} (<${address}>)`;
  return `[${balanced(label)}](${address})`;
}

/** Discord's links know no escaped bracket in a label. */
function balanced(label: string): string {
  return label.replace(LINE_BREAKS, ' ').trim().replace(/\\?\[/g, '(').replace(/\\?\]/g, ')');
}

function wordsOf(nodes: PhrasingContent[]): string {
  return plainTextOf([{ type: 'paragraph', children: nodes }]);
}

/** A colon followed by more is the start of `:emoji:` or of an address; what else begins a format is listed. */
function escapeInline(text: string): string {
  return wellFormed(text)
    .replace(LINE_BREAKS, ' ')
    .replace(/[\\*_~`|[\]<@]|(?<=\])\(|:(?=\S)/g, '\\$&');
}

/** Headings, small print, lists and quotes begin at the start of a line only. */
function escapeLineStart(line: string): string {
  return line.replace(/^(\s*)([-+#>])/, '$1\\$2').replace(/^(\s*\d+)\./, '$1\\.');
}

const LINE_BREAKS = /\s*[\n\r\v\f\u0085\u2028\u2029]\s*/g;

/** Half a surrogate pair is no text. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '');
}
