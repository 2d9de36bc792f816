import { html } from 'hono/html';
import type { CaseStudy } from '../../../answers/case-study.js';
import { type Change, changeOf, middleOf } from '../../../knowledge/change.js';
import type { Result } from '../../../knowledge/front-matter.js';
import type { Measure, Quantity } from '../../../knowledge/quantity.js';
import { documentAddress } from '../page/document-address.js';
import type { Html } from '../page/layout.js';
import { type ChangeScale, factorWords, scaleFor } from './change-scale.js';

/** A result, with the case study that tells it. */
interface Told {
  readonly study: CaseStudy;
  readonly result: Result;
  readonly change: Change | undefined;
}

/** A result that can be drawn. */
type Drawn = Told & { readonly change: Change };

/** Draws what came of the moves of some companies: what gives figures as a chart, the rest in words. */
export function resultsOf(studies: readonly CaseStudy[]): Html | '' {
  const told = studies.flatMap((study) =>
    study.frontMatter.results.map((result): Told => ({ study, result, change: changeOf(result) })),
  );
  if (told.length === 0) return '';
  const drawn = told.filter((each): each is Drawn => each.change !== undefined);
  const others = told.filter(({ change }) => change === undefined);
  const isOne = studies.length === 1;
  return html`<section class="results" aria-labelledby="Results">
    <h2 id="Results">Before and after</h2>
    ${drawn.length > 0 ? chart(drawn, told.length, isOne) : ''}
    ${others.length > 0 ? inWords(others, isOne, drawn.length > 0) : ''}
  </section>`;
}

const MEASURES: Readonly<Record<Measure, string>> = {
  time: 'How long it takes',
  rate: 'How often it happens',
  share: 'Shares',
  money: 'Money',
  count: 'How many',
};

function chart(drawn: readonly Drawn[], total: number, isOne: boolean): Html {
  return html`<figure class="changes" aria-labelledby="Changes">
    <figcaption id="Changes">${drawn.length} of ${total} results give a figure on both sides: <span class="key-before">before</span> and <span class="key-after">after</span>. ${
      drawn.some(({ change }) => change.measure !== 'share')
        ? 'The scales are logarithmic: the same way is the same factor. '
        : ''
    }Spans are compared by their middles.</figcaption>
    ${groupsOf(drawn).map(({ measure, changes }) => changeTable(measure, changes, isOne))}
  </figure>`;
}

/** The results of each measure, those that changed most first; amounts of money by currency. */
function groupsOf(drawn: readonly Drawn[]): { measure: Measure; changes: readonly Drawn[] }[] {
  return (Object.keys(MEASURES) as Measure[]).flatMap((measure) => {
    const ofMeasure = drawn.filter(({ change }) => change.measure === measure);
    const units =
      measure === 'money' ? [...new Set(ofMeasure.map(({ change }) => change.before.unit))] : [''];
    return units.flatMap((unit) => {
      const changes = ofMeasure.filter(({ change }) => measure !== 'money' || change.before.unit === unit);
      const size = ({ change }: Drawn) => Math.abs(Math.log(change.factor));
      return changes.length === 0
        ? []
        : [{ measure, changes: [...changes].sort((a, b) => size(b) - size(a)) }];
    });
  });
}

function changeTable(measure: Measure, changes: readonly Drawn[], isOne: boolean): Html {
  const scale = scaleFor(
    measure,
    changes.map(({ change }) => change),
  );
  // Narrow screens lay the cells of a row out below each other; their roles stay with them.
  return html`<table role="table">
    <caption>${MEASURES[measure]}</caption>
    <thead role="rowgroup"><tr role="row">
      <th role="columnheader" scope="col" class="what">${isOne ? 'What' : 'Company and what'}</th>
      <th role="columnheader" scope="col" class="drawing"><span class="unseen">Chart</span>${axis(scale)}</th>
      <th role="columnheader" scope="col">Before</th>
      <th role="columnheader" scope="col">After</th>
      <th role="columnheader" scope="col" class="factor">Change</th>
    </tr></thead>
    <tbody role="rowgroup">${changes.map(
      ({ study, result, change }) => html`<tr role="row">
      <th role="rowheader" scope="row">${isOne ? '' : companyOf(study, undefined)}${result.what}</th>
      <td role="cell" class="drawing">${drawing(change, scale)}</td>
      <td role="cell" class="before">${result.before}</td>
      <td role="cell" class="after">${result.after}</td>
      <td role="cell" class="factor">${factorWords(change)}</td>
    </tr>`,
    )}</tbody>
  </table>`;
}

function axis({ ticks }: ChangeScale): Html {
  return html`<svg class="axis" width="100%" height="18" aria-hidden="true">${ticks.map(
    ({ label, place }) => html`<text x="${percent(place)}" y="12" text-anchor="middle">${label}</text>`,
  )}</svg>`;
}

/** The way from before to after, on the scale; it is as wide as its cell. */
function drawing({ before, after }: Change, scale: ChangeScale): Html {
  const at = (value: number) => percent(scale.placeOf(value));
  const span = ({ low, high }: Quantity, name: string) =>
    low === high ? '' : html`<line class="span ${name}" x1="${at(low)}" x2="${at(high)}" y1="20" y2="20"/>`;
  const middle = (quantity: Quantity) => at(middleOf(quantity));
  return html`<svg class="way-drawing" width="100%" height="100%" aria-hidden="true">${scale.ticks.map(
    ({ place }) => html`<line class="grid" x1="${percent(place)}" x2="${percent(place)}" y1="0" y2="100%"/>`,
  )}${span(before, 'before')}${span(after, 'after')}<line class="way" x1="${middle(before)}" x2="${middle(after)}" y1="20" y2="20"/><circle class="before" cx="${middle(before)}" cy="20" r="5"/><circle class="after" cx="${middle(after)}" cy="20" r="6"/></svg>`;
}

function percent(share: number): string {
  return `${Number(share.toFixed(2))}%`;
}

/** What gives no two figures, side by side; many are folded. */
function inWords(told: readonly Told[], isOne: boolean, isBelowChart: boolean): Html {
  const table = html`<table role="table" class="words">
    <caption>${isBelowChart ? 'Told in words' : html`<span class="unseen">Results</span>`}</caption>
    <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col" class="what">${isOne ? 'What' : 'Company and what'}</th><th role="columnheader" scope="col">Before</th><th role="columnheader" scope="col">After</th></tr></thead>
    <tbody role="rowgroup">${told.map(
      ({ study, result }, place) => html`<tr role="row">
      <th role="rowheader" scope="row">${isOne ? '' : companyOf(study, told[place - 1]?.study)}${result.what}</th>
      <td role="cell" class="before">${result.before ?? html`<span class="fine">not told</span>`}</td>
      <td role="cell" class="after">${result.after}</td>
    </tr>`,
    )}</tbody>
  </table>`;
  if (isOne) return table;
  return html`<details class="in-words"${isBelowChart ? '' : html` open`}><summary>${told.length} ${isBelowChart ? 'more ' : ''}${told.length === 1 ? 'result' : 'results'} in words</summary>${table}</details>`;
}

/** Several results of one company stand below its name. */
function companyOf(study: CaseStudy, above: CaseStudy | undefined): Html {
  const { company } = study.frontMatter;
  return study === above
    ? html`<span class="unseen">${company}: </span>`
    : html`<a class="title-link result-company" href="${documentAddress(study)}">${company}</a> `;
}
