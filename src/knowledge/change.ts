import type { Result } from './front-matter.js';
import { type Measure, parseQuantity, type Quantity } from './quantity.js';

/** A result whose two sides are figures of the same kind. */
export interface Change {
  readonly result: Result & { readonly before: string };
  readonly measure: Measure;
  readonly before: Quantity;
  readonly after: Quantity;
  /** How many times as much it is after as before. */
  readonly factor: number;
}

/** Compares what was before with what is after, where both give a figure that can be compared. */
export function changeOf({ what, before, after }: Result): Change | undefined {
  const from = before === undefined ? undefined : parseQuantity(before);
  const to = parseQuantity(after);
  if (before === undefined || from === undefined || to === undefined) return undefined;
  if (from.measure !== to.measure || from.unit !== to.unit) return undefined;
  return {
    result: { what, before, after },
    measure: from.measure,
    before: from,
    after: to,
    factor: middleOf(to) / middleOf(from),
  };
}

/** What stands for a span on a scale of factors: between 1 and 4 it is 2. */
export function middleOf({ low, high }: Quantity): number {
  return Math.sqrt(low * high);
}
