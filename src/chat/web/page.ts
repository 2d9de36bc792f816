import { html } from 'hono/html';
import type { Html } from './render-reply.js';

/** A question and its reply, as they stand in the conversation. */
export function exchange(question: string, reply: Html): Html {
  return html`<article class="exchange">
    <p class="question">${question}</p>
    <div class="reply">${reply}</div>
  </article>`;
}

/** The chat page around a conversation. */
export function chatPage(conversation: Html | ''): Html {
  return pageAround(
    'Kubernetes questions, answered with excerpts and their sources.',
    html`<main>
      <div id="conversation" role="log" aria-live="polite" aria-label="Conversation">${conversation || welcome()}</div>
    </main>
    <form method="post" action="/" id="ask">
      <label for="q">Your question</label>
      <input id="q" name="q" type="text" autocomplete="off" required autofocus placeholder="Why did Spotify move to Kubernetes?">
      <button type="submit">Ask</button>
    </form>`,
    html`<script type="module" src="/page.js"></script>`,
  );
}

/** What every page has around it; scripts are served by ourselves. */
export function pageAround(subtitle: string, body: Html, scripts: Html | '' = ''): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Casebook</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/page.css">
    ${scripts}
  </head>
  <body>
    <header>
      <h1>Casebook</h1>
      <p>${subtitle}</p>
    </header>
    ${body}
  </body>
</html>`;
}

function welcome(): Html {
  const examples = [
    'What is a Pod?',
    'How do I roll back a Deployment?',
    'Why did Spotify move to Kubernetes?',
  ];
  return html`<section id="welcome">
    <p>Ask about Kubernetes, or a company that runs on it. For example:</p>
    <ul>${examples.map((example) => html`<li><a href="/?q=${encodeURIComponent(example)}">${example}</a></li>`)}</ul>
    <p>New to Kubernetes? <a href="/onboard">Learn it step by step.</a></p>
  </section>`;
}
