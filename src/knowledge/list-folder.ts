import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { DocumentPath } from './address.js';
import { type DocumentProblem, problemOf } from './document-problem.js';

/** A larger file is a dump, not a document; the longest page of the Kubernetes documentation has a tenth of it. */
const FILE_SIZE_LIMIT = 1024 * 1024;

/** A Markdown file that may be read: its place in the folder, and on the disk. */
export interface FilePlace {
  readonly path: DocumentPath;
  readonly location: string;
  /** In bytes. */
  readonly size: number;
  /** Another one when the file was written to, or is another file. */
  readonly version: string;
}

/** A folder that was looked into. */
export interface FolderPlace {
  readonly location: string;
  /** Another one when another folder stands there now. */
  readonly version: string;
}

/** The Markdown files below a folder, and why others are not among them. */
export interface Listing {
  readonly files: readonly FilePlace[];
  /** It and the folders in it. */
  readonly folders: readonly FolderPlace[];
  readonly problems: readonly DocumentProblem[];
}

/** Finds the Markdown files below a folder; links are followed to files inside it only. */
export async function listFolder(folder: string): Promise<Listing> {
  const files: FilePlace[] = [];
  const folders: FolderPlace[] = [];
  const problems: DocumentProblem[] = [];

  const visit = async (directory: string, root: string): Promise<void> => {
    folders.push({ location: directory, version: identityOf(await stat(directory)) });
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
          const facts = await factsOf(entry, location, root);
          if (typeof facts === 'string') problems.push(problemOf(path, facts));
          else files.push({ path, location, size: facts.size, version: versionOf(facts) });
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
  return { files, folders, problems };
}

/** What tells a file or folder from another one that stands in its place. */
export function identityOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}

/** What tells a file from what it was before somebody wrote to it: the time of change, which nobody can set. */
export function versionOf(facts: Stats): string {
  return `${identityOf(facts)}:${facts.size}:${facts.ctimeMs}`;
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

/** What the disk knows of a file, or why it may not be read. */
async function factsOf(entry: Dirent, location: string, root: string): Promise<Stats | string> {
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
  return facts;
}

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(1).replace(/\.0$/, '');
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
