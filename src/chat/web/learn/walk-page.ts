import { html, raw } from 'hono/html';
import type { PhrasingContent, RootContent } from 'mdast';
import { type Button, buttonText } from '../../button.js';
import type { Catalogue } from '../../catalogue.js';
import { counted } from '../../counted.js';
import type { Reply } from '../../reply.js';
import { quizKeyOf } from '../../walk-button.js';
import {
  isOfSeveral,
  onwardWords,
  pointersTo,
  progressWords,
  walk,
  weaknessWords,
} from '../../walk-reply.js';
import { htmlOf } from '../page/html.js';
import type { DrawPage, Html } from '../page/layout.js';
import type { PageLinks } from '../page/page-links.js';
import { renderReply } from '../page/render-reply.js';
import { WALK_PATH } from '../page/walk-path.js';

/** What somebody sees of a track. */
export type View = NonNullable<Reply['view']>;

type ViewOf<Kind extends View['kind']> = Extract<View, { readonly kind: Kind }>;
type TrackView = NonNullable<Reply['tracks']>[number];
type Track = TrackView['track'];
type Step = Track['steps'][number];

/** What the pages of tracks are drawn with. */
export interface WalkPagesParts {
  readonly page: DrawPage;
  readonly links: PageLinks;
  readonly catalogue: Catalogue;
}

/** Where a track is walked. */
export function trackAddress({ id }: Track): string {
  return `${WALK_PATH}/${encodeURIComponent(id)}`;
}

/** Where a question of a step is answered. */
export function quizAddress(track: Track, { id }: Step, place: number): string {
  return `${trackAddress(track)}/${encodeURIComponent(id)}/${place + 1}`;
}

/** Makes what draws a reply of a track as a page; `after` is what came before it, as an address says. */
export function createWalkPages({
  page,
  links,
  catalogue,
}: WalkPagesParts): (reply: Reply, after?: string) => Html {
  const prose = (blocks: readonly RootContent[], track: Track) =>
    html`<div class="prose">${raw(htmlOf(blocks, linksIn(track)))}</div>`;
  /** Words of one paragraph, for where no paragraph may stand. */
  const inline = (children: readonly PhrasingContent[], track: Track) => {
    const paragraph = htmlOf([{ type: 'paragraph', children: [...children] }], linksIn(track));
    return raw(paragraph.replace(/^<p>|<\/p>$/g, ''));
  };
  /** Links of a track lead to pages of documents, and to other tracks. */
  const linksIn = (track: Track) => {
    const resolve = links.linksIn(`onboarding/${track.path}#intro`);
    return (url: string) => resolve(url) ?? (/^[\w.-]+\.md$/.test(url) ? WALK_PATH : undefined);
  };

  /** What is to be read: on its document's page, or, where there is none, by a press. */
  const reading = (step: Step) =>
    pointersTo(step.reads, { catalogue }).map(({ title, button }) => {
      const found = catalogue.findByKey(button.section);
      const address = found && links.addressOf(found.section.id);
      return html`<li>${address ? html`<a href="${address}">${title}</a>` : press({ label: title, button }, 'link')}</li>`;
    });

  const stepPage = ({ track, step, number, remark }: ViewOf<'step'>, after: string | undefined) => {
    const reads = reading(step);
    const hasQuiz = step.quizzes.length > 0;
    const isLast = number === track.steps.length;
    const words = step.quizzes.length === 1 ? 'Answer a question' : `Answer ${step.quizzes.length} questions`;
    return html`${whereabouts(track, number)}
      ${verdictOf(remark ?? after)}
      <h1>${step.title}</h1>
      ${number === 1 ? prose(track.introduction, track) : ''}
      ${prose(step.text, track)}
      ${reads.length > 0 ? html`<section class="read"><h2>Read</h2><ul>${reads}</ul></section>` : ''}
      ${step.task.length > 0 ? html`<section class="try card"><h2>Try it</h2>${prose(step.task, track)}</section>` : ''}
      <div class="presses">
        ${
          hasQuiz
            ? html`<a class="button" href="${quizAddress(track, step, 0)}">${words}</a>`
            : press(walk(isLast ? 'Finish' : 'Next', track, { verb: 'next', step }))
        }
        ${number > 1 ? press(walk('Back', track, { verb: 'back', step }), 'quiet') : ''}
        ${press(walk('Skip', track, { verb: 'skip', step }), 'quiet')}
        ${press(walk('Stop', track, { verb: 'stop' }), 'quiet')}
      </div>`;
  };

  const quizPage = (view: ViewOf<'quiz'>, after: string | undefined) => {
    const { track, step, place, quiz, chosen, missed, remark } = view;
    const isSeveral = isOfSeveral(quiz);
    const answer = walk('Answer', track, {
      verb: 'answer',
      step,
      place,
      missed,
      quiz: quizKeyOf(quiz),
      chosen: 0,
    });
    const [only, ...rest] = quiz.written;
    // Only words may stand in a legend: of a question with more to it, what is asked stands before the choices.
    const isOneParagraph = only?.type === 'paragraph' && rest.length === 0;
    return html`${whereabouts(track, track.steps.indexOf(step) + 1)}
      ${verdictOf(remark ?? after)}
      <h1>${step.title}</h1>
      <p class="fine">Question ${place + 1} of ${step.quizzes.length}${isSeveral ? '; more than one is right' : ''}</p>
      <form method="post" action="${WALK_PATH}" class="quiz">
        <fieldset>
          ${
            isOneParagraph
              ? html`<legend class="prose">${inline(only.children, track)}</legend>`
              : html`<legend class="unseen">${quiz.question}</legend>${prose(quiz.written, track)}`
          }
          ${quiz.choices.map(
            ({ written }, each) => html`<label class="choice">
              <input type="${isSeveral ? 'checkbox' : 'radio'}" name="choice" value="${each}"${chosen.includes(each) ? html` checked` : ''}${isSeveral ? '' : html` required`}>
              <span class="prose">${inline(written, track)}</span>
            </label>`,
          )}
        </fieldset>
        <div class="presses">
          <button class="button" name="press" value="${buttonText(answer.button)}">Answer</button>
          <a class="button quiet" href="${trackAddress(track)}">Back to the step</a>
        </div>
      </form>`;
  };

  const missedPage = (view: ViewOf<'missed'>, reply: Reply) => {
    const { track, step, place } = view;
    return html`${whereabouts(track, track.steps.indexOf(step) + 1)}
      ${verdictOf('wrong')}
      <h1>${step.title}</h1>
      <h2>${step.quizzes[place]?.question ?? 'What is right'}</h2>
      <div class="explained">${renderReply(withoutVerdict(reply), links)}</div>
      <div class="presses">
        <a class="button" href="${quizAddress(track, step, place)}">Try again</a>
        <a class="button quiet" href="${trackAddress(track)}">Back to the step</a>
      </div>`;
  };

  const summaryPage = ({
    track,
    weak,
  }: ViewOf<'summary'>) => html`${whereabouts(track, track.steps.length + 1)}
    <h1>You have come to the end of “${track.title}”</h1>
    ${
      weak.length === 0
        ? html`<p class="verdict is-good">Every question was right at the first try.</p>`
        : html`<h2>Worth a second look</h2>
          <ul class="weak">${weak.map(
            (spot) =>
              html`<li class="card"><h3>${spot.step.title}</h3><p class="fine">${spot.missed > 0 || spot.isSkipped ? sentence(weaknessWords(spot)) : ''}</p><ul>${reading(spot.step)}</ul></li>`,
          )}</ul>`
    }
    <div class="presses">
      <a class="button" href="${WALK_PATH}">All tracks</a>
      ${press(walk('Once more from the beginning', track, { verb: 'start' }), 'quiet')}
    </div>`;

  const viewPage = (view: View, reply: Reply, after: string | undefined): Html => {
    switch (view.kind) {
      case 'step':
        return stepPage(view, after);
      case 'quiz':
        return quizPage(view, after);
      case 'missed':
        return missedPage(view, reply);
      case 'summary':
        return summaryPage(view);
      case 'stopped':
        return html`${whereabouts(view.track, view.number + 1)}
          <h1>Stopped for now</h1>
          <p>${counted(view.number, 'step is', 'steps are')} behind you. It goes on from here whenever you like, also tomorrow.</p>
          <div class="presses">${press(walk('Go on', view.track, { verb: 'start' }))} <a class="button quiet" href="${WALK_PATH}">All tracks</a></div>`;
    }
  };

  return (reply, after) => {
    const { view, tracks } = reply;
    const main = view ? viewPage(view, reply, after) : tracks ? tracksPage(tracks) : otherPage(reply, links);
    return page({
      title: view ? view.track.title : 'Learn step by step',
      current: 'learn',
      main: html`<div class="walk${tracks ? ' is-wide' : ''}">${main}</div>`,
      scripts: ['copy'],
    });
  };
}

function tracksPage(tracks: readonly TrackView[]): Html {
  return html`<h1>Learn step by step</h1>
    <p class="lead">Each track is a few short steps, with something to read, to try and to answer. You can stop and go on whenever you like.</p>
    <ul class="tracks">${tracks.map((view) => {
      const { track, behind, state } = view;
      const label = onwardWords(view);
      const onward = walk(label, track, { verb: 'start' });
      return html`<li class="card">
        <h2>${track.title}</h2>
        <p>${track.summary}</p>
        <p class="fine">For ${track.audience}; ${track.duration}.</p>
        <div class="far">
          ${bar(state === 'finished' ? track.steps.length : behind, track.steps.length)}
          <p class="fine">${progressWords(view)}</p>
        </div>
        ${press({ ...onward, label: html`${label}<span class="unseen"> with “${track.title}”</span>` }, state === 'finished' ? 'quiet' : '')}
      </li>`;
    })}</ul>`;
}

/** What is said where there is no view: that something is gone, or could not be done. */
function otherPage(reply: Reply, links: PageLinks): Html {
  const { buttons = [] } = reply;
  return html`<h1>Learn step by step</h1>
    <div class="reply">${renderReply(reply, links)}</div>
    <div class="presses">${buttons.map((each) => press(each, 'quiet'))} <a class="button quiet" href="${WALK_PATH}">All tracks</a></div>`;
}

/** The track, and how far one is in it; one after its last step at its end. */
function whereabouts(track: Track, number: number): Html {
  const { length } = track.steps;
  return html`<div class="whereabouts">
    <p class="fine"><a href="${WALK_PATH}">All tracks</a> <span aria-hidden="true">›</span> ${track.title}</p>
    ${number <= length ? html`<p class="fine">Step ${number} of ${length}</p>` : ''}
    ${bar(number - 1, length)}
  </div>`;
}

function bar(behind: number, length: number): Html {
  return html`<progress value="${behind}" max="${length}" aria-label="${`${behind} of ${length} steps behind you`}"></progress>`;
}

/** What is said of the press that led here; it is where reading begins. */
const VERDICTS: Readonly<Record<string, readonly [string, string]>> = {
  right: ['Right.', 'good'],
  wrong: ['Not quite. This is what the knowledge base says of it:', 'bad'],
  nothing: ['Mark what is right, then press Answer.', 'busy'],
  elsewhere: ['You are already elsewhere in this track. Here it goes on:', 'busy'],
};

function verdictOf(remark: string | undefined): Html | '' {
  const [words, look] = (remark !== undefined && Object.hasOwn(VERDICTS, remark) && VERDICTS[remark]) || [];
  return words ? html`<p class="verdict is-${look}" role="status" tabindex="-1" autofocus>${words}</p>` : '';
}

/** The first block says in words what the page says above it. */
function withoutVerdict(reply: Reply): Reply {
  const { buttons: _, note: __, ...rest } = reply;
  if (rest.kind !== 'excerpt') return rest;
  return { ...rest, passage: { ...rest.passage, blocks: rest.passage.blocks.slice(1) } };
}

/** A form of one button: what it does is done by sending it. */
function press(
  { label, button }: { readonly label: string | Html; readonly button: Button },
  look: '' | 'quiet' | 'link' = '',
): Html {
  return html`<form method="post" action="${WALK_PATH}"><button class="${look === 'link' ? 'link' : `button ${look}`}" name="press" value="${buttonText(button)}">${label}</button></form>`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
