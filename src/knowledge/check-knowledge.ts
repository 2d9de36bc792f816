import { checkDocuments } from './check-documents.js';
import { checkTexts } from './check-texts.js';
import { byPath } from './document-problem.js';
import { type Knowledge, parseKnowledge } from './load-knowledge.js';
import { readKnowledge } from './read-knowledge.js';
import { readVocabulary } from './read-vocabulary.js';

/** Loads the folders and finds everything that is wrong in them, also what the bot can live with. */
export async function checkKnowledge(folders: readonly string[]): Promise<Knowledge> {
  const [read, words] = await Promise.all([readKnowledge(folders), readVocabulary(folders)]);
  const { documents, problems } = parseKnowledge(read);
  const served = new Set(documents.map(({ path }) => path));
  const all = [
    ...problems,
    ...words.problems,
    ...checkDocuments(documents, read.files, words.vocabulary),
    ...checkTexts(read.files).filter(({ path }) => served.has(path as `${string}.md`)),
  ];
  return { documents, problems: all.sort((a, b) => byPath(a, b) || a.line - b.line) };
}
