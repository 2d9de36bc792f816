import type { RootContent } from 'mdast';
import type { Answer, Citation, DeclineReason } from '../answers/answer.js';
import type { Document } from '../knowledge/document.js';
import { plainTextOf } from '../knowledge/markdown.js';
import { blocksOf, type Section } from '../knowledge/section.js';
import { firstSentenceOf } from '../knowledge/sentences.js';
import type { LabeledButton } from './button.js';
import { explanationLines } from './explanation-text.js';
import { oneLine } from './one-line.js';
import { passageFor, pointerFor, type SourceUrlOf } from './passage.js';
import { type Candidate, notice, type Pointer, type Reply, type ReplyBody } from './reply.js';
import { DECLINED, listWords, NOT_SURE, SMALL_TALK, unknownCompanyWords } from './words.js';

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
        ...(answer.lead && { hasLead: true }),
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
  const tell = { label: 'Tell me when you know', button: { kind: 'tell', answer: id } } as const;
  const why = { label: 'Why this?', button: { kind: 'why', answer: id } } as const;
  if (answer.kind === 'declined') return { buttons: isGap(answer.reason) ? [tell, why] : [why] };
  const whole: LabeledButton[] =
    kind === 'found' && answer.best.excerpt.shortened
      ? [{ label: 'Whole section', button: { kind: 'section', answer: id, place: 0 } }]
      : [];
  const more: LabeledButton[] =
    pagesOf(answer) > 0 ? [{ label: 'More results', button: { kind: 'more', answer: id, page: 0 } }] : [];
  return { buttons: [...whole, ...more, why], rated: id };
}

/** Whether another document could answer what was declined. */
function isGap(reason: DeclineReason): boolean {
  return reason === 'no-match' || reason === 'unknown-company' || reason === 'off-topic';
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

/** Companies that a list shows: a phone's screen or two. */
const ENTRIES_SHOWN = 10;

/** Results on a page of what else was found: a phone's screen. */
const PAGE_LENGTH = 5;

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

/** Characters of a clue: enough to find the line again (taste). */
const CLUE_LIMIT = 120;

function clueOf(line: string): string {
  return oneLine(line, CLUE_LIMIT);
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
