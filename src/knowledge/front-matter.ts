import { isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';

/** A page or text that a document's facts come from. */
export interface Source {
  readonly title: string;
  readonly url: string;
  readonly license?: string | undefined;
}

/** A figure of a case study, before and after the move. */
export interface Result {
  readonly what: string;
  readonly before?: string | undefined;
  readonly after: string;
}

const words = z.string().trim().min(1);
const list = z.array(words).default([]);
const tag = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
const date = z.iso.date('must be a day written as 2026-11-21');

const source = z.strictObject({
  title: words,
  url: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }),
  license: words.optional(),
});

const common = {
  title: words.optional(),
  summary: words.optional(),
  aliases: list,
  tags: z.array(tag).default([]),
  sources: z.array(source).default([]),
  checked: date.optional(),
  questions: z.record(z.string(), z.array(words).min(1)).default({}),
};

/** What every kind but a team's own note must say of itself. */
const published = { ...common, title: words, summary: words, sources: z.array(source).min(1), checked: date };

const frontMatter = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('note'), ...common }),
  z.strictObject({ kind: z.literal('concept'), ...published }),
  z.strictObject({ kind: z.literal('comparison'), ...published }),
  z.strictObject({ kind: z.literal('how-to'), ...published }),
  z.strictObject({ kind: z.literal('glossary'), ...published }),
  z.strictObject({
    kind: z.literal('troubleshooting'),
    ...published,
    symptoms: z.array(words).min(1),
    general: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('case-study'),
    ...published,
    company: words,
    industry: words,
    location: words.optional(),
    described: list,
    year: z.int().min(2014).max(2100),
    tools: z.array(words).min(1),
    replaced: list,
    considered: list,
    themes: z.array(tag).min(1),
    results: z.array(z.strictObject({ what: words, before: words.optional(), after: words })).default([]),
  }),
]);

/** What a document says of itself before its text, by kind. */
export type FrontMatter = z.infer<typeof frontMatter>;

/** Something wrong in front matter, on a line counted from its first. */
export interface FrontMatterProblem {
  readonly line: number;
  readonly message: string;
}

/** Reads the YAML between a document's `---` lines; without a `kind` it is a note. */
export function parseFrontMatter(yaml: string): FrontMatter | readonly FrontMatterProblem[] {
  const lines = new LineCounter();
  // The YAML stays small enough to expand (aliases), and a date stays text (core schema).
  const parsed = parseDocument(yaml, { lineCounter: lines, schema: 'core', prettyErrors: false });
  if (parsed.errors.length > 0) {
    return parsed.errors.map((error) => ({
      line: lines.linePos(error.pos[0]).line,
      message: `front matter is not valid YAML: ${error.message}`,
    }));
  }
  if (parsed.contents !== null && !isMap(parsed.contents)) {
    return [{ line: 1, message: 'front matter must be a list of `key: value` lines' }];
  }

  const values = valuesOf(parsed);
  if (values === undefined)
    return [{ line: 1, message: 'front matter refers to itself too often; write it out' }];
  const checked = frontMatter.safeParse(values);
  if (checked.success) return checked.data;
  return checked.error.issues.map((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    return {
      line: lineOf([...issue.path, ...unknown], parsed.contents, lines),
      message: messageOf(issue, values),
    };
  });
}

/** Nothing, when the YAML's aliases would unfold to much more than was written. */
function valuesOf(parsed: ReturnType<typeof parseDocument>): Record<string, unknown> | undefined {
  try {
    return { kind: 'note', ...parsed.toJS({ maxAliasCount: 10 }) };
  } catch {
    return undefined;
  }
}

/** The line of the deepest node on a path that exists. */
function lineOf(path: readonly PropertyKey[], root: Node | null, lines: LineCounter): number {
  let node: unknown = root;
  let offset = 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => String(item.key) === String(key));
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return lines.linePos(offset).line;
}

function messageOf(issue: z.core.$ZodIssue, values: Record<string, unknown>): string {
  const key = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const where = key === '' ? '' : ` in \`${key}\``;
    return `front matter has unknown keys${where}: ${issue.keys.join(', ')}`;
  }
  if (issue.code === 'invalid_union') return '`kind` must be one of the kinds in knowledge/README.md';
  if (issue.path.length === 1 && values[key] === undefined) return `front matter lacks \`${key}\``;
  return `front matter \`${key}\`: ${issue.message}`;
}
