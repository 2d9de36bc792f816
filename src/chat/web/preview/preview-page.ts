import { html } from 'hono/html';
import type { ExampleReply } from '../../example-replies.js';
import type { MessageForm } from '../../message-form.js';
import { nameOf, type Reply } from '../../reply.js';
import { jsonHtml } from '../page/json-html.js';
import type { Html } from '../page/layout.js';
import type { PlatformPreview } from './preview.js';
import { drawDiscordMessage } from './preview-discord.js';
import { INERT_NOTE } from './preview-frame.js';
import { drawSlackMessage, drawSlackNotification } from './preview-slack.js';
import type { PreviewedQuestion } from './previewed-question.js';

/** A reply on one platform, in each form in which it is sent. */
export interface PreviewView {
  /** Names the reply in addresses. */
  readonly id: string;
  readonly platform: PlatformPreview;
  readonly platforms: readonly PlatformPreview[];
  readonly messages: readonly MessageForm[];
  /** When they are taken to be sent. */
  readonly at: Date;
  readonly reply: Reply;
  /** What it is an example of, where it is one. */
  readonly example?: ExampleReply | undefined;
  /** What was asked, where somebody did. */
  readonly asked?: PreviewedQuestion | undefined;
}

/** The page on which a reply is shown as a platform shows it, with what the platform is sent. */
export function previewPage(view: PreviewView): Html {
  const { id, platform, platforms, messages, at, asked } = view;
  return html`<div class="preview">
    <p class="preview-back"${asked ? '' : html` hidden`}><a href="/${asked?.query ?? ''}" data-back="${id}"><span aria-hidden="true">←</span> Back to the answer</a></p>
    <h1>As ${platform.label} shows it</h1>
    ${about(view)}
    ${bar(platform, platforms, (name) => `/preview/${encodeURIComponent(id)}/${name}${asked?.query ?? ''}`)}
    ${messages.map(
      ({ kind, json }) => html`<section class="preview-form" aria-labelledby="${kind}">
      <div class="preview-words"><h2 id="${kind}">${FORMS[kind].title}</h2><p class="fine">${FORMS[kind].words}</p></div>
      <div class="preview-client" role="group" aria-label="${FORMS[kind].title}, drawn">${DRAWINGS[platform.name].draw(json, at)}</div>
      ${jsonOf(json, kind === 'posted')}
    </section>`,
    )}
    ${DRAWINGS[platform.name].outside(messages[0]?.json)}
    <section class="preview-try">
      <h2>See it in ${platform.label} itself</h2>
      ${DRAWINGS[platform.name].howTo}
    </section>
    ${note(platform)}
    <p class="fine"><a href="/preview?on=${platform.name}">An example of each kind of reply</a></p>
  </div>`;
}

/** What was asked, or what the reply is an example of, or the section that it shows. */
function about({ reply, example, asked }: PreviewView): Html | '' {
  if (asked) return html`<p class="preview-question">${asked.text}</p>`;
  if (example) {
    return html`<p class="fine">${example.label}${example.question ? html`: “${example.question}”` : ''}</p>`;
  }
  return reply.kind === 'excerpt' ? html`<p class="fine">${nameOf(reply.passage)}</p>` : '';
}

/** An example with the message that a platform would be sent. */
export type DrawnExample = ExampleReply & { readonly message: unknown };

/** The page on which there is an example of each kind of reply. */
export function examplesPage({
  platform,
  platforms,
  examples,
  at,
}: Pick<PreviewView, 'platform' | 'platforms' | 'at'> & {
  readonly examples: readonly DrawnExample[];
}): Html {
  return html`<div class="preview">
    <h1>Replies as ${platform.label} shows them</h1>
    <p>One of each kind, drawn from the very messages that would be sent. Nobody asked, so nothing is kept of it.</p>
    ${bar(platform, platforms, (name) => `/preview?on=${name}`)}
    <ol class="preview-index">${examples.map(({ name, label }) => html`<li><a href="#${name}">${label}</a></li>`)}</ol>
    ${examples.map(
      ({ name, label, question, message }) => html`<section class="preview-example" aria-labelledby="${name}">
      <div class="preview-words"><h2 id="${name}">${label}</h2>
      ${question ? html`<p class="preview-question">${question}</p>` : ''}
      <p class="fine"><a href="/preview/${name}/${platform.name}">In every form, with its JSON<span class="unseen">: ${label}</span></a></p></div>
      <div class="preview-client" role="group" aria-label="${label}, drawn">${DRAWINGS[platform.name].draw(message, at)}</div>
    </section>`,
    )}
    ${note(platform)}
  </div>`;
}

/** What is said of a reply that cannot be shown. */
export function missedPage(asked: PreviewedQuestion | undefined): Html {
  return html`<h1>That answer cannot be shown</h1>
    ${asked ? html`<p class="preview-question">${asked.text}</p>` : ''}
    <p>It is no longer kept, or cannot be looked up just now. <a href="/${asked?.query ?? ''}">${asked ? 'Ask it again' : 'Ask again'}</a>, or look at <a href="/preview">an example of each kind of reply</a>.</p>`;
}

interface Drawing {
  readonly draw: (message: unknown, at: Date) => Html;
  /** What a platform shows of a message in other places. */
  readonly outside: (message: unknown) => Html | '';
  readonly howTo: Html;
}

const DRAWINGS = {
  slack: {
    draw: drawSlackMessage,
    outside: (message) => {
      const drawn = drawSlackNotification(message);
      return drawn === ''
        ? ''
        : html`<section class="preview-form" aria-labelledby="notification">
          <div class="preview-words"><h2 id="notification">In a notification</h2><p class="fine">The message’s own text: what notifications show, and screen readers say.</p></div>
          <div class="preview-client">${drawn}</div>
        </section>`;
    },
    howTo: html`<p>Copy the blocks of a message, open <a href="https://app.slack.com/block-kit-builder" rel="noopener noreferrer">Slack’s Block Kit Builder</a>, and paste them over what stands in its payload. It draws them, and can send them to a channel of yours.</p>`,
  },
  discord: {
    draw: drawDiscordMessage,
    outside: () => '',
    howTo: html`<p>Discord has no builder of its own: send the JSON to a webhook of a channel of yours, with <code>?with_components=true</code> behind its address. Buttons are shown there by webhooks that belong to an application.</p>`,
  },
} satisfies Record<PlatformPreview['name'], Drawing>;

const FORMS = {
  posted: {
    title: 'For everybody',
    words: 'In a channel, a thread or a direct message.',
  },
  private: {
    title: 'For you alone',
    words: 'After /k8s: only whoever asked sees it, and may share it where it can be shared.',
  },
  shared: {
    title: 'Shared',
    words: 'After that button was pressed: everybody sees it, and who shared it.',
  },
  window: {
    title: 'In a window',
    words: 'Where a button leads to it: over everything else, with room for a whole section.',
  },
} satisfies Record<MessageForm['kind'], { readonly title: string; readonly words: string }>;

/** Between the platforms, and how they are looked at; these need no script. */
function bar(
  current: PlatformPreview,
  platforms: readonly PlatformPreview[],
  addressOf: (name: string) => string,
): Html {
  return html`<div class="preview-bar">
    <nav class="preview-tabs" aria-label="Platforms">${platforms.map(
      ({ name, label }) =>
        html`<a href="${addressOf(name)}"${name === current.name ? html` aria-current="page"` : ''}>${label}</a>`,
    )}</nav>
    ${choice('look', `${current.label}’s theme`, LOOKS)}
    ${choice('width', 'Width', WIDTHS)}
  </div>`;
}

const LOOKS = { page: 'As this page', light: 'Light', dark: 'Dark' };
const WIDTHS = { desktop: 'Desktop', phone: 'Phone' };

/** One of a few; the first at first. */
function choice(name: string, title: string, values: Readonly<Record<string, string>>): Html {
  return html`<fieldset class="preview-choice"><legend class="unseen">${title}</legend>${Object.entries(
    values,
  ).map(
    ([value, words], index) =>
      html`<label><input type="radio" name="${name}" value="${value}"${index === 0 ? html` checked` : ''}><span>${words}</span></label>`,
  )}</fieldset>`;
}

function jsonOf(message: object, isOpen: boolean): Html {
  return html`<details class="preview-json"${isOpen ? html` open` : ''}>
    <summary>JSON</summary>
    <div class="code" data-language="json"><pre tabindex="0" role="group" aria-label="JSON"><code class="language-json">${jsonHtml(message)}</code></pre></div>
  </details>`;
}

function note({ label }: PlatformPreview): Html {
  return html`<p class="fine" id="${INERT_NOTE}">This is a drawing: buttons and menus do nothing here; in ${label} they do. Names of people and channels are known there alone.</p>`;
}
