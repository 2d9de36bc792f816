import type { Hit, SearchResult } from '../search/search.js';
import { isCaseStudy } from './case-study.js';
import { type Signals, signalsOfHits } from './confidence.js';
import type { Scope } from './scope.js';
import type { Understood } from './understand.js';

/** Gathers what speaks for a hit and against it. */
export function signalsFor(
  best: Hit,
  { query, hits }: SearchResult,
  { company, expected: { subjects } }: Pick<Understood, 'company' | 'expected'>,
  scope: Scope,
): Signals {
  // What a section says that it answers is no question beyond us, however it sounds; a request stays one.
  const signs = best.likeness >= SAME_QUESTION ? { ...scope, ...WITHIN_SCOPE } : scope;
  const isCompanyKnown = company !== undefined && company.mention !== 'guessed';
  const unknown = query.filter(({ text, weight }) => weight === 0 && !MEASURE.test(text));
  return {
    ...signalsOfHits(best, hits),
    ...signs,
    named: Number(company?.mention === 'named'),
    described: Number(company?.mention === 'described'),
    guessed: Number(company?.mention === 'guessed'),
    subject: Number(subjects.length > 0),
    thisSubject: Number(subjects.includes(best.document)),
    strayCompany: Number(company === undefined && isCaseStudy(best.document)),
    unknownWords: unknown.length,
    unknownName: Number(unknown.some(({ isName }) => isName)),
    foreignOnly: Number(signs.foreign > 0 && scope.kubernetes === 0 && !isCompanyKnown),
    // What is foreign to us may be what the company does.
    foreign: company?.mention === 'named' ? 0 : signs.foreign,
    // "For our review: what did Nav save?" is not about the asker.
    own: isCompanyKnown ? 0 : signs.own,
    // What a company saved is told; what it sells for is not.
    price: isCompanyKnown ? 0 : signs.price,
  };
}

/** Likeness from which on two questions are the same in other words (tried on questions of ours). */
export const SAME_QUESTION = 0.85;

/** No sign of asking for what no knowledge base holds. */
const WITHIN_SCOPE = {
  foreign: 0,
  own: 0,
  live: 0,
  money: 0,
  price: 0,
  personal: 0,
  opinion: 0,
};

/** "2am", "60s", "90d": unknown, and nobody's subject. */
const MEASURE = /^\d+\D*$/;
