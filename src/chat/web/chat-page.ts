import { html } from 'hono/html';
import type { Html } from './layout.js';
import type { StartPage } from './start-page.js';

/** Draws the chat: what was said, the field to ask in, and at the start what can be asked. */
export function chatPage(
  conversation: Html | '',
  start: StartPage | undefined,
  earlier: readonly string[],
): Html {
  return html`<div class="chat">
    <aside id="talks" class="talks" aria-label="Conversations" hidden></aside>
    <div class="talk">
      ${start ? start.above : html`<h1 class="unseen">Ask about Kubernetes</h1>`}
      <div id="conversation" role="log" aria-live="polite" aria-label="Conversation" tabindex="-1">${conversation}</div>
      <form method="post" action="/" id="ask" class="composer">
        ${earlier.map((question) => html`<input type="hidden" name="thread" value="${question}">`)}
        <div class="composer-field">
          <label class="unseen" for="q">Your question</label>
          <textarea id="q" name="q" rows="1" autocomplete="off" autocapitalize="sentences" spellcheck="false" enterkeyhint="send" required${start ? html` autofocus` : ''} placeholder="Ask about Kubernetes"></textarea>
          <button class="send" type="submit"><span class="unseen">Ask</span></button>
          <ul id="suggestions" role="listbox" aria-label="Sections" hidden></ul>
        </div>
        <p id="fault" class="fault" role="alert" hidden></p>
        <p id="hint" class="fine unseen" aria-live="polite"></p>
      </form>
      ${start ? start.below : ''}
    </div>
  </div>`;
}
