import { html } from 'hono/html';
import type { Html } from '../page/layout.js';

/** The question at whose answer a form stands, with the earlier ones. */
export interface Above {
  readonly q: string;
  readonly thread: readonly string[];
}

/** What a form sends along of that question, so that without JavaScript the answer is shown again above. */
export function hiddenFields({ q, thread }: Above): Html {
  return html`${q === '' ? '' : hidden('q', q)}${thread.map((earlier) => hidden('thread', earlier))}`;
}

function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}
