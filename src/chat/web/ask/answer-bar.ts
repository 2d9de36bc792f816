import { html } from 'hono/html';
import type { LabeledButton } from '../../button.js';
import type { Reply } from '../../reply.js';
import type { Html } from '../page/layout.js';
import { pressButton } from '../page/pressable.js';
import type { Exchange, ExchangeParts } from './exchange.js';

/** A platform on which a reply can be looked at. */
export interface PreviewName {
  /** As in its address. */
  readonly name: string;
  readonly label: string;
}

/** Longer addresses are cut on their way by some programs; a page of pasted output has no link. */
const LINK_LIMIT = 2_000;

/** What can be asked of an answer, and done with it. */
export function answerBar(exchange: Exchange, { previews, links }: ExchangeParts): Html | '' {
  const { reply, shown } = exchange;
  const further = furtherOf(reply);
  const query = queryOf(exchange);
  const link = linkTo(exchange, query, links.addressOf);
  const looks = reply.kind === 'notice' && !reply.buttons ? [] : previews;
  if (further.length === 0 && !reply.rated && looks.length === 0) return '';
  return html`<div class="bar" role="group" aria-label="This answer">
    ${rating(reply)}
    ${further.map(({ label, button }) => pressButton(button, label, `bar-button bar-${button.kind}`))}
    ${link ? html`<a class="bar-button bar-link" href="${link}" data-copy>Link</a>` : ''}
    ${looks.map(
      ({ name, label }) =>
        html`<a class="bar-button bar-preview" href="/preview/${encodeURIComponent(shown)}/${name}${query}">As on ${label}</a>`,
    )}
  </div>`;
}

function rating({ rated: answer }: Reply): Html | '' {
  if (answer === undefined) return '';
  const thumb = (isHelpful: boolean) =>
    pressButton(
      { kind: 'rate', answer, isHelpful },
      isHelpful ? 'Helpful' : 'Not helpful',
      `bar-button bar-${isHelpful ? 'helpful' : 'not-helpful'}`,
    );
  return html`${thumb(true)}${thumb(false)}`;
}

/** The page cannot speak first, so it cannot tell anyone later; the whole section stands with its excerpt. */
function furtherOf({ buttons = [] }: Reply): readonly LabeledButton[] {
  return buttons.filter(({ button }) => button.kind !== 'tell' && button.kind !== 'section');
}

/** Where the answer is found again: by its question, with those that it followed; a section by its page. */
function linkTo(
  { asked, said, reply }: Exchange,
  query: string,
  addressOf: ExchangeParts['links']['addressOf'],
): string | undefined {
  const section = reply.kind === 'excerpt' ? reply.passage.section : undefined;
  if (asked !== said) return section && addressOf(section);
  return query === '' ? undefined : `/${query}`;
}

/** What was asked, with what it followed, as it stands behind an address; nothing where it is too long for one. */
function queryOf({ asked, said, thread }: Exchange): string {
  if (asked !== said) return '';
  const query = new URLSearchParams([
    ['q', asked],
    ...thread.map((earlier) => ['after', earlier] as [string, string]),
  ]);
  return `/?${query}`.length > LINK_LIMIT ? '' : `?${query}`;
}
