import { html } from 'hono/html';
import type { CaseStudy } from '../../../answers/case-study.js';
import { CASE_STUDIES_PATH, documentAddress, KNOWLEDGE_PATH } from '../page/document-address.js';
import type { Html } from '../page/layout.js';
import {
  FILTER_KEYS,
  type Filter,
  type FilterKey,
  fits,
  labelOf,
  type Order,
  optionsOf,
  orderText,
  type SortKey,
  selected,
  tableAddress,
  without,
} from './case-study-filter.js';
import { resultsOf } from './results.js';

/** Draws the case studies side by side: filters, the table of those that fit, and what came of their moves. */
export function caseStudiesPage(studies: readonly CaseStudy[], filter: Filter, order: Order): Html {
  return html`<nav class="trail" aria-label="You are in"><a href="${KNOWLEDGE_PATH}">Knowledge</a></nav>
  <h1>Case studies</h1>
  <p class="lead">${studies.length} companies: why they moved to Kubernetes, how, and what came of it.</p>
  <p class="unseen" role="status" id="Found"></p>
  <div id="studies">${found(studies, filter, order)}</div>`;
}

/** Everything that a filter changes: a script exchanges it as a whole. */
function found(studies: readonly CaseStudy[], filter: Filter, order: Order): Html {
  const shown = selected(studies, filter, order);
  return html`${filters(studies, filter, order)}
  <p class="found" tabindex="-1"><span class="found-count">${countWords(shown.length, studies.length)}</span>${wishes(filter, order)}${resultsLink(shown)}</p>
  ${shown.length === 0 ? wayOut(studies, filter, order) : html`${table(shown, filter, order)}${resultsOf(shown)}`}`;
}

const LABELS: Readonly<Record<FilterKey, { readonly label: string; readonly any: string }>> = {
  industry: { label: 'Industry', any: 'Any industry' },
  tool: { label: 'Tool', any: 'Any tool' },
  theme: { label: 'Theme', any: 'Any theme' },
  year: { label: 'Year', any: 'Any year' },
};

function filters(studies: readonly CaseStudy[], filter: Filter, order: Order): Html {
  return html`<form class="filters" method="get" action="${CASE_STUDIES_PATH}" aria-label="Filter the case studies">
    ${FILTER_KEYS.map((key) => select(key, studies, filter))}
    <input type="hidden" name="sort" value="${orderText(order)}">
    <button class="button" type="submit">Filter</button>
  </form>`;
}

function select(key: FilterKey, studies: readonly CaseStudy[], filter: Filter): Html {
  const { label, any } = LABELS[key];
  const isSet = filter[key] !== undefined;
  return html`<label><span>${label}</span><select class="field${isSet ? ' is-set' : ''}" name="${key}">
      <option value="">${any}</option>${optionsOf(key, studies, filter).map(
        ({ value, count }) =>
          html`<option value="${value}"${filter[key] === value ? html` selected` : ''}>${labelOf(key, value)} (${count})</option>`,
      )}
    </select></label>`;
}

function countWords(count: number, total: number): string {
  if (count === total) return `All ${total} case studies`;
  return count === 0 ? 'No case study has all of that' : `${count} of ${total} case studies`;
}

/** The results stand below the table, a long way down. */
function resultsLink(shown: readonly CaseStudy[]): Html | '' {
  return shown.some(({ frontMatter }) => frontMatter.results.length > 0)
    ? html`<a class="to-results" href="#Results">Results, before and after <span aria-hidden="true">↓</span></a>`
    : '';
}

/** What is asked for, each with a way to leave it out. */
function wishes(filter: Filter, order: Order): Html | '' {
  const keys = FILTER_KEYS.filter((key) => filter[key] !== undefined);
  if (keys.length === 0) return '';
  return html` <span class="wishes">${keys.map(
    (key) =>
      html`<a class="chip" href="${tableAddress(without(key, filter), order)}"><span class="unseen">Leave out </span>${labelOf(key, filter[key] ?? '')}<span class="cross" aria-hidden="true">×</span></a> `,
  )}${keys.length > 1 ? html`<a href="${tableAddress({}, order)}">Clear all</a>` : ''}</span>`;
}

/** What to leave out where nothing fits. */
function wayOut(studies: readonly CaseStudy[], filter: Filter, order: Order): Html {
  const ways = FILTER_KEYS.filter((key) => filter[key] !== undefined)
    .map((key) => ({ key, count: studies.filter((study) => fits(study, without(key, filter))).length }))
    .filter(({ count }) => count > 0);
  return html`<div class="nothing card"><p>Try it with less:</p><ul>${ways.map(
    ({ key, count }) =>
      html`<li><a href="${tableAddress(without(key, filter), order)}">without ${labelOf(key, filter[key] ?? '')}</a> (${count})</li>`,
  )}<li><a href="${tableAddress({}, order)}">all ${studies.length} case studies</a></li></ul></div>`;
}

function table(studies: readonly CaseStudy[], filter: Filter, order: Order): Html {
  // Narrow screens lay a row's cells out below each other; their roles stay with them.
  return html`<table class="studies" role="table"><caption class="unseen">Case studies</caption>
    <thead role="rowgroup"><tr role="row">
      ${sortable('company', 'Company', filter, order)}
      ${sortable('industry', 'Industry', filter, order)}
      ${sortable('year', 'Year', filter, order)}
      <th role="columnheader" scope="col" class="wide-only">Tools</th>
      <th role="columnheader" scope="col" class="wide-only">Themes</th>
    </tr></thead>
    <tbody role="rowgroup">${studies.map((study) => row(study, filter))}</tbody>
  </table>`;
}

/** Pressed again, it sorts the other way round. */
function sortable(by: SortKey, label: string, filter: Filter, order: Order): Html {
  const isSorted = order.by === by;
  const next: Order = { by, isReversed: isSorted && !order.isReversed };
  // Years stand newest first.
  const isAscending = order.isReversed === (by === 'year');
  const direction = isAscending ? 'ascending' : 'descending';
  return html`<th role="columnheader" scope="col" class="${by}"${isSorted ? html` aria-sort="${direction}"` : ''}><a class="sort-link" href="${tableAddress(filter, next)}">${label}<span class="arrow" aria-hidden="true">${isSorted ? (isAscending ? '↑' : '↓') : ''}</span></a></th>`;
}

function row(study: CaseStudy, filter: Filter): Html {
  const { company, industry, location, year, tools, themes, summary } = study.frontMatter;
  return html`<tr role="row">
    <th role="rowheader" scope="row"><a class="title-link" href="${documentAddress(study)}">${company}</a><p class="summary">${summary}</p></th>
    <td role="cell" class="industry">${industry}${location ? html`<br><span class="fine">${location}</span>` : ''}</td>
    <td role="cell" class="year">${year}</td>
    <td role="cell" class="wide-only">${named('tool', tools, filter)}</td>
    <td role="cell" class="wide-only">${named('theme', themes, filter)}</td>
  </tr>`;
}

/** Names that a cell shows: some two lines. */
const NAMES_SHOWN = 5;

/** The first of many names, before them the one that is asked for. */
function named(key: FilterKey, names: readonly string[], filter: Filter): Html {
  const wanted = names.filter((name) => name === filter[key]);
  const others = names.filter((name) => name !== filter[key]);
  const shown = [...wanted, ...others].slice(0, NAMES_SHOWN);
  const more = names.length - shown.length;
  return html`${shown.map((name, place) => html`${place > 0 ? ', ' : ''}${name === filter[key] ? html`<mark>${labelOf(key, name)}</mark>` : labelOf(key, name)}`)}${more > 0 ? html` <span class="fine">and ${more} more</span>` : ''}`;
}
