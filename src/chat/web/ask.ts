import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Person } from '../asked.js';
import type { Bot } from '../bot.js';
import { type Button, parseButton } from '../button.js';
import type { Entry } from '../catalogue.js';
import { oneLine } from '../one-line.js';
import { notice, type Reply, shortNameOf } from '../reply.js';
import { type SectionKey, sectionKeyOf } from '../section-key.js';
import { GONE } from '../words.js';
import type { PreviewName } from './answer-bar.js';
import { chatPage } from './chat-page.js';
import { KINDS } from './document-kinds.js';
import { drawExchange, type Exchange, nameOfOpened } from './exchange.js';
import type { DrawPage, Html } from './layout.js';
import type { PageLinks } from './page-links.js';
import { panel } from './panel.js';
import { knownPersonOf, personOf } from './person.js';
import type { Shown } from './shown.js';
import { startPage } from './start-page.js';

/** What asking in the browser takes. */
export interface AskParts {
  readonly bot: Bot;
  readonly page: DrawPage;
  readonly links: PageLinks;
  /** Remembers what was shown, for looking at it as on a platform. */
  readonly shown: Shown;
  readonly previews: readonly PreviewName[];
}

/** Earlier questions that are kept as context. */
const THREAD_LIMIT = 10;

/** Questions that others ask often: as many as two lines hold. */
const POPULAR_SHOWN = 6;

/** Sections that are suggested while somebody types: as many as one takes in at a glance. */
const SUGGESTIONS = 6;

/** Characters of what is typed that are looked at. */
const TYPED_LIMIT = 100;

/** Characters of a question that stand in the browser’s tab. */
const TITLE_LIMIT = 80;

/**
 * Asking. A form posts the question: to `/` without JavaScript (a whole page comes back), to `/ask` with it (only
 * the new exchange comes back). Buttons are pressed at `/press`, by forms and by the script, which wants a part.
 */
export function askRoutes({ bot, page, links, shown, previews }: AskParts): Hono {
  const routes = new Hono();

  const draw = (exchange: Omit<Exchange, 'shown'>) =>
    drawExchange({ ...exchange, shown: shown.keep(exchange.reply) }, { links, previews });
  const pageWith = (title: string, conversation: Html, earlier: readonly string[]) =>
    page({
      title: oneLine(title, TITLE_LIMIT) || 'Casebook',
      current: 'ask',
      main: chatPage(conversation, undefined, earlier),
      scripts: ['chat'],
    });

  const answer = async (context: Context, question: string, thread: readonly string[]) => {
    const person = knownPersonOf(context);
    const asker = person && { asker: person.user };
    const reply = await bot.reply({ text: question, thread, platform: 'web', ...asker });
    return draw({ said: question, asked: question, thread, reply });
  };
  const answerPage = async (context: Context, question: string, thread: readonly string[]) =>
    pageWith(question, await answer(context, question, thread), [...thread, question].slice(-THREAD_LIMIT));

  routes.get('/', async (context) => {
    const question = context.req.query('q');
    if (question !== undefined) {
      return context.html(answerPage(context, question, lastOf(context.req.queries('after') ?? [])));
    }
    // Without them the page is as good.
    const popular = await bot.popularQuestions(POPULAR_SHOWN).catch(() => []);
    const main = chatPage('', startPage(bot.catalogue, popular), []);
    return context.html(page({ title: 'Casebook', current: 'ask', main, scripts: ['chat'] }));
  });
  routes.post('/', async (context) => {
    const { q, thread } = await fieldsOf(context);
    return context.html(answerPage(context, q, thread));
  });
  routes.post('/ask', async (context) => {
    const { q, thread } = await fieldsOf(context);
    return context.html(answer(context, q, thread));
  });

  routes.get('/suggest', (context) => {
    const typed = (context.req.query('q') ?? '').slice(0, TYPED_LIMIT);
    context.header('Cache-Control', 'no-store');
    return context.json(bot.catalogue.suggest(typed, SUGGESTIONS).map(suggestionFor));
  });
  routes.post('/read', async (context) => {
    const { section } = await context.req.parseBody();
    const key = String(section ?? '') as SectionKey;
    const entry = bot.catalogue.findByKey(key);
    const person = knownPersonOf(context);
    const reply = await bot.read(key, { platform: 'web', ...(person && { asker: person.user }) });
    const asked = entry && questionOf(entry);
    return context.html(draw({ said: nameOfOpened(reply), thread: [], reply, ...(asked && { asked }) }));
  });

  const pressed = async (
    button: Button | undefined,
    comment: string | undefined,
    by: Person,
  ): Promise<Reply> => {
    if (button === undefined || button.kind === 'tell' || button.kind === 'walk') return GONE;
    if (button.kind !== 'comment') return bot.press(button, by);
    return comment === undefined ? commentAskedFor(button) : bot.comment(button.answer, comment, by);
  };
  routes.post('/press', async (context) => {
    const { press, comment, part, q, thread } = await fieldsOf(context);
    const person = personOf(context);
    const button = parseButton(press);
    const reply = await pressed(button, comment, person);
    const opened = reply.kind === 'excerpt' && button?.kind !== 'share';
    const drawn = opened ? draw({ said: nameOfOpened(reply), thread: [], reply }) : panel(reply, links);
    if (part) return context.html(drawn);
    // Without JavaScript the answer stands over what was pressed, if there still is one.
    const before =
      button && 'answer' in button ? await bot.press({ kind: 'share', answer: button.answer }, person) : GONE;
    const above =
      before === GONE ? '' : draw({ said: q || nameOfOpened(before), asked: q, thread, reply: before });
    return context.html(pageWith(q, html`${above}${drawn}`, [...thread, q].filter(Boolean)));
  });
  return routes;
}

/** What a form sends of ours. */
async function fieldsOf(context: Context) {
  const { q = '', thread = [], press = '', comment, part } = await context.req.parseBody({ all: true });
  return {
    q: String(q),
    thread: lastOf([thread].flat().map(String)),
    press: String(press),
    comment: typeof comment === 'string' ? comment : undefined,
    part: part !== undefined,
  };
}

function lastOf(thread: readonly string[]): readonly string[] {
  return thread.filter((earlier) => earlier.trim() !== '').slice(-THREAD_LIMIT);
}

/** Asks for the words that somebody wants to add. */
function commentAskedFor(button: Button): Reply {
  return { ...notice(''), buttons: [{ label: '', button }] };
}

/** A section as it is suggested. */
function suggestionFor({ document, section }: Entry) {
  const { title, frontMatter } = document;
  const heading = section.heading === title ? {} : { heading: section.heading };
  return {
    section: sectionKeyOf(section.id),
    name: shortNameOf({ title, ...heading }),
    kind: KINDS[frontMatter.kind].one,
  };
}

/** The question that a section answers, which what is asked next may follow. */
function questionOf({ document, section }: Entry): string {
  return section.questions[0] ?? `${document.title} ${section.heading}`;
}
