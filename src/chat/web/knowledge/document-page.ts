import { html, raw } from 'hono/html';
import { isCaseStudy } from '../../../answers/case-study.js';
import { anchorOf, type DocumentPath, INTRODUCTION } from '../../../knowledge/address.js';
import type { Document } from '../../../knowledge/document.js';
import { blocksOf } from '../../../knowledge/section.js';
import type { SourceUrlOf } from '../../passage.js';
import { CASE_STUDIES_PATH, documentAddress, KNOWLEDGE_PATH, pageLinks } from '../page/document-address.js';
import { documentsOf, KINDS, kindOf } from '../page/document-kinds.js';
import { htmlOf, isWebAddress, type ResolveLink } from '../page/html.js';
import type { Html } from '../page/layout.js';
import { caseStudyFacts } from './case-study-facts.js';
import { type OutlineEntry, outlineOf } from './document-outline.js';
import { relatedDocuments } from './related-documents.js';
import { resultsOf } from './results.js';
import { searchField } from './search-field.js';

/** Draws a document's page: what it says of itself, all its sections, and where to go from there. */
export function documentPage(
  document: Document,
  documents: readonly Document[],
  sourceUrlOf: SourceUrlOf,
): Html {
  const outline = outlineOf(document);
  const headings =
    isCaseStudy(document) && document.frontMatter.results.length > 0 ? [RESULTS, ...outline] : outline;
  const linkTo = linksOf(document, documents);
  return html`<div class="reading">
  <article class="document">
    ${trail(document)}
    <h1>${document.title}</h1>
    ${document.frontMatter.summary ? html`<p class="lead">${document.frontMatter.summary}</p>` : ''}
    ${alsoCalled(document)}
    <p class="document-actions"><a class="button" href="/?q=${encodeURIComponent(questionFor(document))}">Ask about this</a></p>
    ${contents(headings, 'contents-narrow')}
    ${isCaseStudy(document) ? caseStudyFacts(document) : ''}
    ${introductionOf(document, linkTo)}
    ${isCaseStudy(document) ? resultsOf([document]) : ''}
    <div class="prose document-text">${outline.map((entry) => sectionOf(entry, linkTo))}</div>
    ${sourcesOf(document, sourceUrlOf)}
    ${relatedOf(document, documents)}
    ${neighboursOf(document, documents)}
  </article>
  <aside class="beside" aria-label="Around this page">${searchField()}${contents(headings, 'contents-wide')}</aside>
</div>`;
}

function trail(document: Document): Html {
  const { kind } = document.frontMatter;
  const ofKind = kind === 'case-study' ? CASE_STUDIES_PATH : `${KNOWLEDGE_PATH}#${kind}`;
  return html`<nav class="trail" aria-label="You are in"><a href="${KNOWLEDGE_PATH}">Knowledge</a> <span aria-hidden="true">›</span> <a href="${ofKind}">${KINDS[kind].many}</a></nav>`;
}

/** What else it is called, and what a cluster prints that leads here. */
function alsoCalled({ frontMatter }: Document): Html {
  const { kind, aliases } = frontMatter;
  const symptoms = kind === 'troubleshooting' ? frontMatter.symptoms : [];
  return html`${aliases.length > 0 ? html`<p class="fine">Also called ${aliases.join(', ')}</p>` : ''}${
    symptoms.length > 0
      ? html`<p class="fine symptoms">You may see ${symptoms.map((symptom) => html`<code>${symptom}</code> `)}</p>`
      : ''
  }`;
}

/** The first question that it answers; its title when it names none. */
function questionFor({ title, sections }: Document): string {
  return sections.flatMap(({ questions }) => questions)[0] ?? title;
}

/** Stands before the sections of a case study. */
const RESULTS: OutlineEntry = { anchor: 'Results', heading: 'Before and after', depth: 0 };

/** The headings of a document; those below the second level stand in the text alone. */
function contents(outline: readonly OutlineEntry[], place: 'contents-wide' | 'contents-narrow'): Html | '' {
  const entries = outline.filter(({ depth }) => depth < 2);
  if (entries.length < 2) return '';
  const list = html`<ol>${entries.map(
    ({ anchor, heading, depth }) =>
      html`<li><a class="contents-link depth-${depth}" href="#${encodeURIComponent(anchor)}">${heading}</a></li>`,
  )}</ol>`;
  return place === 'contents-narrow'
    ? html`<details class="${place}"><summary>On this page</summary><nav aria-label="On this page">${list}</nav></details>`
    : html`<nav class="${place}" aria-label="On this page"><p>On this page</p>${list}</nav>`;
}

function introductionOf({ sections }: Document, linkTo: ResolveLink): Html | '' {
  const introduction = sections.find(({ id }) => anchorOf(id) === INTRODUCTION);
  return introduction
    ? html`<div class="prose document-text" id="${INTRODUCTION}">${raw(htmlOf(blocksOf(introduction), linkTo))}</div>`
    : '';
}

function sectionOf(entry: OutlineEntry, linkTo: ResolveLink): Html {
  return html`${headingOf(entry)}${entry.section ? raw(htmlOf(blocksOf(entry.section), linkTo)) : ''}`;
}

function linksOf({ path }: Document, documents: readonly Document[]): ResolveLink {
  const paths = new Set<string>(documents.map((each) => each.path));
  return pageLinks(path, (path): path is DocumentPath => paths.has(path));
}

/** A heading leads to itself, so that its address can be copied. */
function headingOf({ anchor, heading, depth }: OutlineEntry): Html {
  const link = html`<a class="anchor" href="#${encodeURIComponent(anchor)}">${heading}</a>`;
  switch (depth) {
    case 0:
      return html`<h2 id="${anchor}">${link}</h2>`;
    case 1:
      return html`<h3 id="${anchor}">${link}</h3>`;
    case 2:
      return html`<h4 id="${anchor}">${link}</h4>`;
    case 3:
      return html`<h5 id="${anchor}">${link}</h5>`;
    default:
      return html`<h6 id="${anchor}">${link}</h6>`;
  }
}

function sourcesOf({ path, sources, frontMatter }: Document, sourceUrlOf: SourceUrlOf): Html {
  const named = sources.length > 0 ? sources : [{ title: path, url: sourceUrlOf(path), license: undefined }];
  const { checked } = frontMatter;
  return html`<section class="sources" aria-labelledby="Sources">
    <h2 id="Sources">${named.length === 1 ? 'Source' : 'Sources'}</h2>
    <ul>${named.map(
      ({ title, url, license }) =>
        html`<li>${isWebAddress(url) ? html`<a href="${url}" rel="noopener noreferrer">${title}</a>` : title}${license ? html` <span class="fine">${license}</span>` : ''}</li>`,
    )}</ul>
    ${checked ? html`<p class="fine">Checked against ${named.length === 1 ? 'it' : 'them'} on <time datetime="${checked}">${dayOf(checked)}</time></p>` : ''}
  </section>`;
}

function dayOf(date: string): string {
  return new Date(date).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
}

function relatedOf(document: Document, documents: readonly Document[]): Html | '' {
  const related = relatedDocuments(document, documents);
  if (related.length === 0) return '';
  return html`<section class="related-documents" aria-labelledby="Related">
    <h2 id="Related">Related</h2>
    <ul class="document-cards">${related.map(
      (each) =>
        html`<li><p class="hit-place">${kindOf(each).one}</p><a class="title-link" href="${documentAddress(each)}">${each.title}</a>${each.frontMatter.summary ? html`<p class="summary">${each.frontMatter.summary}</p>` : ''}</li>`,
    )}</ul>
  </section>`;
}

/** The documents before and after it in the list of its kind. */
function neighboursOf(document: Document, documents: readonly Document[]): Html | '' {
  const group = documentsOf(document.frontMatter.kind, documents);
  const place = group.findIndex(({ path }) => path === document.path);
  const [earlier, next] = [group[place - 1], group[place + 1]];
  if (!earlier && !next) return '';
  return html`<nav class="neighbours" aria-label="${kindOf(document).many}">
    ${earlier ? html`<a class="title-link" rel="prev" href="${documentAddress(earlier)}"><span class="direction">Previous</span> ${earlier.title}</a>` : ''}
    ${next ? html`<a class="title-link next" rel="next" href="${documentAddress(next)}"><span class="direction">Next</span> ${next.title}</a>` : ''}
  </nav>`;
}
