import type { Definition, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { visit } from 'unist-util-visit';

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
