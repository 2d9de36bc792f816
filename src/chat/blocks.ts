import type { List, Paragraph, PhrasingContent, RootContent } from 'mdast';
import type { Passage } from './reply.js';

/** A page in our own words, which names no source. */
export function pageOf(title: string, blocks: readonly RootContent[]): Passage {
  return { title, blocks, shortened: false, sources: [] };
}

/** A paragraph of plain words. */
export function words(text: string): Paragraph {
  return paragraph([{ type: 'text', value: text }]);
}

/** The same in bold. */
export function bold(text: string): Paragraph {
  return paragraph([{ type: 'strong', children: [{ type: 'text', value: text }] }]);
}

/** A paragraph of what stands in one. */
export function paragraph(children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children };
}

/** A list, an item a line. */
export function listOf(lines: readonly string[]): List {
  return {
    type: 'list',
    ordered: false,
    spread: false,
    children: lines.map((line) => ({ type: 'listItem', spread: false, children: [words(line)] })),
  };
}
