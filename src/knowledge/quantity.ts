/** What a figure measures: how long, how often, what share, how much money, how many. */
export type Measure = 'time' | 'rate' | 'share' | 'money' | 'count';

/** A figure that a text gives, from its least to its most: “20 to 50 minutes” is 1,200 to 3,000 seconds. */
export interface Quantity {
  readonly measure: Measure;
  /** In seconds, times a year, percent, money or things. */
  readonly low: number;
  readonly high: number;
  /** The currency, or what is counted; empty where nothing is named. */
  readonly unit: string;
}

/** Reads the one figure that a text gives; nothing when it gives none, several, or one that was only hoped for. */
export function parseQuantity(text: string): Quantity | undefined {
  const words = text
    .toLowerCase()
    .replace(/\s*\([^)]*\)|;.*/gs, '')
    .trim()
    .replace(HEDGES, '');
  for (const { written, read, others } of FORMS) {
    const match = written.exec(words);
    if (match === null) continue;
    const rest = words.slice(match[0].length);
    const quantity = read(match);
    const isOne = (rest === '' || /^[\s,;]/.test(rest)) && !others.test(rest) && !UNLIKE.test(rest);
    // A factor needs figures that are more than nothing.
    return isOne && quantity && quantity.low > 0 && quantity.high < Infinity ? quantity : undefined;
  }
  return undefined;
}

/** What makes a figure less exact, and no other figure. */
const HEDGES =
  /^(?:(?:about|around|roughly|nearly|almost|just|only|easily|under|over|up to|at (?:most|least)|(?:less|fewer|more) than|as (?:few|many) as|inside of|within|would have been)\s+)+/;

/** What says that a figure is a wish, a difference, or the first of several. */
const UNLIKE =
  /\b(?:goal|aim|planned|expected|then)\b|^\s*(?:lower|less|fewer|more|higher|better|faster|slower|saved)\b/;

const SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  millisecond: 0.001,
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  fortnight: 1_209_600,
  month: 2_629_800,
  quarter: 7_889_400,
  year: 31_557_600,
};

const NUMBERS: Readonly<Record<string, number>> = {
  half: 0.5,
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  'a couple of': 2,
  'a dozen': 12,
  'half a': 0.5,
  'half an': 0.5,
};

const UNIT = `(${Object.keys(SECONDS).join('|')})s?(?![a-z’'])`;
const NUMBER = `(\\d[\\d,]*(?:\\.\\d+)?\\+?|${Object.keys(NUMBERS)
  .sort((a, b) => b.length - a.length)
  .join('|')})(?![\\w%])`;
const TO = '(?: ?[-–] ?| to | or )';
const TIMES = '(?: times)? (?:a|per|each|every) ';

/** A way to write a figure, and what behind it would be another one. */
interface Form {
  readonly written: RegExp;
  readonly read: (match: RegExpExecArray) => Quantity | undefined;
  readonly others: RegExp;
}

const OTHER_TIME = new RegExp(
  `\\b(?:${Object.keys(SECONDS).join('|')})s\\b|\\b(?:an?|one|\\d+) (?:${Object.keys(SECONDS).join('|')})\\b`,
);
const OTHER_NUMBER = /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?)\b/;

const FORMS: readonly Form[] = [
  {
    // “$3 million”
    written: /^([$€£]) ?(\d[\d,]*(?:\.\d+)?)(?: (thousand|million|billion))?/,
    read: ([, currency = '', number = '', power = '']) => {
      const amount = numberOf(number) * ({ thousand: 1e3, million: 1e6, billion: 1e9 }[power] ?? 1);
      return { measure: 'money', low: amount, high: amount, unit: currency };
    },
    others: /[$€£]/,
  },
  {
    // “15-20%”
    written: /^(\d[\d.]*)(?: ?[-–] ?(\d[\d.]*))? ?(?:%|percent\b)/,
    read: ([, low = '', high = low]) => span('share', numberOf(low), numberOf(high)),
    others: /%|\bpercent\b/,
  },
  {
    // “one in 4-6 weeks”
    written: new RegExp(`^one in ${NUMBER}(?:${TO}${NUMBER})? ${UNIT}`),
    read: ([, low = '', high = low, unit = '']) =>
      span('rate', 1 / numberOf(high) / yearsOf(unit), 1 / numberOf(low) / yearsOf(unit)),
    others: OTHER_NUMBER,
  },
  {
    // “every week or two weeks”
    written: new RegExp(`^every ${UNIT}(?: or ${NUMBER} ${UNIT})?`),
    read: ([, unit = '', number = 'one', long = unit]) =>
      span('rate', 1 / numberOf(number) / yearsOf(long), 1 / yearsOf(unit)),
    others: OTHER_NUMBER,
  },
  {
    written: /^(hour|dai|week|month|quarter|year)ly\b/,
    read: ([, unit = '']) => {
      const times = 1 / yearsOf(unit === 'dai' ? 'day' : unit);
      return span('rate', times, times);
    },
    others: OTHER_NUMBER,
  },
  {
    // “a week or two”, “a whole quarter”, “half a year”
    written: new RegExp(`^(half an?|an?|one) (?:whole )?${UNIT}(?: or ${NUMBER}(?! ${UNIT}))?`),
    read: ([, low = '', unit = '', high = low]) =>
      span('time', numberOf(low) * secondsOf(unit), numberOf(high) * secondsOf(unit)),
    others: OTHER_TIME,
  },
  {
    // “3-4 a day”
    written: new RegExp(`^${NUMBER}(?:${TO}${NUMBER})?${TIMES}${UNIT}`),
    read: ([, low = '', high = low, unit = '']) =>
      span('rate', numberOf(low) / yearsOf(unit), numberOf(high) / yearsOf(unit)),
    others: OTHER_NUMBER,
  },
  {
    // “20 to 50 minutes”, “30 minutes to an hour”
    written: new RegExp(`^${NUMBER}(?: ?${UNIT})?(?:${TO}${NUMBER})? ?${UNIT}`),
    read: ([, low = '', first, high = low, unit = '']) =>
      span('time', numberOf(low) * secondsOf(first ?? unit), numberOf(high) * secondsOf(unit)),
    others: OTHER_TIME,
  },
  {
    // “10 nodes”
    written: new RegExp(`^${NUMBER}(?:${TO}${NUMBER})?(?: ([a-z]+)|$|(?=[,;]))`),
    read: ([, low = '', high = low, noun = '']) =>
      ARTICLE.test(low) || NO_NOUN.test(noun)
        ? undefined
        : { ...span('count', numberOf(low), numberOf(high)), unit: singular(noun) },
    others: OTHER_NUMBER,
  },
];

/** What counts times, and no things: “a team”, “a matter of minutes”. */
const ARTICLE = /^(?:an?|half(?: an?)?)$/;

/** What stands behind a number and is nothing that can be counted. */
const NO_NOUN =
  /^(?:a|an|and|as|at|each|for|in|more|of|on|per|thousand|million|billion|times|to|with|whole|x)$/;

function span(measure: Measure, low: number, high: number): Quantity {
  return { measure, low: Math.min(low, high), high: Math.max(low, high), unit: '' };
}

function numberOf(written: string): number {
  return NUMBERS[written] ?? Number(written.replace(/[,+]/g, ''));
}

function secondsOf(unit: string): number {
  return SECONDS[unit] ?? Number.NaN;
}

function yearsOf(unit: string): number {
  return secondsOf(unit) / secondsOf('year');
}

function singular(noun: string): string {
  return noun.replace(/s$/, '');
}
