import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { DocumentPath } from './address.js';
import { type Document, type DocumentProblem, parseDocument } from './document.js';

/** A larger file is a dump, not a document; the longest page of the Kubernetes documentation has a tenth of it. */
const FILE_SIZE_LIMIT = 1024 * 1024;

/** Deeper nesting is no text a person wrote, and would exhaust the stack of whatever walks the tree. */
const NESTING_LIMIT = 100;

/** What the knowledge folders hold: the good documents, and what is wrong with the others. */
export interface Knowledge {
  readonly documents: readonly Document[];
  readonly problems: readonly DocumentProblem[];
}

/** The files of the knowledge folders as they are read, before anyone looks into them. */
export interface KnowledgeFiles {
  readonly files: readonly KnowledgeFile[];
  /** What could not be read. */
  readonly problems: readonly DocumentProblem[];
}

/** A Markdown file's text. */
export interface KnowledgeFile {
  readonly path: DocumentPath;
  readonly text: string;
}

/** Reads and parses every document of the folders. */
export async function loadKnowledge(folders: readonly string[]): Promise<Knowledge> {
  return parseKnowledge(await readKnowledge(folders));
}

/** Reads the files of the folders; a folder that cannot be read is a problem like any other. */
export async function readKnowledge(folders: readonly string[]): Promise<KnowledgeFiles> {
  const files = new Map<DocumentPath, string>();
  const problems: DocumentProblem[] = [];
  const owners = new Map<DocumentPath, string>();
  for (const folder of folders) {
    const found = await listFolder(folder);
    problems.push(...found.problems);
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
  return { files: [...files].map(([path, text]) => ({ path, text })).sort(byPath), problems };
}

/** Parses files; the good ones become documents, the others problems. */
export function parseKnowledge({ files, problems }: KnowledgeFiles): Knowledge {
  const documents: Document[] = [];
  const found = [...problems];
  for (const file of files) {
    const outcome = parseFile(file);
    if ('path' in outcome) documents.push(outcome);
    else found.push(...outcome);
  }
  return { documents, problems: found.sort((a, b) => byPath(a, b) || a.line - b.line) };
}

interface FilePlace {
  readonly path: DocumentPath;
  readonly location: string;
}

interface Listing {
  readonly files: readonly FilePlace[];
  readonly problems: readonly DocumentProblem[];
}

/** Finds the Markdown files below a folder; links are followed to files inside it only. */
async function listFolder(folder: string): Promise<Listing> {
  const files: FilePlace[] = [];
  const problems: DocumentProblem[] = [];

  const visit = async (directory: string, root: string): Promise<void> => {
    const entries = await readdir(directory, { withFileTypes: true });
    for (const entry of entries.sort(byName)) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const location = join(directory, entry.name);
      const path = relative(root, location).split(sep).join('/');
      try {
        if (entry.isDirectory() && path !== 'onboarding') await visit(location, root);
        else if (await isLinkToFolder(entry, location)) {
          problems.push(problemOf(path, 'links to a folder; add that folder to KNOWLEDGE_DIR instead'));
        } else if (isDocumentName(path)) {
          const message = await whyNotReadable(entry, location, root);
          if (message === undefined) files.push({ path, location });
          else problems.push(problemOf(path, message));
        }
      } catch (error) {
        problems.push(problemOf(path, `cannot be read: ${(error as Error).message}`));
      }
    }
  };

  try {
    const root = await realpath(resolve(folder));
    if (!(await stat(root)).isDirectory()) throw new Error('it is not a folder');
    await visit(root, root);
  } catch (error) {
    problems.push(problemOf(folder, `cannot read the knowledge folder: ${(error as Error).message}`));
  }
  return { files, problems };
}

async function isLinkToFolder(entry: Dirent, location: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return false;
  const target = await stat(location).catch(() => undefined);
  return target?.isDirectory() ?? false;
}

/** `README.md` files are for people who write knowledge. */
function isDocumentName(path: string): path is DocumentPath {
  return /\.md$/i.test(path) && !/(^|\/)readme\.md$/i.test(path);
}

async function whyNotReadable(entry: Dirent, location: string, root: string): Promise<string | undefined> {
  if (entry.isSymbolicLink()) {
    const target = await realpath(location).catch(() => undefined);
    if (target === undefined) return 'is a link to nothing; remove it or mend its target';
    if (!target.startsWith(root + sep))
      return 'links to a place outside the knowledge folder; copy the file, or add its folder to KNOWLEDGE_DIR';
  }
  const facts = await stat(location);
  if (!facts.isFile()) return 'is not a file; only files can be documents';
  if (facts.size > FILE_SIZE_LIMIT) {
    return `has ${megabytes(facts.size)} MB, more than the ${megabytes(FILE_SIZE_LIMIT)} MB a document may have; split it`;
  }
  return undefined;
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

function parseFile({ path, text }: KnowledgeFile): Document | readonly DocumentProblem[] {
  const deep = text.split('\n').findIndex((line) => nestingOf(line) > NESTING_LIMIT);
  if (deep >= 0)
    return [
      { path, line: deep + 1, message: `nests more than ${NESTING_LIMIT} levels deep; write it flatter` },
    ];
  try {
    return parseDocument(path, text);
  } catch (error) {
    return [problemOf(path, `cannot be parsed as Markdown: ${(error as Error).message}`)];
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

/** How many quotes or lists a line opens inside one another, at most. */
function nestingOf(line: string): number {
  const markers = /^(?:[ \t]*(?:>|[*+-][ \t]|\d{1,9}[.)][ \t]))*/.exec(line)?.[0] ?? '';
  const indent = /^[ \t]*(?=[*+-][ \t]|\d{1,9}[.)][ \t])/.exec(line)?.[0].length ?? 0;
  // An item is indented by two columns at least for each list around it.
  return markers.replace(/[^>*+\-.)]/g, '').length + Math.floor(indent / 2);
}

function problemOf(path: string, message: string): DocumentProblem {
  return { path, line: 1, message };
}

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(1).replace(/\.0$/, '');
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
