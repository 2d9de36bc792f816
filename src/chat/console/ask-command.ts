import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Answer } from '../../answers/answer.js';
import type { Question } from '../../answers/question.js';
import { replyFor } from '../reply-for.js';
import { answerLineFor, parseQuestionLine } from './answer-line.js';
import { createRanker, parseCorpusLine, parseQueryLine } from './rank-corpus.js';
import { renderExplanation, renderReply } from './render-reply.js';

/** How the command is used. */
const USAGE = `Usage: npm run -s ask -- [options] "question"

  "question"            answer one question, for a person
  --json "question"     the same as one JSON object
  --jsonl               answer lines of {"id","question","context":[…]} from standard input
  --explain             say why: what matched where, and how sure that made us
  --rank --corpus FILE  rank the lines {"_id","title","heading","text","group"} of FILE for
                        lines of {"id","query"} from standard input
  --knowledge DIR       answer from this folder instead (may be given several times)
  --help                show this`;

/** Exit codes, as other programs rely on them. */
const OK = 0;
const NOTHING_LOADED = 1;
const WRONG_USAGE = 2;

/** What the command needs of the world around it. */
export interface AskParts {
  readonly input: NodeJS.ReadableStream;
  readonly write: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Whether what is written is read on a terminal that shows colours. */
  readonly inColor: boolean;
  /** Loads the given folders, or the configured ones when none is given; fails with what to do. */
  readonly load: (folders: readonly string[]) => Promise<Answering>;
}

/** A loaded knowledge base. */
export interface Answering {
  readonly answer: (question: Question) => Answer;
  readonly sourceUrlOf: (path: string) => string | undefined;
}

/** Runs `ask` with its arguments and returns the exit code. */
export async function askCommand(args: readonly string[], parts: AskParts): Promise<number> {
  const mode = modeFrom(args);
  if ('problem' in mode) {
    parts.complain(`${mode.problem}\n\n${USAGE}\n`);
    return WRONG_USAGE;
  }
  if (mode.kind === 'help') {
    parts.write(`${USAGE}\n`);
    return OK;
  }
  try {
    if (mode.kind === 'rank') await rankLines(mode.corpus, parts);
    else if (mode.kind === 'lines') await answerLines(mode, await parts.load(mode.folders), parts);
    else answerOne(mode, await parts.load(mode.folders), parts);
    return OK;
  } catch (error) {
    parts.complain(`${(error as Error).message}\n`);
    return NOTHING_LOADED;
  }
}

type Mode =
  | {
      readonly kind: 'one';
      readonly question: string;
      readonly asJson: boolean;
      readonly explains: boolean;
      readonly folders: readonly string[];
    }
  | { readonly kind: 'lines'; readonly explains: boolean; readonly folders: readonly string[] }
  | { readonly kind: 'rank'; readonly corpus: string }
  | { readonly kind: 'help' }
  | { readonly problem: string };

function modeFrom(args: readonly string[]): Mode {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return { problem: (error as Error).message };
  }
  const { json = false, jsonl = false, rank = false, corpus, knowledge: folders = [], help } = parsed.values;
  const explains = parsed.values.explain ?? false;
  const question = parsed.positionals.join(' ');
  if (help) return { kind: 'help' };
  if (Number(json) + Number(jsonl) + Number(rank) > 1)
    return { problem: 'Give only one of --json, --jsonl and --rank.' };
  if (rank) {
    if (corpus === undefined) return { problem: '--rank needs --corpus FILE.' };
    if (folders.length > 0 || question || explains)
      return {
        problem:
          '--rank takes its queries from standard input and its texts from --corpus, and nothing else.',
      };
    return { kind: 'rank', corpus };
  }
  if (corpus !== undefined) return { problem: '--corpus goes with --rank.' };
  if (jsonl) {
    return question
      ? { problem: '--jsonl takes its questions from standard input.' }
      : { kind: 'lines', explains, folders };
  }
  if (parsed.positionals.length === 0) return { problem: 'Give a question.' };
  return { kind: 'one', question, asJson: json, explains, folders };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      jsonl: { type: 'boolean' },
      rank: { type: 'boolean' },
      corpus: { type: 'string' },
      knowledge: { type: 'string', multiple: true },
      explain: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

function answerOne(
  { question: text, asJson, explains }: Extract<Mode, { kind: 'one' }>,
  { answer, sourceUrlOf }: Answering,
  { write, inColor }: AskParts,
): void {
  const begin = performance.now();
  const found = answer({ text, thread: [] });
  const millis = performance.now() - begin;
  if (asJson) {
    write(`${JSON.stringify(lineFor(found, explains, sourceUrlOf, millis))}\n`);
    return;
  }
  write(`${renderReply(replyFor(found, sourceUrlOf), inColor)}\n`);
  if (explains) write(`\n${renderExplanation(found.explanation, inColor)}\n`);
}

/** An answer for other programs, and why it is what it is, where that is wanted. */
function lineFor(answer: Answer, explains: boolean, sourceUrlOf: Answering['sourceUrlOf'], millis: number) {
  const line = answerLineFor(answer, sourceUrlOf, millis);
  return explains ? { ...line, explanation: answer.explanation } : line;
}

async function answerLines(
  { explains }: Extract<Mode, { kind: 'lines' }>,
  { answer, sourceUrlOf }: Answering,
  { input, write }: AskParts,
): Promise<void> {
  await eachLine(input, (line) => {
    const asked = parseQuestionLine(line);
    if ('error' in asked) {
      write(`${JSON.stringify({ id: null, error: asked.error })}\n`);
      return;
    }
    const begin = performance.now();
    const found = answer(asked.question);
    const millis = performance.now() - begin;
    write(`${JSON.stringify({ id: asked.id, ...lineFor(found, explains, sourceUrlOf, millis) })}\n`);
  });
}

async function rankLines(corpus: string, { input, write }: AskParts): Promise<void> {
  const texts: ReturnType<typeof parseCorpusLine>[] = [];
  let number = 0;
  await eachLine(createReadStream(corpus), (line) => {
    number++;
    try {
      texts.push(parseCorpusLine(line));
    } catch {
      throw new Error(`${corpus}:${number} is not {"_id": …, "title": …, "text": …}`);
    }
  });
  const rank = createRanker(texts);
  await eachLine(input, (line) => {
    const asked = parseQueryLine(line);
    const result = asked
      ? { id: asked.id, ranking: rank(asked.query) }
      : { id: null, error: 'the line is not {"id": …, "query": "…"}' };
    write(`${JSON.stringify(result)}\n`);
  });
}

/** Takes the lines of a stream in order; empty ones are none. */
async function eachLine(stream: NodeJS.ReadableStream, take: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') take(line);
  }
}
