import { html } from 'hono/html';
import { isWebAddress } from '../page/html.js';
import type { Html } from '../page/layout.js';
import { isJson, type Json, listIn, objectsIn, stringIn } from './json.js';
import { notDrawn } from './preview-frame.js';

/** Draws the elements of rich text: sections, lists, code and quotes. */
export function richElements(elements: unknown): Html {
  return html`${listIn(elements).map((element) => {
    if (!isJson(element)) return notDrawn('rich text that is none');
    switch (element.type) {
      case 'rich_text_section':
        return html`<div>${inlines(element.elements)}</div>`;
      case 'rich_text_preformatted':
        return html`<pre>${inlines(element.elements)}</pre>`;
      case 'rich_text_quote':
        return html`<blockquote>${inlines(element.elements)}</blockquote>`;
      case 'rich_text_list':
        return list(element);
      default:
        return notDrawn(`rich text of the type “${stringIn(element.type)}”`);
    }
  })}`;
}

/** Draws a table, which scrolls in itself. */
export function slackTable({ rows, column_settings }: Json): Html {
  const settings = objectsIn(column_settings);
  return html`<div class="slack-table" tabindex="0" role="group" aria-label="Table"><table>${listIn(rows).map(
    (row, index) =>
      html`<tr>${listIn(row).map((cell, column) => {
        const align = stringIn(settings[column]?.align);
        const look = align === 'center' || align === 'right' ? html` class="is-${align}"` : '';
        return index === 0
          ? html`<th scope="col"${look}>${cellOf(cell)}</th>`
          : html`<td${look}>${cellOf(cell)}</td>`;
      })}</tr>`,
  )}</table></div>`;
}

function cellOf(cell: unknown): Html {
  if (!isJson(cell)) return notDrawn('a cell that is none');
  if (cell.type === 'rich_text') return richElements(cell.elements);
  if (cell.type === 'raw_text') return html`${stringIn(cell.text)}`;
  return notDrawn(`a cell of the type “${stringIn(cell.type)}”`);
}

function list({ elements, style, indent }: Json): Html {
  const items = listIn(elements).map(
    (item) => html`<li>${isJson(item) ? inlines(item.elements) : notDrawn('an item')}</li>`,
  );
  const depth =
    typeof indent === 'number' && indent >= 1 && indent <= 8
      ? html` class="is-indented-${Math.floor(indent)}"`
      : '';
  return style === 'ordered' ? html`<ol${depth}>${items}</ol>` : html`<ul${depth}>${items}</ul>`;
}

function inlines(elements: unknown): Html {
  return html`${listIn(elements).map((element) => (isJson(element) ? inline(element) : notDrawn('a word')))}`;
}

function inline(element: Json): Html {
  const { type, text, style } = element;
  const words = stringIn(text);
  switch (type) {
    case 'text':
      return styled(html`${words}`, style);
    case 'link': {
      const { url } = element;
      const shown = words || stringIn(url);
      return styled(
        isWebAddress(url) ? html`<a href="${url}" rel="noopener noreferrer">${shown}</a>` : html`${shown}`,
        style,
      );
    }
    case 'user':
      return html`<span class="slack-mention">@somebody</span>`;
    case 'usergroup':
      return html`<span class="slack-mention">@group</span>`;
    case 'channel':
      return html`<span class="slack-mention">#channel</span>`;
    case 'broadcast':
      return html`<span class="slack-mention">@${stringIn(element.range)}</span>`;
    case 'emoji':
      return html`:${stringIn(element.name)}:`;
    case 'date':
      return html`${stringIn(element.fallback)}`;
    default:
      return notDrawn(`rich text of the type “${stringIn(type)}”`);
  }
}

function styled(words: Html, style: unknown): Html {
  if (!isJson(style)) return words;
  const code = style.code === true ? html`<code>${words}</code>` : words;
  const bold = style.bold === true ? html`<b>${code}</b>` : code;
  const italic = style.italic === true ? html`<i>${bold}</i>` : bold;
  return style.strike === true ? html`<s>${italic}</s>` : italic;
}
