import { readFile } from 'node:fs/promises';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import type { Bot } from '../bot.js';
import { isLocalHost } from './local-host.js';
import { chatPage, exchange } from './page.js';
import { renderReply } from './render-reply.js';
import { STYLE } from './style.js';
import { WALK_PATH, walkRoutes } from './walk.js';

/** A question and some earlier ones fit many times; nobody types more. */
const BODY_LIMIT = 512 * 1024;

/** The compiled script for the browser. */
const SCRIPT = new URL('./browser/page.js', import.meta.url);

/** Earlier questions that are kept as context. */
const THREAD_LIMIT = 10;

/**
 * The chat page. A form posts the question: to `/` without JavaScript (a whole page comes back), to
 * `/ask` with it (only the new exchange comes back).
 */
export function pageRoutes(bot: Bot, host: string): Hono {
  const routes = new Hono();
  // Bound to this machine only, the page answers to its names only: no other site's page can reach it.
  routes.use(async (context, next) => {
    if (!isLocalHost(host, context.req.header('host'))) {
      return context.text(
        'This page is served to this machine only; open it by 127.0.0.1 or localhost.',
        403,
      );
    }
    return next();
  });
  routes.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        // The empty icon: browsers ask for one otherwise.
        imgSrc: ['data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: false,
    }),
  );
  routes.use(
    bodyLimit({
      maxSize: BODY_LIMIT,
      onError: (context) => context.text('That is too long for a question; please shorten it.', 413),
    }),
  );

  const answer = async (question: string, thread: readonly string[]) =>
    exchange(question, renderReply(await bot.reply({ text: question, thread, platform: 'web' })));
  const asked = async (context: Context) => {
    const { q = '', thread = [] } = await context.req.parseBody({ all: true });
    return { question: String(q), thread: [thread].flat().map(String).slice(-THREAD_LIMIT) };
  };

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
  routes.route(WALK_PATH, walkRoutes(bot));
  routes.get('/page.css', (context) =>
    context.body(STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );
  routes.get('/page.js', async (context) =>
    context.body(await readFile(SCRIPT, 'utf8'), 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
  return routes;
}
