import type { Answer } from '../answers/answer.js';
import { isSure } from '../answers/is-sure.js';
import type { Question } from '../answers/question.js';
import type { SectionId } from '../knowledge/address.js';
import type { Gap } from './gaps.js';

/** Gaps that are left, and those that are none any more. */
export interface SortedGaps {
  readonly open: readonly Gap[];
  readonly answered: readonly AnsweredGap[];
}

/** What could not be answered when it was asked, and is answered by now. */
export interface AnsweredGap extends Gap {
  /** The section that answers it. */
  readonly section: SectionId;
}

/** How many are asked again at most: each takes some milliseconds. */
const ASKED_AGAIN = 100;

/** Sorts gaps, until so many were found that are still open; the others are left out. */
export type SortGaps = (gaps: readonly Gap[], limit: number) => SortedGaps | Promise<SortedGaps>;

/**
 * Asks gaps again, in their order, until so many were found that are still open. Where people said that a section did
 * not help, only another one answers. Before each it lets others have their turn.
 */
export async function sortGaps(
  gaps: readonly Gap[],
  limit: number,
  answer: (question: Question) => Answer,
  nextTurn: () => Promise<unknown> = async () => undefined,
): Promise<SortedGaps> {
  const open: Gap[] = [];
  const answered: AnsweredGap[] = [];
  for (const gap of gaps.slice(0, ASKED_AGAIN)) {
    if (open.length === limit) break;
    await nextTurn();
    const section = gap.asked && sureSectionOf(answer(gap.asked));
    const hasHelp = section !== undefined && (gap.notHelpful === 0 || section !== gap.nearest);
    if (hasHelp) answered.push({ ...gap, section });
    else open.push(gap);
  }
  return { open, answered };
}

/** What an answer without reserve shows first. */
function sureSectionOf(answer: Answer): SectionId | undefined {
  if (!isSure(answer)) return undefined;
  switch (answer.kind) {
    case 'found':
      return answer.best.section.id;
    case 'list':
      return answer.entries[0]?.section.id;
    case 'comparison':
      return (answer.lead ?? answer.sides[0])?.section.id;
  }
}
