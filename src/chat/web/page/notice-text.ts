import { html } from 'hono/html';
import type { Html } from './layout.js';

/** What lines of a list begin with. */
const BULLET = '• ';

/** A question that the text itself offers, in its quotation marks; “How do I …?” is none yet. */
const OFFERED = /(“[^“”…]+\?”)/;

/** Draws a plain text: its lines as paragraphs and lists, and the questions that it offers so that they can be asked. */
export function noticeText(text: string): Html {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const groups: string[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last && isItem(line) && isItem(last[0])) last.push(line);
    else groups.push([line]);
  }
  return html`${groups.map((group) =>
    isItem(group[0])
      ? html`<ul>${group.map((line) => html`<li>${line.slice(BULLET.length)}</li>`)}</ul>`
      : html`<p>${group.map(withQuestions)}</p>`,
  )}`;
}

function isItem(line: string | undefined): boolean {
  return line?.startsWith(BULLET) ?? false;
}

function withQuestions(line: string): Html {
  // Every second part is a question.
  return html`${line.split(OFFERED).map((part, index) => (index % 2 === 1 ? offered(part) : part))}`;
}

function offered(quoted: string): Html {
  const question = quoted.slice(1, -1);
  return html`“<a href="/?q=${encodeURIComponent(question)}" data-ask>${question}</a>”`;
}
