/** What Discord would make of a text: its own rules for Markdown, as far as the tests need them. */
export interface Reading {
  /** What is shown. */
  readonly text: string;
  /** What was read as a format rather than as text. */
  readonly formats: readonly string[];
  readonly mentions: readonly string[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly code: readonly string[];
}

interface Found {
  readonly formats: string[];
  readonly mentions: string[];
  readonly links: { label: string; url: string }[];
  readonly code: string[];
}

type Rule = readonly [name: string, pattern: RegExp, read: (match: RegExpExecArray, found: Found) => string];

const INLINE: readonly Rule[] = [
  ['escape', /^\\([^0-9A-Za-z\s])/, ([, sign = '']) => sign],
  [
    'fence',
    /^```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][\s\S]*?)\n*```/i,
    ([, , code = ''], found) => {
      found.code.push(code);
      return code;
    },
  ],
  [
    'code',
    /^(`+)([\s\S]*?[^`])\1(?!`)/,
    ([, , code = ''], found) => {
      found.code.push(code.replace(/^ (?=`)|(?<=`) $/g, ''));
      return code;
    },
  ],
  ['mention', /^(?:<@[!&]?\d+>|<#\d+>|@everyone|@here)/, mentioned],
  ['time', /^<t:-?\d+(?::[tTdDfFR])?>/, mentioned],
  ['emoji', /^(?:<a?:\w+:\d+>|:\w+:)/, mentioned],
  [
    'address',
    /^<(https?:\/\/[^ >]+)>/,
    ([, url = ''], found) => {
      found.links.push({ label: url, url });
      return url;
    },
  ],
  [
    'bare address',
    /^https?:\/\/[^\s<]+[^<.,:;"')\]\s]/,
    ([url], found) => {
      found.links.push({ label: url, url });
      return url;
    },
  ],
  [
    'link',
    /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:[^\s\\]|\\.)*?)>?\s*\)/,
    ([, label = '', url = ''], found) => {
      const shown = readInline(label, found);
      found.links.push({ label: shown, url });
      return shown;
    },
  ],
  ['bold', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, inside],
  ['underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, inside],
  ['italic', /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/, inside],
  ['italic', /^_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/, inside],
  ['strike', /^~~([\s\S]+?)~~(?!_)/, inside],
  ['spoiler', /^\|\|([\s\S]+?)\|\|/, inside],
];

const LINE_STARTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['heading', /^#{1,3} +/],
  ['small print', /^-# +/],
  ['quote', /^ *>(?:>>)? /],
  ['list', /^ *(?:[*+-]|\d+\.) /],
];

/** Reads a text as Discord's apps do. */
export function readAsDiscord(text: string): Reading {
  const found: Found = { formats: [], mentions: [], links: [], code: [] };
  return { text: readInline(text, found, true), ...found };
}

function readInline(text: string, found: Found, atLineStart = false): string {
  let shown = '';
  let rest = text;
  let starts = atLineStart;
  while (rest !== '') {
    const start = starts ? LINE_STARTS.find(([, pattern]) => pattern.test(rest)) : undefined;
    if (start) {
      found.formats.push(start[0]);
      rest = rest.replace(start[1], '');
      // An item or a quote may begin with another format.
      starts = start[0] === 'quote' || start[0] === 'list';
      continue;
    }
    const rule = INLINE.find(([, pattern]) => pattern.test(rest));
    const match = rule?.[1].exec(rest);
    if (rule && match) {
      if (rule[0] !== 'escape') found.formats.push(rule[0]);
      shown += rule[2](match, found);
      rest = rest.slice(match[0].length);
      starts = false;
      continue;
    }
    const sign = rest.charAt(0);
    shown += sign;
    starts = atLineStart && sign === '\n';
    rest = rest.slice(1);
  }
  return shown;
}

function inside([, words = '']: RegExpExecArray, found: Found): string {
  return readInline(words, found);
}

function mentioned([tag]: RegExpExecArray, found: Found): string {
  found.mentions.push(tag);
  return tag;
}
