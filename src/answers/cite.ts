import type { Excerpt, ExcerptOptions } from '../search/excerpt.js';
import type { Query } from '../search/query.js';
import type { Hit, Search } from '../search/search.js';
import type { Citation } from './answer.js';

/** Makes a citation of a hit, with what of its section speaks of the query. */
export type Cite = (hit: Hit, query: Query, options?: ExcerptOptions) => Citation;

/** Makes citations from a search. */
export function createCite(search: Search): Cite {
  return (hit, query, options) => citation(hit, () => search.excerpt(hit, query, options));
}

/** Makes citations of one line: for lists, where each company has a say. */
export function createCiteLine(search: Search): Cite {
  return (hit, query) => citation(hit, () => asExcerpt(search.evidence(hit, query)));
}

function citation(hit: Hit, excerptOf: () => Excerpt): Citation {
  let excerpt: Excerpt | undefined;
  return {
    document: hit.document,
    section: hit.section,
    // Most citations are only named: reading all of them would be a third of an answer's time.
    get excerpt() {
      excerpt ??= excerptOf();
      return excerpt;
    },
    score: hit.score,
    matched: Object.keys(hit.terms),
  };
}

function asExcerpt(line: string): Excerpt {
  return { blocks: [{ type: 'paragraph', children: [{ type: 'text', value: line }] }], shortened: true };
}
