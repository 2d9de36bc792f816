import { type Document, parseDocument } from './document.js';
import { byPath, type DocumentProblem, problemOf } from './document-problem.js';
import { type KnowledgeFile, type KnowledgeFiles, readKnowledge } from './read-knowledge.js';

/** Deeper nesting is no text a person wrote, and would exhaust the stack of whatever walks the tree. */
const NESTING_LIMIT = 100;

/** What the knowledge folders hold: the good documents, and what is wrong with the others. */
export interface Knowledge {
  readonly documents: readonly Document[];
  readonly problems: readonly DocumentProblem[];
}

/** Reads and parses every document of the folders. */
export async function loadKnowledge(folders: readonly string[]): Promise<Knowledge> {
  return parseKnowledge(await readKnowledge(folders));
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

/** How many quotes or lists a line opens inside one another, at most. */
function nestingOf(line: string): number {
  const markers = /^(?:[ \t]*(?:>|[*+-][ \t]|\d{1,9}[.)][ \t]))*/.exec(line)?.[0] ?? '';
  const indent = /^[ \t]*(?=[*+-][ \t]|\d{1,9}[.)][ \t])/.exec(line)?.[0].length ?? 0;
  // An item is indented by two columns at least for each list around it.
  return markers.replace(/[^>*+\-.)]/g, '').length + Math.floor(indent / 2);
}
