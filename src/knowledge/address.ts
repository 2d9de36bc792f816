/** A document's place in the knowledge folder, with forward slashes: `case-studies/babylon.md`. */
export type DocumentPath = `${string}.md`;

/** A section's place: its document's path and its heading's anchor, `case-studies/babylon.md#results`. */
export type SectionId = `${DocumentPath}#${string}`;

/** The anchor of the text before the first heading, in front matter and addresses. */
export const INTRODUCTION = 'intro';

/** The document that a section stands in; a file's name may have a `#`, an anchor has none. */
export function documentPathOf(id: SectionId): DocumentPath {
  return id.slice(0, id.lastIndexOf('#')) as DocumentPath;
}

/** A section's anchor in its document. */
export function anchorOf(id: SectionId): string {
  return id.slice(id.lastIndexOf('#') + 1);
}
