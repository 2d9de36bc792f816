import type { Context } from 'hono';

/** What the forms of the chat send. */
export interface Fields {
  /** The question. */
  readonly q: string;
  /** The earlier ones, oldest first. */
  readonly thread: readonly string[];
  /** The button that was pressed. */
  readonly press: string;
  /** What somebody adds to a rating. */
  readonly comment: string | undefined;
  /** Whether a part of the page is wanted, not all of it. */
  readonly part: boolean;
}

/** Earlier questions that are kept as context. */
const THREAD_LIMIT = 10;

/** Reads what a form sent; what it did not send is empty. */
export async function fieldsOf(context: Context): Promise<Fields> {
  const { q = '', thread = [], press = '', comment, part } = await context.req.parseBody({ all: true });
  return {
    q: String(q),
    thread: lastOf([thread].flat().map(String)),
    press: String(press),
    comment: typeof comment === 'string' ? comment : undefined,
    part: part !== undefined,
  };
}

/** The last earlier questions, without those that say nothing. */
export function lastOf(thread: readonly string[]): readonly string[] {
  return thread.filter((earlier) => earlier.trim() !== '').slice(-THREAD_LIMIT);
}
