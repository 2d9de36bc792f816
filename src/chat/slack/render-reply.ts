import type { types } from '@slack/bolt';
import type { RootContent } from 'mdast';
import { plainTextOf } from '../../knowledge/markdown.js';
import { firstSentenceOf } from '../../knowledge/sentences.js';
import { fitBlocks } from '../fit-blocks.js';
import {
  CLUE_LABEL,
  nameOf,
  type Passage,
  type Pointer,
  type Reply,
  type ReplyBody,
  type SourceLink,
} from '../reply.js';
import { bold, inlineCode, link, mrkdwnOf, plain } from './mrkdwn.js';

/** Slack refuses a section whose text is longer. */
const SECTION_TEXT_LIMIT = 3_000;

/**
 * Slack refuses a message whose blocks hold more than about 12,000 characters in all. A title, an excerpt and
 * two of these lines stay below 10,000.
 */
const LINE_LIMIT = 2_000;

/** A title or heading, drawn; a taste: three lines on a phone. */
const TITLE_LIMIT = 250;

/** An address that is longer would crowd out what is said; its title is shown without it. */
const URL_LIMIT = 1_000;

/** The link of an entry: ten of them, with a line each, stay below what a message may hold. */
const ENTRY_LINK_LIMIT = 500;

/** The texts of all sides of a comparison together. */
const PASSAGES_LIMIT = 5_000;

/** Slack advises at most 4,000 characters. */
const TEXT_LIMIT = 3_900;

/** What a notification shows of an excerpt; a taste. */
const SENTENCE_LIMIT = 300;

/** A message as Slack takes it, wherever it is sent. */
export interface SlackMessage {
  /** Shown in notifications and read aloud, and sent alone when Slack refuses the blocks. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/** Draws a reply as a Slack message. */
export function renderReply(reply: Reply): SlackMessage {
  const message = renderBody(reply);
  const note = reply.note ? context(fitted(reply.note, LINE_LIMIT)) : [];
  return { ...message, blocks: [...message.blocks, ...note] };
}

function renderBody(reply: ReplyBody): SlackMessage {
  switch (reply.kind) {
    case 'excerpt': {
      const { passage, related, clue } = reply;
      return messageFrom(summaryOf(passage), [
        ...(clue ? context(`${CLUE_LABEL} ${inlineCode(clue)}`) : []),
        ...passageBlocks(passage),
        ...relatedBlock(related),
      ]);
    }
    case 'choices': {
      const names = reply.candidates.map((candidate) => plain(nameOf(candidate)));
      const candidates = reply.candidates.map((candidate) =>
        `• ${pointerLink(candidate)}\n    ${fitted(candidate.gist, TITLE_LIMIT)}`.trimEnd(),
      );
      return messageFrom(joined(`${fitted(reply.text, LINE_LIMIT)} `, names, '; ', TEXT_LIMIT), [
        ...section(fitted(reply.text, SECTION_TEXT_LIMIT)),
        ...section(joined('', candidates, '\n', SECTION_TEXT_LIMIT)),
      ]);
    }
    case 'list': {
      const entries = reply.entries.map(
        (entry) => `• ${bold(pointerLink(entry, ENTRY_LINK_LIMIT))}: ${fitted(entry.gist, TITLE_LIMIT)}`,
      );
      const names = reply.entries.map((entry) => plain(nameOf(entry)));
      return messageFrom(joined(`${fitted(reply.text, LINE_LIMIT)} `, names, '; ', TEXT_LIMIT), [
        ...section(fitted(reply.text, SECTION_TEXT_LIMIT)),
        ...entries.flatMap((entry) => section(entry)),
        ...(reply.more > 0 ? context(`… and ${reply.more} more`) : []),
      ]);
    }
    case 'comparison': {
      const names = reply.passages.map((passage) => plain(nameOf(passage)));
      return messageFrom(joined('', names, ' · ', TEXT_LIMIT), [
        ...(reply.text ? section(fitted(reply.text, SECTION_TEXT_LIMIT)) : []),
        ...reply.passages.flatMap((passage, _, all) =>
          passageBlocks(passage, Math.floor(PASSAGES_LIMIT / all.length)),
        ),
      ]);
    }
    case 'notice':
      return messageFrom(fitted(reply.text, TEXT_LIMIT), [
        ...section(fitted(reply.text, SECTION_TEXT_LIMIT)),
        ...relatedBlock(reply.related),
      ]);
  }
}

function messageFrom(text: string, blocks: types.KnownBlock[]): SlackMessage {
  return { text: text.trim() || 'Answer', blocks, unfurl_links: false, unfurl_media: false };
}

function passageBlocks(passage: Passage, limit = SECTION_TEXT_LIMIT): types.KnownBlock[] {
  const room = Math.min(limit, SECTION_TEXT_LIMIT);
  const { blocks, shortened } = fitBlocks(passage.blocks, mrkdwnOf, room);
  return [
    ...section(bold(pointerLink(passage))),
    ...section(mrkdwnOf(blocks)),
    ...(shortened || passage.shortened ? context('… more at the source') : []),
    ...context(sourceLine(passage)),
  ];
}

function relatedBlock(related: readonly Pointer[]): types.KnownBlock[] {
  return related.length === 0
    ? []
    : context(
        joined(
          'Related: ',
          related.map((pointer) => pointerLink(pointer)),
          ' · ',
          LINE_LIMIT,
        ),
      );
}

function sourceLine({ sources, checked }: Passage): string {
  const label = sources.length > 1 ? 'Sources: ' : 'Source: ';
  const parts = sources.map(({ title, url, license }: SourceLink) =>
    [pointerLink({ title, ...(url && { url }) }), ...(license ? [fitted(license, TITLE_LIMIT)] : [])].join(
      ' · ',
    ),
  );
  const date = checked ? `checked ${fitted(checked, TITLE_LIMIT)}` : '';
  if (parts.length === 0) return date;
  const named = joined(label, parts, ' · ', LINE_LIMIT - date.length - 3);
  return date ? `${named} · ${date}` : named;
}

/** What an excerpt says in one breath: its title, its first sentence, and where it comes from. */
function summaryOf(passage: Passage): string {
  const address = link('', passage.url);
  const source = address !== '' && address.length <= URL_LIMIT ? ` Source: ${address}` : '';
  return `${fitted(nameOf(passage), TITLE_LIMIT)}: ${beginningOf(passage.blocks)}${source}`;
}

function beginningOf(blocks: readonly RootContent[]): string {
  const [line = ''] = plainTextOf(blocks).trim().split('\n', 1);
  return fitted(firstSentenceOf(line), SENTENCE_LIMIT);
}

function pointerLink(pointer: Pointer, limit = TITLE_LIMIT + URL_LIMIT): string {
  const name = cut(nameOf(pointer), TITLE_LIMIT);
  const linked = link(name, pointer.url);
  return linked.length <= limit ? linked : link(name, undefined);
}

/** Plain text, drawn, with as many words as there is room for. */
function fitted(text: string, limit: number): string {
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
function joined(label: string, parts: readonly string[], separator: string, limit: number): string {
  let line = label;
  for (const [index, part] of parts.entries()) {
    const longer = index === 0 ? line + part : line + separator + part;
    if (longer.length > limit - separator.length - 1) return `${line}${separator}…`;
    line = longer;
  }
  return line;
}

function section(text: string): types.KnownBlock[] {
  if (text.trim() === '') return [];
  return [{ type: 'section', expand: true, text: { type: 'mrkdwn', text, verbatim: true } }];
}

function context(text: string): types.KnownBlock[] {
  return text.trim() === ''
    ? []
    : [{ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }];
}
