import { html } from 'hono/html';
import { type Button, buttonText } from '../../button.js';
import type { Pointer } from '../../reply.js';
import { isWebAddress } from './html.js';
import type { Html } from './layout.js';
import type { PageLinks } from './page-links.js';
import { WALK_PATH } from './walk-path.js';

/**
 * What leads to a section: a link to its page, which the script presses instead, so that it is shown in the
 * conversation; where it has no page a button, and where it has no button the address of its source.
 */
export function pressable(
  { section, button, url }: Pointer,
  content: Html | string,
  look: string,
  { addressOf }: PageLinks,
): Html {
  const address = section && addressOf(section);
  if (address !== undefined) {
    const press = button ? html` data-press="${buttonText(button)}"` : '';
    return html`<a class="${look}" href="${address}"${press}>${content}</a>`;
  }
  if (button) return pressButton(button, content, look);
  if (isWebAddress(url))
    return html`<a class="${look}" href="${url}" rel="noopener noreferrer">${content}</a>`;
  return html`<span class="${look}">${content}</span>`;
}

/** A button of an answer or a track, in the form that stands around the answer. */
export function pressButton(button: Button, content: Html | string, look: string): Html {
  const elsewhere = button.kind === 'walk' ? html` formaction="${WALK_PATH}"` : '';
  return html`<button class="${look}" name="press" value="${buttonText(button)}"${elsewhere}>${content}</button>`;
}
