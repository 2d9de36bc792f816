import type { SectionId } from '../knowledge/address.js';
import type { Query } from '../search/query.js';
import type { Field } from '../search/ranking.js';
import type { Hit } from '../search/search.js';
import { type Judgement, SURE, UNSURE } from './confidence.js';

/** Why an answer is what it is. */
export interface Explanation {
  /** What else the question was taken for: the company it names, the line it was known by. */
  readonly reasons: readonly string[];
  /** The words of the question, and where the best section has them. */
  readonly words: readonly WordExplained[];
  /** How sure that made us, and from where on that is enough; nothing when no section was judged. */
  readonly judgement?: JudgementExplained;
}

/** A word of the question. */
export interface WordExplained {
  readonly asked: string;
  /** What it was taken for. */
  readonly meant?: string;
  /** The term that was found, and the fields that hold it. */
  readonly term?: string;
  readonly fields: readonly Field[];
}

/** The figures that decided. */
export interface JudgementExplained extends Judgement {
  readonly section: SectionId;
  readonly score: number;
  readonly thresholds: { readonly sure: number; readonly unsure: number };
}

/** Nothing more to say than the reasons. */
export function explainedBy(...reasons: readonly string[]): Explanation {
  return { reasons, words: [] };
}

/** Explains an answer by the section that was judged for it. */
export function explainHit(
  hit: Hit,
  query: Query,
  judgement: Judgement,
  reasons: readonly string[],
): Explanation {
  return {
    reasons,
    words: query.map(({ text, correction, terms }) => {
      const term = terms.find((each) => Object.hasOwn(hit.terms, each));
      return {
        asked: text,
        ...(correction && { meant: correction }),
        ...(term && { term }),
        fields: term === undefined ? [] : (hit.terms[term] ?? []),
      };
    }),
    judgement: {
      ...judgement,
      section: hit.section.id,
      score: hit.score,
      thresholds: { sure: SURE, unsure: UNSURE },
    },
  };
}
