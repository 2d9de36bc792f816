import type { Nodes } from 'mdast';
import type { Document } from '../../../knowledge/document.js';
import { linkTarget } from '../../../knowledge/link-target.js';
import { blocksOf } from '../../../knowledge/section.js';

/** Documents that are named below another: a row or two (taste). */
const LIMIT = 6;

/** A link says more than any word that two documents share: words that one of them has alone tell up to 6 (ln of 371 documents). */
const LINK_WORTH = 8;

/** Finds the documents that a reader of one may want next: those it links to, and those that are about the same. */
export function relatedDocuments(
  document: Document,
  documents: readonly Document[],
  limit = LIMIT,
): Document[] {
  const linked = new Set(document.sections.flatMap((section) => pathsLinkedIn(blocksOf(section), document)));
  const subjects = new Map(documents.map((each) => [each, subjectsOf(each)] as const));
  const counts = new Map<string, number>();
  for (const names of subjects.values()) {
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const own = subjects.get(document) ?? subjectsOf(document);
  const worthOf = (other: Document): number => {
    let worth = linked.has(other.path) ? LINK_WORTH : 0;
    for (const name of subjects.get(other) ?? []) {
      if (own.has(name)) worth += Math.log(documents.length / (counts.get(name) ?? 1));
    }
    return worth;
  };
  return documents
    .filter((each) => each.path !== document.path)
    .map((each) => ({ each, worth: worthOf(each) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth)
    .slice(0, limit)
    .map(({ each }) => each);
}

/** What a document says of itself that others say too. */
function subjectsOf({ frontMatter }: Document): ReadonlySet<string> {
  if (frontMatter.kind !== 'case-study') return new Set(frontMatter.tags);
  const { tags, themes, tools, industry } = frontMatter;
  return new Set([...tags, ...themes, ...tools, industry]);
}

function pathsLinkedIn(nodes: readonly Nodes[], from: Document): string[] {
  return nodes.flatMap((node) => {
    if (node.type === 'link') return linkTarget(node.url, from.path)?.path ?? [];
    return 'children' in node ? pathsLinkedIn(node.children, from) : [];
  });
}
