import { html } from 'hono/html';
import type { CaseStudy } from '../../../answers/case-study.js';
import type { Html } from '../page/layout.js';
import { type FilterKey, labelOf, tableAddress } from './case-study-filter.js';

/** Draws what a case study says of its company, each fact leading to the others that share it. */
export function caseStudyFacts({ frontMatter }: CaseStudy): Html {
  const { company, industry, location, year, tools, replaced, considered, themes } = frontMatter;
  return html`<section class="facts" aria-label="${company} in short"><dl>
    ${fact('Company', company)}
    ${fact('Industry', links('industry', [industry]))}
    ${location ? fact('Location', location) : ''}
    ${fact('Year', links('year', [String(year)]))}
    ${fact('Tools', links('tool', tools), 'long')}
    ${replaced.length > 0 ? fact('Replaced', replaced.join(', '), 'long') : ''}
    ${considered.length > 0 ? fact('Considered', considered.join(', '), 'long') : ''}
    ${fact('Themes', links('theme', themes), 'long')}
  </dl></section>`;
}

function fact(name: string, value: Html | string, length: 'short' | 'long' = 'short'): Html {
  return html`<div class="${length}"><dt>${name}</dt><dd>${value}</dd></div>`;
}

function links(key: FilterKey, values: readonly string[]): Html {
  return html`<ul class="chips">${values.map((value) => html`<li><a class="chip" href="${tableAddress({ [key]: value })}">${labelOf(key, value)}</a></li>`)}</ul>`;
}
