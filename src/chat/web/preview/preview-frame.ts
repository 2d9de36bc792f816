import { html } from 'hono/html';
import type { Html } from '../page/layout.js';

/** What stands in the place of what the page cannot draw, so that nothing is left out unsaid. */
export function notDrawn(what: string): Html {
  return html`<p class="not-drawn">not drawn: ${what}</p>`;
}

/** Names the note, on every page with a drawing, that says that nothing in it can be pressed. */
export const INERT_NOTE = 'inert';

/** A button that is drawn, and says to a screen reader that it does nothing; its name holds what stands on it. */
export function drawnButton(className: string, label: Html | string, name?: string): Html {
  return html`<button type="button" class="${className}" disabled aria-describedby="${INERT_NOTE}"${
    name ? html` aria-label="${name}"` : ''
  }>${label}</button>`;
}

/** A choice in a menu. */
export interface DrawnOption {
  readonly label: string;
  readonly description?: string;
}

/** A menu that opens to show what is in it; nothing comes of it. */
export function drawnMenu(className: string, placeholder: string, options: readonly DrawnOption[]): Html {
  if (options.length === 0)
    return html`<span class="${className}"><span class="menu">${placeholder}</span></span>`;
  const items = options.map(
    ({ label, description }) =>
      html`<li>${label}${description ? html`<small>${description}</small>` : ''}</li>`,
  );
  return html`<details class="${className}"><summary class="menu" aria-describedby="${INERT_NOTE}">${placeholder}</summary><ul>${items}</ul></details>`;
}

/** When a message was sent, for people and programs. */
export function sentAt(at: Date, words: string): Html {
  return html`<time datetime="${at.toISOString()}">${words}</time>`;
}

/** The time of day, as both platforms write it in English. */
export function timeOfDay(at: Date): string {
  return at.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });
}
