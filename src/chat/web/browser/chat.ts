// Runs in the browser: the conversation, without leaving the page.
import { isForNewTab, offerCopying } from './copy.js';
import { comment, press } from './pressing.js';
import { elementOf, send } from './send.js';
import { createSuggesting } from './suggestions.js';
import { createTalkList } from './talk-list.js';
import { openTalks, type Talk, withStorage } from './talks.js';

/** Earlier questions that are sent along, and how much of each: enough to know what is spoken of. */
const EARLIER_SENT = 5;
const EARLIER_LENGTH = 500;

/** Characters of a question that name a conversation. */
const TITLE_LENGTH = 80;

/** As where the server draws it. */
const PASTED = /(?:\n[^\n]*){3}/;

/** What is typed and not sent yet, in this tab. */
const DRAFT = 'casebook-draft';

const form = document.querySelector<HTMLFormElement>('#ask');
const field = document.querySelector<HTMLTextAreaElement>('#q');
const conversation = document.querySelector<HTMLElement>('#conversation');
const fault = document.querySelector<HTMLElement>('#fault');
const list = document.querySelector<HTMLElement>('#suggestions');
const hint = document.querySelector<HTMLElement>('#hint');
const place = document.querySelector<HTMLElement>('#talks');

if (form && field && conversation && fault && list && hint && place) {
  startChat({ form, field, conversation, fault, list, hint, place });
}

interface ChatParts {
  readonly form: HTMLFormElement;
  readonly field: HTMLTextAreaElement;
  readonly conversation: HTMLElement;
  readonly fault: HTMLElement;
  readonly list: HTMLElement;
  readonly hint: HTMLElement;
  readonly place: HTMLElement;
}

function startChat({ form, field, conversation, fault, list, hint, place }: ChatParts): void {
  const talks = openTalks();
  const start = [...document.querySelectorAll('#welcome, #examples')];
  const heading = document.createElement('h1');
  heading.className = 'unseen';
  heading.textContent = 'Ask about Kubernetes';
  let talk: Talk | undefined;

  // The conversation says itself what came before.
  for (const earlier of form.querySelectorAll('input[name=thread]')) earlier.remove();

  const exchanges = () => [...conversation.querySelectorAll<HTMLElement>('.exchange:not(.pending)')];

  /** What stands at the beginning makes place. */
  const leaveStart = (): void => {
    for (const piece of start) piece.remove();
    if (start.length > 0) conversation.before(heading);
  };

  const keep = (): void => {
    const [first] = exchanges();
    if (!first) return;
    const title = first.querySelector('.question')?.textContent ?? '';
    talk = {
      id: talk?.id ?? newId(),
      title: title.slice(0, TITLE_LENGTH),
      address: location.search,
      html: exchanges()
        .map(({ outerHTML }) => outerHTML)
        .join(''),
    };
    document.title = `${talk.title} · Casebook`;
    talks.keep(talk);
    drawTalks();
  };

  const showFault = (words: string): void => {
    fault.textContent = words;
    fault.hidden = words === '';
  };

  const grow = (): void => {
    // Browsers that let a field grow by themselves need no help.
    if (CSS.supports('field-sizing', 'content')) return;
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  };

  const write = (text: string): void => {
    field.value = text;
    grow();
    keepDraft(text);
  };

  /** Adds an exchange in the place of one that waits, and brings its question to the top. */
  const add = (exchange: HTMLElement, waiting?: HTMLElement): void => {
    leaveStart();
    prepare(exchange);
    if (waiting) waiting.replaceWith(exchange);
    else conversation.append(exchange);
    exchange.scrollIntoView({ block: 'start' });
  };

  const pressingParts = {
    add: (exchange: HTMLElement) => {
      add(exchange);
      const opened = exchange.querySelector<HTMLElement>('.question');
      if (opened) {
        opened.tabIndex = -1;
        opened.focus({ preventScroll: true });
      }
      keep();
    },
    onChanged: (changed: HTMLElement) => {
      showFault('');
      prepare(changed);
      keep();
    },
    onFault: showFault,
  };

  /** Sends something, shows it at once and its answer when it comes; what could not be sent is given back. */
  const say = async (
    said: string,
    path: string,
    fields: readonly (readonly [string, string])[],
  ): Promise<void> => {
    showFault('');
    const waiting = waitingFor(said);
    add(waiting);
    const sent = await send(path, fields);
    const exchange = 'html' in sent ? elementOf(sent.html) : undefined;
    if (exchange === undefined) {
      waiting.remove();
      if (field.value === '') write(said);
      showFault('fault' in sent ? sent.fault : 'The bot gave no answer. Please try again.');
      return;
    }
    add(exchange, waiting);
    // The address names what the conversation began with no longer.
    if (talk) history.replaceState(null, '', '/');
    keep();
  };

  const ask = async (question: string): Promise<void> => {
    const earlier = exchanges()
      .flatMap(({ dataset }) => dataset.asked ?? [])
      .slice(-EARLIER_SENT)
      .map((text) => ['thread', text.slice(0, EARLIER_LENGTH)] as const);
    await say(question, '/ask', [['q', question], ...earlier]);
  };

  const suggesting = createSuggesting({
    field,
    list,
    hint,
    onChosen: ({ section, name }) => {
      write('');
      void say(name, '/read', [['section', section]]);
    },
  });

  const submit = (): void => {
    const question = field.value.trim();
    if (question === '') return;
    suggesting.close();
    write('');
    // The keyboard of a phone would stand over the answer.
    if (matchMedia('(pointer: coarse)').matches) field.blur();
    void ask(question);
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  field.addEventListener('input', () => {
    grow();
    keepDraft(field.value);
  });
  field.addEventListener('keydown', (event) => {
    if (suggesting.take(event)) return event.preventDefault();
    // As in a shell: what was asked before, to ask it otherwise.
    if (event.key === 'ArrowUp' && field.value === '') {
      event.preventDefault();
      return write(exchanges().findLast(({ dataset }) => dataset.asked)?.dataset.asked ?? '');
    }
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });

  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || isForNewTab(event)) return;
    const example = event.target.closest<HTMLElement>('[data-ask]');
    if (example) {
      event.preventDefault();
      return void ask(example.dataset.ask || (example.textContent ?? ''));
    }
    const pressed = event.target.closest<HTMLElement>('[data-press], .exchange button[name=press]');
    // What belongs to a track leads to it.
    if (!pressed || pressed.hasAttribute('formaction')) return;
    event.preventDefault();
    void press(pressed, pressingParts);
  });
  conversation.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement) || !event.target.matches('.comment')) return;
    event.preventDefault();
    void comment(event.target, pressingParts);
  });

  const open = (opened: Talk): void => {
    if (opened.address !== location.search) history.replaceState(null, '', '/');
    talk = opened;
    document.title = `${opened.title} · Casebook`;
    talks.goOn(opened.id);
    leaveStart();
    showFault('');
    // What is read to who cannot see it is what is new.
    conversation.ariaLive = 'off';
    conversation.innerHTML = opened.html;
    prepare(conversation);
    drawTalks();
    exchanges().at(-1)?.scrollIntoView({ block: 'start', behavior: 'instant' });
    setTimeout(() => {
      conversation.ariaLive = 'polite';
    });
  };

  const begin = (): void => {
    talks.goOn(undefined);
    location.assign('/');
  };

  const drawTalks = createTalkList({ place, talks, onNew: begin, onOpen: open });

  write(field.value || keptDraft());
  const before = talks.current();
  const isReload = before?.address === location.search;
  if (before && (isReload || exchanges().length === 0)) open(before);
  else if (exchanges().length > 0) {
    prepare(conversation);
    keep();
  }
  // Nothing is hidden any longer for what was to come.
  delete document.documentElement.dataset.talk;
  // Ready to type, but the answer stays in sight, which the keyboard of a phone would hide.
  const isReady = field.autofocus || matchMedia('(pointer: coarse)').matches;
  if (!isReady) field.focus({ preventScroll: true });
}

/** Keeps what is typed for this tab, until it is sent. */
function keepDraft(text: string): void {
  withStorage(() => sessionStorage.setItem(DRAFT, text));
}

function keptDraft(): string {
  return withStorage(() => sessionStorage.getItem(DRAFT)) ?? '';
}

/** Makes ready what came from the server: it can be copied, and its buttons say what they are, not pressed yet. */
function prepare(piece: HTMLElement): void {
  offerCopying(piece);
  for (const button of piece.querySelectorAll('.bar-why, .bar-more')) button.ariaExpanded ??= 'false';
  for (const button of piece.querySelectorAll('.bar-helpful, .bar-not-helpful'))
    button.ariaPressed ??= 'false';
}

/** A question whose answer is on its way. */
function waitingFor(said: string): HTMLElement {
  const exchange = document.createElement('article');
  exchange.className = 'exchange pending';
  const question = document.createElement('h2');
  question.className = PASTED.test(said) ? 'question pasted' : 'question';
  question.textContent = said;
  const note = document.createElement('p');
  note.className = 'waiting';
  note.textContent = 'Looking it up …';
  exchange.append(question, note);
  return exchange;
}

function newId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
}
