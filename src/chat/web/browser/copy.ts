// Runs in the browser: puts a button on every block of code that copies it, and copies links.
import { announce } from './status.js';

/** How long it is said that something was copied, in milliseconds. */
const SAID_FOR = 2_000;

const COPY = 'Copy';
const COPY_LINK = 'Copy link';

/** Offers to copy what stands in a part of the page. */
export function offerCopying(within: ParentNode): void {
  for (const code of within.querySelectorAll('.code')) {
    if (code.querySelector('.copy')) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = COPY;
    button.ariaLabel = 'Copy the code';
    code.append(button);
  }
  for (const link of within.querySelectorAll('[data-copy]')) link.textContent = COPY_LINK;
}

// For the whole page at once: what comes later, also from an earlier visit, needs nothing of its own.
document.addEventListener('click', (event) => {
  const pressed = event.target instanceof Element ? event.target.closest('.copy, [data-copy]') : null;
  if (!pressed || isForNewTab(event)) return;
  event.preventDefault();
  const text =
    pressed instanceof HTMLAnchorElement
      ? pressed.href
      : (pressed.closest('.code')?.querySelector('code')?.textContent ?? '');
  void copy(text).then((done) => say(pressed, done));
});

offerCopying(document);

/** Whether a click asks for a new tab or window. */
export function isForNewTab(event: MouseEvent): boolean {
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyAsBefore(text);
  }
}

/** Pages that came without encryption from another machine have no clipboard but this. */
function copyAsBefore(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'unseen';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}

function say(pressed: Element, done: boolean): void {
  const before = pressed instanceof HTMLAnchorElement ? COPY_LINK : COPY;
  const words = done ? 'Copied' : 'Not copied';
  pressed.textContent = words;
  announce(words);
  setTimeout(() => {
    pressed.textContent = before;
    announce('');
  }, SAID_FOR);
}
