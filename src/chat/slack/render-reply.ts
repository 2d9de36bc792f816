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
import { splitBlock } from '../split-block.js';
import { bold, inlineCode, link, mrkdwnOf, plain } from './mrkdwn.js';
import {
  context,
  fitted,
  joined,
  pointerLink,
  SECTION_TEXT_LIMIT,
  section,
  TITLE_LIMIT,
  URL_LIMIT,
} from './pieces.js';
import { buttonRow, ratingButtons, relatedButtons, showButton } from './render-buttons.js';
import { isDrawable, renderTable } from './render-table.js';

/**
 * Slack refuses a message whose blocks hold more than about 12,000 characters in all. A title, an excerpt and
 * two of these lines stay below 10,000.
 */
const LINE_LIMIT = 2_000;

/** The link of an entry: ten of them, with a line each, stay below what a message may hold. */
const ENTRY_LINK_LIMIT = 500;

/** What is said of an entry. */
const ENTRY_GIST_LIMIT = 300;

/** The texts of all sides of a comparison together. */
const PASSAGES_LIMIT = 5_000;

/** Slack advises at most 4,000 characters. */
const TEXT_LIMIT = 3_900;

/** What a notification shows of an excerpt; a taste. */
const SENTENCE_LIMIT = 300;

/** Slack refuses a message with more than 50 blocks; some are left for what stands around an answer. */
const MESSAGE_BLOCKS_LIMIT = 44;

/** Slack refuses a message with more text than about 12,000 characters, in all its blocks. */
const MESSAGE_LIMIT = 10_000;

/** Slack refuses a window with more than 100 blocks; some are left for what stands around an answer. */
const WINDOW_BLOCKS_LIMIT = 94;

/** Of a section's text; the rest is for what stands around it, too. */
const SECTION_BLOCKS_LIMIT = 88;

/** Slack refuses a window of more than 250 kB; a character takes up to three bytes. */
const WINDOW_LIMIT = 60_000;

/** What stands below a text that was cut. */
const MORE_AT_SOURCE = '… more at the source';

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
  const { text, blocks } = renderBody(reply);
  const below = [...belowOf(reply), ...ratingButtons(reply.rated)];
  const room = MESSAGE_LIMIT - lengthOf(below);
  return messageFrom(text, [...fittingBlocks(blocks, MESSAGE_BLOCKS_LIMIT, room), ...below]);
}

/** What stands below an answer: what is said of the question, and what can be asked of the answer. */
function belowOf({ note, buttons = [] }: Reply): types.KnownBlock[] {
  return [...(note ? context(fitted(note, LINE_LIMIT)) : []), ...buttonRow(buttons)];
}

/** The first blocks, as many as there is room for. */
function fittingBlocks(blocks: readonly types.KnownBlock[], limit: number, room: number): types.KnownBlock[] {
  const count = countWithin(blocks, limit, room);
  return count === blocks.length ? [...blocks] : [...blocks.slice(0, count), ...context('…')];
}

/** How many of the first blocks there is room for. */
function countWithin(blocks: readonly types.KnownBlock[], limit: number, room: number): number {
  let length = 0;
  const end = blocks.findIndex((block, index) => {
    length += lengthOf(block);
    return index === limit || length > room;
  });
  return end === -1 ? blocks.length : end;
}

/** How many characters of text there are in blocks. */
function lengthOf(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0;
  return Object.entries(part).reduce(
    (sum, [key, value]) =>
      sum + (key === 'text' && typeof value === 'string' ? value.length : lengthOf(value)),
    0,
  );
}

/** Draws a reply for a window of its own, which has room for a whole section. */
export function renderBlocks(reply: Reply): types.KnownBlock[] {
  if (reply.kind === 'excerpt') return [...wholeExcerpt(reply), ...belowOf(reply)];
  const { blocks } = renderBody(reply, { mayHaveTable: false });
  return [...fittingBlocks(blocks, WINDOW_BLOCKS_LIMIT, WINDOW_LIMIT), ...belowOf(reply)];
}

function wholeExcerpt({
  passage,
  related,
  relatedLabel,
  clue,
}: Extract<ReplyBody, { kind: 'excerpt' }>): types.KnownBlock[] {
  return [...clueLine(clue), ...wholePassage(passage), ...relatedButtons(related, relatedLabel)];
}

/** The line of the asker's own text that led to an answer. */
function clueLine(clue: string | undefined): types.KnownBlock[] {
  return clue ? context(`${CLUE_LABEL} ${inlineCode(clue)}`) : [];
}

/** A section with everything in it: as many texts as it takes, divided between its blocks and at their joints. */
function wholePassage(passage: Passage): types.KnownBlock[] {
  const texts: types.KnownBlock[] = [];
  let rest = passage.blocks.flatMap((block) => splitBlock(block, mrkdwnOf, SECTION_TEXT_LIMIT));
  let isCut = passage.shortened;
  while (rest.length > 0) {
    const count = Math.max(1, countFitting(rest));
    const { blocks, shortened } = fitBlocks(rest.slice(0, count), mrkdwnOf, SECTION_TEXT_LIMIT);
    texts.push(...section(mrkdwnOf(blocks)));
    isCut ||= shortened;
    rest = rest.slice(count);
  }
  const shown = texts.slice(0, countWithin(texts, SECTION_BLOCKS_LIMIT, WINDOW_LIMIT));
  isCut ||= shown.length < texts.length;
  return [
    ...section(bold(pointerLink(passage))),
    ...shown,
    ...(isCut ? context(MORE_AT_SOURCE) : []),
    ...context(sourceLine(passage)),
  ];
}

/** How many of the first blocks fit into one text. */
function countFitting(blocks: readonly RootContent[]): number {
  let count = 0;
  while (count < blocks.length && mrkdwnOf(blocks.slice(0, count + 1)).length <= SECTION_TEXT_LIMIT) count++;
  return count;
}

/** Draws what is shown; only messages can have tables. */
function renderBody(reply: ReplyBody, { mayHaveTable = true } = {}): Pick<SlackMessage, 'text' | 'blocks'> {
  switch (reply.kind) {
    case 'excerpt': {
      const { passage, related, relatedLabel, clue } = reply;
      return {
        text: summaryOf(passage),
        blocks: [...clueLine(clue), ...passageBlocks(passage), ...relatedButtons(related, relatedLabel)],
      };
    }
    case 'choices':
      return {
        text: named(reply.text, reply.candidates),
        blocks: [
          ...section(fitted(reply.text, SECTION_TEXT_LIMIT)),
          ...reply.candidates.flatMap((candidate, index) =>
            section(
              `${pointerLink(candidate, ENTRY_LINK_LIMIT)}\n${fitted(candidate.gist, TITLE_LIMIT)}`.trimEnd(),
              showButton(candidate, index),
            ),
          ),
        ],
      };
    case 'list':
      return {
        text: named(reply.text, reply.entries),
        blocks: [
          ...section(fitted(reply.text, SECTION_TEXT_LIMIT)),
          ...reply.entries.flatMap((entry, index) =>
            section(
              `• ${bold(pointerLink(entry, ENTRY_LINK_LIMIT))}: ${fitted(entry.gist, ENTRY_GIST_LIMIT)}`,
              showButton(entry, index),
            ),
          ),
          ...(reply.more > 0 ? context(`… and ${reply.more} more`) : []),
        ],
      };
    case 'comparison': {
      const names = reply.passages.map((passage) => plain(nameOf(passage)));
      return {
        text: joined('', names, ' · ', TEXT_LIMIT),
        blocks: [
          ...(reply.text ? section(fitted(reply.text, SECTION_TEXT_LIMIT)) : []),
          ...reply.passages.flatMap((passage, index, all) =>
            passageBlocks(passage, {
              limit: Math.floor(PASSAGES_LIMIT / all.length),
              mayHaveTable: mayHaveTable && index === 0,
            }),
          ),
        ],
      };
    }
    case 'notice':
      return {
        text: fitted(reply.text, TEXT_LIMIT),
        blocks: [...section(fitted(reply.text, SECTION_TEXT_LIMIT)), ...relatedButtons(reply.related)],
      };
  }
}

/** What is said, and the names of what follows. */
function named(text: string, pointers: readonly Pointer[]): string {
  const names = pointers.map((pointer) => plain(nameOf(pointer)));
  return joined(`${fitted(text, LINE_LIMIT)} `, names, '; ', TEXT_LIMIT);
}

function messageFrom(text: string, blocks: types.KnownBlock[]): SlackMessage {
  return { text: text.trim() || 'Answer', blocks, unfurl_links: false, unfurl_media: false };
}

function passageBlocks(
  passage: Passage,
  { limit = SECTION_TEXT_LIMIT, mayHaveTable = true } = {},
): types.KnownBlock[] {
  const room = Math.min(limit, SECTION_TEXT_LIMIT);
  const { blocks, shortened } = fitBlocks(passage.blocks, mrkdwnOf, room);
  return [
    ...section(bold(pointerLink(passage))),
    ...(mayHaveTable ? withTable(blocks) : section(mrkdwnOf(blocks))),
    ...(shortened || passage.shortened ? context(MORE_AT_SOURCE) : []),
    ...context(sourceLine(passage)),
  ];
}

/** Texts, and the first table as Slack's own: a message can have one, others are drawn with letters. */
function withTable(blocks: readonly RootContent[]): types.KnownBlock[] {
  const at = blocks.findIndex((block) => block.type === 'table' && isDrawable(block));
  const table = blocks[at];
  if (table?.type !== 'table') return section(mrkdwnOf(blocks));
  return [
    ...section(mrkdwnOf(blocks.slice(0, at))),
    renderTable(table),
    ...section(mrkdwnOf(blocks.slice(at + 1))),
  ];
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
