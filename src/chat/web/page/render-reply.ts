import { html, raw } from 'hono/html';
import {
  type Candidate,
  CLUE_LABEL,
  nameOf,
  type Passage,
  type Pointer,
  RELATED_LABEL,
  type Reply,
  type ReplyBody,
  type SourceLink,
} from '../../reply.js';
import { sectionKeyOf } from '../../section-key.js';
import { htmlOf, isWebAddress } from './html.js';
import type { Html } from './layout.js';
import { noticeText } from './notice-text.js';
import { NO_PAGES, type PageLinks } from './page-links.js';
import { pressable } from './pressable.js';

/** Draws what a reply says; what can be asked of it stands in its bar. */
export function renderReply(reply: Reply, links: PageLinks = NO_PAGES): Html {
  return html`${body(reply, links)}${reply.note ? html`<p class="fine">${reply.note}</p>` : ''}`;
}

function body(reply: ReplyBody & Pick<Reply, 'buttons'>, links: PageLinks): Html {
  switch (reply.kind) {
    case 'excerpt':
      return html`${clue(reply.clue)}${passage(withWhole(reply), links)}${related(reply.related, reply.relatedLabel, links)}`;
    case 'choices':
      return html`<p>${reply.text}</p>${entries(reply.candidates, 'choices', links)}`;
    case 'list':
      return html`<p>${reply.text}</p>${entries(reply.entries, 'entries', links)}${
        reply.more > 0 ? html`<p class="fine">… and ${reply.more} more</p>` : ''
      }`;
    case 'comparison':
      return comparison(reply, links);
    case 'notice':
      return html`${noticeText(reply.text)}${related(reply.related, undefined, links)}`;
  }
}

function clue(line: string | undefined): Html | '' {
  return line === undefined ? '' : html`<p class="clue fine">${CLUE_LABEL} <code>${line}</code></p>`;
}

/** What speaks of all sides stands over them, the sides beside each other. */
function comparison(
  { text, passages, hasLead = false }: Extract<ReplyBody, { kind: 'comparison' }>,
  links: PageLinks,
): Html {
  const [lead, sides] = hasLead ? [passages.slice(0, 1), passages.slice(1)] : [[], passages];
  const draw = (side: Passage) => passage(side, links);
  return html`${text ? html`<p>${text}</p>` : ''}${lead.map(draw)}<div class="sides">${sides.map(draw)}</div>`;
}

/** The passage of a reply, with the button that the reply has for all of it. */
function withWhole({
  passage,
  buttons = [],
}: Extract<ReplyBody, { kind: 'excerpt' }> & Pick<Reply, 'buttons'>) {
  const whole = buttons.find(({ button }) => button.kind === 'section');
  return whole ? { ...passage, button: whole.button } : passage;
}

function passage(passage: Passage, links: PageLinks): Html {
  const { title, heading, blocks, shortened, section, sources, checked } = passage;
  const name = heading === undefined ? title : html`<span class="within">${title} › </span>${heading}`;
  const { button: _, ...place } = passage;
  return html`<section class="passage">
    <h3>${pressable(place, name, 'passage-name', links)}</h3>
    <div class="excerpt prose">${raw(htmlOf(blocks, section && links.linksIn(section)))}</div>
    ${shortened ? html`<p class="cut">${whole(passage, links)}</p>` : ''}
    ${
      sources.length === 0 && !checked
        ? ''
        : html`<p class="source fine">Source: ${sources.map((source, index) => html`${index > 0 ? ' · ' : ''}${sourceLink(source)}`)}${
            checked ? html` · checked <time datetime="${checked}">${checked}</time>` : ''
          }</p>`
    }
  </section>`;
}

/** What shows all of a passage; where nothing does, that there is more. */
function whole(passage: Passage, links: PageLinks): Html {
  const { section } = passage;
  const button = passage.button ?? (section && { kind: 'read', section: sectionKeyOf(section) });
  return button
    ? pressable({ ...passage, button }, 'Read the whole section', 'whole', links)
    : html`<span class="fine">… more in the source</span>`;
}

function entries(candidates: readonly Candidate[], look: 'choices' | 'entries', links: PageLinks): Html {
  return html`<ul class="${look}">${candidates.map(
    (candidate) =>
      html`<li>${pressable(candidate, html`<strong>${nameOf(candidate)}</strong><span class="gist">${candidate.gist}</span>`, 'entry', links)}</li>`,
  )}</ul>`;
}

function related(pointers: readonly Pointer[], label = RELATED_LABEL, links: PageLinks): Html | '' {
  if (pointers.length === 0) return '';
  return html`<div class="related">
    <p class="fine">${label}</p>
    <ul class="chips">${pointers.map((pointer) => html`<li>${pressable(pointer, nameOf(pointer), 'chip', links)}</li>`)}</ul>
  </div>`;
}

function sourceLink({ title, url, license }: SourceLink): Html {
  const link = isWebAddress(url)
    ? html`<a href="${url}" rel="noopener noreferrer">${title}</a>`
    : html`${title}`;
  return html`${link}${license ? `, ${license}` : ''}`;
}
