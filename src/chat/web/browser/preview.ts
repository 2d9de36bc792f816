// Runs where a reply is shown as a platform shows it: copies its JSON, takes its blocks to Slack’s builder,
// and leads back to the conversation.

import { openTalks } from './talks.js';

/** The way back to the conversation of this tab that the answer stands in, which is not asked anew. */
const back = document.querySelector<HTMLAnchorElement>('[data-back]');
if (back && openTalks().current()?.html.includes(`/preview/${back.dataset.back}/`)) {
  back.href = '/';
  if (back.parentElement) back.parentElement.hidden = false;
}

/** Where Slack’s builder is; what stands behind the sign is its payload, and is sent nowhere. */
const BUILDER = 'https://app.slack.com/block-kit-builder#';

for (const shown of document.querySelectorAll<HTMLElement>('.preview-json')) {
  const json = shown.querySelector('code')?.textContent ?? '';
  const actions = document.createElement('div');
  actions.className = 'preview-actions';
  actions.append(copier('Copy JSON', json));
  const message = JSON.parse(json) as { readonly type?: string; readonly blocks?: unknown };
  const { type, blocks } = message;
  // The builder knows windows whole, and of a message its blocks.
  if (type === 'modal') actions.append(builderLink(message));
  else if (blocks) {
    const payload = { blocks };
    actions.append(copier('Copy blocks', JSON.stringify(payload, undefined, 2)), builderLink(payload));
  }
  shown.querySelector('summary')?.after(actions);
}

/** A button that copies a text, and says for a moment that it did. */
function copier(label: string, text: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button quiet';
  button.textContent = label;
  const words = document.createElement('span');
  words.className = 'unseen';
  words.setAttribute('role', 'status');
  button.addEventListener('click', () => {
    void copy(text).then((said) => {
      button.textContent = said;
      words.textContent = said;
      button.append(words);
      setTimeout(() => button.replaceChildren(label), 2_000);
    });
  });
  return button;
}

async function copy(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return 'Copied';
  } catch {
    return 'Not copied';
  }
}

function builderLink(payload: object): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = BUILDER + encodeURIComponent(JSON.stringify(payload));
  link.rel = 'noopener noreferrer';
  link.target = '_blank';
  link.textContent = 'Open in Block Kit Builder';
  return link;
}
