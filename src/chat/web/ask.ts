import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Bot } from '../bot.js';
import type { DrawPage, Html } from './layout.js';
import { renderReply } from './render-reply.js';

/** What asking in the browser takes. */
export interface AskParts {
  readonly bot: Bot;
  readonly page: DrawPage;
}

/** Earlier questions that are kept as context. */
const THREAD_LIMIT = 10;

/**
 * Asking. A form posts the question: to `/` without JavaScript (a whole page comes back), to `/ask` with it (only
 * the new exchange comes back).
 */
export function askRoutes({ bot, page }: AskParts): Hono {
  const routes = new Hono();

  const answer = async (question: string, thread: readonly string[]) =>
    exchange(question, renderReply(await bot.reply({ text: question, thread, platform: 'web' })));
  const asked = async (context: Context) => {
    const { q = '', thread = [] } = await context.req.parseBody({ all: true });
    return { question: String(q), thread: [thread].flat().map(String).slice(-THREAD_LIMIT) };
  };
  const chatPage = (conversation: Html | '') =>
    page({ title: 'Casebook', current: 'ask', main: chat(conversation), scripts: ['page'] });

  routes.get('/', async (context) => {
    const question = context.req.query('q');
    return context.html(chatPage(question === undefined ? '' : await answer(question, [])));
  });
  routes.post('/', async (context) => {
    const { question, thread } = await asked(context);
    return context.html(chatPage(await answer(question, thread)));
  });
  routes.post('/ask', async (context) => {
    const { question, thread } = await asked(context);
    return context.html(answer(question, thread));
  });
  return routes;
}

/** A question and its reply, as they stand in the conversation. */
function exchange(question: string, reply: Html): Html {
  return html`<article class="exchange">
    <p class="question">${question}</p>
    <div class="reply">${reply}</div>
  </article>`;
}

/** The chat page around a conversation. */
function chat(conversation: Html | ''): Html {
  return html`<div id="conversation" role="log" aria-live="polite" aria-label="Conversation">${conversation || welcome()}</div>
    <form method="post" action="/" id="ask">
      <label for="q">Your question</label>
      <input id="q" name="q" type="text" autocomplete="off" required autofocus placeholder="Why did Spotify move to Kubernetes?">
      <button type="submit">Ask</button>
    </form>`;
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
