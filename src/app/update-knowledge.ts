import { setTimeout as sleep } from 'node:timers/promises';
import type { DocumentPath } from '../knowledge/address.js';
import type { Document } from '../knowledge/document.js';
import { byPath, type DocumentProblem, problemOf } from '../knowledge/document-problem.js';
import type { Knowledge } from '../knowledge/load-knowledge.js';
import type { KnowledgeListing, ListedFile } from '../knowledge/read-knowledge.js';
import { VOCABULARY_FILE } from '../knowledge/vocabulary.js';
import { entriesOf, indexDocuments } from '../search/search.js';
import type { SectionIndex } from '../search/section-index.js';
import type { FilesToParse, Parsed, ParseFiles } from './parse-files.js';

/** A knowledge base, with its index and the files that it was made of. */
export interface IndexedKnowledge extends Knowledge {
  readonly index: SectionIndex;
  readonly listing: KnowledgeListing;
}

/** What a knowledge base becomes when its files have changed. */
export interface KnowledgeUpdate extends IndexedKnowledge {
  readonly added: readonly Document[];
  /** Documents as they were and as they are. */
  readonly changed: readonly { readonly before: Document; readonly after: Document }[];
  readonly removed: readonly Document[];
  /** Brings the index up to these documents, without a pause: until then it may serve the old ones. */
  apply(): void;
}

/** Bytes of documents, old and new, that are exchanged in the index at once, in 60 ms or so; for more it is made anew. */
const AT_ONCE = 200_000;

/**
 * Work on an index is laid down after so long, and for so long, in milliseconds: time enough for a question, which
 * waits for many turns of the event loop (with one turn between, questions took a quarter of a second).
 */
const WORK = 5;
const REST = 1;

/**
 * Brings a knowledge base up to its files. A document whose file is broken, or cannot be reached, stays as it was;
 * what was not changed is not read.
 */
export async function updateKnowledge(
  before: IndexedKnowledge,
  found: KnowledgeListing,
  parse: ParseFiles,
  stopping: AbortSignal,
): Promise<KnowledgeUpdate> {
  const listing = withUnreachable(before, found);
  const versions = new Map(before.listing.files.map(({ path, version }) => [path, version]));
  const files = listing.files.filter(({ path, version }) => versions.get(path) !== version);
  const vocabularies = isVocabularyChanged(before, listing) && listing.vocabularies;
  const outcomes = outcomesOf({ files, ...(vocabularies && { vocabularies }) }, parse, stopping);

  const isIndexedAnew = bytesOf(files) + bytesOf(leaving(before, listing)) > AT_ONCE;
  const index = isIndexedAnew ? indexDocuments([]) : before.index;
  const inTurn = createTurns(stopping);
  const documentsBefore = new Map(before.documents.map((document) => [document.path, document]));
  const documentsNow = new Map<DocumentPath, Document>();
  const added: Document[] = [];
  const changed: { before: Document; after: Document }[] = [];
  const problems = problemsByFile(before, listing);
  let { vocabulary } = before;

  const serve = async (document: Document | undefined): Promise<void> => {
    if (document === undefined) return;
    documentsNow.set(document.path, document);
    if (isIndexedAnew) await addInTurn(index, document, inTurn);
  };
  try {
    // What is as it was is indexed while the rest is parsed.
    const isRead = new Set(files.map(({ path }) => path));
    for (const { path } of listing.files) if (!isRead.has(path)) await serve(documentsBefore.get(path));
    if (vocabularies) {
      const outcome = await outcomes.next('vocabulary');
      problems.set(VOCABULARY_FILE, outcome.problems);
      if (outcome.problems.length === 0) vocabulary = outcome.vocabulary;
    }
    for (const { path } of files) {
      const document = documentsBefore.get(path);
      const outcome = await outcomes.next('document', 'broken');
      problems.set(path, outcome.kind === 'broken' ? outcome.problems : []);
      if (outcome.kind === 'broken' || isSame(document, outcome.document)) await serve(document);
      else {
        if (document) changed.push({ before: document, after: outcome.document });
        else added.push(outcome.document);
        await serve(outcome.document);
      }
    }
  } finally {
    await outcomes.end();
  }

  const documents = listing.files.flatMap(({ path }) => documentsNow.get(path) ?? []);
  const removed = before.documents.filter(({ path }) => !documentsNow.has(path));
  return {
    documents,
    vocabulary,
    problems: [...listing.problems, ...[...problems.values()].flat()].sort(
      (a, b) => byPath(a, b) || a.line - b.line,
    ),
    listing,
    index,
    added,
    changed,
    removed,
    apply: () => {
      if (isIndexedAnew) return;
      index.remove(entriesOf([...removed, ...changed.map((change) => change.before)]));
      index.add(entriesOf([...added, ...changed.map((change) => change.after)]));
    },
  };
}

/** Adds the files of documents that cannot be reached and are still served: somebody took a folder away, or the right to read it. */
function withUnreachable(before: IndexedKnowledge, found: KnowledgeListing): KnowledgeListing {
  const served = new Set(before.documents.map(({ path }) => path));
  const servedFiles = before.listing.files.filter(({ path }) => served.has(path));
  const present = new Set(found.files.map(({ path }) => path));
  const filled = new Set(found.files.map(({ folder }) => folder));
  const named = new Set(found.problems.map(({ path }) => path));
  const emptied = [...new Set(servedFiles.map(({ folder }) => folder))]
    .filter((folder) => !filled.has(folder) && !named.has(folder))
    .map((folder) => problemOf(folder, 'has no document any more'));
  const problems = [...found.problems, ...emptied];
  const isUnreachable = ({ path, folder }: ListedFile): boolean =>
    problems.some((problem) => [path, folder].includes(problem.path) || path.startsWith(`${problem.path}/`));
  const unreachable = servedFiles.filter((file) => !present.has(file.path) && isUnreachable(file));
  return { ...found, problems, files: [...found.files, ...unreachable].sort(byPath) };
}

/** Whether there are other vocabularies than before; where a folder is out of reach, nobody knows. */
function isVocabularyChanged(
  before: IndexedKnowledge,
  { vocabularies, problems }: KnowledgeListing,
): boolean {
  const versionsOf = (places: KnowledgeListing['vocabularies']) =>
    places.map(({ version }) => version).join(' ');
  const isReachable = !before.listing.files.some(({ folder }) =>
    problems.some(({ path }) => path === folder),
  );
  return isReachable && versionsOf(before.listing.vocabularies) !== versionsOf(vocabularies);
}

/** What was wrong with the files that are still there, by their paths. */
function problemsByFile(
  before: IndexedKnowledge,
  { files }: KnowledgeListing,
): Map<string, readonly DocumentProblem[]> {
  const listed = new Set(before.listing.problems.map((problem) => JSON.stringify(problem)));
  const present = new Set<string>([VOCABULARY_FILE, ...files.map(({ path }) => path)]);
  const problems = new Map<string, DocumentProblem[]>();
  for (const problem of before.problems) {
    if (!present.has(problem.path) || listed.has(JSON.stringify(problem))) continue;
    problems.set(problem.path, [...(problems.get(problem.path) ?? []), problem]);
  }
  return problems;
}

/** The files as they were before that are others now, or none. */
function leaving(before: IndexedKnowledge, { files }: KnowledgeListing): ListedFile[] {
  const versions = new Map(files.map(({ path, version }) => [path, version]));
  return before.listing.files.filter(({ path, version }) => versions.get(path) !== version);
}

function bytesOf(files: readonly ListedFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** What becomes of files, one after the other. */
interface Outcomes {
  next<Kind extends Parsed['kind']>(
    ...kinds: readonly Kind[]
  ): Promise<Extract<Parsed, { readonly kind: Kind }>>;
  end(): Promise<void>;
}

/** Begins to parse, if there is anything to be parsed. */
function outcomesOf(work: FilesToParse, parse: ParseFiles, stopping: AbortSignal): Outcomes {
  const isIdle = work.files.length === 0 && work.vocabularies === undefined;
  const outcomes = isIdle ? undefined : parse(work, stopping)[Symbol.asyncIterator]();
  return {
    next: async (...kinds) => {
      const value = (await outcomes?.next())?.value;
      if (value === undefined || !kinds.includes(value.kind)) throw new Error('a file was not parsed');
      return value;
    },
    end: async () => {
      await outcomes?.return?.();
    },
  };
}

/** Whether a file says what it said before: it was touched, or a branch was changed and changed back. */
function isSame(before: Document | undefined, after: Document): boolean {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(after);
}

/** Adds a document to an index that nobody searches yet. */
async function addInTurn(
  index: SectionIndex,
  document: Document,
  inTurn: () => Promise<void>,
): Promise<void> {
  const { documents, sections } = entriesOf([document]);
  index.add({ documents, sections: [] });
  for (const section of sections) {
    index.add({ documents: [], sections: [section] });
    await inTurn();
  }
}

/** Makes a pause that is taken when it is time for one, and fails when it is time to stop. */
function createTurns(stopping: AbortSignal): () => Promise<void> {
  let begin = performance.now();
  return async () => {
    if (performance.now() - begin < WORK) return;
    await sleep(REST);
    stopping.throwIfAborted();
    begin = performance.now();
  };
}
