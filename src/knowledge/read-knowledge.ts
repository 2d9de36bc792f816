import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentPath } from './address.js';
import { byPath, type DocumentProblem, problemOf } from './document-problem.js';
import { type FilePlace, type FolderPlace, listFolder, versionOf } from './list-folder.js';
import { VOCABULARY_FILE } from './vocabulary.js';

/** Where the files of the knowledge folders are, before anyone reads them. */
export interface KnowledgeListing {
  /** One of each path, in the order of their paths. */
  readonly files: readonly ListedFile[];
  /** The vocabularies, of folders that have one. */
  readonly vocabularies: readonly VocabularyPlace[];
  /** All folders that were looked into. */
  readonly folders: readonly FolderPlace[];
  /** What cannot be read. */
  readonly problems: readonly DocumentProblem[];
}

/** A file, and the knowledge folder that it stands in. */
export interface ListedFile extends FilePlace {
  readonly folder: string;
}

/** A folder's vocabulary. */
export type VocabularyPlace = Pick<ListedFile, 'folder' | 'location' | 'version'>;

/** The files of the knowledge folders as they are read, before anyone looks into them. */
export interface KnowledgeFiles {
  readonly files: readonly KnowledgeFile[];
  /** The texts of the vocabularies, of folders that have one. */
  readonly vocabularies: readonly string[];
  /** What could not be read. */
  readonly problems: readonly DocumentProblem[];
}

/** A Markdown file's text. */
export interface KnowledgeFile {
  readonly path: DocumentPath;
  readonly text: string;
}

/** Finds the files of the folders; a folder that cannot be read is a problem like any other. */
export async function listKnowledge(folders: readonly string[]): Promise<KnowledgeListing> {
  const files = new Map<DocumentPath, ListedFile>();
  const vocabularies: VocabularyPlace[] = [];
  const visited: FolderPlace[] = [];
  const problems: DocumentProblem[] = [];
  for (const folder of folders) {
    const found = await listFolder(folder);
    visited.push(...found.folders);
    problems.push(...found.problems);
    const location = join(folder, VOCABULARY_FILE);
    const facts = await stat(location).catch(() => undefined);
    if (facts?.isFile()) vocabularies.push({ folder, location, version: versionOf(facts) });
    for (const file of found.files) {
      const owner = files.get(file.path)?.folder;
      if (owner === undefined) files.set(file.path, { ...file, folder });
      else problems.push(problemOf(file.path, `${owner} has a document with the same path; rename one`));
    }
  }
  return { files: [...files.values()].sort(byPath), vocabularies, folders: visited, problems };
}

/** Reads the files of the folders. */
export async function readKnowledge(folders: readonly string[]): Promise<KnowledgeFiles> {
  return readListed(await listKnowledge(folders));
}

/** Reads the files that were found. */
export async function readListed(listing: KnowledgeListing): Promise<KnowledgeFiles> {
  const texts = await Promise.all(listing.files.map(readDocument));
  return {
    files: texts.flatMap((read) => ('text' in read ? [read] : [])),
    vocabularies: await readVocabularies(listing.vocabularies),
    problems: [...listing.problems, ...texts.flatMap((read) => ('text' in read ? [] : [read]))],
  };
}

/** Reads the texts of vocabularies; one that cannot be read is none. */
export async function readVocabularies(places: readonly VocabularyPlace[]): Promise<string[]> {
  const texts = await Promise.all(places.map(({ location }) => readFile(location, 'utf8').catch(() => [])));
  return texts.flat();
}

/** Reads a document's text, or says why it has none. */
export async function readDocument({ path, location }: FilePlace): Promise<KnowledgeFile | DocumentProblem> {
  try {
    const bytes = await readFile(location);
    if (bytes.includes(0)) return problemOf(path, 'is a binary file; give it another ending than .md');
    const text = textOf(bytes);
    return text === undefined ? problemOf(path, 'is not text in UTF-8; save it as UTF-8') : { path, text };
  } catch (error) {
    return problemOf(path, `cannot be read: ${(error as Error).message}`);
  }
}

function textOf(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '');
  } catch {
    return undefined;
  }
}

/** Control characters, and those that turn the direction of writing around: nobody writes them, and they deceive readers. */
const INVISIBLE = /(?![\n\t])\p{Cc}|[\u202d\u202e]/gu;
