import type { Definition, Nodes, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown, gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { toString as wordsIn } from 'mdast-util-to-string';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { CONTINUE, SKIP, visit } from 'unist-util-visit';

/** Parses Markdown (GitHub's dialect, with YAML front matter) into a tree whose every link holds its address. */
export function parseMarkdown(text: string): Root {
  const root = fromMarkdown(text, {
    extensions: [gfm(), frontmatter()],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown()],
  });
  return withLinksResolved(root);
}

/** Replaces `[text][name]` by `[text](address)`: a section is shown without the document's link definitions. */
function withLinksResolved(root: Root): Root {
  const definitions = new Map<string, Definition>();
  visit(root, 'definition', (node) => {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
  });
  visit(root, (node, index, parent) => {
    if (node.type !== 'linkReference' && node.type !== 'imageReference') return;
    const definition = definitions.get(node.identifier);
    if (definition === undefined || parent === undefined || index === undefined) return;
    const { url, title } = definition;
    const { position } = node;
    const resolved: RootContent =
      node.type === 'linkReference'
        ? { type: 'link', url, title: title ?? null, children: node.children, ...(position && { position }) }
        : { type: 'image', url, title: title ?? null, alt: node.alt ?? null, ...(position && { position }) };
    parent.children[index] = resolved;
  });
  return root;
}

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
  for (const block of blocks) {
    visit(block, (node) => {
      if (node.type === 'code') lines.push(node.value);
      if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableCell') return CONTINUE;
      lines.push(wordsIn(node, { includeHtml: false }));
      return SKIP;
    });
  }
  return lines.join('\n');
}
