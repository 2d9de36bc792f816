import { html } from 'hono/html';
import { KNOWLEDGE_PATH } from '../page/document-address.js';
import type { Html } from '../page/layout.js';

/** Characters of a search; nobody looks for more. */
export const SEARCH_LENGTH = 200;

/** Draws the field that searches the knowledge base. */
export function searchField(text = ''): Html {
  return html`<form class="search" method="get" action="${KNOWLEDGE_PATH}" role="search">
    <label><span class="unseen">Search the knowledge base</span><input class="field" type="search" name="q" value="${text}" maxlength="${SEARCH_LENGTH}" placeholder="Search all sections" autocomplete="off" enterkeyhint="search"></label>
    <button class="button" type="submit">Search</button>
  </form>`;
}
