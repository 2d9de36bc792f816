import type { Outcomes, Report } from './report.js';
import {
  gapWords,
  helpfulWords,
  NOTES,
  number,
  oneLine,
  percent,
  REASON_WORDS,
  STUCK_HEADING,
  STUCK_NOTE,
  shortened,
  speedWords,
  WITHOUT_WORDS,
} from './report-words.js';
import type { StuckStep } from './stuck-step.js';
import type { TitleOf } from './title-of.js';

/** So many gaps are read at once; all of them are in the other forms. */
const GAPS_SHOWN = 20;

/** So many sections of a step are looked at first; all are in the other forms. */
const STUCK_SECTIONS = 3;

/** What a line of a terminal holds beside the figures. */
const WORDING_LIMIT = 90;

type Cell = string | number;

/** Draws a report with letters only, for people in a terminal. */
export function reportText(report: Report, titleOf: TitleOf): string {
  const { totals, days, platforms, channels, sections, gaps, answeredSince, stuck } = report;
  const outcomes = ({ questions, answered, unsure, declined }: Outcomes): Cell[] => [
    questions,
    answered,
    unsure,
    declined,
  ];
  const parts = [
    `What was asked from ${report.firstDay} to ${report.lastDay} (days in UTC)`,
    columns([
      ['questions', totals.questions, ''],
      ['answered', totals.answered, percent(totals.answered, totals.questions)],
      ['unsure', totals.unsure, percent(totals.unsure, totals.questions)],
      ['declined', totals.declined, percent(totals.declined, totals.questions)],
      ...totals.reasons.map(({ reason, count }) => ['', count, REASON_WORDS[reason]]),
      ['opened', totals.opened, 'sections chosen by their name'],
      ['waiting', report.waiting, 'want to be told when there is an answer'],
    ]),
    `helpful  ${helpfulWords(totals.ratings)}\nspeed    ${speedWords(report.speed)}`,
    table(
      'Days',
      [...OUTCOMES, 'helpful', 'day'],
      days
        .filter(({ questions, ratings }) => questions > 0 || ratings.share !== undefined)
        .map((day) => [
          ...outcomes(day),
          percent(day.ratings.helpful, day.ratings.helpful + day.ratings.notHelpful),
          day.day,
        ]),
    ),
    table(
      'Platforms',
      [...OUTCOMES, 'platform'],
      platforms.map((each) => [...outcomes(each), each.platform]),
    ),
    table(
      'Channels',
      [...OUTCOMES, 'channel'],
      channels.map((each) => [
        ...outcomes({ ...each, answered: each.questions - each.unsure - each.declined }),
        `${each.platform} ${each.channel}`,
      ]),
    ),
    table(
      'Sections shown most',
      ['shown', 'section'],
      sections.map(({ count, title }) => [count, title]),
    ),
    table(
      'Gaps',
      ['asked', 'declined', 'unsure', 'unhelpful', 'waiting', 'last asked', 'question'],
      gaps
        .slice(0, GAPS_SHOWN)
        .map((gap) => [
          ...[gap.count, gap.declined, gap.unsure, gap.notHelpful, gap.waiting],
          gap.lastAsked.toISOString().slice(0, 10),
          shortened(gapWords(gap, titleOf), WORDING_LIMIT),
        ]),
    ),
    gaps.length > GAPS_SHOWN && `${gaps.length - GAPS_SHOWN} more gaps are in --csv, --json and --html.`,
    report.hasGapsWithoutWords && WITHOUT_WORDS,
    table(
      'Answered since',
      ['asked', 'question'],
      answeredSince.map((gap) => [gap.count, shortened(gapWords(gap, titleOf), WORDING_LIMIT)]),
    ),
    table(
      STUCK_HEADING,
      ['stuck', 'wrongly', 'skipped', 'came', 'step, and what to look at'],
      stuck.flatMap((each) => stuckRows(each, titleOf)),
    ),
    [...NOTES, ...(stuck.length > 0 ? [STUCK_NOTE] : [])].join('\n'),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

const OUTCOMES = ['questions', 'answered', 'unsure', 'declined'] as const;

/** A step, and below it the first of its sections. */
function stuckRows(
  { track, step, came, stuck, answeredWrongly, skipped, sections }: StuckStep,
  titleOf: TitleOf,
): readonly (readonly Cell[])[] {
  const others = sections.length - STUCK_SECTIONS;
  return [
    [stuck, answeredWrongly, skipped, came, oneLine(`${track} › ${step}`)],
    ...sections.slice(0, STUCK_SECTIONS).map((section) => ['', '', '', '', `  ${oneLine(titleOf(section))}`]),
    ...(others > 0 ? [['', '', '', '', `  and ${others} more`]] : []),
  ];
}

/** A heading and rows, or nothing when there are none. */
function table(heading: string, head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return rows.length === 0 ? '' : `${heading}\n${columns([head, ...rows])}`;
}

/** Figures stand right under each other. What people wrote stands last, where its width moves nothing. */
function columns(rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? number(cell) : cell)));
  const widths = (texts[0] ?? []).map((_, column) =>
    Math.max(...texts.map((row) => row[column]?.length ?? 0)),
  );
  const isFigure = widths.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  return texts
    .map((row) =>
      row
        .map((text, column) => {
          const width = widths[column] ?? 0;
          if (isFigure[column]) return text.padStart(width);
          return column === row.length - 1 ? text : text.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
