import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h, s } from 'hastscript';
import type { SectionId } from '../knowledge/address.js';
import { barsChart, type Chart, helpfulChart, outcomesChart } from './charts.js';
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

/** What fits before a bar; its table has the whole. */
const LABEL_LIMIT = 44;
/** So much of that is left to a document, when its section follows. */
const TITLE_LIMIT = 16;

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
      chart(
        days.length > 0 && (await outcomesChart(days)),
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
      chart(
        totals.ratings.share !== undefined && (await helpfulChart(days)),
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
      chart(
        sections.length > 0 &&
          (await barsChart(sections.map((each) => ({ label: sectionLabel(each.title), count: each.count })))),
        'Sections that answers began with, by how often',
        `First is ${sections[0]?.title}, shown ${number(sections[0]?.count ?? 0)} times.`,
      ),
      table(
        ['Section', 'Shown'],
        sections.map((each) => [each.title, number(each.count)]),
        true,
      ),
    ]),
    part('Gaps', [
      chart(
        gaps.length > 0 &&
          (await barsChart(
            gaps
              .slice(0, GAP_BARS)
              .map((gap) => ({ label: shortened(gapWords(gap, titleOf), LABEL_LIMIT), count: gap.count })),
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
                ...[each.step, each.track].map((title) => h('bdi', oneLine(title))),
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

/** A chart, which says in words what it shows. */
function chart(svg: Chart | false, title: string, description: string): ElementContent {
  if (svg === false) return h('p.notes', 'Nothing yet.');
  const words = toHtml([s('title', title), s('desc', description)], { space: 'svg' });
  // Vega's own roles name every mark, and none says what the whole is for.
  const named = svg.replace(/^<svg[^>]*>/, (start) => `${start.slice(0, -1)} role="img">${words}`);
  // On a narrow page it is scrolled, also with the keyboard.
  return h('figure', { tabIndex: 0, ariaLabel: title }, [{ type: 'raw', value: named }]);
}

function sectionLabel(title: string): string {
  const [document = '', heading] = oneLine(title).split(' › ');
  if (heading === undefined) return shortened(document, LABEL_LIMIT);
  const begin = `${shortened(document, TITLE_LIMIT)} › `;
  return begin + shortened(heading, LABEL_LIMIT - begin.length);
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
            row.map((cell) => (isFigure(cell) ? h('td.figure', cell) : h('td', { dir: 'auto' }, cell))),
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
    sections.map((section) => h('li', [h('bdi', oneLine(titleOf(section)))])),
  );
}

/** A gap in its words, and folded below what else was said. */
function questionCell(gap: Gap, titleOf: TitleOf): Element {
  const words = h('bdi', gapWords(gap, titleOf));
  const more = [
    ...gap.otherWordings.map((wording) => h('li', [h('bdi', oneLine(wording))])),
    ...gap.comments.map((comment) => h('li', ['said of the answer: ', h('bdi', oneLine(comment))])),
  ];
  if (more.length === 0) return words;
  const summary = gap.otherWordings.length > 0 ? 'other wordings' : 'comments';
  return h('div', [words, h('details', [h('summary', `${more.length} more: ${summary}`), h('ul', more)])]);
}
