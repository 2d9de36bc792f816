import { type Context, Hono } from 'hono';
import type { Person } from '../../asked.js';
import type { Bot } from '../../bot.js';
import { parseButton } from '../../button.js';
import { quizKeyOf, type WalkButton, walkKeyOf } from '../../walk-button.js';
import { GONE } from '../../words.js';
import type { DrawPage } from '../page/layout.js';
import type { PageLinks } from '../page/page-links.js';
import { personOf } from '../page/person.js';
import { WALK_PATH } from '../page/walk-path.js';
import { createWalkPages, quizAddress, trackAddress, type View } from './walk-page.js';

/** What walking in the browser takes. */
export interface WalkParts {
  readonly bot: Bot;
  readonly page: DrawPage;
  readonly links: PageLinks;
}

/**
 * Walking through tracks in the browser: what does something is a form that is sent, what shows something an address;
 * so it works without JavaScript, and can be loaded anew and gone back from.
 */
export function walkRoutes({ bot, page, links }: WalkParts): Hono {
  const routes = new Hono();
  const draw = createWalkPages({ page, links, catalogue: bot.catalogue });

  routes.get('/', async (context) => context.html(draw(await bot.onboard(personOf(context)))));

  routes.post('/', async (context) => {
    const person = personOf(context);
    const { press, choice = [] } = await context.req.parseBody({ all: true });
    const button = parseButton(String(press));
    if (button?.kind === 'read') return context.html(draw(await bot.press(button, person)));
    if (button?.kind !== 'walk') return context.html(draw(GONE));
    const reply = await bot.walk(withChoices(button, [choice].flat()), person);
    // A wrong answer is told in place: its page is of this one try.
    const address = reply.view?.kind === 'missed' ? undefined : addressOf(reply.view, button);
    return address === undefined ? context.html(draw(reply)) : context.redirect(address, 303);
  });

  routes.get('/:track', async (context) => {
    const person = personOf(context);
    const track = await trackOf(context, person);
    if (track === undefined) return context.redirect(WALK_PATH, 303);
    const shown = await bot.walk({ kind: 'walk', verb: 'show', track: walkKeyOf(track.id) }, person);
    return context.html(draw(shown, context.req.query('after')));
  });

  routes.get('/:track/:step/:number', async (context) => {
    const person = personOf(context);
    const track = await trackOf(context, person);
    const step = track?.steps.find(({ id }) => id === context.req.param('step'));
    const place = Number(context.req.param('number')) - 1;
    const quiz = step?.quizzes[place];
    if (track === undefined || step === undefined || quiz === undefined) {
      return context.redirect(track ? trackAddress(track) : WALK_PATH, 303);
    }
    const shown = await bot.walk(
      {
        kind: 'walk',
        verb: 'quiz',
        track: walkKeyOf(track.id),
        step: walkKeyOf(step.id),
        place,
        quiz: quizKeyOf(quiz),
      },
      person,
    );
    return context.html(draw(shown, context.req.query('after')));
  });

  /** A track that somebody has begun: looking at an address begins none. */
  const trackOf = async (context: Context, person: Person) => {
    const { tracks = [] } = await bot.onboard(person);
    const found = tracks.find(({ track }) => track.id === context.req.param('track'));
    return found?.state === 'new' ? undefined : found?.track;
  };
  return routes;
}

/** The button of an answer, with what was marked before it was pressed. */
function withChoices(button: WalkButton, choices: readonly unknown[]): WalkButton {
  if (button.verb !== 'answer') return button;
  const marked = choices.map(Number).filter((place) => Number.isInteger(place) && place >= 0 && place < 8);
  return { ...button, chosen: marked.reduce((bits, place) => bits | (1 << place), 0) };
}

/** Where one is after a press; what is said of the press itself goes with it. */
function addressOf(view: View | undefined, { verb }: WalkButton): string | undefined {
  switch (view?.kind) {
    case 'quiz': {
      const nothing = verb === 'answer' && view.remark === undefined ? 'nothing' : undefined;
      return withRemark(quizAddress(view.track, view.step, view.place), view.remark ?? nothing);
    }
    case 'step':
      return withRemark(trackAddress(view.track), view.remark);
    case 'summary':
      return trackAddress(view.track);
    default:
      return undefined;
  }
}

function withRemark(address: string, remark: string | undefined): string {
  return remark === undefined ? address : `${address}?after=${remark}`;
}
