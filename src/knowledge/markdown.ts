import type { Nodes, RootContent } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { toString as wordsIn } from 'mdast-util-to-string';

/** Writes blocks as Markdown again. */
export function markdownOf(blocks: readonly RootContent[]): string {
  return toMarkdown(
    { type: 'root', children: [...blocks] },
    { extensions: [gfmToMarkdown({ tablePipeAlign: false })], bullet: '-', emphasis: '_', rule: '-' },
  ).trimEnd();
}

/** The words of blocks without their markup, one line for each paragraph, heading, cell or line of code. */
export function plainTextOf(blocks: readonly Nodes[]): string {
  const lines: string[] = [];
  const read = (node: Nodes): void => {
    if (node.type === 'code') lines.push(node.value);
    else if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
      lines.push(wordsIn(node, { includeHtml: false }));
    } else if ('children' in node) for (const child of node.children) read(child);
  };
  for (const block of blocks) read(block);
  return lines.join('\n');
}
