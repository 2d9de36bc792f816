import type { types } from '@slack/bolt';
import { nameOf, type Pointer } from '../reply.js';
import { link, plain } from './mrkdwn.js';

/** Slack refuses a section whose text is longer. */
export const SECTION_TEXT_LIMIT = 3_000;

/** A title or heading, drawn; a taste: three lines on a phone. */
export const TITLE_LIMIT = 250;

/** An address that is longer would crowd out what is said; its title is shown without it. */
export const URL_LIMIT = 1_000;

/** Slack refuses a longer label of a button or an option, and shows about half of it. */
const LABEL_LIMIT = 75;

/** Where something is to be found, as a link. */
export function pointerLink(pointer: Pointer, limit = TITLE_LIMIT + URL_LIMIT): string {
  const name = cut(nameOf(pointer), TITLE_LIMIT);
  const linked = link(name, pointer.url);
  return linked.length <= limit ? linked : link(name, undefined);
}

/** Plain text, drawn, with as many words as there is room for. */
export function fitted(text: string, limit: number): string {
  return plain(cut(text.trim(), limit));
}

/** Cuts a text before it is drawn, so that no entity is cut in half. */
function cut(text: string, limit: number): string {
  if (plain(text).length <= limit) return text;
  let kept = text.slice(0, limit);
  while (plain(kept).length > limit - 2) kept = kept.slice(0, Math.floor(kept.length * 0.95));
  const space = kept.lastIndexOf(' ');
  return `${space > kept.length / 2 ? kept.slice(0, space) : kept.replace(/[\ud800-\udbff]$/, '')} …`;
}

/** As many drawn parts as there is room for, whole. */
export function joined(label: string, parts: readonly string[], separator: string, limit: number): string {
  let line = label;
  for (const [index, part] of parts.entries()) {
    const longer = index === 0 ? line + part : line + separator + part;
    if (longer.length > limit - separator.length - 1) return `${line}${separator}…`;
    line = longer;
  }
  return line;
}

/** A paragraph or more; with a button beside it. */
export function section(text: string, accessory?: types.Button): types.KnownBlock[] {
  if (text.trim() === '') return [];
  return [
    {
      type: 'section',
      expand: true,
      text: { type: 'mrkdwn', text, verbatim: true },
      ...(accessory && { accessory }),
    },
  ];
}

/** Small print. */
export function context(text: string): types.KnownBlock[] {
  return text.trim() === ''
    ? []
    : [{ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }];
}

/** The text of a button or an option, which Slack shows letter by letter. */
export function labelOf(text: string, limit = LABEL_LIMIT): types.PlainTextElement {
  // Half a surrogate pair cannot be sent at all.
  const line =
    text
      .replace(/\s+/g, ' ')
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .trim() || '…';
  const label = line.length <= limit ? line : `${line.slice(0, limit - 2).replace(/[\ud800-\udbff]$/, '')} …`;
  return { type: 'plain_text', text: label, emoji: false };
}
