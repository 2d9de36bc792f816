import type { Logger } from 'pino';
import type { SectionId } from '../knowledge/address.js';
import type { DocumentProblem } from '../knowledge/document-problem.js';
import type { Knowledge } from '../knowledge/load-knowledge.js';
import { type KnowledgeWatch, watchKnowledge } from '../knowledge/watch-knowledge.js';
import type { LiveKnowledge } from './live-knowledge.js';
import type { ParseFiles } from './parse-files.js';
import { type KnowledgeUpdate, updateKnowledge } from './update-knowledge.js';

/** What is told when another knowledge base is served than before. */
export interface KnowledgeChange {
  readonly knowledge: Knowledge;
  /** Sections that are new, or say something else. */
  readonly newSections: readonly SectionId[];
  readonly goneSections: readonly SectionId[];
}

/** Follows the files of a knowledge base for as long as the program runs. */
export function followKnowledge(
  folders: readonly string[],
  live: LiveKnowledge,
  parse: ParseFiles,
  onChange: (change: KnowledgeChange) => void,
  log: Logger,
): KnowledgeWatch {
  const stopping = new AbortController();
  const watch = watchKnowledge(folders, live.current().listing, async (listing) => {
    const begin = performance.now();
    try {
      const before = live.current();
      const update = await updateKnowledge(before, listing, parse, stopping.signal);
      if (!(await live.replace(update, update.apply, stopping.signal))) return;
      const millis = Math.round(performance.now() - begin);
      reportProblems(before.problems, update, log);
      if (hasChanged(update)) log.info(sentenceFor(update, millis));
      onChange({ knowledge: update, ...sectionsIn(update) });
    } catch (error) {
      if (stopping.signal.aborted) return;
      log.error({ err: error }, 'could not take up what has changed in the knowledge folders');
    }
  });
  return {
    stop: async () => {
      stopping.abort();
      await watch.stop();
    },
  };
}

function hasChanged({ added, changed, removed }: KnowledgeUpdate): boolean {
  return added.length + changed.length + removed.length > 0;
}

/** Every problem once, and once that it is gone. */
function reportProblems(before: readonly DocumentProblem[], update: KnowledgeUpdate, log: Logger): void {
  const { problems, documents, listing } = update;
  const served = new Set(documents.map(({ path }) => path));
  // A problem may be a file's, a folder's in a knowledge folder, or that of a whole knowledge folder.
  const isServed = (place: string) =>
    listing.files.some(
      ({ path, folder }) =>
        served.has(path) && (path === place || path.startsWith(`${place}/`) || folder === place),
    );
  const known = new Set(before.map(lineOf));
  for (const problem of problems) {
    if (known.has(lineOf(problem))) continue;
    const meanwhile = isServed(problem.path) ? '; what it said before is still served' : '';
    log.warn(lineOf(problem) + meanwhile);
  }
  const left = new Set(problems.map(({ path }) => path));
  for (const path of new Set(before.map((problem) => problem.path))) {
    const isGone = path.endsWith('.md') && !isServed(path);
    if (!left.has(path) && !isGone) log.info(`${path} is in order again`);
  }
}

function lineOf({ path, line, message }: DocumentProblem): string {
  return `${path}:${line} ${message}`;
}

function sentenceFor({ added, changed, removed, documents }: KnowledgeUpdate, millis: number): string {
  const sections = documents.reduce((total, document) => total + document.sections.length, 0);
  return `knowledge updated in ${millis} ms: ${changed.length} changed, ${added.length} added, ${removed.length} removed; answering from ${documents.length} documents with ${sections} sections`;
}

/** The sections that an update brings and takes. */
function sectionsIn(update: KnowledgeUpdate): Pick<KnowledgeChange, 'newSections' | 'goneSections'> {
  const { added, changed, removed } = update;
  const before = textsById([...removed, ...changed.map((change) => change.before)]);
  const after = textsById([...added, ...changed.map((change) => change.after)]);
  return {
    newSections: [...after].filter(([id, text]) => before.get(id) !== text).map(([id]) => id),
    goneSections: [...before.keys()].filter((id) => !after.has(id)),
  };
}

function textsById(documents: Knowledge['documents']): Map<SectionId, string> {
  return new Map(
    documents.flatMap(({ sections }) =>
      sections.map(({ line, ...section }) => [section.id, JSON.stringify(section)] as const),
    ),
  );
}
