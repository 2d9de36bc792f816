import type { DeclineReason } from '../answers/answer.js';
import type { Gap } from './gaps.js';
import type { Ratings, Report } from './report.js';
import type { TitleOf } from './title-of.js';

/** Why a question was declined, in words for who reads a report. */
export const REASON_WORDS: Readonly<Record<DeclineReason, string>> = {
  'no-match': 'nothing in the knowledge base speaks of it',
  'no-question': 'nothing was asked',
  'unknown-company': 'no case study of that company',
  'off-topic': 'not about Kubernetes',
  'own-affairs': 'about the asker’s own clusters and people',
  request: 'asks for something to be done',
  private: 'asks for what is private',
  opinion: 'asks for an opinion or the future',
  language: 'not in English',
};

/** Why gaps have no words, where some have none. */
export const WITHOUT_WORDS =
  'Some questions were kept without their words (STORE_QUESTIONS=off): the section that came nearest stands for them.';

/** What stands beside the figures, so that nobody takes them for others. */
export const NOTES = [
  'Days are in UTC. Small talk is not kept, and so not counted.',
  'A gap is what was declined (but for opinions and what is private), answered without being sure, or mostly rated as not helpful; questions that ask nearly the same are one.',
] as const;

/** Over the steps where newcomers get stuck, on paper and on a page. */
export const STUCK_HEADING = 'Where newcomers get stuck';

/** Who is counted there. */
export const STUCK_NOTE =
  'Stuck is who came to a step and answered one of its questions wrongly or skipped it; counted is everybody who did something in its track last in these days.';

/** A whole number, with its thousands apart. */
export function number(count: number): string {
  return count.toLocaleString('en-US');
}

/** A share of a whole, `42 %`; a dash where there is none. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;
}

/** How many found answers helpful, `80 % of 25`. */
export function helpfulWords({ helpful, notHelpful }: Ratings): string {
  const all = helpful + notHelpful;
  return all === 0 ? 'nobody has rated' : `${percent(helpful, all)} of ${number(all)}`;
}

/** How long answers took, `median 1.2 ms, 95 of 100 within 4.5 ms, slowest 80 ms`. */
export function speedWords(speed: Report['speed']): string {
  if (speed === undefined) return 'nothing was answered';
  return `median ${speed.median} ms, 95 of 100 within ${speed.p95} ms, slowest ${speed.slowest} ms`;
}

/** What a gap asks, in one line: its words, else the section that came nearest. */
export function gapWords({ asked, nearest }: Gap, titleOf: TitleOf): string {
  const words = asked && oneLine(asked.text);
  if (words) return words;
  return nearest === undefined ? '(no words kept, and no section near)' : `near: ${titleOf(nearest)}`;
}

/** A text without line ends, halves of characters and controls, also those that turn the direction of what stands around it. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

/** The first letters of a text, whole ones: no accent, flag or family is torn apart. A wide one counts twice. */
export function shortened(text: string, limit: number): string {
  let width = 0;
  // Where the dots may have to stand.
  let end = 0;
  for (const { segment, index } of LETTERS.segment(text)) {
    width += (segment.codePointAt(0) ?? 0) < FIRST_WIDE ? 1 : 2;
    if (width > limit) return `${text.slice(0, end).trimEnd()}…`;
    if (width < limit) end = index + segment.length;
  }
  return text;
}

const LETTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Hangul: from here on most letters, and all pictures, are as wide as two. */
const FIRST_WIDE = 0x1100;
