import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Knowledge } from '../knowledge/load-knowledge.js';
import { type KnowledgeFiles, listKnowledge, readListed } from '../knowledge/read-knowledge.js';
import { createSearch, indexDocuments, type Search } from '../search/search.js';
import { restoreSectionIndex, type SavedIndex, type SectionIndex } from '../search/section-index.js';
import type { IndexedKnowledge } from './update-knowledge.js';

/** A knowledge base that is ready to be searched. */
export interface PreparedKnowledge extends IndexedKnowledge {
  readonly search: Search;
}

/**
 * Where the parsed and indexed knowledge base is kept between starts: parsing Markdown is most of a start.
 * Deleting it costs nothing but the time to make it again; what changes while the program runs is saved by the
 * next start.
 */
export const SAVED_KNOWLEDGE = 'data/knowledge-index.json';

/** Loads the knowledge base; from `saved` when that holds just these files, else anew, to be saved there. */
export async function prepareKnowledge(
  folders: readonly string[],
  saved?: string,
): Promise<PreparedKnowledge> {
  const listing = await listKnowledge(folders);
  const files = await readListed(listing);
  const key = saved === undefined ? '' : await keyOf(files);
  const restored = saved === undefined ? undefined : await restore(saved, key);
  const { index, ...knowledge } = restored ?? (await fresh(files));
  if (saved !== undefined && !restored) await save(saved, { key, ...knowledge, index: index.save() });
  return { ...knowledge, index, listing, search: createSearch(knowledge.documents, index) };
}

interface Indexed extends Knowledge {
  readonly index: SectionIndex;
}

interface SavedKnowledge extends Knowledge {
  readonly key: string;
  readonly index: SavedIndex;
}

async function fresh(files: KnowledgeFiles): Promise<Indexed> {
  // Loaded only when there is something to parse: a start from what was saved is a tenth of a second quicker.
  const { parseKnowledge } = await import('../knowledge/load-knowledge.js');
  const knowledge = parseKnowledge(files);
  return { ...knowledge, index: indexDocuments(knowledge.documents) };
}

/** Nothing, when there is none, it is of other files or other code, or it is damaged. */
async function restore(saved: string, key: string): Promise<Indexed | undefined> {
  try {
    const text = await readFile(saved, 'utf8');
    // The key stands first: most of what is stale is never parsed.
    if (!text.startsWith(`{"key":"${key}"`)) return undefined;
    const { index, documents, vocabulary, problems }: SavedKnowledge = JSON.parse(text);
    return { documents, vocabulary, problems, index: restoreSectionIndex(index) };
  } catch {
    return undefined;
  }
}

/** Writes beside the place and moves it there, so that nobody reads half of it; a folder that may not be written is no fault. */
async function save(saved: string, { key, ...rest }: SavedKnowledge): Promise<void> {
  const unfinished = `${saved}.${process.pid}`;
  try {
    await mkdir(dirname(saved), { recursive: true });
    await writeFile(unfinished, JSON.stringify({ key, ...rest }));
    await rename(unfinished, saved);
  } catch {
    // The next start parses again.
  }
}

/** A digest of all that the result depends on: the files, and the code that reads them. */
async function keyOf({ files, vocabularies, problems }: KnowledgeFiles): Promise<string> {
  const digest = createHash('sha256');
  for (const code of await codeFiles()) digest.update(code);
  for (const { path, text } of files) digest.update(`${path}\0${text}\0`);
  digest.update(JSON.stringify([vocabularies, problems]));
  return digest.digest('hex');
}

async function codeFiles(): Promise<Buffer[]> {
  const rooms = ['knowledge', 'search'].map((room) => fileURLToPath(new URL(`../${room}/`, import.meta.url)));
  const names = await Promise.all(
    rooms.map(async (room) => (await readdir(room)).sort().map((name) => join(room, name))),
  );
  // What the packages make of the files may change with their versions.
  const versions = ['../../package.json', '../../package-lock.json'].map((name) =>
    readFile(new URL(name, import.meta.url)).catch(() => Buffer.alloc(0)),
  );
  return Promise.all([...names.flat().map((name) => readFile(name)), ...versions]);
}
