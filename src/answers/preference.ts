import type { Document } from '../knowledge/document.js';
import {
  COMPARISON_PREFERENCE,
  INTRODUCTION_PREFERENCE,
  REASON_PREFERENCE,
  SELF_DESCRIPTION_PREFERENCE,
  STRAY_COMPANY_PREFERENCE,
  SUBJECT_PREFERENCE,
} from '../search/ranking.js';
import type { Hit } from '../search/search.js';
import { isCaseStudy } from './case-study.js';

/** What a question about Kubernetes lets expect of the document that answers it. */
export interface Expectation {
  /** The documents whose subject it names. */
  readonly subjects: readonly Document[];
  /** Whether it asks for a subject as a whole, and for nothing of it. */
  readonly asksForWhole: boolean;
  /** Whether it asks what sets things apart. */
  readonly compares: boolean;
  /** Whether it speaks of companies, without naming one of ours. */
  readonly speaksOfCompanies: boolean;
}

/** Ranks hits anew: what a question lets expect goes before what merely shares its words. */
export function byPreference(hits: readonly Hit[], expected: Expectation): Hit[] {
  return rankedBy(hits, (hit) => preferenceFor(hit, expected));
}

/** Ranks the sections of a case study anew, for a question about its company. */
export function byPreferenceWithin(hits: readonly Hit[], question: string): Hit[] {
  const asksWhy = WHY.test(question);
  return rankedBy(hits, ({ section }) => {
    if (asksWhy && REASONS.test(section.heading)) return REASON_PREFERENCE;
    return SELF_DESCRIPTION.test(section.heading) ? SELF_DESCRIPTION_PREFERENCE : 1;
  });
}

const WHY = /\b(?:why|reasons?|what made|how come)\b/i;

/** Headings under which reasons stand. */
const REASONS = /\b(?:why|reasons?|challenges?|problems?)\b/i;

/** Headings under which a company is described: "ING, the bank", "Huawei the company". */
const SELF_DESCRIPTION = /, the |\bthe company\b/i;

function rankedBy(hits: readonly Hit[], preferenceOf: (hit: Hit) => number): Hit[] {
  return hits
    .map((hit) => ({ ...hit, score: hit.score * preferenceOf(hit) }))
    .sort((a, b) => b.score - a.score);
}

function preferenceFor(
  { document, section }: Hit,
  { subjects, asksForWhole, compares, speaksOfCompanies }: Expectation,
): number {
  if (isCaseStudy(document)) return speaksOfCompanies ? 1 : STRAY_COMPANY_PREFERENCE;
  let preference = 1;
  if (subjects.includes(document)) preference *= SUBJECT_PREFERENCE;
  if (asksForWhole && section === document.sections[0]) preference *= INTRODUCTION_PREFERENCE;
  if (compares && document.frontMatter.kind === 'comparison') preference *= COMPARISON_PREFERENCE;
  return preference;
}
