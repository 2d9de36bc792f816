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
  const { q, thread, press, comment, part } = await context.req.parseBody({ all: true });
  return {
    q: wordsIn(q)[0] ?? '',
    thread: lastOf(wordsIn(thread)),
    press: wordsIn(press)[0] ?? '',
    comment: wordsIn(comment)[0],
    part: part !== undefined,
  };
}

/** What was sent under one name, in words: a file is none. */
function wordsIn(sent: string | File | readonly (string | File)[] | undefined): readonly string[] {
  return [sent].flat().filter((each) => typeof each === 'string');
}

/** The last earlier questions, without those that say nothing. */
export function lastOf(thread: readonly string[]): readonly string[] {
  return thread.filter((earlier) => earlier.trim() !== '').slice(-THREAD_LIMIT);
}
