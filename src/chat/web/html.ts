import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { RootContent } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import { visit } from 'unist-util-visit';

/** Draws blocks as HTML; raw HTML in them is left out, and links lead to web and mail addresses only. */
export function htmlOf(blocks: readonly RootContent[]): string {
  const tree = toHast({ type: 'root', children: [...blocks] });
  visit(tree as Root, 'element', (element: Element, index, parent) => {
    if (element.tagName === 'a') {
      if (isWebAddress(element.properties.href)) element.properties.rel = ['noopener', 'noreferrer'];
      else Object.assign(element, { tagName: 'span', properties: {} });
    }
    // A fence may name anything as its language.
    if (element.tagName === 'code' && !isLanguage(element.properties.className))
      delete element.properties.className;
    // Pictures would be fetched from other machines: their description stands for them.
    if (element.tagName === 'img' && parent && index !== undefined) {
      const text: ElementContent = { type: 'text', value: String(element.properties.alt ?? '') };
      parent.children[index] = text;
    }
  });
  return toHtml(tree);
}

/** Whether a link may be followed: to a page or a mailbox, not to a script. */
export function isWebAddress(url: unknown): url is string {
  return typeof url === 'string' && /^(?:https?:\/\/|mailto:)/i.test(url);
}

/** Whether a class is a language's, as `language-yaml`. */
function isLanguage(className: unknown): boolean {
  return Array.isArray(className) && className.every((name) => /^language-[\w+#.-]+$/.test(String(name)));
}
