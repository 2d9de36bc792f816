import type { CaseStudyMatter } from './case-study.js';

/** What companies are asked to have in common: a business, a place, a tool, what their story is about. */
export interface Facet {
  /** How people say it: "banks", "docker swarm", "quicker deploys". */
  readonly phrase: string;
  /** What that may mean; a company that any of these fits has it. */
  readonly meanings: readonly FacetMeaning[];
}

/** One thing that a phrase may mean. */
export interface FacetMeaning {
  readonly kind: 'business' | 'place' | 'tool' | 'theme';
  readonly name: string;
  readonly fits: (study: CaseStudyMatter, relation: Relation) => boolean;
}

/** What companies did with a tool: they run it, had it before, or looked at it and took another. */
export type Relation = 'runs' | 'left' | 'had' | 'considered' | 'left-or-considered' | 'any';
