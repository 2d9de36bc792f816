import { html } from 'hono/html';
import { oneLine } from '../../one-line.js';
import type { Html, PageParts } from '../page/layout.js';
import { lastOf } from './fields.js';
import type { StartPage } from './start-page.js';

/** Characters of a question that stand in the browser’s tab. */
const TITLE_LIMIT = 80;

/** The chat before anything is asked: what can be asked stands around the field. */
export function chatPage({ above, below }: StartPage): PageParts {
  return {
    title: 'Casebook',
    current: 'ask',
    scripts: ['chat'],
    main: chat(html`${above}${conversation('')}${composer([], true)}${below}`),
  };
}

/** The chat with what was said, and the questions that what is asked next may follow. */
export function answerPage(said: Html, questions: readonly string[]): PageParts {
  const thread = lastOf(questions);
  return {
    title: oneLine(thread.at(-1) ?? '', TITLE_LIMIT) || 'Casebook',
    current: 'ask',
    scripts: ['chat'],
    main: chat(
      html`<h1 class="unseen">Ask about Kubernetes</h1>${conversation(said)}${composer(thread, false)}`,
    ),
  };
}

/** The script lists earlier conversations beside it. */
function chat(talk: Html): Html {
  return html`<div class="chat">
    <aside id="talks" class="talks" aria-label="Conversations" hidden></aside>
    <div class="talk">${talk}</div>
  </div>`;
}

function conversation(said: Html | ''): Html {
  return html`<div id="conversation" role="log" aria-live="polite" aria-label="Conversation" tabindex="-1">${said}</div>`;
}

/** The field to ask in. It takes the focus where there is nothing to read yet. */
function composer(thread: readonly string[], isFirst: boolean): Html {
  return html`<form method="post" action="/" id="ask" class="composer">
    ${thread.map((question) => html`<input type="hidden" name="thread" value="${question}">`)}
    <div class="composer-field">
      <label class="unseen" for="q">Your question</label>
      <textarea id="q" name="q" rows="1" autocomplete="off" autocapitalize="sentences" spellcheck="false" enterkeyhint="send" required${isFirst ? html` autofocus` : ''} placeholder="Ask about Kubernetes"></textarea>
      <button class="send" type="submit"><span class="unseen">Ask</span></button>
      <ul id="suggestions" role="listbox" aria-label="Sections" hidden></ul>
    </div>
    <p id="fault" class="fault" role="alert" hidden></p>
  </form>`;
}
