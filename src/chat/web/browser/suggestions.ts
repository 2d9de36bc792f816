// Runs in the browser: suggests sections while somebody types. Who just types and presses Enter never meets them.
import { announce } from './status.js';

/** A section as the bot suggests it. */
export interface Suggestion {
  readonly section: string;
  readonly name: string;
  readonly kind: string;
}

/** What suggesting takes. */
export interface SuggestingParts {
  readonly field: HTMLTextAreaElement;
  readonly list: HTMLElement;
  readonly onChosen: (suggestion: Suggestion) => void;
}

/** Suggesting at a field. */
export interface Suggesting {
  /** Does what a key asks for while suggestions are open; whether it did. */
  take(event: KeyboardEvent): boolean;
  close(): void;
}

/** Waits until the fingers rest, in milliseconds. */
const PAUSE = 80;

/** Fewer characters suggest half the knowledge base; more are a question, or pasted. */
const SHORTEST = 2;
const LONGEST = 80;

/**
 * Suggests at a field. It has more than one line, so it stays a text field whose active suggestion is named to screen
 * readers (`aria-activedescendant`): a combobox has one line.
 */
export function createSuggesting({ field, list, onChosen }: SuggestingParts): Suggesting {
  let suggestions: readonly Suggestion[] = [];
  let active = -1;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;

  const options = () => [...list.children] as HTMLElement[];

  const activate = (index: number): void => {
    active = index;
    for (const [place, option] of options().entries()) {
      option.ariaSelected = String(place === index);
      if (place === index) option.scrollIntoView({ block: 'nearest' });
    }
    if (index === -1) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', `suggestion-${index}`);
  };

  const close = (): void => {
    clearTimeout(pause);
    asking?.abort();
    if (list.hidden) return;
    suggestions = [];
    list.hidden = true;
    list.replaceChildren();
    announce('');
    activate(-1);
  };

  const show = (found: readonly Suggestion[]): void => {
    if (found.length === 0) return close();
    suggestions = found;
    list.replaceChildren(...found.map(optionFor));
    list.hidden = false;
    activate(-1);
    announce(`${found.length} ${found.length === 1 ? 'section' : 'sections'}, with the arrow keys`);
  };

  const choose = (index: number): void => {
    const chosen = suggestions[index];
    if (!chosen) return;
    close();
    onChosen(chosen);
  };

  const ask = async (typed: string): Promise<void> => {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const response = await fetch(`/suggest?${new URLSearchParams({ q: typed })}`, { signal });
      const found = response.ok ? ((await response.json()) as Suggestion[]) : [];
      if (!signal.aborted) show(found);
    } catch {
      // Outdated, or the bot is away: then there are none.
      if (!signal.aborted) close();
    }
  };

  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-haspopup', 'listbox');
  field.setAttribute('aria-controls', list.id);
  field.addEventListener('input', (event) => {
    clearTimeout(pause);
    const typed = field.value.trim();
    const isTyped = event instanceof InputEvent && event.inputType !== 'insertFromPaste';
    if (!isTyped || typed.length < SHORTEST || typed.length > LONGEST || field.value.includes('\n'))
      return close();
    pause = setTimeout(() => void ask(typed), PAUSE);
  });
  field.addEventListener('blur', close);
  // The field keeps the focus while a suggestion is pressed.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
    if (option) choose(options().indexOf(option as HTMLElement));
  });

  return {
    close,
    take: (event) => {
      if (list.hidden || event.isComposing) return false;
      const last = suggestions.length - 1;
      switch (event.key) {
        case 'ArrowDown':
          activate(active === last ? -1 : active + 1);
          return true;
        case 'ArrowUp':
          activate(active === -1 ? last : active - 1);
          return true;
        case 'Escape':
          close();
          return true;
        case 'Enter':
          if (active === -1 || event.shiftKey) return false;
          choose(active);
          return true;
        default:
          return false;
      }
    },
  };
}

function optionFor({ name, kind }: Suggestion, index: number): HTMLElement {
  const option = document.createElement('li');
  option.id = `suggestion-${index}`;
  option.role = 'option';
  option.ariaSelected = 'false';
  const words = document.createElement('span');
  words.textContent = name;
  const what = document.createElement('span');
  what.className = 'fine';
  what.textContent = kind;
  option.append(words, what);
  return option;
}
