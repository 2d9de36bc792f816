import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h, s } from 'hastscript';
import type { SectionId } from '../knowledge/address.js';
import { barsChart, type Chart, type ChartSize, helpfulChart, outcomesChart } from './charts.js';
import { dayOf } from './days.js';
import type { Gap } from './gaps.js';
import type { Outcomes, Report } from './report.js';
import {
  gapWords,
  helpfulWords,
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
import type { TitleOf } from './title-of.js';

/** So many gaps have a bar; all are in the table. */
const GAP_BARS = 12;

/** What fits before a bar, and so much of that is left to a document, when its section follows; its table has more. */
const LABELS = { broad: { all: 44, title: 16 }, narrow: { all: 20, title: 8 } } as const;

/** Letters of a question, a comment or a title that are read in a table: more is in the JSON of a report. */
const CELL_LIMIT = 200;

/** So many other wordings and comments of a gap are told. */
const OTHERS_LIMIT = 5;

/**
 * Draws what a report tells, part by part: figures, charts and their tables. Only the charts are raw HTML. Of long
 * tables so many rows are seen at once; the others are folded.
 */
export async function reportParts(
  report: Report,
  titleOf: TitleOf,
  rowsSeen = Number.POSITIVE_INFINITY,
): Promise<readonly Element[]> {
  const { totals, days, platforms, channels, sections, gaps, answeredSince, stuck } = report;
  return [
    summaryOf(report),
    part('Questions per day', [
      await chart(
        days.length > 0 && ((size) => outcomesChart(days, size)),
        'Questions per day, stacked by what became of them',
        `${outcomeWords(totals)}, over ${days.length} days.`,
      ),
      table(
        ['Day', 'Questions', 'Answered', 'Unsure', 'Declined'],
        days.map((day) => [day.day, ...figures(day)]),
        days.length > 0,
      ),
    ]),
    part('Helpful answers', [
      await chart(
        totals.ratings.share !== undefined && ((size) => helpfulChart(days, size)),
        'Share of ratings that say “helpful”, per day',
        `${helpfulWords(totals.ratings)} found their answer helpful.`,
      ),
      table(
        ['Day', 'Helpful', 'Not helpful', 'Share'],
        days.flatMap(({ day, ratings: { helpful, notHelpful, share } }) =>
          share === undefined
            ? []
            : [[day, number(helpful), number(notHelpful), percent(helpful, helpful + notHelpful)]],
        ),
        true,
      ),
    ]),
    part('Why questions were declined', [
      table(
        ['Reason', 'Questions'],
        totals.reasons.map(({ reason, count }) => [REASON_WORDS[reason], number(count)]),
      ),
    ]),
    part('Sections shown most', [
      await chart(
        sections.length > 0 &&
          ((size) =>
            barsChart(
              sections.map((each) => ({ label: sectionLabel(each.title, size), count: each.count })),
              size,
            )),
        'Sections that answers began with, by how often',
        `First is ${cellText(sections[0]?.title ?? '')}, shown ${number(sections[0]?.count ?? 0)} times.`,
      ),
      table(
        ['Section', 'Shown'],
        sections.map((each) => [each.title, number(each.count)]),
        true,
      ),
    ]),
    part('Gaps', [
      await chart(
        gaps.length > 0 &&
          ((size) =>
            barsChart(
              gaps.slice(0, GAP_BARS).map((gap) => ({
                label: shortened(gapWords(gap, titleOf), LABELS[size].all),
                count: gap.count,
              })),
              size,
            )),
        'What was asked and not answered well, by how often',
        'The first is what many asked, and lately.',
      ),
      ...(report.hasGapsWithoutWords ? [h('p.notes', WITHOUT_WORDS)] : []),
      ...longTable(
        [
          'Question',
          'Asked',
          'Declined',
          'Unsure',
          'Not helpful',
          'Waiting',
          'Last asked',
          'Nearest section',
        ],
        gaps.map((gap) => [
          questionCell(gap, titleOf),
          ...[gap.count, gap.declined, gap.unsure, gap.notHelpful, gap.waiting].map(number),
          dayOf(gap.lastAsked),
          gap.nearest ? titleOf(gap.nearest) : '–',
        ]),
        rowsSeen,
      ),
    ]),
    ...(answeredSince.length === 0
      ? []
      : [
          part('Answered since', [
            ...longTable(
              ['Question', 'Asked', 'Last asked', 'Answered by'],
              answeredSince.map((gap) => [
                questionCell(gap, titleOf),
                number(gap.count),
                dayOf(gap.lastAsked),
                titleOf(gap.section),
              ]),
              rowsSeen,
            ),
          ]),
        ]),
    ...(stuck.length === 0
      ? []
      : [
          part(STUCK_HEADING, [
            h('p.notes', STUCK_NOTE),
            table(
              ['Step', 'Track', 'Stuck', 'Answered wrongly', 'Skipped', 'Came there', 'What to look at'],
              stuck.map((each) => [
                ...[each.step, each.track].map((title) => h('bdi', cellText(title))),
                ...[each.stuck, each.answeredWrongly, each.skipped, each.came].map(number),
                sectionsCell(each.sections, titleOf),
              ]),
            ),
          ]),
        ]),
    part('Platforms and channels', [
      table(
        ['Platform', 'Questions', 'Answered', 'Unsure', 'Declined'],
        platforms.map((each) => [each.platform, ...figures(each)]),
      ),
      table(
        ['Channel', 'Questions', 'Unsure', 'Declined'],
        channels.map((each) => [
          `${each.platform} ${each.channel}`,
          ...[each.questions, each.unsure, each.declined].map(number),
        ]),
      ),
    ]),
  ];
}

function summaryOf({ totals, speed, waiting }: Report): Element {
  const { questions, answered, unsure, declined, opened, ratings } = totals;
  const facts: readonly (readonly [string, string])[] = [
    ['Questions', number(questions)],
    ['Answered', `${number(answered)} (${percent(answered, questions)})`],
    ['Unsure', `${number(unsure)} (${percent(unsure, questions)})`],
    ['Declined', `${number(declined)} (${percent(declined, questions)})`],
    ['Helpful', helpfulWords(ratings)],
    ['Time to answer', speedWords(speed)],
    ['Opened by name', number(opened)],
    ['Waiting to be told', number(waiting)],
  ];
  return h(
    'dl',
    facts.map(([term, words]) => h('div', [h('dt', term), h('dd', words)])),
  );
}

function outcomeWords({ questions, answered, unsure, declined }: Outcomes): string {
  return `${number(questions)} questions: ${number(answered)} answered, ${number(unsure)} unsure, ${number(declined)} declined`;
}

function figures({ questions, answered, unsure, declined }: Outcomes): string[] {
  return [questions, answered, unsure, declined].map(number);
}

function part(heading: string, children: readonly ElementContent[]): Element {
  return h('section', [h('h2', heading), ...children]);
}

/** A chart, which says in words what it shows: for a desk and for a phone, of which a page shows one. */
async function chart(
  draw: ((size: ChartSize) => Promise<Chart>) | false,
  title: string,
  description: string,
): Promise<ElementContent> {
  if (draw === false) return h('p.notes', 'Nothing yet.');
  const words = toHtml([s('title', title), s('desc', description)], { space: 'svg' });
  const drawn = async (size: ChartSize) => {
    // Vega's own roles name every mark, and none says what the whole is for.
    const named = (await draw(size)).replace(
      /^<svg[^>]*>/,
      (start) => `${start.slice(0, -1)} role="img">${words}`,
    );
    // Where it is wider than the page it is scrolled, also with the keyboard.
    return h(`figure.${size}`, { tabIndex: 0, ariaLabel: title }, [{ type: 'raw', value: named }]);
  };
  return h('div', [await drawn('broad'), await drawn('narrow')]);
}

function sectionLabel(title: string, size: ChartSize): string {
  const { all, title: first } = LABELS[size];
  const [document = '', heading] = oneLine(title).split(' › ');
  if (heading === undefined) return shortened(document, all);
  const begin = `${shortened(document, first)} › `;
  return begin + shortened(heading, all - begin.length);
}

/** What people or documents say, as far as one reads it in a table. */
function cellText(text: string): string {
  return shortened(oneLine(text), CELL_LIMIT);
}

type Cell = string | Element;

/** A table; one that only says what a chart shows is folded. */
function table(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  isFolded = false,
): ElementContent {
  if (rows.length === 0) return { type: 'text', value: '' };
  const drawn = h('div.wide', { tabIndex: 0, role: 'group', ariaLabel: head.join(', ') }, [
    h('table', [
      h('thead', [
        h(
          'tr',
          head.map((each, column) => {
            const isOfFigures = rows.some((row) => isFigure(row[column] ?? ''));
            return h('th', { scope: 'col', className: isOfFigures ? ['figure'] : [] }, each);
          }),
        ),
      ]),
      h(
        'tbody',
        rows.map((row) =>
          h(
            'tr',
            row.map((cell) => {
              if (isFigure(cell)) return h('td.figure', cell);
              return h('td', { dir: 'auto' }, typeof cell === 'string' ? cellText(cell) : cell);
            }),
          ),
        ),
      ),
    ]),
  ]);
  return isFolded ? h('details', [h('summary', 'As a table'), drawn]) : drawn;
}

/** A table whose first rows are enough for most. */
function longTable(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  rowsSeen: number,
): ElementContent[] {
  const more = rows.slice(rowsSeen);
  if (more.length === 0) return [table(head, rows)];
  return [
    table(head, rows.slice(0, rowsSeen)),
    h('details', [h('summary', `${number(more.length)} more`), table(head, more)]),
  ];
}

function isFigure(cell: Cell): boolean {
  return typeof cell === 'string' && /^[\d,]+(?: %)?$|^\d{4}-\d\d-\d\d$/.test(cell);
}

function sectionsCell(sections: readonly SectionId[], titleOf: TitleOf): Cell {
  if (sections.length === 0) return '–';
  return h(
    'ul',
    sections.map((section) => h('li', [h('bdi', cellText(titleOf(section)))])),
  );
}

/** A gap in its words, and folded below what else was said. */
function questionCell(gap: Gap, titleOf: TitleOf): Element {
  const { otherWordings, comments } = gap;
  const words = h('bdi', cellText(gapWords(gap, titleOf)));
  const all = otherWordings.length + comments.length;
  if (all === 0) return words;
  const more = [
    ...otherWordings.slice(0, OTHERS_LIMIT).map((wording) => h('li', [h('bdi', cellText(wording))])),
    ...comments
      .slice(0, OTHERS_LIMIT)
      .map((comment) => h('li', ['said of the answer: ', h('bdi', cellText(comment))])),
  ];
  const rest = all - more.length;
  const summary = otherWordings.length > 0 ? 'other wordings' : 'comments';
  return h('div', [
    words,
    h('details', [
      h('summary', `${number(all)} more: ${summary}`),
      h('ul', [...more, ...(rest > 0 ? [h('li', `and ${number(rest)} others`)] : [])]),
    ]),
  ]);
}
