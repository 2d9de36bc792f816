import type { AnswerLine, ExcerptLine } from '../../src/chat/console/answer-line.js';

/** A question as people ask it, and what any right answer must hold. */
export interface Asked {
  readonly id: string;
  readonly set?: string;
  readonly kind: string;
  readonly style?: string;
  readonly company_named?: boolean;
  readonly question: string;
  readonly context?: readonly string[];
  readonly expect: {
    readonly answered: boolean;
    readonly sources?: readonly string[];
    /** Regular expressions for words and figures that no right answer can do without. */
    readonly facts?: readonly string[];
    readonly min_sources?: number;
  };
}

/** What an answer is worth. */
export interface Verdict {
  readonly asked: Asked;
  readonly status: AnswerLine['status'];
  readonly right: boolean;
  /** Whether what is shown or offered first holds the answer; of a question to decline, nothing. */
  readonly amongThree?: boolean;
}

/** Characters that are read of an excerpt, and of all excerpts of a list or comparison. */
const EXCERPT_READ = 1_500;
const LIST_READ = 4_000;

/** The share of what a list cites that must be right. */
const LIST_PRECISION = 0.6;

/** Judges an answer by what it cites and says. */
export function judge(asked: Asked, line: Pick<AnswerLine, 'status' | 'answer' | 'related'>): Verdict {
  const { status, answer, related } = line;
  if (!asked.expect.answered) {
    return { asked, status, right: status === 'declined' || status === 'smalltalk' };
  }
  if (isAboutSeveral(asked)) {
    const { hasEnough, isRight } = severalIn(asked, answer);
    return { asked, status, right: isRight && status !== 'declined', amongThree: hasEnough };
  }
  const isRight = (excerpt: ExcerptLine) => isRightExcerpt(asked, excerpt);
  return {
    asked,
    status,
    right: status !== 'declined' && answer.slice(0, 1).some(isRight),
    amongThree: [...answer, ...related].slice(0, 3).some(isRight),
  };
}

function isAboutSeveral({ kind, expect }: Asked): boolean {
  return kind === 'list' || kind === 'compare' || (expect.min_sources ?? 0) > 1;
}

function isRightExcerpt({ set, expect: { sources = [], facts = [] } }: Asked, excerpt: ExcerptLine): boolean {
  const named = new Set(sources.map(pageOf));
  const isOfSource =
    set === 'concepts' || named.size === 0 || excerpt.sources.some((url) => named.has(pageOf(url)));
  return isOfSource && says(textOf(excerpt), facts);
}

function severalIn(
  { kind, expect: { sources = [], facts = [], min_sources } }: Asked,
  answer: readonly ExcerptLine[],
): { hasEnough: boolean; isRight: boolean } {
  const wanted = new Set(sources.map(pageOf));
  const cited = new Set(
    answer.flatMap((excerpt) => excerpt.sources.map(pageOf)).filter((url) => /case-studies|blog/.test(url)),
  );
  const hits = [...cited].filter((url) => wanted.has(url)).length;
  const hasEnough = hits >= Math.min(kind === 'compare' ? 2 : (min_sources ?? 2), wanted.size);
  const text = answer.map(textOf).join('\n').slice(0, LIST_READ);
  return {
    hasEnough,
    isRight: hasEnough && hits / Math.max(1, cited.size) >= LIST_PRECISION && says(text, facts),
  };
}

function says(text: string, facts: readonly string[]): boolean {
  return facts.every((fact) => new RegExp(fact, 'is').test(text));
}

function textOf({ title, section, text }: ExcerptLine): string {
  return `${title}\n${section}\n${text}`.slice(0, EXCERPT_READ);
}

function pageOf(url: string): string {
  return url
    .replace(/[#?].*$/, '')
    .replace(/\/$/, '')
    .toLowerCase();
}

/** The shares of a group of questions, each 0 to 1; NaN where there is no such question. */
export interface Figures {
  readonly questions: number;
  readonly rightFirst: number;
  readonly rightAmongThree: number;
  readonly declinedWrongly: number;
  readonly wrongSurely: number;
  readonly declinedRightly: number;
}

/** Counts what became of questions. */
export function figuresOf(verdicts: readonly Verdict[]): Figures {
  const answerable = verdicts.filter(({ asked }) => asked.expect.answered);
  const others = verdicts.filter(({ asked }) => !asked.expect.answered);
  const share = (of: readonly Verdict[], isCounted: (verdict: Verdict) => boolean) =>
    of.filter(isCounted).length / of.length;
  return {
    questions: verdicts.length,
    rightFirst: share(answerable, ({ right }) => right),
    rightAmongThree: share(answerable, ({ amongThree }) => amongThree === true),
    declinedWrongly: share(answerable, ({ status }) => status === 'declined'),
    wrongSurely: share(verdicts, ({ status, right }) => status === 'answered' && !right),
    declinedRightly: share(others, ({ right }) => right),
  };
}
