import type { Citation } from '../answers/answer.js';
import type { Document } from '../knowledge/document.js';
import type { Section } from '../knowledge/section.js';
import type { Passage, Pointer, SourceLink } from './reply.js';

/** The address of a document that names no source, if it has one. */
export type SourceUrlOf = (path: string) => string | undefined;

/** An excerpt with everything that is shown of it. */
export function passageFor(citation: Citation, sourceUrlOf: SourceUrlOf): Passage {
  const { document, excerpt } = citation;
  const { checked } = document.frontMatter;
  return {
    ...pointerFor(citation, sourceUrlOf),
    blocks: excerpt.blocks,
    shortened: excerpt.shortened,
    sources: shownOf(sourcesOf(document, sourceUrlOf)),
    ...(checked && { checked }),
  };
}

/** Where what is cited is to be found. */
export function pointerFor({ document, section }: Citation, sourceUrlOf: SourceUrlOf): Pointer {
  return sectionPointer(document, section, sourceUrlOf);
}

/** Where a section is to be found. */
export function sectionPointer(document: Document, section: Section, sourceUrlOf: SourceUrlOf): Pointer {
  const url = sourcesOf(document, sourceUrlOf)[0]?.url;
  return {
    title: document.title,
    ...(section.heading !== document.title && { heading: section.heading }),
    ...(url && { url }),
    section: section.id,
  };
}

/** A document that names no source stands for itself. */
function sourcesOf(document: Document, sourceUrlOf: SourceUrlOf): SourceLink[] {
  if (document.sources.length > 0) {
    return document.sources.map(({ title, url, license }) => ({ title, url, ...(license && { license }) }));
  }
  const url = sourceUrlOf(document.path);
  return [{ title: document.path, ...(url && { url }) }];
}

/** As many sources as stand in one line; a document that draws on more lists them in its file. */
const SOURCES_SHOWN = 3;

/** The first sources, with a licence that several share named once, after the last of them. */
function shownOf(sources: readonly SourceLink[]): SourceLink[] {
  const shown = sources.slice(0, SOURCES_SHOWN).map(({ license, ...source }, index, all) => {
    const isSame = license === all[index + 1]?.license;
    return { ...source, ...(license && !isSame && { license }) };
  });
  const others = sources.length - shown.length;
  return others > 0 ? [...shown, { title: `and ${others} more` }] : shown;
}
