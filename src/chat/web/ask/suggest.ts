import { Hono } from 'hono';
import type { Bot } from '../../bot.js';
import type { Entry } from '../../catalogue.js';
import { nameOf, shortNameOf } from '../../reply.js';
import { type SectionKey, sectionKeyOf } from '../../section-key.js';
import { KINDS } from '../page/document-kinds.js';
import { knownPersonOf } from '../page/person.js';
import type { DrawExchange } from './exchange.js';

/** What suggesting takes. */
export interface SuggestParts {
  readonly bot: Bot;
  readonly draw: DrawExchange;
}

/** Sections that are suggested while somebody types: as many as one takes in at a glance. */
const SUGGESTIONS = 6;

/** Characters of what is typed that are looked at. */
const TYPED_LIMIT = 100;

/** `/suggest` names sections while somebody types, `/read` shows the one that was chosen. */
export function suggestRoutes({ bot, draw }: SuggestParts): Hono {
  const routes = new Hono();

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
    const said = reply.kind === 'excerpt' ? nameOf(reply.passage) : 'A section';
    return context.html(draw({ said, thread: [], reply, ...(entry && { asked: questionOf(entry) }) }));
  });
  return routes;
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
