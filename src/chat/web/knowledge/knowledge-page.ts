import { html } from 'hono/html';
import type { Document } from '../../../knowledge/document.js';
import type { Query } from '../../../search/query.js';
import { HITS_LIMIT, type Hit, type Search } from '../../../search/search.js';
import type { MarkedText } from '../../../search/snippet.js';
import {
  CASE_STUDIES_PATH,
  documentAddress,
  KNOWLEDGE_PATH,
  sectionAddress,
} from '../page/document-address.js';
import { byKind, KINDS, type KindGroup, kindOf } from '../page/document-kinds.js';
import type { Html } from '../page/layout.js';
import { searchField } from './search-field.js';

/** Draws the whole knowledge base by kind. */
export function knowledgePage(documents: readonly Document[]): Html {
  const groups = byKind(documents);
  const sections = documents.reduce((sum, document) => sum + document.sections.length, 0);
  return html`<h1>Knowledge</h1>
  <p class="lead">Every answer is a piece of one of these ${documents.length} documents; together they have ${sections.toLocaleString('en-US')} sections.</p>
  ${searchField()}
  <nav class="kinds" aria-label="Kinds of documents"><ul class="chips">${groups.map(
    ({ kind, documents }) =>
      html`<li><a class="chip" href="#${kind}">${KINDS[kind].many} <span class="count">${documents.length}</span></a></li>`,
  )}${
    groups.some(({ kind }) => kind === 'case-study')
      ? html`<li><a class="chip" href="${CASE_STUDIES_PATH}">Case studies in a table <span class="count" aria-hidden="true">→</span></a></li>`
      : ''
  }</ul></nav>
  ${groups.map(kindSection)}`;
}

/** Draws what was found for some words, section by section. */
export function searchPage(text: string, search: Search): Html {
  const { query, hits } = search.find(text);
  return html`<h1>Knowledge</h1>
  ${searchField(text)}
  ${
    hits.length === 0
      ? nothingFound(text)
      : html`<h2>${countWords(hits.length)} for “${text}”</h2>${readAs(query)}
  <ol class="hits">${hits.map((hit) => hitItem(hit, query, search))}</ol>
  <p class="fine">Not what you meant? <a href="${askAddress(text)}">Ask the bot</a>, or <a href="${KNOWLEDGE_PATH}">see all documents</a>.</p>`
  }`;
}

/** Draws that there is nothing at an address, and what its words may have meant. */
export function missingPage(words: string, search: Search): Html {
  const { query, hits } = search.find(words);
  return html`<h1>There is no page here</h1>
  <p class="lead">Documents move and are renamed; a search finds them again.</p>
  ${searchField()}
  ${
    hits.length === 0
      ? ''
      : html`<h2>You may be looking for</h2><ol class="hits">${hits.slice(0, LIKELY_SHOWN).map((hit) => hitItem(hit, query, search))}</ol>`
  }
  <p><a href="${KNOWLEDGE_PATH}">See all documents</a> or <a href="/">ask a question</a>.</p>`;
}

/** What may have been meant by an address: a few. */
const LIKELY_SHOWN = 5;

function kindSection({ kind, documents }: KindGroup): Html {
  const { many, about } = KINDS[kind];
  return html`<section class="kind-section" aria-labelledby="${kind}">
    <h2 id="${kind}">${many} <span class="count">${documents.length}</span></h2>
    <p class="about">${about}${kind === 'case-study' ? html`. <a href="${CASE_STUDIES_PATH}">Compare them in a table</a>` : ''}</p>
    <ul class="document-list">${documents.map(listed)}</ul>
  </section>`;
}

function listed(document: Document): Html {
  const { summary } = document.frontMatter;
  return html`<li><a class="title-link" href="${documentAddress(document)}">${document.title}</a>${summary ? html`<p class="summary">${summary}</p>` : ''}</li>`;
}

/** Beyond a limit, nobody has counted. */
function countWords(count: number): string {
  if (count === 1) return '1 section';
  return count < HITS_LIMIT ? `${count} sections` : `The ${count} best sections`;
}

function hitItem(hit: Hit, query: Query, search: Search): Html {
  const { document, section } = hit;
  const title = marked(search.mark(document.title, query));
  const isIntroduction = section.heading === document.title;
  return html`<li>
    <p class="hit-place">${kindOf(document).one}${isIntroduction ? '' : html` <span aria-hidden="true">›</span> ${title}`}</p>
    <a class="title-link" href="${sectionAddress(section.id)}">${isIntroduction ? title : marked(search.mark(section.heading, query))}</a>
    <p class="hit-text">${marked(search.snippet(hit, query))}</p>
  </li>`;
}

function marked(pieces: readonly MarkedText[]): Html {
  return html`${pieces.map(({ text, isMatch }) => (isMatch ? html`<mark>${text}</mark>` : text))}`;
}

/** How words were read that are written otherwise. */
function readAs(query: Query): Html | '' {
  const corrected = query.flatMap(({ text, correction }) =>
    correction === undefined ? [] : [{ text, correction }],
  );
  if (corrected.length === 0) return '';
  return html`<p class="fine">${corrected.map(({ text, correction }, place) => html`${place > 0 ? '; ' : 'Read '}“${text}” as “${correction}”`)}</p>`;
}

function nothingFound(text: string): Html {
  return html`<div class="nothing card">
    <h2>Nothing is found for “${text}”</h2>
    <p>Try other words, <a href="${KNOWLEDGE_PATH}">look through all documents</a>, or <a href="${askAddress(text)}">ask the bot</a>: it says what it can answer.</p>
  </div>`;
}

function askAddress(text: string): string {
  return `/?q=${encodeURIComponent(text)}`;
}
