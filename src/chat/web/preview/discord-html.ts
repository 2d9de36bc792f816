import { html, raw } from 'hono/html';
import { highlighted } from '../page/highlight.js';
import { isWebAddress } from '../page/html.js';
import type { Html } from '../page/layout.js';
import { createDialect, type Drawn, type Format } from './dialect.js';

/** Draws Discord's Markdown as Discord's apps do. */
export function discordHtml(text: string): Html {
  const pieces: Html[] = [];
  let end = 0;
  for (const match of text.matchAll(PIECES)) {
    pieces.push(raw(blocks(text.slice(end, match.index))));
    const [, rest, lines, language, code] = match;
    pieces.push(code === undefined ? quoted(rest ?? lines ?? '') : fenced(code, language));
    end = match.index + match[0].length;
  }
  return html`${pieces}${raw(blocks(text.slice(end)))}`;
}

/** A quote to the end, quoted lines, or fenced code with its language; whatever comes first. */
const PIECES =
  /(?<![^\n]) *>>> ([\s\S]+)|(?<![^\n])((?: *> [^\n]*(?:\n|$))+)|```(?:([\w+\-.#]+?)\n)?\n*([^\n][\s\S]*?)\n*```\n?/g;

/** Discord names no language; it shows by the colours alone. */
function fenced(code: string, language = ''): Html {
  const drawn = highlighted(code, language.toLowerCase());
  return html`<pre>${drawn === undefined ? code : raw(drawn)}</pre>`;
}

function quoted(lines: string): Html {
  return html`<blockquote>${discordHtml(lines.replace(/^ *> /gm, ''))}</blockquote>`;
}

/** The formats within a line, in the order in which Discord tries them, with its own patterns. */
const FORMATS: readonly Format[] = [
  { pattern: /\\([^0-9A-Za-z\s])/y, draw: ([, sign = '']) => ({ inside: sign }) },
  {
    pattern: /(`+)([\s\S]*?[^`])\1(?!`)/y,
    draw: ([, , code = '']) => ({ tag: 'code', inside: code.replace(/^ (?=`)|(?<=`) $/g, '') }),
  },
  { pattern: /<@[!&]?\d+>|<#\d+>|@everyone|@here/y, draw: ([tag]) => mention(tag) },
  { pattern: /<t:(-?\d{1,12})(?::[tTdDfFR])?>/y, draw: ([, seconds]) => time(Number(seconds)) },
  {
    pattern: /<a?(:\w+:)\d+>/y,
    draw: ([, name = '']) => ({ tag: 'span', attributes: { class: 'discord-emoji' }, inside: name }),
  },
  { pattern: /<(https?:\/\/[^ >]+)>/y, draw: ([, address = '']) => linkTo(address, address) },
  { pattern: /https?:\/\/[^\s<]+[^<.,:;"')\]\s]/y, draw: ([address]) => linkTo(address, address) },
  {
    pattern: /\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:[^\s\\]|\\.)*?)>?\s*\)/dy,
    draw: ([, , address = '']) => linkTo(address, 1),
  },
  marked(/\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/dy, 'b'),
  marked(/__((?:\\[\s\S]|[^\\])+?)__(?!_)/dy, 'u'),
  marked(/\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/dy, 'i'),
  marked(/_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/dy, 'i'),
  marked(/~~([\s\S]+?)~~(?!_)/dy, 's'),
  {
    // Shown to whoever asks for it: pointing at it or reaching it with the keyboard does.
    pattern: /\|\|([\s\S]+?)\|\|/dy,
    draw: () => ({ tag: 'span', attributes: { class: 'discord-spoiler', tabindex: '0' }, inside: 1 }),
  },
  { pattern: /\n/y, draw: () => ({ tag: 'br' }) },
];

const LINES: readonly Format[] = [
  {
    pattern: /(#{1,3})\s+(.+)$/y,
    draw: ([, signs = '']) => ({ attributes: { class: `discord-h${signs.length}` }, inside: 2 }),
  },
  { pattern: /-#\s+(.+)$/y, draw: () => ({ attributes: { class: 'discord-small' }, inside: 1 }) },
];

const { blocks } = createDialect(FORMATS, LINES, ['list']);

function marked(pattern: RegExp, tag: string): Format {
  return { pattern, draw: () => ({ tag, inside: 1 }) };
}

/** Only the platform knows the names of people and channels. */
function mention(tag: string): Drawn {
  const inside = tag.startsWith('<#') ? '#channel' : tag.startsWith('<') ? '@somebody' : tag;
  return { tag: 'span', attributes: { class: 'discord-mention' }, inside };
}

function time(seconds: number): Drawn | undefined {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return undefined;
  const inside = date.toLocaleString('en-US', { dateStyle: 'long', timeStyle: 'short' });
  return { tag: 'span', attributes: { class: 'discord-time' }, inside };
}

function linkTo(address: string, inside: string | number): Drawn | undefined {
  if (!isWebAddress(address)) return undefined;
  return { tag: 'a', attributes: { href: address, rel: 'noopener noreferrer' }, inside };
}
