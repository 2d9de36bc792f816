import { z } from 'zod';
import type { Answer, Citation } from '../../answers/answer.js';
import type { Question } from '../../answers/question.js';
import { markdownOf } from '../../knowledge/markdown.js';

/** An excerpt as other programs read it. */
export interface ExcerptLine {
  readonly document: string;
  readonly title: string;
  readonly section: string;
  readonly text: string;
  readonly sources: readonly string[];
  readonly score: number;
}

/** An answer as other programs read it, without the line's id. */
export interface AnswerLine {
  readonly status: 'answered' | 'unsure' | 'declined' | 'smalltalk';
  readonly kind: Answer['kind'];
  readonly answer: readonly ExcerptLine[];
  readonly related: readonly ExcerptLine[];
  readonly millis: number;
}

/** A question as other programs send it. */
export interface QuestionLine {
  readonly id: unknown;
  readonly question: Question;
}

const questionLine = z.object({
  id: z.unknown(),
  question: z.string(),
  context: z.array(z.string()).nullish(),
});

/** Reads a line of `{"id","question","context"}`, or says what is wrong with it. */
export function parseQuestionLine(line: string): QuestionLine | { readonly error: string } {
  let value: unknown;
  try {
    // A file saved on Windows may begin with a mark of its byte order.
    value = JSON.parse(line.replace(/^\ufeff/, ''));
  } catch {
    return { error: 'the line is not JSON; write {"id": …, "question": "…"}' };
  }
  const parsed = questionLine.safeParse(value);
  if (!parsed.success) return { error: 'the line lacks a question; write {"id": …, "question": "…"}' };
  const { id = null, question, context } = parsed.data;
  return { id, question: { text: question, thread: context ?? [] } };
}

/** Writes an answer for other programs. */
export function answerLineFor(answer: Answer, sourceUrlOf: SourceUrlOf, millis: number): AnswerLine {
  const line = (citation: Citation) => excerptLineFor(citation, sourceUrlOf);
  const rest = { kind: answer.kind, millis: Math.round(millis * 1000) / 1000 };
  switch (answer.kind) {
    case 'found':
      return { status: 'answered', answer: [line(answer.best)], related: answer.related.map(line), ...rest };
    case 'list':
      return {
        status: answer.isSure ? 'answered' : 'unsure',
        answer: answer.entries.map(line),
        related: [],
        ...rest,
      };
    case 'comparison':
      return {
        status: answer.isSure ? 'answered' : 'unsure',
        answer: [...(answer.lead ? [answer.lead] : []), ...answer.sides].map(line),
        related: [],
        ...rest,
      };
    case 'unsure':
      return { status: 'unsure', answer: answer.candidates.map(line), related: [], ...rest };
    case 'declined':
      return { status: 'declined', answer: [], related: answer.related.map(line), ...rest };
    case 'small-talk':
      return { status: 'smalltalk', answer: [], related: [], ...rest };
  }
}

type SourceUrlOf = (path: string) => string | undefined;

function excerptLineFor(
  { document, section, excerpt, score }: Citation,
  sourceUrlOf: SourceUrlOf,
): ExcerptLine {
  const urls = document.sources.map((source) => source.url);
  return {
    document: document.path,
    title: document.title,
    section: section.heading,
    text: markdownOf(excerpt.blocks),
    sources: urls.length > 0 ? urls : [sourceUrlOf(document.path) ?? document.path],
    score: Math.round(score * 1000) / 1000,
  };
}
