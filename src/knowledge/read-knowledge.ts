import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentPath } from './address.js';
import { byPath, type DocumentProblem, problemOf } from './document-problem.js';
import { type FilePlace, listFolder } from './list-folder.js';
import { VOCABULARY_FILE } from './vocabulary.js';

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

/** Reads the files of the folders; a folder that cannot be read is a problem like any other. */
export async function readKnowledge(folders: readonly string[]): Promise<KnowledgeFiles> {
  const files = new Map<DocumentPath, string>();
  const problems: DocumentProblem[] = [];
  const owners = new Map<DocumentPath, string>();
  const vocabularies: string[] = [];
  for (const folder of folders) {
    const found = await listFolder(folder);
    problems.push(...found.problems);
    const vocabulary = await readFile(join(folder, VOCABULARY_FILE), 'utf8').catch(() => undefined);
    if (vocabulary !== undefined) vocabularies.push(vocabulary);
    const texts = await Promise.all(found.files.map(readText));
    for (const [position, { path }] of found.files.entries()) {
      const text = texts[position] ?? '';
      const owner = owners.get(path);
      owners.set(path, owner ?? folder);
      if (owner !== undefined) {
        problems.push(problemOf(path, `${owner} has a document with the same path; rename one`));
      } else if (typeof text === 'string') files.set(path, text);
      else problems.push(text);
    }
  }
  return {
    files: [...files].map(([path, text]) => ({ path, text })).sort(byPath),
    vocabularies,
    problems,
  };
}

async function readText({ path, location }: FilePlace): Promise<string | DocumentProblem> {
  try {
    const bytes = await readFile(location);
    if (bytes.includes(0)) return problemOf(path, 'is a binary file; give it another ending than .md');
    return textOf(bytes) ?? problemOf(path, 'is not text in UTF-8; save it as UTF-8');
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
