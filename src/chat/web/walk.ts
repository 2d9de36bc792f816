import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Person } from '../asked.js';
import type { Bot } from '../bot.js';
import { type Button, buttonText, parseButton } from '../button.js';
import type { Candidate, Reply } from '../reply.js';
import { GONE } from '../words.js';
import type { DrawPage, Html } from './layout.js';
import { personOf } from './person.js';
import { renderReply } from './render-reply.js';
import { WALK_PATH } from './walk-path.js';

/** What walking in the browser takes. */
export interface WalkParts {
  readonly bot: Bot;
  readonly page: DrawPage;
}

/** Walking through tracks in the browser: each press of a button is a form that is sent, also without JavaScript. */
export function walkRoutes({ bot, page }: WalkParts): Hono {
  const routes = new Hono();

  routes.get('/', async (context) => {
    const person = personOf(context);
    return context.html(walkPage(await bot.onboard(person), page));
  });
  routes.post('/', async (context) => {
    const person = personOf(context);
    const { press } = await context.req.parseBody();
    return context.html(walkPage(await replyTo(parseButton(String(press)), person), page));
  });

  const replyTo = async (button: Button | undefined, person: Person): Promise<Reply> => {
    if (button?.kind === 'walk') return bot.walk(button, person);
    return button?.kind === 'read' ? bot.press(button, person) : GONE;
  };
  return routes;
}

function walkPage(reply: Reply, page: DrawPage): Html {
  return page({
    title: 'Learn step by step',
    current: 'learn',
    main: html`<h1>Learn step by step</h1>
      <form method="post" action="${WALK_PATH}"><div class="reply">${drawn(reply)}</div></form>
      <p class="fine"><a href="${WALK_PATH}">All tracks</a></p>`,
  });
}

function drawn(reply: Reply): Html {
  if (reply.kind === 'choices')
    return html`<p>${reply.text}</p><ul>${reply.candidates.map(choice)}</ul>${buttonsOf(reply)}`;
  return html`${renderReply(withoutRelated(reply))}${readsOf(reply)}${buttonsOf(reply)}`;
}

/** What is to be read is drawn as buttons, which open it beside. */
function withoutRelated(reply: Reply): Reply {
  return reply.kind === 'excerpt' ? { ...reply, related: [] } : reply;
}

function choice({ title, gist, action = 'Read', button }: Candidate): Html {
  return html`<li><strong>${title}</strong><br>${gist}${button ? html`<br>${pressable(action, button)}` : ''}</li>`;
}

function readsOf(reply: Reply): Html | '' {
  if (reply.kind !== 'excerpt' || reply.related.length === 0) return '';
  const reads = reply.related.flatMap(({ title, button }) => (button ? [pressable(title, button)] : []));
  return html`<p class="presses"><span class="more">${reply.relatedLabel}</span> ${reads}</p>`;
}

function buttonsOf({ buttons = [] }: Reply): Html | '' {
  return buttons.length === 0
    ? ''
    : html`<p class="presses">${buttons.map(({ label, button }) => pressable(label, button))}</p>`;
}

function pressable(label: string, button: Button): Html {
  const look = isOnward(button) ? html`class="button"` : html`class="button quiet"`;
  const beside = button.kind === 'read' ? html`formtarget="_blank"` : '';
  return html`<button name="press" value="${buttonText(button)}" ${look} ${beside}>${label}</button> `;
}

/** Whether a button leads on, rather than back, away or aside. */
function isOnward(button: Button): boolean {
  return button.kind === 'walk' && !['back', 'skip', 'stop', 'show'].includes(button.verb);
}
