import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Person } from '../../asked.js';
import type { Bot } from '../../bot.js';
import { type Button, parseButton } from '../../button.js';
import { nameOf, notice, type Reply } from '../../reply.js';
import { GONE } from '../../words.js';
import type { DrawPage, Html } from '../page/layout.js';
import type { PageLinks } from '../page/page-links.js';
import { personOf } from '../page/person.js';
import { answerPage } from './chat-page.js';
import type { DrawExchange } from './exchange.js';
import { type Fields, fieldsOf } from './fields.js';
import { panel } from './panel.js';

/** What pressing takes. */
export interface PressParts {
  readonly bot: Bot;
  readonly page: DrawPage;
  readonly draw: DrawExchange;
  readonly links: PageLinks;
}

/** `/press` does what any button of an answer asks for: for a form with a page, for the script with a part of one. */
export function pressRoutes({ bot, page, draw, links }: PressParts): Hono {
  const routes = new Hono();

  const pressed = async (button: Button | undefined, { comment }: Fields, by: Person): Promise<Reply> => {
    // The page cannot speak first, so it promises to tell nobody; tracks have a page of their own.
    if (button === undefined || button.kind === 'tell' || button.kind === 'walk') return GONE;
    if (button.kind !== 'comment') return bot.press(button, by);
    return comment === undefined
      ? { ...notice(''), buttons: [{ label: '', button }] }
      : bot.comment(button.answer, comment, by);
  };

  /** The answer that a button stood at, once more. */
  const answerAbove = async (
    button: Button | undefined,
    { q, thread }: Fields,
    by: Person,
  ): Promise<Html | ''> => {
    if (button === undefined || !('answer' in button)) return '';
    const reply = await bot.press({ kind: 'share', answer: button.answer }, by);
    return reply === GONE ? '' : draw({ said: q || 'Your question', asked: q, thread, reply });
  };

  routes.post('/press', async (context) => {
    const fields = await fieldsOf(context);
    const person = personOf(context);
    const button = parseButton(fields.press);
    const reply = await pressed(button, fields, person);
    const drawn =
      reply.kind === 'excerpt'
        ? draw({ said: nameOf(reply.passage), thread: [], reply })
        : panel(reply, links, fields);
    if (fields.part) return context.html(drawn);
    const above = await answerAbove(button, fields, person);
    return context.html(page(answerPage(html`${above}${drawn}`, [...fields.thread, fields.q])));
  });
  return routes;
}
