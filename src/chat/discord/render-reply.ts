import {
  type APIContainerComponent,
  type APIEmbed,
  type APISeparatorComponent,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord-api-types/v10';
import { fitBlocks } from '../fit-blocks.js';
import {
  CLUE_LABEL,
  nameOf,
  type Passage,
  type Pointer,
  RELATED_LABEL,
  type Reply,
  type ReplyBody,
} from '../reply.js';
import { codeSpan, discordMarkdown, escapeText, linkTo, webAddress } from './markdown.js';

/** Discord counts 4,000 characters in all texts of a message; some are left for its way of counting emoji. */
export const MESSAGE_TEXT_LIMIT = 3_800;

/** Discord counts a container and everything in it; our replies stay far below. */
export const COMPONENTS_LIMIT = 40;

/** Discord refuses an embed with a longer title. */
export const EMBED_TITLE_LIMIT = 256;

/** Discord refuses an embed with a longer description; title and description stay below its 6,000 in all. */
export const EMBED_DESCRIPTION_LIMIT = 4_096;

/** Discord refuses a longer text of a message. */
export const CONTENT_LIMIT = 2_000;

/** A title longer than two lines of a phone tells no more: a taste. */
const LABEL_LIMIT = 250;

/** Sources and related questions together: room for at least one long source, and never more than the excerpt. */
const SMALL_PRINT_LIMIT = 1_400;

/** And never so much of a short message that nothing else is left. */
const SMALL_PRINT_SHARE = 0.4;

/** The words of a notice or above choices, so that the small print or the choices still fit. */
const WORDS_LIMIT = 2_000;

/** What a licence or a day may take. */
const REMARK_LIMIT = 80;

/** Kubernetes' blue, beside the text. */
const COLOR = 0x326ce5;

/** Draws a reply as a container of components; with a remark in small print above it. */
export function renderReply(reply: Reply, remark = ''): APIContainerComponent {
  const small = remark && `-# ${remark}`;
  const { lead, title, body, below } = partsOf(reply, MESSAGE_TEXT_LIMIT - small.length);
  const above = [small, lead, title && `### ${title}`, body].filter(Boolean).map(textDisplay);
  const print = below === '' ? [] : [textDisplay(below)];
  const components =
    above.length > 0 && print.length > 0 ? [...above, SEPARATOR, ...print] : [...above, ...print];
  return {
    type: ComponentType.Container,
    accent_color: COLOR,
    components: components.length > 0 ? components : [textDisplay(NOTHING)],
  };
}

/** Draws a reply as one embed, for where components are refused. */
export function renderReplyAsEmbed(reply: Reply, remark = ''): APIEmbed {
  const small = remark && `-# ${remark}`;
  const { lead, body, below } = partsOf(reply, EMBED_DESCRIPTION_LIMIT - small.length - 3 * '\n\n'.length);
  const description = [small, lead, body, below].filter(Boolean).join('\n\n');
  if (reply.kind !== 'excerpt') return { color: COLOR, description: description || NOTHING };
  const url = webAddress(reply.passage.url);
  const title = fitText(nameOf(reply.passage), EMBED_TITLE_LIMIT);
  return {
    color: COLOR,
    ...(title && { title, ...(url && { url }) }),
    ...((description || title === '') && { description: description || NOTHING }),
  };
}

/** Draws a reply as a text, for where embeds are refused too. */
export function renderReplyAsText(reply: Reply, remark = ''): string {
  const small = remark && `-# ${remark}`;
  const { lead, title, body, below } = partsOf(reply, CONTENT_LIMIT - small.length - TEXT_JOINTS);
  return [small, lead, title && `### ${title}`, body, below].filter(Boolean).join('\n') || NOTHING;
}

/** The hash signs of a title, and the ends of its lines. */
const TEXT_JOINTS = 4 + 4;

const NOTHING = '…';

const SEPARATOR: APISeparatorComponent = { type: ComponentType.Separator };

interface Parts {
  /** A line before everything else. */
  readonly lead: string;
  readonly title: string;
  readonly body: string;
  readonly below: string;
}

/** The texts of a reply with its note, no more than `limit` characters together. */
function partsOf(reply: Reply, limit: number): Parts {
  const note = reply.note ? `-# ${fitText(reply.note, LABEL_LIMIT)}` : '';
  const parts = bodyPartsOf(reply, limit - note.length - '\n'.length);
  return { ...parts, below: [parts.below, note].filter(Boolean).join('\n') };
}

function bodyPartsOf(reply: ReplyBody, limit: number): Parts {
  const printLimit = Math.min(SMALL_PRINT_LIMIT, Math.floor(limit * SMALL_PRINT_SHARE));
  const wordsLimit = Math.min(WORDS_LIMIT, limit - printLimit - '\n'.length);
  switch (reply.kind) {
    case 'excerpt': {
      const { passage, related, relatedLabel, clue } = reply;
      const lead = clue ? `-# ${CLUE_LABEL} ${codeSpan(clue)}` : '';
      const title = pointerLink(passage);
      const below = keepLines(
        [sourceLine(passage, printLimit), relatedLine(related, relatedLabel)],
        printLimit,
      );
      const room = limit - lead.length - `### ${title}`.length - below.length - `${SHORTENED}\n`.length;
      const { blocks, shortened } = fitBlocks(passage.blocks, discordMarkdown, room);
      const hint = shortened || passage.shortened ? SHORTENED : '';
      return { lead, title, body: discordMarkdown(blocks), below: [hint, below].filter(Boolean).join('\n') };
    }
    case 'choices': {
      const words = fitText(reply.text, wordsLimit);
      const choices = reply.candidates.map((candidate) =>
        `- ${pointerLink(candidate)}\n  ${fitText(oneLine(candidate.gist), LABEL_LIMIT)}`.trimEnd(),
      );
      const room = limit - words.length - '\n'.length;
      return {
        lead: '',
        title: '',
        body: [words, keepLines(choices, room)].filter(Boolean).join('\n'),
        below: '',
      };
    }
    case 'list': {
      const words = fitText(reply.text, wordsLimit);
      const entries = reply.entries.map(
        (entry) => `- **${pointerLink(entry)}**: ${fitText(oneLine(entry.gist), LABEL_LIMIT)}`,
      );
      const more = reply.more > 0 ? `-# … and ${reply.more} more` : '';
      const room = limit - words.length - more.length - 2 * '\n'.length;
      return { lead: '', title: '', body: `${words}\n${keepLines(entries, room)}`.trim(), below: more };
    }
    case 'comparison': {
      const words = reply.text ? fitText(reply.text, wordsLimit) : '';
      const all = reply.passages.length;
      const left = limit - words.length;
      const count = Math.max(1, Math.min(all, Math.floor(left / SIDE_LIMIT)));
      const room = Math.floor(left / count) - '\n\n'.length;
      const passages = reply.passages.slice(0, count).map((passage) => sideOf(passage, room));
      const below = count < all ? `-# … and ${all - count} more` : '';
      return { lead: '', title: '', body: [words, ...passages].filter(Boolean).join('\n\n'), below };
    }
    case 'notice':
      return {
        lead: '',
        title: '',
        body: fitText(reply.text, wordsLimit),
        below: keepLines([relatedLine(reply.related)], printLimit),
      };
  }
}

/** Characters of a side at least: with fewer, less than its title and source is left. */
const SIDE_LIMIT = 350;

/** A passage with its title and sources, in so many characters. */
function sideOf(passage: Passage, limit: number): string {
  const linked = `### ${pointerLink(passage)}`;
  const title =
    linked.length <= limit / 3 ? linked : `### ${fitText(nameOf(passage), Math.floor(limit / 3))}`;
  const sources = sourceLine(passage, Math.floor(limit / 3));
  // One source may be longer by itself; then it is named without its address.
  const source =
    sources.length <= limit / 2
      ? sources
      : `-# ${fitText(`Source: ${passage.sources[0]?.title}`, limit / 3)}`;
  const room = limit - title.length - source.length - SHORTENED.length - 3;
  const { blocks, shortened } = fitBlocks(passage.blocks, discordMarkdown, room);
  const hint = shortened || passage.shortened ? SHORTENED : '';
  return [title, discordMarkdown(blocks), hint, source].filter(Boolean).join('\n');
}

const SHORTENED = '-# This is an excerpt: the source has more.';

/** As many sources as the line has room for, and the day they were checked. */
function sourceLine({ sources, checked }: Passage, limit: number): string {
  const day = checked ? [`checked ${remark(checked)}`] : [];
  const named = sources.map(({ title, url, license }) =>
    [fitLink(title, url), ...(license ? [remark(license)] : [])].join(' · '),
  );
  if (named.length === 0) return day.map((words) => `-# ${words}`).join('');
  return asManyAsFit(named, (kept) => `-# Source: ${[...kept, ...day].join(' · ')}`, limit);
}

function remark(text: string): string {
  return fitText(oneLine(text), REMARK_LIMIT);
}

/** As many related sections as one line of small print has room for. */
function relatedLine(related: readonly Pointer[], label = RELATED_LABEL): string {
  const links = related.map(pointerLink).filter(Boolean);
  if (links.length === 0) return '';
  return asManyAsFit(links, (kept) => `-# ${escapeText(label)} ${kept.join(' · ')}`, SMALL_PRINT_LIMIT / 2);
}

/** A line with as many parts as it has room for, from the first on; always with the first. */
function asManyAsFit(
  parts: readonly string[],
  line: (kept: readonly string[]) => string,
  limit: number,
): string {
  let count = 1;
  while (count < parts.length && line(parts.slice(0, count + 1)).length <= limit) count++;
  return line(parts.slice(0, count));
}

function pointerLink(pointer: Pointer): string {
  return fitLink(nameOf(pointer), pointer.url);
}

function fitLink(label: string, url: string | undefined): string {
  return linkTo(
    cut(oneLine(label), LABEL_LIMIT, (words) => linkTo(words, undefined)),
    url,
  );
}

/** The lines that fit, from the first on, without those that would not. */
function keepLines(lines: readonly string[], limit: number): string {
  let kept = '';
  for (const line of lines) {
    const longer = [kept, line].filter(Boolean).join('\n');
    if (longer.length <= limit) kept = longer;
  }
  return kept;
}

/** Text as it is, cut so that it has at most `limit` characters once it is escaped. */
function fitText(text: string, limit: number): string {
  return escapeText(cut(text.trim(), limit, escapeText)).trim();
}

/** Cuts a text before it is drawn, so that nothing drawn is cut in half. */
function cut(text: string, limit: number, draw: (text: string) => string): string {
  if (draw(text).length <= limit) return text;
  let kept = [...text].slice(0, limit);
  while (kept.length > 0 && draw(`${kept.join('')}…`).length > limit) {
    kept = kept.slice(0, Math.floor(kept.length * 0.9));
  }
  return `${kept.join('').trimEnd()}…`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}
