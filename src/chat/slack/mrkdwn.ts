import type { Nodes, RootContent } from 'mdast';
import { plainTextOf } from '../../knowledge/markdown.js';
import { textTable } from '../text-table.js';

/** Draws Markdown blocks in Slack's dialect, mrkdwn; nothing in them can ping or lead anywhere but to the web. */
export function mrkdwnOf(blocks: readonly RootContent[]): string {
  return drawBlocks(blocks, { prefix: '', depth: 0, marks: '' }, '\n\n');
}

/** Writes plain text so that Slack shows it letter by letter. */
export function plain(text: string): string {
  const letters = escaped(text).replace(MARKERS, (markers) => `${SEAM}${parted(markers)}${SEAM}`);
  // Slack keeps a quote's `>` as `&gt;`, so the entity quotes as well.
  return letters.replace(/^([^\S\n]*)(?=&gt;)/gm, `$1${SEAM}`);
}

/** Links words to an address of the web or a mailbox; other addresses are left out. */
export function link(label: string, url: string | undefined): string {
  const words = plain(label.replace(/\s+/g, ' ').trim());
  if (url === undefined || !/^(?:https?:\/\/|mailto:)\S/i.test(url)) return words;
  const address = escaped(url.trim().replace(/[\s|<>`\p{Cc}]/gu, encodeURIComponent));
  return words === '' ? `<${address}>` : `<${address}|${words}>`;
}

/** Makes words bold, line by line, since Slack's bold ends with the line. */
export function bold(mrkdwn: string): string {
  return marked('*', mrkdwn);
}

/** Where a node is drawn: what stands before each of its lines, how deep in lists it is, what is marked already. */
interface Place {
  readonly prefix: string;
  readonly depth: number;
  readonly marks: string;
}

type Handlers = {
  readonly [Type in RootContent['type']]: (
    node: Extract<RootContent, { type: Type }>,
    place: Place,
  ) => string;
};

const nothing = () => '';

const handlers = {
  paragraph: (node, place) => lines(drawInlines(node.children, place), place),
  heading: (node, place) => lines(bold(drawInlines(node.children, { ...place, marks: '*' })), place),
  blockquote: (node, place) => {
    const prefix = place.prefix.startsWith('>') ? place.prefix : `> ${place.prefix}`;
    return drawBlocks(node.children, { ...place, prefix }, `\n${prefix.trimEnd()}\n`);
  },
  list: (node, place) => {
    const start = node.start ?? 1;
    const items = node.children.map((item, index) => {
      const bullet = node.ordered ? `${start + index}.` : BULLETS[Math.min(place.depth, BULLETS.length - 1)];
      return drawItem(item, bullet ?? '•', place);
    });
    return items.join('\n');
  },
  listItem: (node, place) => drawItem(node, '•', place),
  // Code stands at the left edge even in a list or quote, for each of its lines is copied as it is.
  code: (node) => fence(node.value),
  table: (node) => fence(textTable(node)),
  tableRow: (node, place) => drawInlines(node.children, place),
  tableCell: (node, place) => drawInlines(node.children, place),
  thematicBreak: (_, place) => `${place.prefix}———`,

  text: (node) => plain(node.value.replace(/\s*\n\s*/g, ' ')),
  strong: (node, place) => drawMarked('*', node.children, place),
  emphasis: (node, place) => drawMarked('_', node.children, place),
  delete: (node, place) => drawMarked('~', node.children, place),
  inlineCode: (node) => inlineCode(node.value),
  break: () => '\n',
  link: (node) => link(plainTextOf([{ type: 'paragraph', children: node.children }]), node.url),
  linkReference: (node, place) => drawInlines(node.children, place),
  image: (node) => link(node.alt || node.title || '', node.url),
  imageReference: (node) => plain(node.alt ?? ''),

  html: nothing,
  definition: nothing,
  footnoteDefinition: nothing,
  footnoteReference: nothing,
  yaml: nothing,
} satisfies Handlers;

function draw(node: Nodes, place: Place): string {
  // The table is complete for the types that Markdown has; the compiler cannot pair a node with its entry.
  const handler = handlers[node.type as keyof Handlers] as
    | ((node: Nodes, place: Place) => string)
    | undefined;
  return handler?.(node, place) ?? '';
}

function drawBlocks(nodes: readonly Nodes[], place: Place, gap: string): string {
  return nodes
    .map((node) => draw(node, place))
    .filter((drawn) => drawn.trim() !== '')
    .join(gap);
}

function drawItem(item: Extract<RootContent, { type: 'listItem' }>, bullet: string, place: Place): string {
  const box = item.checked === true ? '☑' : item.checked === false ? '☐' : undefined;
  const marker = `${place.prefix}${box ?? bullet}`;
  const inside = { ...place, prefix: `${place.prefix}    `, depth: place.depth + 1 };
  const [first, ...rest] = item.children;
  if (first?.type !== 'paragraph')
    return [marker, drawBlocks(item.children, inside, '\n')].join('\n').trimEnd();
  const head = draw(first, inside).slice(inside.prefix.length);
  return [`${marker} ${head}`, drawBlocks(rest, inside, '\n')].filter((drawn) => drawn !== '').join('\n');
}

/** Slack formats only at the borders of words, so formatted words that touch others are parted by a seam. */
function drawInlines(nodes: readonly Nodes[], place: Place): string {
  let line = '';
  let afterMark = false;
  for (const node of nodes) {
    const drawn = draw(node, place);
    if (drawn === '') continue;
    const isMark = MARKS.has(node.type);
    const touches =
      (isMark && afterMark) ||
      (isMark && /[\p{L}\p{N}]$/u.test(line)) ||
      (afterMark && /^[\p{L}\p{N}]/u.test(drawn));
    line += touches ? SEAM + drawn : drawn;
    afterMark = isMark;
  }
  return line;
}

function drawMarked(marker: string, children: readonly Nodes[], place: Place): string {
  // Bold within bold would end it.
  if (place.marks.includes(marker)) return drawInlines(children, place);
  return marked(marker, drawInlines(children, { ...place, marks: place.marks + marker }));
}

function marked(marker: string, mrkdwn: string): string {
  return mrkdwn
    .split('\n')
    .map((line) => line.replace(/\S(?:.*\S)?/s, (words) => `${marker}${words}${marker}`))
    .join('\n');
}

/** Words that stay as they are, in one line. */
export function inlineCode(value: string): string {
  const code = value.replace(/\n/g, ' ');
  // Slack has no way to write a backtick within inline code.
  return code.includes('`') || code.trim() === '' ? plain(code) : `\`${escaped(code)}\``;
}

function fence(value: string): string {
  if (value.trim() === '') return '';
  const code = escaped(value).replace(/`{3,}/g, parted);
  return `\`\`\`\n${code}\n\`\`\``;
}

/** Parts markers, for three backticks in a row would begin or end a fence. */
function parted(markers: string): string {
  return [...markers].join(SEAM);
}

function lines(text: string, { prefix }: Place): string {
  if (text.trim() === '') return '';
  return text
    .split('\n')
    .map((line) => prefix + line.trim())
    .join('\n');
}

function escaped(text: string): string {
  // Half a surrogate pair cannot be sent at all.
  return text.replace(/[&<>]|\p{Surrogate}/gu, (character) => ENTITIES[character] ?? '\ufffd');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const BULLETS = ['•', '◦', '▪'];

/**
 * A zero-width space: mrkdwn has no escapes, but a marker beside one is not at a word (so it stays a letter),
 * and a word beside one has ended (so bold can begin inside a word).
 */
const SEAM = '\u200b';

/** Backticks, and other markers at the border of a word: `a_b` is safe as it is. */
const MARKERS = /`+|(?<![\p{L}\p{N}])[*_~]+(?!\s)|(?<!\s)[*_~]+(?![\p{L}\p{N}])/gu;

const MARKS: ReadonlySet<string> = new Set(['strong', 'emphasis', 'delete', 'inlineCode']);
