// Runs in the browser: the conversation, without leaving the page.
import { createConversation } from './conversation.js';
import { isForNewTab } from './copy.js';
import { keepDraft, keptDraft, nameOfComment } from './drafts.js';
import { type Said, saidIn, unsent, waitingFor } from './on-its-way.js';
import { closePanel, comment, press } from './pressing.js';
import { elementOf, send } from './send.js';
import { createSuggesting } from './suggestions.js';
import { createTalkList } from './talk-list.js';
import { openTalks } from './talks.js';

/** Earlier questions that are sent along, and how much of each: enough to know what is spoken of. */
const EARLIER_SENT = 5;
const EARLIER_LENGTH = 500;

/** What adds something to the conversation when it is pressed: a double click means it once. */
const ADDS = '[data-ask], [data-press], .exchange button:is(.chip, .entry, .passage-name, .whole)';

const form = document.querySelector<HTMLFormElement>('#ask');
const field = document.querySelector<HTMLTextAreaElement>('#q');
const log = document.querySelector<HTMLElement>('#conversation');
const fault = document.querySelector<HTMLElement>('#fault');
const list = document.querySelector<HTMLElement>('#suggestions');
const place = document.querySelector<HTMLElement>('#talks');

if (form && field && log && fault && list && place) {
  startChat({ form, field, log, fault, list, place });
}

interface ChatParts {
  readonly form: HTMLFormElement;
  readonly field: HTMLTextAreaElement;
  readonly log: HTMLElement;
  readonly fault: HTMLElement;
  readonly list: HTMLElement;
  readonly place: HTMLElement;
}

function startChat({ form, field, log, fault, list, place }: ChatParts): void {
  const talks = openTalks();
  const conversation = createConversation({ log, talks, onChanged: () => drawTalks() });
  const drawTalks = createTalkList({
    place,
    talks,
    onNew: conversation.leave,
    onOpen: (talk) => {
      showFault('');
      conversation.open(talk);
    },
  });

  // The conversation says itself what came before.
  for (const earlier of form.querySelectorAll('input[name=thread]')) earlier.remove();

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

  const pressingParts = {
    add: (exchange: HTMLElement) => {
      const opened = exchange.querySelector<HTMLElement>('.question');
      if (opened) opened.tabIndex = -1;
      conversation.add(exchange);
      opened?.focus({ preventScroll: true });
    },
    onChanged: (changed: HTMLElement) => {
      showFault('');
      conversation.changed(changed);
    },
    onFault: showFault,
  };

  /** Sends what was said and shows it at once, and its answer when it comes; what could not be sent stays there. */
  const say = async (said: Said, again?: HTMLElement): Promise<void> => {
    showFault('');
    const earlier = earlierThan(again);
    const answered = conversation.expect(waitingFor(said), again);
    const sent = await (said.section === undefined
      ? send('/ask', [['q', said.words], ...earlier.map((text) => ['thread', text] as const)])
      : send('/read', [['section', said.section]]));
    const answer = 'html' in sent ? elementOf(sent.html) : undefined;
    const why = 'fault' in sent ? sent.fault : 'The bot gave no answer. Please try again.';
    answered(answer ?? unsent(said, why));
  };

  /** The questions that one follows: those before it, with what a link said that came before. */
  const earlierThan = (exchange: HTMLElement | undefined): readonly string[] => {
    const all = conversation.exchanges();
    const before = exchange ? all.slice(0, all.indexOf(exchange)) : all;
    const followed = before[0]?.querySelectorAll<HTMLInputElement>('.answer > input[name=thread]') ?? [];
    return [
      ...[...followed].map(({ value }) => value),
      ...before.flatMap(({ dataset }) => dataset.asked ?? []),
    ]
      .slice(-EARLIER_SENT)
      .map((text) => text.slice(0, EARLIER_LENGTH));
  };

  const ask = (question: string): Promise<void> => say({ words: question });

  /** Ready to type, where no keyboard of a phone comes up and hides what is read. */
  const focusField = (): void => {
    if (!matchMedia('(pointer: coarse)').matches) field.focus({ preventScroll: true });
  };

  /** Tries again what could not be sent, or takes it back to the field, before what stands there. */
  const settle = (exchange: HTMLElement, isAgain: boolean): void => {
    focusField();
    if (isAgain) return void say(saidIn(exchange), exchange);
    write([saidIn(exchange).words, field.value].filter((text) => text !== '').join('\n'));
    conversation.takeOut(exchange);
    field.focus();
  };

  const suggesting = createSuggesting({
    field,
    list,
    onChosen: ({ section, name }) => {
      write('');
      void say({ words: name, section });
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
      return write(conversation.exchanges().flatMap(typedIn).at(-1) ?? '');
    }
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });

  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || isForNewTab(event)) return;
    if (event.detail > 1 && event.target.closest(ADDS)) return event.preventDefault();
    const settled = event.target.closest<HTMLElement>('.unsent [data-unsent]');
    const stuck = settled?.closest<HTMLElement>('.exchange');
    if (settled && stuck) return settle(stuck, settled.dataset.unsent === 'again');
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
  log.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement) || !event.target.matches('.comment')) return;
    event.preventDefault();
    void comment(event.target, pressingParts);
  });
  log.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement) || !target.form) return;
    keepDraft(target.value, nameOfComment(target.form));
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    const within = event.target instanceof Element ? event.target.closest<HTMLElement>('.exchange') : null;
    const exchange = within ?? conversation.exchanges().at(-1);
    if (exchange?.querySelector('.panel')) closePanel(exchange, pressingParts);
  });

  write(field.value || keptDraft());
  conversation.resume();
  // Nothing is hidden any longer for what was to come, nor kept free.
  const { dataset } = document.documentElement;
  delete dataset.talk;
  if (place.hidden) delete dataset.talks;
  if (!field.autofocus) focusField();
}

/** What somebody typed that stands in an exchange, if they typed it. */
function typedIn(exchange: HTMLElement): string | readonly [] {
  const { asked, section } = exchange.dataset;
  if (asked !== undefined) return asked;
  return exchange.matches('.pending, .unsent') && section === undefined ? saidIn(exchange).words : [];
}
