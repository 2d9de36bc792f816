// Runs in the browser: the conversation, without leaving the page.
import { isForNewTab, offerCopying } from './copy.js';
import { keepDraft, keptDraft, nameOfComment, restoreComments } from './drafts.js';
import { addMissing, exchangesOf, findExchange, followKept, htmlOfAll, newId } from './kept-exchanges.js';
import { type Said, saidIn, unsent, waitingFor } from './on-its-way.js';
import { closePanel, comment, press } from './pressing.js';
import { elementOf, send } from './send.js';
import { createSuggesting } from './suggestions.js';
import { createTalkList } from './talk-list.js';
import { openTalks, type Talk } from './talks.js';

/** Earlier questions that are sent along, and how much of each: enough to know what is spoken of. */
const EARLIER_SENT = 5;
const EARLIER_LENGTH = 500;

/** Characters of a question that name a conversation. */
const TITLE_LENGTH = 80;

/** What adds something to the conversation when it is pressed: a double click means it once. */
const ADDS = '[data-ask], [data-press], .exchange button:is(.chip, .entry, .passage-name, .whole)';

const form = document.querySelector<HTMLFormElement>('#ask');
const field = document.querySelector<HTMLTextAreaElement>('#q');
const conversation = document.querySelector<HTMLElement>('#conversation');
const fault = document.querySelector<HTMLElement>('#fault');
const list = document.querySelector<HTMLElement>('#suggestions');
const place = document.querySelector<HTMLElement>('#talks');

if (form && field && conversation && fault && list && place) {
  startChat({ form, field, conversation, fault, list, place });
}

interface ChatParts {
  readonly form: HTMLFormElement;
  readonly field: HTMLTextAreaElement;
  readonly conversation: HTMLElement;
  readonly fault: HTMLElement;
  readonly list: HTMLElement;
  readonly place: HTMLElement;
}

function startChat({ form, field, conversation, fault, list, place }: ChatParts): void {
  const talks = openTalks();
  const start = [...document.querySelectorAll('#welcome, #examples')];
  const heading = document.createElement('h1');
  heading.className = 'unseen';
  heading.textContent = 'Ask about Kubernetes';
  let talk: Talk | undefined;
  let { search: address } = location;
  const onTheWay = new Set<string | undefined>();
  const takenBack = new Set<string | undefined>();

  // The conversation says itself what came before.
  for (const earlier of form.querySelectorAll('input[name=thread]')) earlier.remove();

  const exchanges = () => [...conversation.querySelectorAll<HTMLElement>('.exchange')];

  /** What stands at the beginning makes place. */
  const leaveStart = (): void => {
    for (const piece of start) piece.remove();
    if (start.length > 0) conversation.before(heading);
  };

  const keep = (): void => {
    const kept = talk && talks.find(talk.id);
    // What another tab added just now is not lost.
    if (kept)
      addMissing(
        conversation,
        exchangesOf(kept.html).filter(({ dataset }) => !takenBack.has(dataset.id)),
      );
    const [first] = exchanges();
    if (!first) return forget();
    const title = first.querySelector('.question')?.textContent ?? '';
    talk = {
      id: talk?.id ?? newId(),
      title: title.slice(0, TITLE_LENGTH),
      address,
      html: htmlOfAll(exchanges()),
    };
    document.title = `${talk.title} · Casebook`;
    talks.keep(talk);
    talks.goOn(talk.id);
    drawTalks();
  };

  /** Nothing of the conversation is left. */
  const forget = (): void => {
    if (talk) talks.forget(talk.id);
    talk = undefined;
    talks.goOn(undefined);
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

  /** Adds an exchange, or puts it in the place of another, and brings the newest question to the top. */
  const add = (exchange: HTMLElement, before?: HTMLElement): void => {
    leaveStart();
    prepare(exchange);
    if (before) before.replaceWith(exchange);
    else conversation.append(exchange);
    if (exchange === conversation.lastElementChild) exchange.scrollIntoView({ block: 'start' });
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

  /** Sends what was said and shows it at once, and its answer when it comes; what could not be sent stays in its place. */
  const say = async (said: Said, again?: HTMLElement): Promise<void> => {
    showFault('');
    const id = again?.dataset.id ?? newId();
    const earlier = earlierThan(again);
    onTheWay.add(id);
    add(waitingFor(said, id), again);
    // The address names what the conversation began with no longer.
    address = '';
    history.replaceState(null, '', '/');
    keep();
    const place = talk?.id;
    const sent = await (said.section === undefined
      ? send('/ask', [['q', said.words], ...earlier.map((text) => ['thread', text] as const)])
      : send('/read', [['section', said.section]]));
    onTheWay.delete(id);
    const answer = 'html' in sent ? elementOf(sent.html) : undefined;
    const fault = 'fault' in sent ? sent.fault : 'The bot gave no answer. Please try again.';
    const exchange = answer ?? unsent(said, id, fault);
    exchange.dataset.id = id;
    if (talk?.id === place) {
      add(exchange, findExchange(conversation, id));
      keep();
    } else if (place) putIn(place, exchange);
  };

  /** Puts an answer where it was waited for, though another conversation is open by now. */
  const putIn = (place: string, exchange: HTMLElement): void => {
    const kept = talks.find(place);
    if (!kept) return;
    prepare(exchange);
    const all = exchangesOf(kept.html).map((each) =>
      each.dataset.id === exchange.dataset.id ? exchange : each,
    );
    talks.keep({ ...kept, html: htmlOfAll(all) });
    drawTalks();
  };

  /** The questions that one follows: those before it, with what a link said that came before. */
  const earlierThan = (exchange: HTMLElement | undefined): readonly string[] => {
    const all = exchanges();
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

  /** Takes a question that could not be sent back to the field, before what stands there. */
  const takeBack = (exchange: HTMLElement): void => {
    write([saidIn(exchange).words, field.value].filter((text) => text !== '').join('\n'));
    takenBack.add(exchange.dataset.id);
    exchange.remove();
    keep();
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
      return write(exchanges().flatMap(typedIn).at(-1) ?? '');
    }
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });

  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || isForNewTab(event)) return;
    if (event.detail > 1 && event.target.closest(ADDS)) return event.preventDefault();
    const untold = event.target.closest<HTMLElement>('[data-unsent]');
    const exchange = untold?.closest<HTMLElement>('.exchange');
    if (untold && exchange) {
      return untold.dataset.unsent === 'again' ? void say(saidIn(exchange), exchange) : takeBack(exchange);
    }
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
  conversation.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement) || !target.form) return;
    keepDraft(target.value, nameOfComment(target.form));
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    const within = event.target instanceof Element ? event.target.closest<HTMLElement>('.exchange') : null;
    const exchange = within ?? exchanges().at(-1);
    if (exchange?.querySelector('.panel')) closePanel(exchange, pressingParts);
  });

  const open = (opened: Talk): void => {
    address = opened.address;
    history.replaceState(null, '', `/${address}`);
    talk = opened;
    document.title = `${opened.title} · Casebook`;
    talks.goOn(opened.id);
    leaveStart();
    showFault('');
    // What is read to who cannot see it is what is new.
    conversation.ariaLive = 'off';
    conversation.replaceChildren(...exchangesOf(opened.html).map(asLeft));
    prepare(conversation);
    drawTalks();
    exchanges().at(-1)?.scrollIntoView({ block: 'start', behavior: 'instant' });
    setTimeout(() => {
      conversation.ariaLive = 'polite';
    });
  };

  /** What was on its way when the page was left was not answered. */
  const asLeft = (exchange: HTMLElement): HTMLElement => {
    const { id = newId() } = exchange.dataset;
    if (!exchange.matches('.pending') || onTheWay.has(id)) return exchange;
    return unsent(saidIn(exchange), id, 'The page was left before the answer came.');
  };

  const begin = (): void => {
    talks.goOn(undefined);
    location.assign('/');
  };

  const drawTalks = createTalkList({ place, talks, onNew: begin, onOpen: open });

  /** Shows what another tab made of the conversation that goes on in this one. */
  const follow = (isDeletion: boolean): void => {
    const kept = talk && talks.find(talk.id);
    if (talk && !kept && isDeletion) return begin();
    if (kept) {
      talk = kept;
      if (address !== kept.address) history.replaceState(null, '', `/${kept.address}`);
      address = kept.address;
      followKept(conversation, exchangesOf(kept.html), ({ dataset }) => onTheWay.has(dataset.id));
      prepare(conversation);
    }
    drawTalks();
  };
  talks.onElsewhere(follow);
  // A page that browsers put aside heard nothing meanwhile.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) follow(true);
  });

  write(field.value || keptDraft());
  const before = talks.current();
  const isReload = before?.address === location.search;
  if (before && (isReload || exchanges().length === 0)) open(before);
  else if (exchanges().length > 0) {
    // The same link, followed once more: its answer is new, the conversation is the same.
    const same = talks.all().find((kept) => kept.address === address && exchangesOf(kept.html).length === 1);
    const [first] = exchanges();
    if (same && first) {
      talk = same;
      first.dataset.id = exchangesOf(same.html)[0]?.dataset.id;
    }
    prepare(conversation);
    keep();
  }
  // Nothing is hidden any longer for what was to come.
  const { dataset } = document.documentElement;
  delete dataset.talk;
  if (place.hidden) delete dataset.talks;
  // Ready to type, but the answer stays in sight, which the keyboard of a phone would hide.
  const isReady = field.autofocus || matchMedia('(pointer: coarse)').matches;
  if (!isReady) field.focus({ preventScroll: true });
}

/** Makes ready what came from the server: it can be copied, and its buttons say what they are, not pressed yet. */
function prepare(piece: HTMLElement): void {
  offerCopying(piece);
  restoreComments(piece);
  const unnamed = [piece, ...piece.querySelectorAll<HTMLElement>('.exchange')];
  for (const exchange of unnamed.filter((each) => each.matches('.exchange'))) exchange.dataset.id ??= newId();
  for (const button of piece.querySelectorAll('.bar-why, .bar-more')) button.ariaExpanded ??= 'false';
  for (const button of piece.querySelectorAll('.bar-helpful, .bar-not-helpful'))
    button.ariaPressed ??= 'false';
}

/** What somebody typed that stands in an exchange, if they typed it. */
function typedIn(exchange: HTMLElement): string | readonly [] {
  const { asked, section } = exchange.dataset;
  if (asked !== undefined) return asked;
  return exchange.matches('.pending, .unsent') && section === undefined ? saidIn(exchange).words : [];
}
