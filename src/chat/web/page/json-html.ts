import { html, raw } from 'hono/html';
import { highlighted } from './highlight.js';
import type { Html } from './layout.js';

/** Draws JSON as code in its colours. No text in it goes over lines, so that each line is drawn by itself. */
export function jsonHtml(value: unknown): Html {
  const lines = JSON.stringify(value, undefined, 2).split('\n');
  return html`${lines.map((line, index) => {
    const drawn = highlighted(line, 'json');
    return html`${index > 0 ? '\n' : ''}${drawn === undefined ? line : raw(drawn)}`;
  })}`;
}
