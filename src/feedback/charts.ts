import { parse, type Spec, View } from 'vega';
import type { DayCount } from './report.js';

/** A chart: an SVG element as text, coloured by the custom properties of the page that holds it, and named there as a whole. */
export type Chart = string;

/**
 * How wide a chart is drawn, in pixels, how much of that is left to what stands before a bar (on a desk 44 letters of
 * usual width, on a phone 20), and how large letters are: those of a desk are still read on a tablet.
 */
const SIZES = {
  broad: { width: 920, label: 385, font: 14 },
  narrow: { width: 330, label: 150, font: 12 },
} as const;

/** Whether a chart is for a desk or for a phone: drawn smaller, its letters could not be read. */
export type ChartSize = keyof typeof SIZES;

const HEIGHT = 240;
const BAR_HEIGHT = 24;
/** The number behind a bar. */
const NUMBER_WIDTH = 60;

/** How a page colours what became of questions, bottom first. */
const OUTCOMES = ['answered', 'unsure', 'declined'] as const;
const COLORS = OUTCOMES.map((outcome) => `var(--${outcome})`);

/** Draws how many questions came on each day, and what became of them. */
export function outcomesChart(days: readonly DayCount[], size: ChartSize): Promise<Chart> {
  const values = days.flatMap((each) =>
    OUTCOMES.map((outcome, order) => ({ day: each.day, outcome, order, count: each[outcome] })),
  );
  return draw({
    ...frameOf(size),
    height: HEIGHT,
    data: [
      {
        name: 'outcomes',
        values,
        transform: [{ type: 'stack', groupby: ['day'], sort: { field: 'order' }, field: 'count' }],
      },
    ],
    scales: [
      dayScale(days),
      { name: 'y', type: 'linear', domain: { data: 'outcomes', field: 'y1' }, range: 'height', nice: true },
      { name: 'color', type: 'ordinal', domain: [...OUTCOMES], range: COLORS },
    ],
    axes: [DAY_AXIS, { ...VALUE_AXIS, tickMinStep: 1, format: ',d' }],
    legends: [{ fill: 'color', orient: 'top', direction: 'horizontal', symbolType: 'square' }],
    marks: [
      {
        type: 'rect',
        aria: false,
        from: { data: 'outcomes' },
        encode: {
          enter: {
            x: { scale: 'day', field: 'day' },
            width: { scale: 'day', band: 1 },
            y: { scale: 'y', field: 'y0' },
            y2: { scale: 'y', field: 'y1' },
            fill: { scale: 'color', field: 'outcome' },
          },
        },
      },
    ],
  });
}

/** Draws how many found answers helpful, on each day when somebody said so. */
export function helpfulChart(days: readonly DayCount[], size: ChartSize): Promise<Chart> {
  const values = days.flatMap(({ day, ratings: { share } }) => (share === undefined ? [] : { day, share }));
  const place = {
    x: { scale: 'day', field: 'day', band: 0.5 },
    y: { scale: 'y', field: 'share' },
  } as const;
  return draw({
    ...frameOf(size),
    height: HEIGHT / 2,
    data: [{ name: 'helpful', values }],
    scales: [dayScale(days), { name: 'y', type: 'linear', domain: [0, 1], range: 'height' }],
    axes: [DAY_AXIS, { ...VALUE_AXIS, format: '.0%', values: [0, 0.5, 1] }],
    marks: [
      {
        type: 'line',
        aria: false,
        from: { data: 'helpful' },
        encode: { enter: { ...place, stroke: { value: COLORS[0] ?? '' }, strokeWidth: { value: 1.5 } } },
      },
      {
        type: 'symbol',
        aria: false,
        from: { data: 'helpful' },
        encode: { enter: { ...place, fill: { value: COLORS[0] ?? '' }, size: { value: 28 } } },
      },
    ],
  });
}

/** A bar and what stands before it. */
export interface Bar {
  readonly label: string;
  readonly count: number;
}

/** Draws bars under each other, in their order. */
export function barsChart(bars: readonly Bar[], size: ChartSize): Promise<Chart> {
  const { width, label } = SIZES[size];
  // By number: two bars may bear the same words.
  const values = bars.map((bar, place) => ({ ...bar, place }));
  const labels = Object.fromEntries(bars.map(({ label }, place) => [place, label]));
  return draw({
    ...frameOf(size),
    height: BAR_HEIGHT * bars.length,
    width: width - label - NUMBER_WIDTH,
    // Vega cannot measure letters here: by its guess a row of flags would leave no room for the bars.
    autosize: 'none',
    padding: { left: label, right: NUMBER_WIDTH, top: 4, bottom: 4 },
    data: [{ name: 'bars', values }],
    signals: [{ name: 'labels', value: labels }],
    scales: [
      {
        name: 'place',
        type: 'band',
        domain: { data: 'bars', field: 'place' },
        range: 'height',
        padding: 0.25,
      },
      { name: 'x', type: 'linear', domain: { data: 'bars', field: 'count' }, range: 'width', zero: true },
    ],
    axes: [
      {
        orient: 'left',
        scale: 'place',
        domain: false,
        ticks: false,
        labelPadding: 8,
        labelLimit: 0,
        encode: { labels: { update: { text: { signal: 'labels[datum.value]' } } } },
      },
    ],
    marks: [
      {
        type: 'rect',
        aria: false,
        from: { data: 'bars' },
        encode: {
          enter: {
            y: { scale: 'place', field: 'place' },
            height: { scale: 'place', band: 1 },
            x: { scale: 'x', value: 0 },
            x2: { scale: 'x', field: 'count' },
            fill: { value: 'var(--bar)' },
          },
        },
      },
      {
        type: 'text',
        aria: false,
        from: { data: 'bars' },
        encode: {
          enter: {
            y: { scale: 'place', field: 'place', band: 0.5 },
            x: { scale: 'x', field: 'count', offset: 5 },
            text: { signal: "format(datum.count, ',')" },
            baseline: { value: 'middle' },
            fill: { value: 'currentColor' },
          },
        },
      },
    ],
  });
}

function frameOf(size: ChartSize) {
  const { width, font } = SIZES[size];
  return {
    width,
    padding: 4,
    autosize: { type: 'fit-x', contains: 'padding' },
    config: {
      axis: {
        labelColor: 'currentColor',
        labelFontSize: font,
        gridColor: 'var(--line)',
        domainColor: 'var(--line)',
        tickColor: 'var(--line)',
      },
      legend: { labelColor: 'currentColor', labelFontSize: font },
      text: { fontSize: font },
    },
  } as const satisfies Partial<Spec>;
}

const DAY_AXIS = { orient: 'bottom', scale: 'day', labelOverlap: 'greedy', labelSeparation: 12 } as const;
const VALUE_AXIS = {
  orient: 'left',
  scale: 'y',
  grid: true,
  domain: false,
  ticks: false,
  tickCount: 4,
} as const;

function dayScale(days: readonly DayCount[]) {
  return {
    name: 'day',
    type: 'band',
    domain: days.map(({ day }) => day),
    range: 'width',
    // More days than that have too few pixels each for a space between them.
    padding: days.length > 120 ? 0 : 0.15,
  } as const;
}

function draw(spec: Spec): Promise<Chart> {
  return new View(parse(spec), { renderer: 'none' }).toSVG();
}
