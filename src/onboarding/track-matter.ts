import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { FrontMatterProblem } from '../knowledge/front-matter.js';

const words = z.string().trim().min(1);

const trackMatter = z.strictObject({ title: words, summary: words, audience: words, duration: words });

/** What a track says of itself before its text. */
export type TrackMatter = z.infer<typeof trackMatter>;

/** Reads the YAML between a track's `---` lines. */
export function parseTrackMatter(yaml: string): TrackMatter | readonly FrontMatterProblem[] {
  const lines = new LineCounter();
  const parsed = parseDocument(yaml, { lineCounter: lines, schema: 'core', prettyErrors: false });
  if (parsed.errors.length > 0) {
    return parsed.errors.map((error) => ({
      line: lines.linePos(error.pos[0]).line,
      message: `front matter is not valid YAML: ${error.message}`,
    }));
  }
  const checked = trackMatter.safeParse(parsed.toJS() ?? {});
  if (checked.success) return checked.data;
  return checked.error.issues.map(({ path, message }) => ({
    line: 1,
    message: `front matter: ${path.join('.') || 'a track'} ${message}`,
  }));
}
