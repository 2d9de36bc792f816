import { checkDocuments } from './check-documents.js';
import { checkTexts } from './check-texts.js';
import { byPath } from './document-problem.js';
import { type Knowledge, parseKnowledge } from './load-knowledge.js';
import { readKnowledge } from './read-knowledge.js';

/** Loads the folders and finds everything that is wrong in them, also what the bot can live with. */
export async function checkKnowledge(folders: readonly string[]): Promise<Knowledge> {
  const read = await readKnowledge(folders);
  const { documents, vocabulary, problems } = parseKnowledge(read);
  // Where no folder lists words, any may be used.
  const listed = read.vocabularies.length > 0 ? vocabulary : undefined;
  const served = new Set(documents.map(({ path }) => path));
  const all = [
    ...problems,
    ...checkDocuments(documents, read.files, listed),
    ...checkTexts(read.files).filter(({ path }) => served.has(path as `${string}.md`)),
  ];
  return { documents, vocabulary, problems: all.sort((a, b) => byPath(a, b) || a.line - b.line) };
}
