import type { DocumentPath } from '../src/knowledge/address.js';
import type { Document } from '../src/knowledge/document.js';
import { parseDocument } from '../src/knowledge/document.js';

/** Reads a document written in a test; fails when it has a problem. */
export function documentFrom(text: string, path: DocumentPath = 'test.md'): Document {
  const outcome = parseDocument(path, text);
  if ('path' in outcome) return outcome;
  throw new Error(outcome.map((problem) => `${problem.line}: ${problem.message}`).join('\n'));
}

/** A case study with little text. */
export function caseStudyOf(company: string, text: string, path: DocumentPath): Document {
  return documentFrom(
    `---
kind: case-study
title: ${company} on Kubernetes
summary: what ${company} does
aliases: [${company} Incorporated]
sources: [{ title: Case study, url: https://example.com/${company.toLowerCase()}/, license: CC BY 4.0 }]
checked: 2026-01-31
company: ${company}
industry: Testing
year: 2020
tools: [Kubernetes]
themes: [testing]
---
${text}
`,
    path,
  );
}
