import { isMap, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import type { FrontMatterProblem } from '../knowledge/front-matter.js';

const words = z.string('must be a text').trim().min(1, 'must not be empty');

/** Tracks without a word on it come after those with one. */
const LAST = 1_000;

const trackMatter = z.strictObject({
  title: words,
  summary: words,
  audience: words,
  duration: words,
  order: z.int('must be a whole number').default(LAST),
});

/** What a track says of itself before its text. */
export type TrackMatter = z.infer<typeof trackMatter>;

/** Reads the YAML between a track's `---` lines. */
export function parseTrackMatter(yaml: string): TrackMatter | readonly FrontMatterProblem[] {
  const lines = new LineCounter();
  const options = { schema: 'core', prettyErrors: false, logLevel: 'error' } as const;
  const parsed = parseDocument(yaml, { lineCounter: lines, ...options });
  if (parsed.errors.length > 0) {
    return parsed.errors.map((error) => ({
      line: lines.linePos(error.pos[0]).line,
      message: `front matter is not valid YAML: ${error.message}`,
    }));
  }
  const { contents } = parsed;
  if (contents !== null && !isMap(contents))
    return [{ line: 1, message: 'front matter must be a list of `key: value` lines' }];
  const lineOf = (key: PropertyKey | undefined): number => {
    const pair = contents?.items.find((item) => String(item.key) === String(key));
    return lines.linePos((pair?.key as Node | undefined)?.range?.[0] ?? 0).line;
  };

  const values = valuesOf(parsed);
  if (values === undefined)
    return [{ line: 1, message: 'front matter refers to itself too often; write it out' }];
  const checked = trackMatter.safeParse(values);
  if (checked.success) return checked.data;
  return checked.error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        line: lineOf(key),
        message: `front matter has an unknown key: ${key}`,
      }));
    const [key] = issue.path;
    const isMissing = values[String(key)] === undefined;
    const message = isMissing
      ? `front matter lacks \`${String(key)}\``
      : `front matter \`${String(key)}\`: ${issue.message}`;
    return [{ line: lineOf(key), message }];
  });
}

/** Nothing, when the YAML's aliases would unfold to much more than was written. */
function valuesOf(parsed: ReturnType<typeof parseDocument>): Record<string, unknown> | undefined {
  try {
    return parsed.toJS({ maxAliasCount: 10 }) ?? {};
  } catch {
    return undefined;
  }
}
