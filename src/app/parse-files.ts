import type { DocumentPath } from '../knowledge/address.js';
import type { Document } from '../knowledge/document.js';
import type { DocumentProblem } from '../knowledge/document-problem.js';
import { parseFile } from '../knowledge/load-knowledge.js';
import {
  type ListedFile,
  readDocument,
  readVocabularies,
  type VocabularyPlace,
} from '../knowledge/read-knowledge.js';
import { parseVocabulary, type Vocabulary } from '../knowledge/vocabulary.js';

/** Files that are to be read and parsed; vocabularies only where they have changed. */
export interface FilesToParse {
  readonly files: readonly ListedFile[];
  readonly vocabularies?: readonly VocabularyPlace[];
}

/** What became of a file, or of the vocabularies together. */
export type Parsed =
  | { readonly kind: 'document'; readonly path: DocumentPath; readonly document: Document }
  | { readonly kind: 'broken'; readonly path: DocumentPath; readonly problems: readonly DocumentProblem[] }
  | {
      readonly kind: 'vocabulary';
      readonly vocabulary: Vocabulary;
      readonly problems: readonly DocumentProblem[];
    };

/** Reads and parses files, one after the other; the vocabularies come first, and each file has its outcome. */
export type ParseFiles = (files: FilesToParse, stopping: AbortSignal) => AsyncIterable<Parsed>;

/** Parses files here and now. */
export const parseFiles: ParseFiles = async function* ({ files, vocabularies }, stopping) {
  if (vocabularies) {
    yield { kind: 'vocabulary', ...parseVocabulary(await readVocabularies(vocabularies)) };
  }
  for (const file of files) {
    if (stopping.aborted) return;
    yield await parsed(file);
  }
};

async function parsed(file: ListedFile): Promise<Parsed> {
  const { path } = file;
  const read = await readDocument(file);
  const outcome = 'text' in read ? parseFile(read) : [read];
  return 'sections' in outcome
    ? { kind: 'document', path, document: outcome }
    : { kind: 'broken', path, problems: outcome };
}
