import type { Document } from '../knowledge/document.js';
import type { FrontMatter } from '../knowledge/front-matter.js';

/** A case study, whose front matter says what its company has in common with others. */
export type CaseStudy = Document & { readonly frontMatter: CaseStudyMatter };

/** The front matter of a case study. */
export type CaseStudyMatter = Extract<FrontMatter, { kind: 'case-study' }>;

/** Whether a document is a case study. */
export function isCaseStudy(document: Document): document is CaseStudy {
  return document.frontMatter.kind === 'case-study';
}
