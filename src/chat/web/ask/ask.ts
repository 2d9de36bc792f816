import { type Context, Hono } from 'hono';
import type { Bot } from '../../bot.js';
import type { DrawPage } from '../page/layout.js';
import { knownPersonOf } from '../page/person.js';
import { answerPage, chatPage } from './chat-page.js';
import { createDrawExchange, type ExchangeParts } from './exchange.js';
import { fieldsOf, lastOf } from './fields.js';
import { pressRoutes } from './press.js';
import { startPage } from './start-page.js';
import { suggestRoutes } from './suggest.js';

/** What asking in the browser takes. */
export interface AskParts extends ExchangeParts {
  readonly bot: Bot;
  readonly page: DrawPage;
}

/** Questions that others ask often: as many as two lines hold. */
const POPULAR_SHOWN = 6;

/**
 * Asking. A form posts the question: to `/` without JavaScript (a whole page comes back), to `/ask` with it (only
 * the new exchange comes back).
 */
export function askRoutes({ bot, page, ...parts }: AskParts): Hono {
  const routes = new Hono();
  const draw = createDrawExchange(parts);

  const answer = async (context: Context, question: string, thread: readonly string[]) => {
    const person = knownPersonOf(context);
    const asker = person && { asker: person.user };
    const reply = await bot.reply({ text: question, thread, platform: 'web', ...asker });
    return draw({ said: question, asked: question, thread, reply });
  };
  const answered = async (context: Context, question: string, thread: readonly string[]) =>
    page(answerPage(await answer(context, question, thread), [...thread, question]));

  routes.get('/', async (context) => {
    const question = context.req.query('q') ?? '';
    if (question.trim() !== '') {
      return context.html(answered(context, question, lastOf(context.req.queries('after') ?? [])));
    }
    // Without them the page is as good.
    const popular = await bot.popularQuestions(POPULAR_SHOWN).catch(() => []);
    return context.html(page(chatPage(startPage(bot.catalogue, popular))));
  });
  routes.post('/', async (context) => {
    const { q, thread } = await fieldsOf(context);
    return context.html(answered(context, q, thread));
  });
  // Where forms lead, an address that is opened again leads to the beginning.
  for (const path of ['/ask', '/press', '/read']) routes.get(path, (context) => context.redirect('/'));
  routes.post('/ask', async (context) => {
    const { q, thread } = await fieldsOf(context);
    return context.html(answer(context, q, thread));
  });
  routes.route('/', suggestRoutes({ bot, draw }));
  routes.route('/', pressRoutes({ bot, page, draw, links: parts.links }));
  return routes;
}
