import type { DeclineReason } from '../answers/answer.js';
import type { SectionId } from '../knowledge/address.js';
import type { AnsweredGap, SortGaps } from './answered-since.js';
import { dayOf, daysIn } from './days.js';
import { type Gap, gapsFrom } from './gaps.js';
import type {
  ChannelCount,
  Day,
  OutcomeCount,
  QuestionLog,
  RatingCount,
  Span,
  SpeedCount,
} from './question-log.js';
import type { StuckStep } from './stuck-step.js';
import type { TitleOf } from './title-of.js';

/** What was asked in a span of days, whether it helped, and what could not be answered. */
export interface Report {
  /** The first and the last day, in UTC. */
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly totals: Totals;
  /** Every day from the first with a question on. */
  readonly days: readonly DayCount[];
  /** The busiest first. */
  readonly platforms: readonly PlatformCount[];
  readonly channels: readonly ChannelCount[];
  /** Nothing when nothing was answered. */
  readonly speed?: Speed;
  readonly sections: readonly ShownSection[];
  /** What many asked, and lately, first. */
  readonly gaps: readonly Gap[];
  /** Gaps that the knowledge base answers by now. */
  readonly answeredSince: readonly AnsweredGap[];
  /** Whether some gaps have no words, because questions were kept without theirs. */
  readonly hasGapsWithoutWords: boolean;
  /** Where most newcomers get stuck first, of those who did something in a track last in these days. */
  readonly stuck: readonly StuckStep[];
  /** How many want to be told when their question can be answered, whenever they asked. */
  readonly waiting: number;
}

/** What became of questions. */
export interface Outcomes {
  readonly questions: number;
  /** Found, listed or compared. */
  readonly answered: number;
  /** Answered with what comes near. */
  readonly unsure: number;
  readonly declined: number;
}

/** All of a span together; small talk is not kept, and so not counted. */
export interface Totals extends Outcomes {
  /** Why questions were declined, the most frequent reason first. */
  readonly reasons: readonly ReasonCount[];
  /** Sections that were opened by their name; no questions. */
  readonly opened: number;
  readonly ratings: Ratings;
}

/** What people said of answers. */
export interface Ratings {
  readonly helpful: number;
  readonly notHelpful: number;
  /** How many of all found theirs helpful, 0 to 1; nothing where nobody said a word. */
  readonly share?: number;
}

/** How many questions were declined for a reason. */
export interface ReasonCount {
  readonly reason: DeclineReason;
  readonly count: number;
}

/** One day. */
export interface DayCount extends Outcomes {
  readonly day: Day;
  /** Said that day, whenever the question was asked. */
  readonly ratings: Ratings;
}

/** One platform. */
export interface PlatformCount extends Outcomes {
  readonly platform: string;
}

/** How long answers took, in milliseconds; to the tenth below. */
export interface Speed {
  readonly median: number;
  readonly p95: number;
  readonly slowest: number;
}

/** A section that answers began with. */
export interface ShownSection {
  readonly section: SectionId;
  /** `Pods › Phases`, or its id where the knowledge base has it no more. */
  readonly title: string;
  readonly count: number;
}

/** What a report is made of. */
export interface ReportParts {
  readonly log: QuestionLog;
  readonly span: Span;
  readonly titleOf: TitleOf;
  /** Where newcomers got stuck in that span, most of them first. */
  readonly stuck?: readonly StuckStep[];
  /** Tells which gaps are answered by now; without it, those count as gaps too. */
  readonly sort?: SortGaps;
}

/** How many of each are told: what a person reads at once, and a page of gaps to work through. */
const CHANNELS = 10;
const SECTIONS = 15;
const STUCK = 15;
export const GAPS = 50;

/** Different questions that gaps are joined from, those asked most often: twenty times as many as are told. */
const OPEN_QUESTIONS = 1_000;

/** Makes the report of a span. */
export async function createReport({
  log,
  span,
  titleOf,
  stuck = [],
  sort = asGaps,
}: ReportParts): Promise<Report> {
  // One after the other: each keeps the database busy alone.
  const outcomes = await log.outcomes(span);
  const ratings = await log.ratings(span);
  const channels = await log.channels(span, CHANNELS);
  const speed = speedOf(await log.speeds(span));
  const sections = await log.topSections(span, SECTIONS);
  const open = await log.openQuestions(span, OPEN_QUESTIONS);
  const waiting = await log.waitingCount();

  const gaps = gapsFrom(open, span.to);
  const sorted = await sort(gaps, GAPS);
  const asked = outcomes.filter(({ kind }) => kind !== 'read');
  return {
    firstDay: dayOf(span.from),
    lastDay: dayOf(new Date(span.to.getTime() - 1)),
    totals: {
      ...outcomesOf(asked),
      reasons: reasonsOf(asked),
      opened: total(outcomes.filter(({ kind }) => kind === 'read')),
      ratings: ratingsOf(ratings),
    },
    days: dayCounts(asked, ratings, span),
    platforms: [...groupBy(asked, ({ platform }) => platform)]
      .map(([platform, counts]) => ({ platform, ...outcomesOf(counts) }))
      .sort((a, b) => b.questions - a.questions),
    channels,
    ...(speed && { speed }),
    sections: sections.map((each) => ({ ...each, title: titleOf(each.section) })),
    gaps: sorted.open,
    answeredSince: sorted.answered,
    hasGapsWithoutWords: sorted.open.some(({ asked }) => asked === undefined),
    stuck: stuck.slice(0, STUCK),
    waiting,
  };
}

const asGaps: SortGaps = (gaps, limit) => ({ open: gaps.slice(0, limit), answered: [] });

function outcomesOf(counts: readonly OutcomeCount[]): Outcomes {
  const unsure = total(counts.filter(({ kind }) => kind === 'unsure'));
  const declined = total(counts.filter(({ kind }) => kind === 'declined'));
  const questions = total(counts);
  return { questions, answered: questions - unsure - declined, unsure, declined };
}

function ratingsOf(counts: readonly RatingCount[]): Ratings {
  const helpful = counts.reduce((sum, each) => sum + each.helpful, 0);
  const notHelpful = counts.reduce((sum, each) => sum + each.notHelpful, 0);
  const all = helpful + notHelpful;
  return { helpful, notHelpful, ...(all > 0 && { share: helpful / all }) };
}

function reasonsOf(counts: readonly OutcomeCount[]): readonly ReasonCount[] {
  const declined = counts.flatMap(({ kind, reason, count }) =>
    kind === 'declined' && reason ? { reason, count } : [],
  );
  return [...groupBy(declined, ({ reason }) => reason)]
    .map(([reason, each]) => ({ reason, count: total(each) }))
    .sort((a, b) => b.count - a.count);
}

function dayCounts(asked: readonly OutcomeCount[], ratings: readonly RatingCount[], span: Span): DayCount[] {
  const askedOn = groupBy(asked, ({ day }) => day);
  const ratedOn = groupBy(ratings, ({ day }) => day);
  const first = [...askedOn.keys(), ...ratedOn.keys()].sort()[0];
  if (first === undefined) return [];
  return daysIn(first, dayOf(new Date(span.to.getTime() - 1))).map((day) => ({
    day,
    ...outcomesOf(askedOn.get(day) ?? []),
    ratings: ratingsOf(ratedOn.get(day) ?? []),
  }));
}

function speedOf(counts: readonly SpeedCount[]): Speed | undefined {
  const all = total(counts);
  const slowest = counts.at(-1)?.millis;
  if (slowest === undefined) return undefined;
  const below = (share: number) => {
    let passed = 0;
    return (
      counts.find(({ count }) => {
        passed += count;
        return passed >= all * share;
      })?.millis ?? slowest
    );
  };
  return { median: below(0.5), p95: below(0.95), slowest };
}

function total(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function groupBy<Each, Key>(all: readonly Each[], keyOf: (each: Each) => Key): Map<Key, Each[]> {
  const groups = new Map<Key, Each[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return groups;
}
