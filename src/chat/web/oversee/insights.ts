import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { Logger } from 'pino';
import type { DrawPage, Html } from '../page/layout.js';

/** What was asked in the last days, drawn; or why there is nothing to see. */
export type Insights =
  | {
      readonly kind: 'drawn';
      /** Safe to send: everything that people wrote is escaped in it. */
      readonly html: string;
      /** Whether questions are kept with their words. */
      readonly keepsWords: boolean;
    }
  | { readonly kind: 'empty' | 'in-memory' };

/** What the page of insights takes. */
export interface InsightsPageParts {
  readonly insights: (days: number) => Promise<Insights>;
  readonly page: DrawPage;
  readonly log: Logger;
}

/** Where it is. */
export const INSIGHTS_PATH = '/insights';

/** The spans that one may look at, in days; the first when nothing is said. */
const SPANS = [30, 7, 90] as const;

/** Where it is with all that is drawn. */
const WHOLE_PATH = '/whole';

/**
 * What was asked, whether it helped, and what could not be answered: for who sits at this machine. To draw it takes
 * half a second, so the page is there before: a script puts in what is drawn, and a link leads to it without one.
 */
export function insightsRoutes({ insights, page, log }: InsightsPageParts): Hono {
  const routes = new Hono();
  const daysIn = (context: Context) => {
    const asked = Number(context.req.query('days'));
    return SPANS.find((each) => each === asked) ?? SPANS[0];
  };
  const draw = (days: number, shown: Html) =>
    page({ title: 'Insights', current: 'insights', main: around(days, shown), scripts: ['insights'] });

  routes.get('/', (context) => {
    const days = daysIn(context);
    const whole = `${INSIGHTS_PATH}${WHOLE_PATH}?days=${days}`;
    return context.html(
      draw(
        days,
        html`<p class="fine" role="status" data-whole="${whole}">Drawing …</p>
        <noscript><p><a href="${whole}">Show what was asked in the last ${days} days</a></p></noscript>`,
      ),
    );
  });
  routes.get(WHOLE_PATH, async (context) => {
    const days = daysIn(context);
    const shown = await insights(days).then(
      (drawn) => contentOf(drawn, days),
      (error: Error) => {
        log.warn(`the insights could not be drawn: ${error.message}`);
        return html`<p>The database cannot be read now. <a href="/health">Health</a> says how it is, the log what happened.</p>`;
      },
    );
    return context.html(draw(days, shown));
  });
  return routes;
}

function around(days: number, shown: Html): Html {
  return html`<div class="insights">
    <div class="heading">
      <h1>Insights</h1>
      <nav aria-label="Span">${SPANS.toSorted((a, b) => a - b).map(
        (span) =>
          html`<a class="chip" href="${INSIGHTS_PATH}?days=${span}"${span === days ? html` aria-current="true"` : ''}>${span} days</a>`,
      )}</nav>
    </div>
    <div id="drawn">${shown}</div>
  </div>`;
}

function contentOf(insights: Insights, days: number): Html {
  switch (insights.kind) {
    case 'drawn':
      return html`${insights.keepsWords ? '' : WITHOUT_WORDS}${raw(insights.html)}${NOTES}`;
    case 'empty':
      return html`<p>Nothing was asked in the last ${days} days. <a href="/">Ask something</a>, and it is counted here.</p>`;
    case 'in-memory':
      return html`<p>The database is in memory and ends with the program, so nothing is counted. Set <code>DATABASE_URL</code> to a file or a server to see here what people ask.</p>`;
  }
}

const WITHOUT_WORDS = html`<p>Questions are kept without their words (<code>STORE_QUESTIONS=off</code>), so gaps go by the section that came nearest.</p>`;

const NOTES = html`<p class="fine">Days are in UTC. Small talk is not kept, and so not counted. A gap is what was declined (but for opinions and what is private), answered without being sure, or mostly rated as not helpful; questions that ask nearly the same are one. <code>npm run report</code> tells the same, also as a file, a table or JSON.</p>`;
