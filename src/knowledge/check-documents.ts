import type { Document } from './document.js';
import type { DocumentProblem } from './document-problem.js';
import { plainTextOf } from './markdown.js';
import type { Section } from './section.js';

/** A shorter section seldom stands alone. */
const WORDS_AT_LEAST = 40;

/** A longer section is no answer for a chat message. */
const WORDS_AT_MOST = 180;

/** Finds what is wrong with documents that can be served all the same: names given twice, questions without a section. */
export function checkDocuments(documents: readonly Document[]): DocumentProblem[] {
  return [
    ...namesTwice(documents),
    ...documents.flatMap(anchorsUnknown),
    ...documents.flatMap(sectionsOfWrongLength),
  ];
}

function namesTwice(documents: readonly Document[]): DocumentProblem[] {
  const owners = new Map<string, Document>();
  const problems: DocumentProblem[] = [];
  for (const document of documents) {
    const { aliases } = document.frontMatter;
    for (const name of new Set([document.title, ...aliases].map((name) => name.toLowerCase()))) {
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, document);
      else
        problems.push({
          path: document.path,
          line: 1,
          message: `the name “${name}” is taken by ${owner.path}; choose another`,
        });
    }
  }
  return problems;
}

function anchorsUnknown(document: Document): DocumentProblem[] {
  const anchors = new Set(document.sections.map(anchorOf));
  return Object.keys(document.frontMatter.questions)
    .filter((anchor) => !anchors.has(anchor))
    .map((anchor) => ({
      path: document.path,
      line: 1,
      message: `\`questions\` names a section “${anchor}” that is not there; it has ${[...anchors].join(', ')}`,
    }));
}

function sectionsOfWrongLength(document: Document): DocumentProblem[] {
  if (document.frontMatter.kind === 'note') return [];
  return document.sections.flatMap((section) => {
    const words = plainTextOf(section.blocks).split(/\s+/).length;
    if (words >= WORDS_AT_LEAST && words <= WORDS_AT_MOST) return [];
    const range = `${WORDS_AT_LEAST} to ${WORDS_AT_MOST}`;
    const message = `the section “${section.heading}” has ${words} words; ${range} make a good answer`;
    return [{ path: document.path, line: section.line, message }];
  });
}

function anchorOf({ id }: Section): string {
  return id.slice(id.indexOf('#') + 1);
}
