import { html, raw } from 'hono/html';
import { NestingError, parseMarkdown } from '../../../knowledge/parse-markdown.js';
import { htmlOf } from '../page/html.js';
import type { Html } from '../page/layout.js';
import { isJson, type Json, listIn, stringIn } from './json.js';
import { mrkdwnHtml } from './mrkdwn-html.js';
import { drawnButton, notDrawn, sentAt, timeOfDay } from './preview-frame.js';
import { slackElement } from './preview-slack-elements.js';
import { richElements, slackTable } from './preview-slack-rich-text.js';

/** Draws a message, or a window, as Slack's app shows it. */
export function drawSlackMessage(message: unknown, at: Date): Html {
  if (!isJson(message)) return notDrawn('a message that is none');
  const blocks = listIn(message.blocks);
  if (message.type === 'modal') return drawWindow(message, blocks);
  const isPrivate = message.response_type === 'ephemeral';
  return html`<div class="slack${isPrivate ? ' is-private' : ''}">
    ${isPrivate ? html`<p class="slack-private">Only visible to you</p>` : ''}
    <div class="slack-message">
      <span class="slack-avatar" aria-hidden="true"></span>
      <div class="slack-body">
        <p class="slack-head"><b>Casebook</b> <span class="slack-badge">APP</span> ${sentAt(at, timeOfDay(at))}</p>
        ${
          blocks.length > 0
            ? drawSlackBlocks(blocks)
            : html`<div class="slack-text">${mrkdwnHtml(stringIn(message.text))}</div>`
        }
      </div>
    </div>
  </div>`;
}

/** Draws a window, which lies over everything else. */
function drawWindow({ title, submit, close }: Json, blocks: readonly unknown[]): Html {
  return html`<div class="slack slack-window">
    <p class="slack-title"><b>${textObject(title)}</b><span aria-hidden="true">✕</span></p>
    <div class="slack-window-body" tabindex="0" role="group" aria-label="What stands in the window">${drawSlackBlocks(blocks)}</div>
    <p class="slack-window-end">
      ${isJson(close) ? drawnButton('slack-button', textObject(close)) : ''}
      ${isJson(submit) ? drawnButton('slack-button is-primary', textObject(submit)) : ''}
    </p>
  </div>`;
}

/** Draws what a notification shows of a message, and a screen reader reads. */
export function drawSlackNotification(message: unknown): Html | '' {
  const text = isJson(message) ? stringIn(message.text) : '';
  if (text === '' || !isJson(message) || listIn(message.blocks).length === 0) return '';
  return html`<div class="slack-notification"><span class="slack-avatar" aria-hidden="true"></span><p><b>Casebook</b><br>${mrkdwnHtml(text)}</p></div>`;
}

/** Draws blocks, one below the other. */
export function drawSlackBlocks(blocks: readonly unknown[]): Html {
  return html`${blocks.map((block) => drawBlock(block))}`;
}

function drawBlock(block: unknown): Html {
  if (!isJson(block)) return notDrawn('a block that is none');
  const type = stringIn(block.type);
  const draw = Object.hasOwn(BLOCKS, type) ? BLOCKS[type] : undefined;
  return draw ? draw(block) : notDrawn(`a block of the type “${type}”`);
}

const BLOCKS: Readonly<Record<string, (block: Json) => Html>> = {
  section: ({ text, fields, accessory, expand }) => html`<div class="slack-section">
    <div class="slack-section-text">
      ${text === undefined ? '' : foldable(text, expand === true)}
      ${fields === undefined ? '' : html`<div class="slack-fields">${listIn(fields).map((field) => html`<div>${textObject(field)}</div>`)}</div>`}
    </div>
    ${accessory === undefined ? '' : html`<div class="slack-accessory">${slackElement(accessory)}</div>`}
  </div>`,
  header: ({ text }) => html`<p class="slack-header">${textObject(text)}</p>`,
  divider: () => html`<hr class="slack-divider">`,
  context: ({ elements }) =>
    html`<div class="slack-context">${listIn(elements).map((each) =>
      isJson(each) && each.type === 'image' ? slackElement(each) : html`<div>${textObject(each)}</div>`,
    )}</div>`,
  actions: ({ elements }) => html`<div class="slack-actions">${listIn(elements).map(slackElement)}</div>`,
  context_actions: ({ elements }) =>
    html`<div class="slack-context-actions">${listIn(elements).map(slackElement)}</div>`,
  rich_text: ({ elements }) => html`<div class="slack-text">${richElements(elements)}</div>`,
  markdown: ({ text }) => html`<div class="slack-text slack-markdown">${markdown(stringIn(text))}</div>`,
  table: slackTable,
  image: ({ title, alt_text }) =>
    html`<figure class="slack-image">${isJson(title) ? html`<figcaption>${textObject(title)}</figcaption>` : ''}<span>${stringIn(alt_text) || 'an image'}</span></figure>`,
  input: ({ label, element, hint, optional }) => html`<div class="slack-input">
    <p class="slack-label">${textObject(label)}${optional === true ? html` <span>(optional)</span>` : ''}</p>
    ${slackElement(element)}
    ${hint === undefined ? '' : html`<p class="slack-hint">${textObject(hint)}</p>`}
  </div>`,
};

/** Slack may fold a long text unless it is told not to; from which length on, it says nowhere: a taste. */
const FOLDED_FROM = 700;

function foldable(text: unknown, expands: boolean): Html {
  const drawn = html`<div class="slack-text">${textObject(text)}</div>`;
  const length = isJson(text) ? stringIn(text.text).length : 0;
  if (expands || length < FOLDED_FROM) return drawn;
  return html`<div class="slack-folded">${drawn}<label><input type="checkbox"> <span>See more</span></label></div>`;
}

function markdown(text: string): Html {
  try {
    return raw(htmlOf(parseMarkdown(text).children));
  } catch (error) {
    if (!(error instanceof NestingError)) throw error;
    return html`${notDrawn('Markdown that nests too deep')}${text}`;
  }
}

/** A text, plain or with mrkdwn. */
function textObject(text: unknown): Html {
  if (!isJson(text)) return notDrawn('a text that is none');
  switch (text.type) {
    case 'plain_text':
      return html`${stringIn(text.text)}`;
    case 'mrkdwn':
      return mrkdwnHtml(stringIn(text.text), { verbatim: text.verbatim === true });
    default:
      return notDrawn(`a text of the type “${stringIn(text.type)}”`);
  }
}
