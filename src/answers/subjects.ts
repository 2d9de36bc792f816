import type { Document } from '../knowledge/document.js';
import { createPhraseFinder } from './phrases.js';

/** The documents whose subject a question names, in the order in which it does, and its other words. */
export interface SubjectsNamed {
  readonly subjects: readonly Document[];
  readonly rest: string;
}

/** Finds the subjects that a question names. */
export type SubjectFinder = (question: string) => SubjectsNamed;

/** Makes a finder from the titles and aliases of documents. */
export function createSubjectFinder(documents: readonly Document[]): SubjectFinder {
  const subjectsIn = createPhraseFinder(
    documents.flatMap((document) =>
      [document.title, ...document.frontMatter.aliases].map((name) => [name, document] as const),
    ),
    { anyForm: true },
  );
  return (question) => {
    const { found, rest } = subjectsIn(question);
    return { subjects: [...new Set(found.flatMap(({ meanings }) => meanings))], rest };
  };
}
