import { html } from 'hono/html';
import { isWebAddress } from '../page/html.js';
import type { Html } from '../page/layout.js';
import { discordHtml } from './discord-html.js';
import { isJson, type Json, listIn, objectsIn, stringIn } from './json.js';
import { drawnButton, drawnMenu, notDrawn, sentAt, timeOfDay } from './preview-frame.js';

/** The flag of a message that only one person sees. */
const EPHEMERAL = 1 << 6;

/** Draws a message as Discord's app shows it. */
export function drawDiscordMessage(message: unknown, at: Date): Html {
  if (!isJson(message)) return notDrawn('a message that is none');
  const isPrivate = (Number(message.flags ?? 0) & EPHEMERAL) !== 0;
  const content = stringIn(message.content);
  return html`<div class="discord${isPrivate ? ' is-private' : ''}">
    <div class="discord-message">
      <span class="discord-avatar" aria-hidden="true"></span>
      <div class="discord-body">
        <p class="discord-head"><b>Casebook</b> <span class="discord-badge">APP</span> ${sentAt(at, `Today at ${timeOfDay(at)}`)}</p>
        ${content === '' ? '' : html`<div class="discord-text">${discordHtml(content)}</div>`}
        ${listIn(message.embeds).map(() => notDrawn('an embed'))}
        ${drawDiscordComponents(message.components)}
        ${isPrivate ? html`<p class="discord-private">Only you can see this · <span>Dismiss message</span></p>` : ''}
      </div>
    </div>
  </div>`;
}

/** Draws components, one below the other. */
export function drawDiscordComponents(components: unknown): Html {
  return html`${listIn(components).map((component) => drawComponent(component))}`;
}

function drawComponent(component: unknown): Html {
  if (!isJson(component)) return notDrawn('a component that is none');
  const draw = COMPONENTS.get(component.type);
  return draw ? draw(component) : notDrawn(`a component of the type ${String(component.type)}`);
}

/** By the numbers that Discord has for them: https://docs.discord.com/developers/components/reference */
const COMPONENTS: ReadonlyMap<unknown, (component: Json) => Html> = new Map([
  [1, ({ components }) => html`<div class="discord-row">${drawDiscordComponents(components)}</div>`],
  [2, button],
  [3, ({ placeholder, options, disabled }) => menu(placeholder, options, disabled)],
  [5, ({ placeholder, disabled }) => menu(placeholder, undefined, disabled)],
  [6, ({ placeholder, disabled }) => menu(placeholder, undefined, disabled)],
  [7, ({ placeholder, disabled }) => menu(placeholder, undefined, disabled)],
  [8, ({ placeholder, disabled }) => menu(placeholder, undefined, disabled)],
  [
    9,
    ({ components, accessory }) =>
      html`<div class="discord-section"><div>${drawDiscordComponents(components)}</div><div class="discord-accessory">${drawComponent(accessory)}</div></div>`,
  ],
  [10, ({ content }) => html`<div class="discord-text">${discordHtml(stringIn(content))}</div>`],
  [11, ({ description }) => picture(description)],
  [
    12,
    ({ items }) =>
      html`<div class="discord-gallery">${objectsIn(items).map(({ description }) => picture(description))}</div>`,
  ],
  [
    14,
    ({ divider, spacing }) =>
      html`<hr class="discord-separator${divider === false ? ' is-bare' : ''}${spacing === 2 ? ' is-large' : ''}">`,
  ],
  [17, container],
] satisfies [number, (component: Json) => Html][]);

/** A picture would be fetched from another machine: its description stands for it. */
function picture(description: unknown): Html {
  return html`<span class="discord-picture">${stringIn(description) || 'an image'}</span>`;
}

function container({ components, accent_color, spoiler }: Json): Html {
  return html`<div class="discord-container${spoiler === true ? ' is-spoiler' : ''}">${accent(accent_color)}${drawDiscordComponents(components)}</div>`;
}

/** Any colour that a message names: an attribute of a drawing, for which no style is needed. */
function accent(color: unknown): Html | '' {
  if (typeof color !== 'number' || !Number.isInteger(color) || color < 0 || color > 0xffffff) return '';
  const hex = `#${color.toString(16).padStart(6, '0')}`;
  return html`<svg class="discord-accent" width="4" height="100%" aria-hidden="true"><rect width="4" height="100%" fill="${hex}"/></svg>`;
}

const STYLES = ['primary', 'secondary', 'success', 'danger', 'link'];

function button({ label, style, emoji, url, disabled }: Json): Html {
  const look = (typeof style === 'number' && STYLES[style - 1]) || 'secondary';
  const sign = isJson(emoji) ? `${stringIn(emoji.name)} ` : '';
  const words = `${sign}${stringIn(label)}`;
  const className = `discord-button is-${look}${disabled === true ? ' is-disabled' : ''}`;
  if (look === 'link' && isWebAddress(url)) {
    return html`<a class="${className}" href="${url}" rel="noopener noreferrer">${words}</a>`;
  }
  return drawnButton(className, words);
}

function menu(placeholder: unknown, options: unknown, disabled: unknown): Html {
  const choices = objectsIn(options).map(({ label, description }) => ({
    label: stringIn(label),
    ...(stringIn(description) && { description: stringIn(description) }),
  }));
  return drawnMenu(
    `discord-select${disabled === true ? ' is-disabled' : ''}`,
    stringIn(placeholder) || 'Make a selection',
    choices,
  );
}
