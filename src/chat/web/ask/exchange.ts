import { html } from 'hono/html';
import type { Reply } from '../../reply.js';
import type { Html } from '../page/layout.js';
import type { PageLinks, WayOn } from '../page/page-links.js';
import { renderReply } from '../page/render-reply.js';
import type { Shown, ShownId } from '../page/shown.js';
import { answerBar, type PreviewName } from './answer-bar.js';
import { hiddenFields } from './hidden-fields.js';

/** A question and what was replied, as they stand in the conversation. */
export interface Exchange {
  /** What stands as the question: the words, or the name of a section that was opened. */
  readonly said: string;
  /** The question that what is asked next may follow; nothing when none was asked. */
  readonly asked?: string;
  /** The earlier questions that it was understood with. */
  readonly thread: readonly string[];
  readonly reply: Reply;
  readonly shown: ShownId;
}

/** What drawing takes besides. */
export interface ExchangeParts {
  readonly links: PageLinks;
  readonly previews: readonly PreviewName[];
  /** Remembers what was shown, for looking at it as on a platform. */
  readonly shown: Shown;
}

/** Draws an exchange, and remembers that it was shown. */
export type DrawExchange = (exchange: Omit<Exchange, 'shown'>) => Html;

/** Makes what draws exchanges. */
export function createDrawExchange(parts: ExchangeParts): DrawExchange {
  return (exchange) => drawExchange({ ...exchange, shown: parts.shown.keep(exchange.reply) }, parts);
}

/** Characters from which a question scrolls in itself: more than one types. */
const LONG = 400;

/** Lines that somebody pasted from a terminal, whose columns are to stay. */
const PASTED = /(?:\n[^\n]*){3}/;

/** Draws an exchange. Its buttons stand in a form, so that they can be pressed without JavaScript. */
function drawExchange(exchange: Exchange, parts: ExchangeParts): Html {
  const { said, asked, thread, reply } = exchange;
  const isPasted = PASTED.test(said);
  const scrolls = isPasted || said.length > LONG ? html` tabindex="0"` : '';
  return html`<article class="exchange"${asked?.trim() ? html` data-asked="${asked}"` : ''}>
    ${said.trim() === '' ? '' : html`<h2 class="question${isPasted ? ' pasted' : ''}"${scrolls}>${said}</h2>`}
    <form class="answer" method="post" action="/press">
      ${hiddenFields({ q: asked ?? '', thread })}
      <div class="reply reply-${reply.kind}">${renderReply(reply, parts.links)}${isDeclined(reply) ? waysOn(parts.links.waysOn(said)) : ''}</div>
      ${answerBar(exchange, parts)}
    </form>
  </article>`;
}

/** Whether nothing was answered; then one may still ask why. */
function isDeclined({ kind, buttons = [], rated }: Reply): boolean {
  return kind === 'notice' && rated === undefined && buttons.some(({ button }) => button.kind === 'why');
}

function waysOn(ways: readonly WayOn[]): Html {
  return html`<div class="related">
    <p class="fine">Or look yourself:</p>
    <ul class="chips">${ways.map(({ label, address }) => html`<li><a class="chip" href="${address}">${label}</a></li>`)}</ul>
  </div>`;
}
