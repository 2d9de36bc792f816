import { html } from 'hono/html';
import type { AnswerId } from '../../../answers/answer.js';
import { buttonText } from '../../button.js';
import type { Reply } from '../../reply.js';
import { COMMENT_HINT, COMMENT_LIMIT, COMMENT_TITLE, NOT_KEPT } from '../../words.js';
import type { Html } from '../page/layout.js';
import type { PageLinks } from '../page/page-links.js';
import { pressButton } from '../page/pressable.js';
import { renderReply } from '../page/render-reply.js';
import { type Above, hiddenFields } from './hidden-fields.js';

/** Draws what comes of a button, below the answer that it stood at. */
export function panel(reply: Reply, links: PageLinks, above: Above): Html {
  const buttons = reply.buttons ?? [];
  const comment = buttons.find(({ button }) => button.kind === 'comment')?.button;
  const others = buttons.filter(({ button }) => button !== comment);
  const isUndone = reply === NOT_KEPT ? html` data-undone` : '';
  return html`<section class="panel panel-${reply.kind}"${isUndone} aria-label="More of this answer" tabindex="-1">
    <form method="post" action="/press">
      ${hiddenFields(above)}${renderReply(reply, links)}
      ${others.length > 0 ? html`<p class="presses">${others.map(({ label, button }) => pressButton(button, label, 'button quiet'))}</p>` : ''}
    </form>
    ${comment?.kind === 'comment' ? commentForm(comment.answer, above) : ''}
  </section>`;
}

/** Where somebody says what was missing. */
function commentForm(answer: AnswerId, above: Above): Html {
  return html`<form class="comment" method="post" action="/press">
    ${hiddenFields(above)}<input type="hidden" name="press" value="${buttonText({ kind: 'comment', answer })}">
    <label>${COMMENT_TITLE}
      <textarea class="field" name="comment" rows="2" maxlength="${COMMENT_LIMIT}" aria-describedby="hint-${answer}"></textarea>
    </label>
    <p class="fine" id="hint-${answer}">${COMMENT_HINT}</p>
    <button class="button quiet" type="submit">Send</button>
  </form>`;
}
