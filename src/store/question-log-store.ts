import { type Kysely, type SqlBool, sql } from 'kysely';
import type { AnswerId } from '../answers/answer.js';
import {
  type AskedText,
  type Asking,
  OPEN_REASONS,
  type OpenQuestion,
  type QuestionLog,
  type Span,
} from '../feedback/question-log.js';
import type { AnswerRow, Tables } from './schema.js';

/** So many comments of a span are read at most; the latest. */
const COMMENT_LIMIT = 1_000;

/** Sums up what was asked in the tables of a database; writes nothing. */
export function createQuestionLog(database: Kysely<Tables>): QuestionLog {
  return {
    outcomes: async (span) => {
      const rows = await database
        .selectFrom('answers')
        .select(['platform', 'kind', 'reason', dayOf('asked_at').as('day'), count.as('count')])
        .where(isAskedIn(span))
        .where('kind', '<>', 'told')
        .groupBy([dayOf('asked_at'), 'platform', 'kind', 'reason'])
        .orderBy('day')
        .execute();
      return rows.flatMap(({ reason, count, kind, ...row }) =>
        kind === 'told' ? [] : { ...row, kind, ...(reason && { reason }), count: Number(count) },
      );
    },

    channels: async (span, limit) => {
      const rows = await database
        .selectFrom('answers')
        .select([
          'platform',
          'channel',
          count.as('count'),
          countIf(sql`kind = 'unsure'`).as('unsure'),
          countIf(sql`kind = 'declined'`).as('declined'),
        ])
        .where(isAskedIn(span))
        .where('channel', 'is not', null)
        .where('kind', 'not in', ['read', 'told'])
        .groupBy(['platform', 'channel'])
        .orderBy('count', 'desc')
        .orderBy('platform')
        .orderBy('channel')
        .limit(limit)
        .execute();
      return rows.map(({ platform, channel, ...counts }) => ({
        platform,
        channel: channel ?? '',
        questions: Number(counts.count),
        unsure: Number(counts.unsure),
        declined: Number(counts.declined),
      }));
    },

    ratings: async ({ from, to }) => {
      const rows = await database
        .selectFrom('ratings')
        .select([dayOf('rated_at').as('day'), count.as('count'), sum('is_helpful').as('helpful')])
        .where('rated_at', '>=', from.toISOString())
        .where('rated_at', '<', to.toISOString())
        .groupBy(dayOf('rated_at'))
        .orderBy('day')
        .execute();
      return rows.map(({ day, count, helpful }) => ({
        day,
        helpful: Number(helpful),
        notHelpful: Number(count) - Number(helpful),
      }));
    },

    topSections: async (span, limit) => {
      const rows = await database
        .selectFrom('answers')
        .select(['nearest', count.as('count')])
        .where(isAskedIn(span))
        // Of what was answered, the nearest is the section that was shown first.
        .where('kind', 'in', ['found', 'list', 'comparison', 'read'])
        .where('nearest', 'is not', null)
        .groupBy('nearest')
        .orderBy('count', 'desc')
        .orderBy('nearest')
        .limit(limit)
        .execute();
      return rows.flatMap(({ nearest, count }) =>
        nearest === null ? [] : { section: nearest, count: Number(count) },
      );
    },

    speeds: async (span) => {
      const tenths = sql<number>`micros / 100`;
      const rows = await database
        .selectFrom('answers')
        .select([tenths.as('tenths'), count.as('count')])
        .where(isAskedIn(span))
        .where('kind', 'not in', ['read', 'told'])
        .groupBy(tenths)
        .orderBy('tenths')
        .execute();
      return rows.map(({ tenths, count }) => ({ millis: Number(tenths) / 10, count: Number(count) }));
    },

    openQuestions: async (asking, limit) => {
      const groups = await openGroups(database, asking, limit);
      const [lasts, comments] = await Promise.all([
        lastAsked(
          database,
          groups.map(({ last }) => idIn(last)),
        ),
        commentsIn(database, asking),
      ]);
      return groups.map((group) => {
        const last = lasts.get(idIn(group.last));
        const asked = last && askedTextOf(last);
        return {
          terms: group.terms,
          ...(asked && { asked }),
          count: Number(group.count),
          declined: Number(group.declined),
          unsure: Number(group.unsure),
          notHelpful: Number(group.not_helpful),
          firstAsked: new Date(group.first),
          lastAsked: new Date(timeIn(group.last)),
          lastAnswer: idIn(group.last),
          ...(last?.nearest && { nearest: last.nearest }),
          waiting: Number(group.waiting),
          comments: comments.get(keyOf(group)) ?? [],
        } satisfies OpenQuestion;
      });
    },

    waitingCount: async () => {
      const { waiting } = await database
        .selectFrom('waiting')
        .select(count.as('waiting'))
        .executeTakeFirstOrThrow();
      return Number(waiting);
    },
  };
}

/** PostgreSQL's counts and sums are text. */
type Count = number | string;

const count = sql<Count>`count(*)`;
const sum = (column: string) => sql<Count>`coalesce(sum(${sql.ref(column)}), 0)`;
const countIf = (condition: ReturnType<typeof sql>) =>
  sql<Count>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;

/** The day of a time that is ISO text. Written out: PostgreSQL takes two parameters for two expressions. */
const dayOf = (column: string) => sql<string>`substr(${sql.ref(column)}, 1, 10)`;

const isAskedIn = ({ from, to }: Span) =>
  sql<SqlBool>`asked_at >= ${from.toISOString()} and asked_at < ${to.toISOString()}`;

/** Channels are named by their server first: `T0123 C0456`. Whoever asked in a direct message asked on none. */
const isAskedOn = ({ server }: Asking) => {
  if (server === undefined) return sql<SqlBool>`1 = 1`;
  const beginning = `${server} `;
  return sql<SqlBool>`substr(channel, 1, ${sql.lit(beginning.length)}) = ${beginning}`;
};

/** What questions are grouped by where their words are not kept. */
const NEAREST_WITHOUT_TERMS = sql<string>`case when terms = '' then coalesce(nearest, '') else '' end`;

const IS_DECLINED_FOR_NOW = sql<SqlBool>`(kind = 'declined' and reason in (${sql.join(OPEN_REASONS.map((reason) => sql.lit(reason)))}))`;

/** The questions of a span that were not answered well, by what they ask. */
async function openGroups(database: Kysely<Tables>, asking: Asking, limit: number) {
  const waiters = database
    .selectFrom('waiting')
    .select(['answer as waited_for', count.as('waiters')])
    .groupBy('answer')
    .as('waiters');
  // Nobody rates an answer before it was given.
  const unhelpful = database
    .selectFrom('ratings')
    .select('answer as unhelpful_answer')
    .where('rated_at', '>=', asking.from.toISOString())
    .where('rated_at', '<', asking.to.toISOString())
    .groupBy('answer')
    .having(sql<SqlBool>`2 * sum(is_helpful) < count(*)`)
    .as('unhelpful');
  return database
    .selectFrom('answers')
    .leftJoin(unhelpful, 'unhelpful_answer', 'id')
    .leftJoin(waiters, 'waited_for', 'id')
    .where(isAskedIn(asking))
    .where(isAskedOn(asking))
    .where('kind', 'not in', ['read', 'told'])
    .where(sql<SqlBool>`(kind = 'unsure' or ${IS_DECLINED_FOR_NOW} or unhelpful_answer is not null)`)
    .select([
      'terms',
      NEAREST_WITHOUT_TERMS.as('near'),
      count.as('count'),
      countIf(sql`kind = 'declined'`).as('declined'),
      countIf(sql`kind = 'unsure'`).as('unsure'),
      countIf(sql`unhelpful_answer is not null`).as('not_helpful'),
      sum('waiters').as('waiting'),
      sql<string>`min(asked_at)`.as('first'),
      // One text that sorts by time, and names the answer: `2026-11-21T12:00:00.345Z answer-…`
      sql<string>`max(asked_at || ' ' || id)`.as('last'),
    ])
    .groupBy(['terms', NEAREST_WITHOUT_TERMS])
    .orderBy('count', 'desc')
    .orderBy('last', 'desc')
    .limit(limit)
    .execute();
}

/** When the last was asked, of the text that `openGroups` makes; and which it is. */
function timeIn(last: string): string {
  return last.slice(0, last.indexOf(' '));
}

function idIn(last: string): AnswerId {
  return last.slice(last.indexOf(' ') + 1) as AnswerId;
}

async function lastAsked(database: Kysely<Tables>, ids: readonly AnswerId[]) {
  if (ids.length === 0) return new Map<AnswerId, LastAsked>();
  const rows = await database
    .selectFrom('answers')
    .select(['id', 'text', 'thread', 'nearest'])
    .where('id', 'in', ids)
    .execute();
  return new Map<AnswerId, LastAsked>(rows.map((row) => [row.id, row]));
}

type LastAsked = Pick<AnswerRow, 'text' | 'thread' | 'nearest'>;

function askedTextOf({ text, thread }: LastAsked): AskedText | undefined {
  const words: string | null = JSON.parse(text);
  return words === null ? undefined : { text: words, thread: JSON.parse(thread) };
}

/** What people said of answers since a span began, by what they had asked, the latest first. */
async function commentsIn(
  database: Kysely<Tables>,
  asking: Asking,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await database
    .selectFrom('ratings')
    .innerJoin('answers', 'id', 'answer')
    .select(['terms', NEAREST_WITHOUT_TERMS.as('near'), 'comment'])
    .where('comment', 'is not', null)
    .where(isAskedIn(asking))
    .where('rated_at', '<', asking.to.toISOString())
    .where(isAskedOn(asking))
    .orderBy('rated_at', 'desc')
    .limit(COMMENT_LIMIT)
    .execute();
  const comments = new Map<string, string[]>();
  for (const { comment, ...group } of rows) {
    const key = keyOf(group);
    comments.set(key, [...(comments.get(key) ?? []), JSON.parse(comment ?? '""')]);
  }
  return comments;
}

/** Names a group; no term and no address holds a line end. */
function keyOf({ terms, near }: { readonly terms: string; readonly near: string }): string {
  return `${terms}\n${near}`;
}
