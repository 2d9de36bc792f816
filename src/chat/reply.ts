import type { RootContent } from 'mdast';
import type { Answer, AnswerId, Citation, DeclineReason, SmallTalk } from '../answers/answer.js';
import type { Document } from '../knowledge/document.js';
import { plainTextOf } from '../knowledge/markdown.js';
import { blocksOf, type Section } from '../knowledge/section.js';
import { firstSentenceOf } from '../knowledge/sentences.js';
import type { Button, LabeledButton } from './button.js';
import { explanationLines } from './explanation-text.js';

/** What a platform shows for an answer: the words are chosen, the drawing is not. */
export type Reply = ReplyBody & {
  /** What is to be said of the question: that it was not read to its end. */
  readonly note?: string;
  /** What can be asked of the answer; platforms without buttons leave them out. */
  readonly buttons?: readonly LabeledButton[];
  /** The answer that can be rated. */
  readonly rated?: AnswerId;
};

/** What is shown, by the kind of answer. */
export type ReplyBody =
  | {
      readonly kind: 'excerpt';
      readonly passage: Passage;
      readonly related: readonly Pointer[];
      /** The line of the asker's own text that led here. */
      readonly clue?: string;
    }
  | {
      readonly kind: 'choices';
      readonly text: string;
      readonly candidates: readonly Candidate[];
    }
  | {
      readonly kind: 'list';
      readonly text: string;
      readonly entries: readonly Candidate[];
      /** How many more there are. */
      readonly more: number;
    }
  | {
      readonly kind: 'comparison';
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
  /** Shows it whole. */
  readonly button?: Button;
}

/** A place's name as people read it: its title, and the heading that is meant. */
export function nameOf({ title, heading }: Pointer): string {
  return heading === undefined ? title : `${title} › ${heading}`;
}

/** The same where there is little room: of “CrashLoopBackOff: a container crashes again” the first word will do. */
export function shortNameOf({ title, heading }: Pointer): string {
  return heading === undefined ? title : `${title.split(': ', 1)[0]} › ${heading}`;
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

/** The address of a document that names no source, if it has one. */
export type SourceUrlOf = (path: string) => string | undefined;

/** How an answer is worded. */
export function replyFor(answer: Answer, sourceUrlOf: SourceUrlOf): Reply {
  const characters = answer.readUpTo?.toLocaleString('en-US');
  return {
    ...bodyFor(answer, sourceUrlOf),
    ...(characters && { note: `Your message is long: I read its first ${characters} characters.` }),
    ...buttonsFor(answer),
  };
}

/** The sections that a reply shows or names, in an order that its buttons count by. */
export function sectionsShown(answer: Answer): Section[] {
  return citationsShown(answer).map(({ section }) => section);
}

function citationsShown(answer: Answer): readonly Citation[] {
  switch (answer.kind) {
    case 'found':
      return [answer.best, ...answer.related, ...answer.further];
    case 'unsure':
      return [...answer.candidates, ...answer.further];
    case 'list':
      return answer.entries;
    case 'comparison':
      return [...(answer.lead ? [answer.lead] : []), ...answer.sides];
    case 'declined':
      return answer.related;
    case 'small-talk':
      return [];
  }
}

function bodyFor(answer: Answer, sourceUrlOf: SourceUrlOf): ReplyBody {
  const shown = citationsShown(answer);
  const pointerTo = (citation: Citation): Pointer => ({
    ...pointerFor(citation, sourceUrlOf),
    button: { kind: 'section', answer: answer.id, place: shown.indexOf(citation) },
  });
  switch (answer.kind) {
    case 'found':
      return {
        kind: 'excerpt',
        passage: passageFor(answer.best, sourceUrlOf),
        related: answer.related.map(pointerTo),
        ...(answer.clue && { clue: clueOf(answer.clue) }),
      };
    case 'list':
      return {
        kind: 'list',
        text: listWords(answer.entries.length, answer.common, answer.isSure),
        entries: answer.entries.slice(0, ENTRIES_SHOWN).map((entry) => entryFor(entry, pointerTo)),
        more: Math.max(0, answer.entries.length - ENTRIES_SHOWN),
      };
    case 'comparison':
      return {
        kind: 'comparison',
        ...(!answer.isSure && { text: NOT_SURE }),
        passages: shown.map((side) => passageFor(side, sourceUrlOf)),
      };
    case 'unsure':
      return {
        kind: 'choices',
        text: NOT_SURE,
        candidates: answer.candidates.map((candidate) => candidateFor(candidate, pointerTo)),
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

/** What can be asked of an answer: nothing of one that says nothing. */
function buttonsFor(answer: Answer): Pick<Reply, 'buttons' | 'rated'> {
  const { kind, id } = answer;
  if (kind === 'small-talk') return {};
  const why = { label: 'Why this?', button: { kind: 'why', answer: id } } as const;
  if (kind === 'declined') return { buttons: [why] };
  const whole: LabeledButton[] =
    kind === 'found' && answer.best.excerpt.shortened
      ? [{ label: 'Whole section', button: { kind: 'section', answer: id, place: 0 } }]
      : [];
  const more: LabeledButton[] =
    pagesOf(answer) > 0 ? [{ label: 'More results', button: { kind: 'more', answer: id, page: 0 } }] : [];
  return { buttons: [...whole, ...more, why], rated: id };
}

/** What of an answer was not shown at first. */
function furtherOf(answer: Answer): readonly Citation[] {
  switch (answer.kind) {
    case 'found':
    case 'unsure':
      return answer.further;
    case 'list':
      return answer.entries.slice(ENTRIES_SHOWN);
    default:
      return [];
  }
}

function pagesOf(answer: Answer): number {
  return Math.ceil(furtherOf(answer).length / PAGE_LENGTH);
}

/** What else was found, on a page of its own; pages count from 0. */
export function furtherReply(answer: Answer, page: number, sourceUrlOf: SourceUrlOf): Reply {
  const shown = citationsShown(answer);
  const further = furtherOf(answer).slice(page * PAGE_LENGTH, (page + 1) * PAGE_LENGTH);
  if (further.length === 0) return notice('There is nothing more.');
  const pointerTo = (citation: Citation): Pointer => ({
    ...pointerFor(citation, sourceUrlOf),
    button: { kind: 'section', answer: answer.id, place: shown.indexOf(citation) },
  });
  const turn = (label: string, to: number): LabeledButton[] =>
    to >= 0 && to < pagesOf(answer) ? [{ label, button: { kind: 'more', answer: answer.id, page: to } }] : [];
  return {
    kind: 'choices',
    text: `More results, page ${page + 1} of ${pagesOf(answer)}:`,
    candidates: further.map((citation) => candidateFor(citation, pointerTo)),
    buttons: [...turn('Previous', page - 1), ...turn('Next', page + 1)],
  };
}

/** A section, whole. */
export function sectionReply(document: Document, section: Section, sourceUrlOf: SourceUrlOf): Reply {
  const excerpt = { blocks: blocksOf(section), shortened: false };
  return {
    kind: 'excerpt',
    passage: passageFor({ document, section, excerpt, score: 1, matched: [] }, sourceUrlOf),
    related: [],
  };
}

/** Why an answer is what it is, for people. */
export function explanationReply({ explanation }: Answer): Reply {
  return notice(['Why this?', ...explanationLines(explanation).map((line) => `• ${line}`)].join('\n'));
}

/** A few words and nothing else. */
export function notice(text: string): Reply {
  return { kind: 'notice', text, related: [] };
}

/** The reply to a question that could not be answered for a fault of ours. */
export const FAILED = notice(
  'Something went wrong on my side and I could not answer. Please ask again; if it keeps happening, tell whoever runs this bot.',
);

/** The reply to a button of an answer that is not remembered. */
export const GONE = notice('I no longer remember that answer. Please ask the question again.');

/** The reply to a button of a section that the knowledge base no longer has. */
export const SECTION_GONE = notice('The knowledge base no longer has that section. Please ask again.');

/** What is said to whoever rated an answer. */
export const RATED = notice('Thank you, that helps to make the answers better.');

const EXAMPLES =
  '“What is a Pod?”, “How do I roll back a Deployment?” or “Why did Spotify move to Kubernetes?”';

const NOT_SURE = 'I am not sure. This is the nearest I have:';

/** Companies that a list shows: a phone's screen or two. */
const ENTRIES_SHOWN = 10;

/** Results on a page of what else was found: a phone's screen. */
const PAGE_LENGTH = 5;

function listWords(count: number, common: readonly string[], isSure: boolean): string {
  const asked = common.map((phrase) => `“${phrase}”`).join(' and ');
  if (!isSure) return `No case study has all of ${asked}. These come nearest:`;
  return `${count === 1 ? 'One case study' : `${count} case studies`} for ${asked}:`;
}

function unknownCompanyWords(company: string, hasNearest: boolean): string {
  const words = `I have no case study of ${company}, and I do not answer with another company’s story.`;
  return hasNearest ? `${words} These are the nearest that I have:` : words;
}

/** A section that may be meant, with its beginning. */
function candidateFor(citation: Citation, pointerTo: (citation: Citation) => Pointer): Candidate {
  return { ...pointerTo(citation), gist: gistOf(citation.excerpt.blocks) };
}

/** A company of a list, with the line that speaks for it. */
function entryFor(citation: Citation, pointerTo: (citation: Citation) => Pointer): Candidate {
  const { document, excerpt } = citation;
  const { heading: _, ...pointer } = pointerTo(citation);
  const { frontMatter } = document;
  const title = frontMatter.kind === 'case-study' ? frontMatter.company : document.title;
  return { ...pointer, title, gist: plainTextOf(excerpt.blocks) };
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

function passageFor(citation: Citation, sourceUrlOf: SourceUrlOf): Passage {
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

function pointerFor({ document, section }: Citation, sourceUrlOf: SourceUrlOf): Pointer {
  return sectionPointer(document, section, sourceUrlOf);
}

/** Where a section is to be found. */
export function sectionPointer(document: Document, section: Section, sourceUrlOf: SourceUrlOf): Pointer {
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
function sourcesOf(document: Document, sourceUrlOf: SourceUrlOf): SourceLink[] {
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
