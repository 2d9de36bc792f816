import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Code, RootContent, Table } from 'mdast';
import { defaultHandlers, type State, toHast } from 'mdast-util-to-hast';
import { visit } from 'unist-util-visit';
import { highlighted } from './highlight.js';

/** Where a link of a document leads within the page; nothing when it leads nowhere there. */
export type ResolveLink = (url: string) => string | undefined;

/**
 * Draws blocks as HTML, with code highlighted. Raw HTML in them is left out, and links lead to web and mail
 * addresses, and to where `resolveLink` says.
 */
export function htmlOf(blocks: readonly RootContent[], resolveLink: ResolveLink = () => undefined): string {
  const tree = toHast({ type: 'root', children: [...blocks] }, { handlers: { code: codeBlock, table } });
  visit(tree as Root, 'element', (element: Element, index, parent) => {
    if (element.tagName === 'a') drawLink(element, resolveLink);
    // The box of a task, which nobody can tick here.
    if (element.tagName === 'input')
      element.properties.ariaLabel = element.properties.checked ? 'Done' : 'To do';
    // Pictures would be fetched from other machines: their description stands for them.
    if (element.tagName === 'img' && parent && index !== undefined) {
      const text: ElementContent = { type: 'text', value: String(element.properties.alt ?? '') };
      parent.children[index] = text;
    }
  });
  // The only HTML in the tree that is not escaped here was escaped by the highlighter.
  return toHtml(tree, { allowDangerousHtml: true });
}

/** Whether a link may be followed: to a page or a mailbox, not to a script. */
export function isWebAddress(url: unknown): url is string {
  return typeof url === 'string' && /^(?:https?:\/\/|mailto:)/i.test(url);
}

function drawLink(element: Element, resolveLink: ResolveLink): void {
  const { href } = element.properties;
  if (isWebAddress(href)) {
    element.properties.rel = ['noopener', 'noreferrer'];
    return;
  }
  const within = resolveLink(String(href ?? ''));
  if (within === undefined) Object.assign(element, { tagName: 'span', properties: {} });
  else element.properties.href = within;
}

/** Code in its language’s colours; it scrolls in itself, also by the keyboard. A script adds what copies it. */
function codeBlock(_: State, { lang, value }: Code): Element {
  // A fence may name anything as its language.
  const language = /^[\w+#.-]+/.exec(lang ?? '')?.[0];
  const html = language && highlighted(value, language.toLowerCase());
  const content: ElementContent = html ? { type: 'raw', value: html } : { type: 'text', value };
  const className = language && [`language-${language}`];
  const code = element('code', { ...(className && { className }) }, content);
  const pre = element('pre', { tabIndex: 0, role: 'group', ariaLabel: 'Code' }, code);
  return element('div', { className: ['code'], ...(language && { dataLanguage: language }) }, pre);
}

/** A table too wide scrolls in itself. */
function table(state: State, node: Table): Element {
  const drawn = defaultHandlers.table(state, node);
  return element('div', { className: ['scroll'], tabIndex: 0, role: 'group', ariaLabel: 'Table' }, drawn);
}

function element(tagName: string, properties: Element['properties'], child: ElementContent): Element {
  return { type: 'element', tagName, properties, children: [child] };
}
