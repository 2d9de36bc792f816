import { raw } from 'hono/html';
import { isWebAddress } from '../page/html.js';
import type { Html } from '../page/layout.js';
import { createDialect, type Drawn, type Format } from './dialect.js';

/** Draws Slack's mrkdwn as Slack's apps do; a bare address is a link unless the text is `verbatim`. */
export function mrkdwnHtml(text: string, { verbatim = false } = {}): Html {
  const { line } = verbatim ? VERBATIM : LINKING;
  return raw(
    piecesOf(text)
      .map(({ kind, content }) =>
        kind === 'text'
          ? line(content)
          : kind === 'quote'
            ? `<blockquote>${line(content)}</blockquote>`
            : `<pre>${CODE.line(content)}</pre>`,
      )
      .join(''),
  );
}

interface Piece {
  readonly kind: 'text' | 'quote' | 'code';
  readonly content: string;
}

/** Text, quotes and fenced code; the line breaks beside code are its own. */
function piecesOf(text: string): readonly Piece[] {
  // What a group matches stands between what it splits.
  return text
    .split(FENCE)
    .flatMap((content, index): Piece[] => (index % 2 === 1 ? [{ kind: 'code', content }] : runsOf(content)))
    .filter(({ kind, content }) => kind !== 'text' || content !== '');
}

/** Three backticks, to the next three. */
const FENCE = /\n*```\n?([\s\S]+?)\n?```\n*/;

/** Lines that are quoted, and those that are not, as they follow each other. */
function runsOf(text: string): Piece[] {
  const runs: { kind: 'text' | 'quote'; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = /^(?:>|&gt;) ?(.*)$/s.exec(line)?.[1];
    const kind = quoted === undefined ? 'text' : 'quote';
    const last = runs.at(-1);
    if (last?.kind === kind) last.lines.push(quoted ?? line);
    else runs.push({ kind, lines: [quoted ?? line] });
  }
  return runs.map(({ kind, lines }) => ({ kind, content: lines.join('\n') }));
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** The three entities that mrkdwn has. */
function decoded(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
}

/**
 * What stands between two markers: code and links whole, for a marker in them ends nothing. Each sign can be read in
 * one way only, so that no text takes long.
 */
const WITHIN = '(?:`[^`\\n]+`|`(?![^`\\n]+`)|<[^<>\\n]*>|<(?![^<>\\n]*>)|[^\\n`<])';

/** Slack formats at the borders of words only; beside a zero-width space a marker is not at a word. */
function marked(marker: string, tag: string): Format {
  const sign = `[${marker}]`;
  return {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}${marker}])${sign}(?![\\s\\u200b${marker}])(${WITHIN}+?)(?<![\\s\\u200b${marker}])${sign}(?![\\p{L}\\p{N}${marker}])`,
      'duy',
    ),
    draw: () => ({ tag, inside: 1 }),
  };
}

const FORMATS: readonly Format[] = [
  { pattern: /`([^`\n]+)`/y, draw: ([, code = '']) => ({ tag: 'code', inside: decoded(code) }) },
  { pattern: /<([^<>\n|]+)(?:\|([^<>\n]*))?>/y, draw: ([, target = '', label]) => angled(target, label) },
  { pattern: /&(?:amp|lt|gt);/y, draw: ([entity]) => ({ inside: decoded(entity) }) },
  marked('*', 'b'),
  marked('_', 'i'),
  marked('~', 's'),
  // Slack draws an empty line lower than one with words.
  { pattern: /\n\n/y, draw: () => ({ tag: 'span', attributes: { class: 'slack-gap' } }) },
];

const BARE_ADDRESS: Format = {
  pattern: /https?:\/\/[^\s<>|`*]+/y,
  draw: ([address]) => linkTo(decoded(address), decoded(address)),
};

const VERBATIM = createDialect(FORMATS);
const LINKING = createDialect([...FORMATS, BARE_ADDRESS]);
const CODE = createDialect([
  { pattern: /&(?:amp|lt|gt);/y, draw: ([entity]) => ({ inside: decoded(entity) }) },
]);

/** What stands in angle brackets: somebody, a channel, everybody, a date, or a link. */
function angled(target: string, label: string | undefined): Drawn | undefined {
  const words = label ? decoded(label) : '';
  switch (target.charAt(0)) {
    case '@':
      return mention(`@${words.replace(/^@/, '') || SOMEBODY}`);
    case '#':
      return mention(`#${words.replace(/^#/, '') || SOMEWHERE}`);
    case '!':
      if (target.startsWith('!date^')) return { inside: words };
      return mention(words || `@${target.slice(1).replace(/^subteam\^/, '')}`);
    default:
      return linkTo(decoded(target), words || decoded(target));
  }
}

/** Whoever and whatever is meant: only the platform knows its name. */
const SOMEBODY = 'somebody';
const SOMEWHERE = 'channel';

function mention(inside: string): Drawn {
  return { tag: 'span', attributes: { class: 'slack-mention' }, inside };
}

function linkTo(address: string, inside: string): Drawn | undefined {
  if (!isWebAddress(address)) return undefined;
  return { tag: 'a', attributes: { href: address, rel: 'noopener noreferrer' }, inside };
}
