// Runs in the browser: lists the conversations that are kept, to open and to delete them.
import type { Talk, Talks } from './talks.js';

/** What can be done in the list. */
export interface TalkListParts {
  readonly place: HTMLElement;
  readonly talks: Talks;
  readonly onNew: () => void;
  readonly onOpen: (talk: Talk) => void;
}

/** Draws the list; the function draws it anew. */
export function createTalkList({ place, talks, onNew, onOpen }: TalkListParts): () => void {
  const list = document.createElement('ul');
  const begin = button('New conversation', 'button quiet new-talk', onNew);
  const earlier = document.createElement('details');
  const summary = document.createElement('summary');
  summary.textContent = 'Earlier conversations';
  const forgetAll = button('Delete all', 'bar-button', () => {
    if (!confirm('Delete all conversations that this browser keeps?')) return;
    talks.forgetAll();
    onNew();
  });
  const note = document.createElement('p');
  note.className = 'fine';
  note.textContent = 'Kept in this browser alone.';
  earlier.append(summary, list, forgetAll, note);
  place.append(begin, earlier);

  // Beside the conversation they are open, over it closed.
  const isWide = matchMedia('(min-width: 68rem)');
  const unfold = () => {
    earlier.open = isWide.matches;
  };
  unfold();
  isWide.addEventListener('change', unfold);

  const draw = (): void => {
    const all = talks.all();
    const current = talks.current()?.id;
    place.hidden = all.length === 0;
    list.replaceChildren(
      ...all.map((talk) => {
        const open = button(talk.title, 'talk-open', () => {
          if (!isWide.matches) earlier.open = false;
          onOpen(talk);
        });
        if (talk.id === current) open.setAttribute('aria-current', 'true');
        const forget = button('×', 'talk-delete', () => {
          talks.forget(talk.id);
          if (talk.id === current) onNew();
          else draw();
          (list.querySelector<HTMLElement>('.talk-open') ?? begin).focus();
        });
        forget.ariaLabel = `Delete “${talk.title}”`;
        const item = document.createElement('li');
        item.append(open, forget);
        return item;
      }),
    );
  };
  draw();
  return draw;
}

function button(label: string, look: string, onPressed: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = look;
  made.textContent = label;
  made.addEventListener('click', onPressed);
  return made;
}
