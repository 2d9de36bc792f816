import type { RootContent } from 'mdast';
import type { Answer, AnswerId, Citation, DeclineReason, SmallTalk } from '../answers/answer.js';
import type { Document } from '../knowledge/document.js';
import { plainTextOf } from '../knowledge/markdown.js';
import { firstSentenceOf } from '../knowledge/sentences.js';

/** What a platform shows for an answer: the words are chosen, the drawing is not. */
export type Reply = ReplyBody & {
  /** What is to be said of the question: that it was not read to its end. */
  readonly note?: string;
};

/** What is shown, by the kind of answer. */
export type ReplyBody =
  | {
      readonly kind: 'excerpt';
      readonly answer: AnswerId;
      readonly passage: Passage;
      readonly related: readonly Pointer[];
      /** The line of the asker's own text that led here. */
      readonly clue?: string;
    }
  | {
      readonly kind: 'choices';
      readonly answer: AnswerId;
      readonly text: string;
      readonly candidates: readonly Candidate[];
    }
  | {
      readonly kind: 'list';
      readonly answer: AnswerId;
      readonly text: string;
      readonly entries: readonly Candidate[];
      /** How many more there are. */
      readonly more: number;
    }
  | {
      readonly kind: 'comparison';
      readonly answer: AnswerId;
      /** Said before them when they may not be what was asked for. */
      readonly text?: string;
      /** What speaks of both first, where something does, then each side. */
      readonly passages: readonly Passage[];
    }
  | {
      readonly kind: 'notice';
      readonly text: string;
      readonly related: readonly Pointer[];
    };

/** Where a passage is to be found. `url` is absent for a team's own document that no address is known of. */
export interface Pointer {
  readonly title: string;
  /** The section's heading, where it differs from the title. */
  readonly heading?: string;
  readonly url?: string;
}

/** A place's name as people read it: its title, and the heading that is meant. */
export function nameOf({ title, heading }: Pointer): string {
  return heading === undefined ? title : `${title} › ${heading}`;
}

/** A section that may be meant. */
export interface Candidate extends Pointer {
  /** What it begins with, as plain text: enough to tell whether it is meant. */
  readonly gist: string;
}

/** An excerpt with everything that is shown of it. */
export interface Passage extends Pointer {
  /** Markdown blocks, for the platform's renderer. */
  readonly blocks: readonly RootContent[];
  /** Whether the section has more than is shown. */
  readonly shortened: boolean;
  readonly sources: readonly SourceLink[];
  /** The day the facts were last checked, as 2026-11-21. */
  readonly checked?: string;
}

/** A source as it is named under an excerpt. */
export interface SourceLink {
  readonly title: string;
  readonly url?: string;
  readonly license?: string;
}

/** How an answer is worded. `sourceUrlOf` gives the address of a document that names no source, if it has one. */
export function replyFor(answer: Answer, sourceUrlOf: (path: string) => string | undefined): Reply {
  const body = bodyFor(answer, sourceUrlOf);
  if (answer.readUpTo === undefined) return body;
  const characters = answer.readUpTo.toLocaleString('en-US');
  return { ...body, note: `Your message is long: I read its first ${characters} characters.` };
}

function bodyFor(answer: Answer, sourceUrlOf: (path: string) => string | undefined): ReplyBody {
  const pointerTo = (citation: Citation) => pointerFor(citation, sourceUrlOf);
  switch (answer.kind) {
    case 'found':
      return {
        kind: 'excerpt',
        answer: answer.id,
        passage: passageFor(answer.best, sourceUrlOf),
        related: answer.related.map(pointerTo),
        ...(answer.clue && { clue: clueOf(answer.clue) }),
      };
    case 'list':
      return {
        kind: 'list',
        answer: answer.id,
        text: listWords(answer.entries.length, answer.common, answer.isSure),
        entries: answer.entries.slice(0, ENTRIES_SHOWN).map((entry) => entryFor(entry, sourceUrlOf)),
        more: Math.max(0, answer.entries.length - ENTRIES_SHOWN),
      };
    case 'comparison':
      return {
        kind: 'comparison',
        answer: answer.id,
        ...(!answer.isSure && { text: NOT_SURE }),
        passages: [...(answer.lead ? [answer.lead] : []), ...answer.sides].map((side) =>
          passageFor(side, sourceUrlOf),
        ),
      };
    case 'unsure':
      return {
        kind: 'choices',
        answer: answer.id,
        text: NOT_SURE,
        candidates: answer.candidates.map((candidate) => ({
          ...pointerTo(candidate),
          gist: gistOf(candidate.excerpt.blocks),
        })),
      };
    case 'declined': {
      const text =
        answer.company === undefined
          ? DECLINED[answer.reason]
          : unknownCompanyWords(answer.company, answer.related.length > 0);
      return { kind: 'notice', text, related: answer.related.map(pointerTo) };
    }
    case 'small-talk':
      return { kind: 'notice', text: SMALL_TALK[answer.topic], related: [] };
  }
}

/** The reply to a question that could not be answered for a fault of ours. */
export const FAILED: Reply = {
  kind: 'notice',
  text: 'Something went wrong on my side and I could not answer. Please ask again; if it keeps happening, tell whoever runs this bot.',
  related: [],
};

const EXAMPLES =
  '“What is a Pod?”, “How do I roll back a Deployment?” or “Why did Spotify move to Kubernetes?”';

const NOT_SURE = 'I am not sure. This is the nearest I have:';

/** Companies that a list shows: a phone's screen or two. */
const ENTRIES_SHOWN = 10;

function listWords(count: number, common: readonly string[], isSure: boolean): string {
  const asked = common.map((phrase) => `“${phrase}”`).join(' and ');
  if (!isSure) return `No case study has all of ${asked}. These come nearest:`;
  return `${count === 1 ? 'One case study' : `${count} case studies`} for ${asked}:`;
}

function unknownCompanyWords(company: string, hasNearest: boolean): string {
  const words = `I have no case study of ${company}, and I do not answer with another company’s story.`;
  return hasNearest ? `${words} These are the nearest that I have:` : words;
}

/** A company of a list, with the line that speaks for it. */
function entryFor(citation: Citation, sourceUrlOf: (path: string) => string | undefined): Candidate {
  const { document, excerpt } = citation;
  const { url } = pointerFor(citation, sourceUrlOf);
  const { frontMatter } = document;
  const title = frontMatter.kind === 'case-study' ? frontMatter.company : document.title;
  return { title, ...(url && { url }), gist: plainTextOf(excerpt.blocks) };
}

const DECLINED = {
  'no-match': `I don’t know that one. I answer questions about Kubernetes and the companies that run on it, from the documents I have; other words may find it. For example: ${EXAMPLES}`,
  'unknown-company': 'I have no case study of that company.',
  'off-topic': `That looks like a question about something else than Kubernetes, and Kubernetes is all I know, with the companies that run on it. For example: ${EXAMPLES}`,
  'own-affairs':
    'I know the documents that I was given, not your clusters and people, nor what is happening at this moment. I can tell how to find it out: ask “How do I see …?”',
  request:
    'I answer questions, and can do nothing else: change no cluster, send nothing, write nothing. I can tell how it is done: ask “How do I …?”',
  private: 'Prices, pay and people’s private affairs are in none of my documents.',
  opinion: 'I quote documents: I have no opinion of my own, and cannot see into the future.',
  language: 'I understand English only. Please ask in English, for example: “What is a Pod?”',
  'no-question': `What would you like to know? Ask me about Kubernetes, for example: ${EXAMPLES}`,
} satisfies Record<DeclineReason, string>;

const SMALL_TALK = {
  greeting: `Hello! I answer questions about Kubernetes and the companies that run on it, with the source of each answer. For example: ${EXAMPLES}`,
  thanks: 'You’re welcome!',
  help: `Ask me anything about Kubernetes or a company that runs on it, in your own words. I answer with an excerpt and its source, and say so when I don’t know. For example: ${EXAMPLES}`,
} satisfies Record<SmallTalk, string>;

function passageFor(citation: Citation, sourceUrlOf: (path: string) => string | undefined): Passage {
  const { document, excerpt } = citation;
  const { checked } = document.frontMatter;
  return {
    ...pointerFor(citation, sourceUrlOf),
    blocks: excerpt.blocks,
    shortened: excerpt.shortened,
    sources: shownOf(sourcesOf(document, sourceUrlOf)),
    ...(checked && { checked }),
  };
}

function pointerFor(
  { document, section }: Citation,
  sourceUrlOf: (path: string) => string | undefined,
): Pointer {
  const url = sourcesOf(document, sourceUrlOf)[0]?.url;
  return {
    title: document.title,
    ...(section.heading !== document.title && { heading: section.heading }),
    ...(url && { url }),
  };
}

/** Characters of a clue: enough to find the line again (taste). */
const CLUE_LIMIT = 120;

/** What stands before the line that led to an answer, on every platform. */
export const CLUE_LABEL = 'Going by this line of yours:';

function clueOf(line: string): string {
  const clue = line.replace(/\s+/g, ' ');
  return clue.length <= CLUE_LIMIT ? clue : `${clue.slice(0, CLUE_LIMIT).replace(/[\ud800-\udbff]$/, '')} …`;
}

/** Characters of a gist: two lines on a phone (taste). */
const GIST_LIMIT = 160;

/** The first sentence of blocks. */
function gistOf(blocks: readonly RootContent[]): string {
  const text = plainTextOf(blocks).split('\n', 1)[0] ?? '';
  const gist = firstSentenceOf(text);
  if (gist.length <= GIST_LIMIT) return gist;
  const cut = gist.slice(0, GIST_LIMIT);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 0)).trimEnd() || [...cut].slice(0, -1).join('')} …`;
}

/** A document that names no source stands for itself. */
function sourcesOf(document: Document, sourceUrlOf: (path: string) => string | undefined): SourceLink[] {
  if (document.sources.length > 0) {
    return document.sources.map(({ title, url, license }) => ({ title, url, ...(license && { license }) }));
  }
  const url = sourceUrlOf(document.path);
  return [{ title: document.path, ...(url && { url }) }];
}

/** As many sources as stand in one line; a document that draws on more lists them in its file. */
const SOURCES_SHOWN = 3;

/** The first sources, with a licence that several share named once, after the last of them. */
function shownOf(sources: readonly SourceLink[]): SourceLink[] {
  const shown = sources.slice(0, SOURCES_SHOWN).map(({ license, ...source }, index, all) => {
    const isSame = license === all[index + 1]?.license;
    return { ...source, ...(license && !isSame && { license }) };
  });
  const others = sources.length - shown.length;
  return others > 0 ? [...shown, { title: `and ${others} more` }] : shown;
}
