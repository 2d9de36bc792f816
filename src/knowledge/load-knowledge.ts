import { type Document, parseDocument } from './document.js';
import { byPath, type DocumentProblem, problemOf } from './document-problem.js';
import { NestingError } from './parse-markdown.js';
import { type KnowledgeFile, type KnowledgeFiles, readKnowledge } from './read-knowledge.js';
import { parseVocabulary, type Vocabulary } from './vocabulary.js';

/** What the knowledge folders hold: the good documents, the words they share, and what is wrong with the others. */
export interface Knowledge {
  readonly documents: readonly Document[];
  readonly vocabulary: Vocabulary;
  readonly problems: readonly DocumentProblem[];
}

/** Reads and parses every document of the folders. */
export async function loadKnowledge(folders: readonly string[]): Promise<Knowledge> {
  return parseKnowledge(await readKnowledge(folders));
}

/** Parses files; the good ones become documents, the others problems. */
export function parseKnowledge({ files, vocabularies, problems }: KnowledgeFiles): Knowledge {
  const documents: Document[] = [];
  const words = parseVocabulary(vocabularies);
  const found = [...problems, ...words.problems];
  for (const file of files) {
    const outcome = parseFile(file);
    if ('path' in outcome) documents.push(outcome);
    else found.push(...outcome);
  }
  const { vocabulary } = words;
  return { documents, vocabulary, problems: found.sort((a, b) => byPath(a, b) || a.line - b.line) };
}

/** Parses a file's text; whatever is wrong with it becomes a problem. */
export function parseFile({ path, text }: KnowledgeFile): Document | readonly DocumentProblem[] {
  try {
    return parseDocument(path, text);
  } catch (error) {
    if (error instanceof NestingError) return [{ path, line: error.line, message: error.message }];
    return [problemOf(path, `cannot be parsed as Markdown: ${(error as Error).message}`)];
  }
}
