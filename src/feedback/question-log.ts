import type { Answer, AnswerId, DeclineReason } from '../answers/answer.js';
import type { SectionId } from '../knowledge/address.js';

/**
 * What was asked, counted: the numbers that reports are made of. Everything is summed up where it is kept,
 * since a million questions are too many to be fetched.
 */
export interface QuestionLog {
  /** What became of the questions of a span, by day, platform, kind and reason. */
  outcomes(span: Span): Promise<readonly OutcomeCount[]>;
  /** The channels with the most questions, the busiest first. */
  channels(span: Span, limit: number): Promise<readonly ChannelCount[]>;
  /** What people said of answers, by the day they said it; days without a word are left out. */
  ratings(span: Span): Promise<readonly RatingCount[]>;
  /** The sections that answers showed first, the one shown most often first. */
  topSections(span: Span, limit: number): Promise<readonly SectionCount[]>;
  /** How many answers took how long, the quickest first. */
  speeds(span: Span): Promise<readonly SpeedCount[]>;
  /** What was asked and not answered well, the question asked most often first. */
  openQuestions(asking: Asking, limit: number): Promise<readonly OpenQuestion[]>;
  /** How many want to be told when their question can be answered. */
  waitingCount(): Promise<number>;
}

/** A stretch of time: from its first moment up to, and without, its last. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** What was asked in a stretch of time; in the channels of one server only, where one is named by the platform's id. */
export interface Asking extends Span {
  readonly server?: string;
}

/** A day in UTC, `2026-11-21`. */
export type Day = string;

/** What became of a question; `read` is a section that was opened by its name, which asks nothing. */
export type OutcomeKind = Exclude<Answer['kind'], 'small-talk'> | 'read';

/** How many questions of one day and platform ended the same way. */
export interface OutcomeCount {
  readonly day: Day;
  readonly platform: string;
  readonly kind: OutcomeKind;
  readonly reason?: DeclineReason;
  readonly count: number;
}

/** What became of the questions of a channel. */
export interface ChannelCount {
  readonly platform: string;
  /** The platform's id of the channel. */
  readonly channel: string;
  readonly questions: number;
  readonly unsure: number;
  readonly declined: number;
}

/** What people said of answers on one day. */
export interface RatingCount {
  readonly day: Day;
  readonly helpful: number;
  readonly notHelpful: number;
}

/** How often answers began with a section. */
export interface SectionCount {
  readonly section: SectionId;
  readonly count: number;
}

/** How many answers took so long. */
export interface SpeedCount {
  /** In milliseconds, to the tenth below. */
  readonly millis: number;
  readonly count: number;
}

/**
 * Reasons to decline that a better knowledge base might take away. The others are final: it should give no
 * opinion, say nothing private, and where nothing was asked there is nothing to answer.
 */
export const OPEN_REASONS = [
  'no-match',
  'unknown-company',
  'off-topic',
  'own-affairs',
  'request',
] as const satisfies readonly DeclineReason[];

/** Questions with the same terms that were declined, answered without being sure, or mostly rated as not helpful. */
export interface OpenQuestion {
  /** What they ask, in terms; empty where words are not kept: then they have the nearest section in common. */
  readonly terms: string;
  /** How it was put last, with the questions before it; nothing where words are not kept. */
  readonly asked?: AskedText;
  readonly count: number;
  readonly declined: number;
  readonly unsure: number;
  /** How many had an answer that more people found not helpful than helpful. */
  readonly notHelpful: number;
  readonly firstAsked: Date;
  readonly lastAsked: Date;
  /** The answer that was given last. */
  readonly lastAnswer: AnswerId;
  /** The section that came nearest when it was asked last. */
  readonly nearest?: SectionId;
  /** How many of those who asked want to be told. */
  readonly waiting: number;
  /** What people said of the answers, the latest first. */
  readonly comments: readonly string[];
}

/** A question in somebody's words. */
export interface AskedText {
  readonly text: string;
  /** The earlier questions that it was understood with, oldest first. */
  readonly thread: readonly string[];
}
