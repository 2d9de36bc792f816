import { parseArgs } from 'node:util';
import type { Answer } from '../answers/answer.js';
import type { Question } from '../answers/question.js';
import { printable } from '../chat/console/printable.js';
import { type SortGaps, sortGaps } from '../feedback/answered-since.js';
import { dayOf, daysLater, parseDay, spanOf } from '../feedback/days.js';
import { createReport, type Report } from '../feedback/report.js';
import { reportText } from '../feedback/report-text.js';
import type { TitleOf } from '../feedback/title-of.js';
import type { Track } from '../onboarding/track.js';
import type { OpenQuestionLog } from '../store/open-question-log.js';
import { stuckSteps } from './stuck-steps.js';

/** How the command is used. */
const USAGE = `Usage: npm run -s report -- [options] [FILE]

Tells what was asked, whether it helped, what could not be answered and where newcomers get stuck; to FILE, or to
standard output.

  --days N      the last N days, with today (30)
  --from DAY    from this day on, such as 2026-11-01; days are in UTC
  --to DAY      up to this day, and with it (today)
  --html        as one page with charts, which needs nothing else
  --csv         only the gaps, for a spreadsheet
  --json        everything, for other programs
  --as-asked    count as gaps also what the knowledge base answers by now
  --help        show this`;

const OK = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

const DAYS = 30;

/** What the command needs of the world around it. */
export interface ReportCommandParts {
  readonly write: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly writeFile: (path: string, text: string) => Promise<void>;
  readonly now: () => Date;
  /** Opens the database to read it; fails with what to do. */
  readonly openLog: () => Promise<Pick<OpenQuestionLog, 'log' | 'walked' | 'close'>>;
  readonly loadSections: () => Promise<KnownSections>;
}

/** What a report needs of the knowledge base. */
export interface KnownSections {
  readonly titleOf: TitleOf;
  /** The tracks that lead through them; read when somebody walked one. */
  readonly tracks: () => Promise<readonly Track[]>;
  /** Absent when there is no knowledge base to ask again. */
  readonly answer?: (question: Question) => Answer;
}

/** Runs `report` with its arguments and returns the exit code. */
export async function reportCommand(args: readonly string[], parts: ReportCommandParts): Promise<number> {
  const { write, complain, writeFile, openLog, loadSections } = parts;
  const order = orderFrom(args, dayOf(parts.now()));
  if (order === 'help') {
    write(`${USAGE}\n`);
    return OK;
  }
  if ('problem' in order) {
    complain(`${printable(order.problem)}\n\n${USAGE}\n`);
    return WRONG_USAGE;
  }
  try {
    const { log, walked, close } = await openLog();
    try {
      const { titleOf, tracks, answer } = await loadSections();
      const span = spanOf(order.first, order.last);
      const ways = await walked(span);
      const sort: SortGaps | undefined =
        order.isAsAsked || !answer ? undefined : (gaps, limit) => sortGaps(gaps, limit, answer);
      const report = await createReport({
        log,
        span,
        titleOf,
        stuck: ways.length > 0 ? stuckSteps(await tracks(), ways) : [],
        ...(sort && { sort }),
      });
      const text = await drawn(report, order.form, titleOf);
      if (order.file === undefined) write(text);
      else await writeFile(order.file, text);
    } finally {
      await close();
    }
    return OK;
  } catch (error) {
    complain(`${printable((error as Error).message)}\n`);
    return FAILED;
  }
}

type Form = 'text' | 'html' | 'csv' | 'json';

/** What was ordered. */
interface Order {
  readonly first: string;
  readonly last: string;
  readonly form: Form;
  readonly isAsAsked: boolean;
  readonly file?: string;
}

/** What each form needs is loaded when it is wanted. */
async function drawn(report: Report, form: Form, titleOf: TitleOf): Promise<string> {
  switch (form) {
    case 'text':
      return printable(reportText(report, titleOf));
    case 'html':
      return (await import('../feedback/report-page.js')).reportPage(report, titleOf);
    case 'csv':
      return (await import('../feedback/gaps-csv.js')).gapsCsv(report.gaps);
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
  }
}

function orderFrom(args: readonly string[], today: string): Order | { readonly problem: string } | 'help' {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return { problem: (error as Error).message };
  }
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const forms = FORMS.filter((form) => values[form]);
  if (forms.length > 1) return { problem: 'Give only one of --html, --csv and --json.' };
  if (positionals.length > 1) return { problem: 'Give one file at most.' };
  const days = daysFrom(values, today);
  if ('problem' in days) return days;
  const [file] = positionals;
  const form = forms[0] ?? 'text';
  return { ...days, form, isAsAsked: values['as-asked'] ?? false, ...(file !== undefined && { file }) };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      days: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      html: { type: 'boolean' },
      csv: { type: 'boolean' },
      json: { type: 'boolean' },
      'as-asked': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

const FORMS = ['html', 'csv', 'json'] as const;

/** More than any log holds: ten years. */
const DAYS_LIMIT = 3_660;

interface Given {
  readonly days?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

function daysFrom(
  { days, from, to }: Given,
  today: string,
): Pick<Order, 'first' | 'last'> | { readonly problem: string } {
  const wrong = (name: string, text: string) => ({
    problem: `--${name} must be a day, such as 2026-11-01, and is ${JSON.stringify(text)}`,
  });
  if (days !== undefined && from !== undefined) return { problem: 'Give --days or --from, not both.' };
  const last = to === undefined ? today : parseDay(to);
  if (last === undefined) return wrong('to', to ?? '');
  if (from !== undefined) {
    const first = parseDay(from);
    if (first === undefined) return wrong('from', from);
    return first <= last ? { first, last } : { problem: `--from ${first} is after ${last}` };
  }
  const count = days === undefined ? DAYS : Number(days);
  if (!/^\d+$/.test(days ?? '1') || count < 1 || count > DAYS_LIMIT)
    return {
      problem: `--days must be a number from 1 to ${DAYS_LIMIT}, and is ${JSON.stringify(days)}`,
    };
  return { first: daysLater(last, 1 - count), last };
}
