import { html, raw } from 'hono/html';
import {
  CLUE_LABEL,
  nameOf,
  type Passage,
  type Pointer,
  type Reply,
  type ReplyBody,
  type SourceLink,
} from '../reply.js';
import { htmlOf, isWebAddress } from './html.js';
import type { Html } from './layout.js';

/** Draws a reply as a piece of the chat page. */
export function renderReply(reply: Reply): Html {
  return html`${body(reply)}${reply.note ? html`<p class="more">${reply.note}</p>` : ''}`;
}

function body(reply: ReplyBody): Html {
  switch (reply.kind) {
    case 'excerpt':
      return html`${clue(reply.clue)}${passage(reply.passage)}${related(reply.related)}`;
    case 'choices':
      return html`<p>${reply.text}</p><ul>${reply.candidates.map((candidate) => html`<li>${link(candidate)}<br>${candidate.gist}</li>`)}</ul>`;
    case 'list':
      return html`<p>${reply.text}</p><ul>${reply.entries.map((entry) => html`<li>${link(entry)}: ${entry.gist}</li>`)}</ul>${
        reply.more > 0 ? html`<p class="more">… and ${reply.more} more</p>` : ''
      }`;
    case 'comparison':
      return html`${reply.text ? html`<p>${reply.text}</p>` : ''}${reply.passages.map(passage)}`;
    case 'notice':
      return html`<p>${reply.text}</p>${related(reply.related)}`;
  }
}

function clue(line: string | undefined): Html | '' {
  return line === undefined ? '' : html`<p class="clue">${CLUE_LABEL} <code>${line}</code></p>`;
}

function passage(passage: Passage): Html {
  const { blocks, shortened, sources, checked } = passage;
  return html`<h2>${link(passage)}</h2>
    <div class="excerpt">${raw(htmlOf(blocks))}</div>
    ${shortened ? html`<p class="more">… more in the source</p>` : ''}
    ${
      sources.length === 0 && !checked
        ? ''
        : html`<p class="source">Source: ${sources.map((source, index) => html`${index > 0 ? ' · ' : ''}${sourceLink(source)}`)}${
            checked ? html` · checked ${checked}` : ''
          }</p>`
    }`;
}

function related(pointers: readonly Pointer[]): Html | '' {
  if (pointers.length === 0) return '';
  return html`<p class="related">Related: ${pointers.map((pointer, index) => html`${index > 0 ? ' · ' : ''}${link(pointer)}`)}</p>`;
}

function link(pointer: Pointer): Html {
  return anchor(nameOf(pointer), pointer.url);
}

function sourceLink({ title, url, license }: SourceLink): Html {
  return html`${anchor(title, url)}${license ? `, ${license}` : ''}`;
}

function anchor(text: string, url: string | undefined): Html {
  return isWebAddress(url) ? html`<a href="${url}" rel="noopener noreferrer">${text}</a>` : html`${text}`;
}
