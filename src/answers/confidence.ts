import type { Hit } from '../search/search.js';

/** How sure we are that a hit answers the question. */
export type Confidence = 'sure' | 'unsure' | 'none';

/** From this share of the question's telling words on, an answer is given; below, offered. */
const SURE_COVERAGE = 0.6;

/** Below this share a section shares words with the question but not its subject. */
const UNSURE_COVERAGE = 0.4;

/** Judges the best hit by how much of the question it covers. */
export function confidenceIn(hit: Hit | undefined): Confidence {
  if (hit === undefined || hit.coverage < UNSURE_COVERAGE) return 'none';
  return hit.coverage < SURE_COVERAGE ? 'unsure' : 'sure';
}
