import { html } from 'hono/html';
import type { Html } from '../page/layout.js';
import { isJson, type Json, objectsIn, stringIn } from './json.js';
import { type DrawnOption, drawnButton, drawnMenu, notDrawn } from './preview-frame.js';

/** Draws what can be pressed, chosen or filled in, as Slack's app shows it. */
export function slackElement(element: unknown): Html {
  if (!isJson(element)) return notDrawn('an element that is none');
  const type = stringIn(element.type);
  const draw = Object.hasOwn(ELEMENTS, type) ? ELEMENTS[type] : undefined;
  return draw ? draw(element) : notDrawn(`an element of the type “${type}”`);
}

const ELEMENTS: Readonly<Record<string, (element: Json) => Html>> = {
  button: ({ text, style, accessibility_label }) => {
    const look = style === 'primary' || style === 'danger' ? ` is-${style}` : '';
    return drawnButton(`slack-button${look}`, plainText(text), nameOf(text, accessibility_label));
  },
  feedback_buttons: ({ positive_button, negative_button }) =>
    html`${thumb(positive_button, 'up')}${thumb(negative_button, 'down')}`,
  icon_button: ({ text, icon }) =>
    drawnButton(
      'slack-icon-button',
      html`<span class="slack-icon" aria-hidden="true">${stringIn(icon) === 'trash' ? '🗑' : '◻'}</span>${plainText(text)}`,
    ),
  static_select: select,
  multi_static_select: select,
  external_select: select,
  multi_external_select: select,
  conversations_select: select,
  multi_conversations_select: select,
  channels_select: select,
  users_select: select,
  overflow: ({ options }) => drawnMenu('slack-overflow', '•••', objectsIn(options).map(optionOf)),
  image: ({ alt_text }) => html`<span class="slack-thumbnail">${stringIn(alt_text) || 'an image'}</span>`,
  plain_text_input: ({ placeholder, initial_value, multiline }) =>
    html`<span class="slack-field${multiline === true ? ' is-high' : ''}">${stringIn(initial_value) || plainText(placeholder)}</span>`,
};

function thumb(button: unknown, way: 'up' | 'down'): Html {
  if (!isJson(button)) return notDrawn('a thumb that is none');
  const { text, accessibility_label } = button;
  const label = html`<span class="slack-thumb is-${way}" aria-hidden="true"></span>${plainText(text)}`;
  return drawnButton('slack-feedback', label, nameOf(text, accessibility_label));
}

/** A menu; what its options are is known of those alone that the message holds. */
function select({ placeholder, options, option_groups, initial_option }: Json): Html {
  const all = [
    ...objectsIn(options),
    ...objectsIn(option_groups).flatMap((group) => objectsIn(group.options)),
  ];
  const shown = isJson(initial_option) ? plainText(initial_option.text) : plainText(placeholder);
  return drawnMenu('slack-select', shown || 'Choose an option', all.map(optionOf));
}

function optionOf({ text, description }: Json): DrawnOption {
  const words = plainText(description);
  return { label: plainText(text), ...(words && { description: words }) };
}

/** Slack reads a label of its own instead of what stands on a button; here both are said. */
function nameOf(text: unknown, label: unknown): string {
  const said = stringIn(label);
  return said && `${plainText(text)}: ${said}`;
}

function plainText(text: unknown): string {
  return isJson(text) ? stringIn(text.text) : '';
}
