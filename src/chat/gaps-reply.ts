import type { SortedGaps } from '../feedback/answered-since.js';
import type { Gap } from '../feedback/gaps.js';
import type { StuckStep } from '../feedback/stuck-step.js';
import type { SectionId } from '../knowledge/address.js';
import type { Catalogue } from './catalogue.js';
import { counted } from './counted.js';
import { oneLine } from './one-line.js';
import { type SourceUrlOf, sectionPointer } from './passage.js';
import { type Candidate, nameOf, notice, type Reply } from './reply.js';
import { sectionKeyOf } from './section-key.js';

/** Gaps that are shown, with the steps below them: a phone's screen or two. */
export const GAPS_SHOWN = 10;

/** Steps that are shown below the gaps. */
const STEPS_SHOWN = 3;

/** What could not be answered, or not well, and where newcomers get stuck, for those who write the documents. */
export function gapsReply(
  { open, answered }: SortedGaps,
  stuck: readonly StuckStep[],
  days: number,
  catalogue: Catalogue,
  sourceUrlOf: SourceUrlOf,
): Reply {
  const since = `in the last ${days} days`;
  const mended =
    answered.length > 0 ? ` ${counted(answered.length, 'one more is', 'more are')} answered by now.` : '';
  const steps = stuck
    .slice(0, STEPS_SHOWN)
    .map((step) => candidateForStep(step, (id) => pointerTo(id, catalogue, sourceUrlOf)));
  if (open.length === 0) {
    const text =
      answered.length > 0
        ? `Everything that I could not answer ${since} is answered by now.`
        : `I know of nothing that I could not answer ${since}.`;
    if (steps.length === 0) return notice(text);
    return { kind: 'choices', text: `${text} Newcomers got stuck at these steps:`, candidates: steps };
  }
  const shown = open.slice(0, GAPS_SHOWN - steps.length);
  const asked = shown.reduce((sum, { count }) => sum + count, 0);
  const below = steps.length > 0 ? ' Below them: where newcomers got stuck.' : '';
  return {
    kind: 'choices',
    text: `What I could not answer well ${since}, what many asked lately first (${counted(asked, 'question', 'questions')}).${mended}${below} npm run report tells more.`,
    candidates: [...shown.map((gap) => candidateFor(gap, catalogue, sourceUrlOf)), ...steps],
  };
}

/** Sections of a step that are named; the button opens the first. */
const SECTIONS_NAMED = 2;

function candidateForStep(
  { track, step, came, stuck, answeredWrongly, skipped, sections }: StuckStep,
  pointerOf: (id: SectionId) => ReturnType<typeof pointerTo>,
): Candidate {
  const weak = sections.flatMap((id) => pointerOf(id) ?? []);
  const others = weak.length - SECTIONS_NAMED;
  const names = weak.slice(0, SECTIONS_NAMED).map(({ name }) => `“${name}”`);
  return {
    title: oneLine(`Step “${step}” of “${track}”`, WORDS_SHOWN),
    ...(weak[0] && { button: weak[0].button }),
    gist: [
      `${stuck} of ${came} who came there got stuck`,
      ...(answeredWrongly > 0 ? [`${answeredWrongly} answered wrongly`] : []),
      ...(skipped > 0 ? [`${skipped} skipped it`] : []),
      ...(names.length > 0 ? [`look at ${names.join(', ')}${others > 0 ? ` and ${others} more` : ''}`] : []),
    ].join(' · '),
  };
}

function candidateFor(gap: Gap, catalogue: Catalogue, sourceUrlOf: SourceUrlOf): Candidate {
  const nearest = gap.nearest && pointerTo(gap.nearest, catalogue, sourceUrlOf);
  return {
    title: gap.asked ? `“${oneLine(gap.asked.text, WORDS_SHOWN)}”` : 'Questions whose words are not kept',
    ...(nearest && { button: nearest.button }),
    gist: [
      outcomesOf(gap),
      `last on ${gap.lastAsked.toISOString().slice(0, 10)}`,
      ...(nearest ? [`nearest: ${nearest.name}`] : []),
      ...(gap.waiting > 0 ? [`${counted(gap.waiting, 'person waits', 'people wait')} to be told`] : []),
      ...gap.comments.slice(0, 1).map((comment) => `said: “${oneLine(comment, WORDS_SHOWN)}”`),
    ].join(' · '),
  };
}

/** The section that came nearest, if the knowledge base still has it. */
function pointerTo(id: SectionId, catalogue: Catalogue, sourceUrlOf: SourceUrlOf) {
  const found = catalogue.find(id);
  if (found === undefined) return undefined;
  const name = nameOf(sectionPointer(found.document, found.section, sourceUrlOf));
  return { name, button: { kind: 'read', section: sectionKeyOf(id) } } as const;
}

function outcomesOf({ count, declined, unsure, notHelpful }: Gap): string {
  const parts = [
    ...(declined > 0 ? [`${declined} declined`] : []),
    ...(unsure > 0 ? [`${unsure} unsure`] : []),
    ...(notHelpful > 0 ? [`${notHelpful} not helpful`] : []),
  ];
  return `asked ${counted(count, 'time', 'times')} (${parts.join(', ')})`;
}

/** Characters of a question or a remark by which one knows what is meant. */
const WORDS_SHOWN = 120;
