import type { Change } from '../../../knowledge/change.js';
import type { Measure, Quantity } from '../../../knowledge/quantity.js';

/** A place on a scale that is named. */
export interface Tick {
  readonly label: string;
  /** In percent of the scale's width. */
  readonly place: number;
}

/** Where figures of one measure stand beside each other. */
export interface ChangeScale {
  /** In percent of the scale's width. */
  placeOf(value: number): number;
  readonly ticks: readonly Tick[];
}

/** What is left free at both ends, in percent: half of what marks a figure, on the narrowest screen. */
const MARGIN = 4;

/** The least distance of two labels, in percent: seven letters on the narrowest screen. */
const LABEL_WIDTH = 16;

/** Makes the scale for some changes of one measure: logarithmic, so that a factor is as long everywhere; shares are of 100. */
export function scaleFor(measure: Measure, changes: readonly Change[]): ChangeScale {
  const figures = changes.flatMap(({ before, after }) => [before, after]);
  const { transform, from, to } = measure === 'share' ? percentage(figures) : logarithmic(figures);
  const placeOf = (value: number) => {
    const share = (transform(value) - from) / (to - from);
    return MARGIN + share * (100 - 2 * MARGIN);
  };
  const unit = figures[0]?.unit ?? '';
  const ticks = TICKS[measure](unit)
    .filter(({ value }) => transform(value) >= from && transform(value) <= to)
    .map(({ label, value }) => ({ label, place: placeOf(value) }));
  return { placeOf, ticks: spaced(ticks) };
}

interface Axis {
  readonly transform: (value: number) => number;
  readonly from: number;
  readonly to: number;
}

/** From nothing to all, or to what is more. */
function percentage(figures: readonly Quantity[]): Axis {
  return { transform: (value) => value, from: 0, to: Math.max(100, ...figures.map(({ high }) => high)) };
}

/** From a little less than the least figure to a little more than the greatest. */
function logarithmic(figures: readonly Quantity[]): Axis {
  const from = Math.log10(Math.min(...figures.map(({ low }) => low)));
  const to = Math.log10(Math.max(...figures.map(({ high }) => high)));
  const room = Math.max(0.1, (1.5 - (to - from)) / 2);
  return { transform: Math.log10, from: from - room, to: to + room };
}

interface Mark {
  readonly label: string;
  readonly value: number;
}

const POWERS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

const TICKS: Readonly<Record<Measure, (unit: string) => readonly Mark[]>> = {
  time: () => [
    { label: '1 ms', value: 0.001 },
    { label: '10 ms', value: 0.01 },
    { label: '100 ms', value: 0.1 },
    { label: '1 s', value: 1 },
    { label: '10 s', value: 10 },
    { label: '1 min', value: 60 },
    { label: '10 min', value: 600 },
    { label: '1 h', value: 3_600 },
    { label: '1 day', value: 86_400 },
    { label: '1 week', value: 604_800 },
    { label: '1 month', value: 2_629_800 },
    { label: '1 year', value: 31_557_600 },
  ],
  rate: () => [
    { label: '1 a year', value: 1 },
    { label: '1 a month', value: 12 },
    { label: '1 a day', value: 365.25 },
    { label: '10 a day', value: 3_652.5 },
    { label: '100 a day', value: 36_525 },
  ],
  share: () => [0, 25, 50, 75, 100].map((value) => ({ label: `${value}%`, value })),
  money: (currency) =>
    POWERS.map((power) => ({ label: `${currency}${short(10 ** power)}`, value: 10 ** power })),
  count: () => POWERS.map((power) => ({ label: short(10 ** power), value: 10 ** power })),
};

function short(amount: number): string {
  return amount.toLocaleString('en-US', { notation: 'compact' });
}

/** As many labels as have room, the first of neighbours. */
function spaced(ticks: readonly Tick[]): Tick[] {
  const shown: Tick[] = [];
  for (const tick of ticks) {
    if (tick.place - (shown.at(-1)?.place ?? -100) >= LABEL_WIDTH) shown.push(tick);
  }
  return shown;
}

/** A factor in words: “30 × shorter”, “120 × more”. */
export function factorWords({ measure, factor }: Pick<Change, 'measure' | 'factor'>): string {
  const times = factor < 1 ? 1 / factor : factor;
  const written = (times < 9.95 ? times : Number(times.toPrecision(2))).toLocaleString('en-US', {
    maximumFractionDigits: times < 9.95 ? 1 : 0,
  });
  if (written === '1') return 'the same';
  const [less, more] = WORDS[measure];
  return `${written} × ${factor < 1 ? less : more}`;
}

const WORDS: Readonly<Record<Measure, readonly [less: string, more: string]>> = {
  time: ['shorter', 'longer'],
  rate: ['rarer', 'as often'],
  share: ['less', 'as much'],
  money: ['less', 'as much'],
  count: ['fewer', 'as many'],
};
