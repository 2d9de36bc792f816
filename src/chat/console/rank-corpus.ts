import { z } from 'zod';
import { parseQuery } from '../../search/query.js';
import { createSectionIndex } from '../../search/section-index.js';
import { createCorrector } from '../../search/spelling.js';

/** One text of a test collection; texts of one group count as one thing. */
const corpusLine = z.object({
  _id: z.coerce.string(),
  title: z.string().default(''),
  heading: z.string().default(''),
  text: z.string().default(''),
  group: z.coerce.string().optional(),
});

/** Ids with scores, best first. */
export type Ranking = readonly { readonly id: string; readonly score: number }[];

/** Results that a ranking lists at most: public collections look no deeper. */
const RANKING_LIMIT = 100;

/** Sections that are looked at for as many distinct groups. */
const SECTIONS_LIMIT = 2_000;

/** Reads one line of a corpus; throws on what is none. */
export function parseCorpusLine(line: string): z.infer<typeof corpusLine> {
  return corpusLine.parse(JSON.parse(line));
}

/** Reads one query of a test collection; nothing, when the line is none. */
export function parseQueryLine(line: string): { readonly id: unknown; readonly query: string } | undefined {
  try {
    const { id = null, query } = JSON.parse(line);
    return typeof query === 'string' ? { id, query } : undefined;
  } catch {
    return undefined;
  }
}

/** Ranks any corpus with the product's own search, but for what it knows of Kubernetes and of chats. */
export function createRanker(corpus: readonly z.infer<typeof corpusLine>[]): (query: string) => Ranking {
  // Two lines may have one id; the index needs its own.
  const index = createSectionIndex(
    corpus.map(({ heading, text }, position) => ({
      id: String(position),
      document: String(position),
      fields: { heading, text, questions: '' },
    })),
    corpus.map(({ _id, title, group }, position) => ({
      id: String(position),
      group: group ?? _id,
      fields: { title, about: '' },
    })),
  );
  const language = {
    isKnown: (term: string) => index.frequencyOf(term) > 0,
    correct: createCorrector(index.vocabulary),
    synonymsOf: () => [],
    isFiller: () => false,
  };
  return (query) => {
    const best = new Map<string, number>();
    for (const { group, score } of index.search(parseQuery(query, language), { limit: SECTIONS_LIMIT })) {
      if (best.size >= RANKING_LIMIT) break;
      if (!best.has(group)) best.set(group, score);
    }
    return [...best].map(([id, score]) => ({ id, score }));
  };
}
