// Runs in the browser: the conversation that goes on in this tab; it is kept as it is shown, and other tabs follow it.
import { offerCopying } from './copy.js';
import { restoreComments } from './drafts.js';
import { addMissing, exchangesOf, findExchange, followKept, htmlOfAll, newId } from './kept-exchanges.js';
import { saidIn, unsent } from './on-its-way.js';
import type { Talk, Talks } from './talks.js';

/** What a conversation takes. */
export interface ConversationParts {
  /** Where its exchanges stand. */
  readonly log: HTMLElement;
  readonly talks: Talks;
  /** It was opened, kept, or is another in another tab. */
  readonly onChanged: () => void;
}

/** A conversation. What is added to it is kept at once. */
export interface Conversation {
  exchanges(): readonly HTMLElement[];
  add(exchange: HTMLElement): void;
  /** Something in an exchange is another than before. */
  changed(exchange: HTMLElement): void;
  /**
   * Adds what waits for its answer, in the place of another if one is given. The function puts the answer there, also
   * when another conversation is open by then.
   */
  expect(waiting: HTMLElement, before?: HTMLElement): (answer: HTMLElement) => void;
  takeOut(exchange: HTMLElement): void;
  open(talk: Talk): void;
  /** Leaves it for the beginning. */
  leave(): void;
  /** Shows what this tab showed before, or keeps what the address led to. */
  resume(): void;
}

/** Characters of a question that name a conversation. */
const TITLE_LENGTH = 80;

/** Makes the conversation of the page. */
export function createConversation({ log, talks, onChanged }: ConversationParts): Conversation {
  const start = [...document.querySelectorAll('#welcome, #examples')];
  const heading = document.createElement('h1');
  heading.className = 'unseen';
  heading.textContent = 'Ask about Kubernetes';
  const onTheWay = new Set<string | undefined>();
  const takenOut = new Set<string | undefined>();
  let talk: Talk | undefined;
  let isKept = false;
  // What the address says, as long as nothing else was asked.
  let { search: address } = location;

  const exchanges = () => [...log.querySelectorAll<HTMLElement>('.exchange')];

  /** What stands at the beginning makes place. */
  const leaveStart = (): void => {
    for (const piece of start) piece.remove();
    if (start.length > 0) log.before(heading);
  };

  const goOnWith = (opened: Talk): void => {
    talk = opened;
    address = opened.address;
    document.title = `${opened.title} · Casebook`;
    if (location.search !== address) history.replaceState(null, '', `/${address}`);
  };

  const leave = (): void => {
    talks.goOn(undefined);
    location.assign('/');
  };

  const keep = (): void => {
    const kept = talk && talks.find(talk.id);
    if (kept) {
      // What another tab added just now is not lost.
      const others = exchangesOf(kept.html).filter(({ dataset }) => !takenOut.has(dataset.id));
      addMissing(log, others);
    }
    const [first] = exchanges();
    // What is taken out last leaves nothing to keep.
    if (!first) {
      if (talk) talks.forget(talk.id);
      return leave();
    }
    const title = (first.querySelector('.question')?.textContent ?? '').slice(0, TITLE_LENGTH);
    goOnWith({ id: talk?.id ?? newId(), title, address, html: htmlOfAll(exchanges()) });
    if (talk) isKept = talks.keep(talk);
    talks.goOn(talk?.id);
    onChanged();
  };

  /** Shows an exchange, in the place of another if one is given, and brings the newest question to the top. */
  const show = (exchange: HTMLElement, before?: HTMLElement): void => {
    leaveStart();
    prepare(exchange);
    if (before) before.replaceWith(exchange);
    else log.append(exchange);
    if (exchange === log.lastElementChild) exchange.scrollIntoView({ block: 'start' });
    keep();
  };

  /** Puts an answer into a conversation that is not open. */
  const putInto = (id: string, answer: HTMLElement): void => {
    const kept = talks.find(id);
    if (!kept) return;
    prepare(answer);
    const all = exchangesOf(kept.html).map((each) => (each.dataset.id === answer.dataset.id ? answer : each));
    talks.keep({ ...kept, html: htmlOfAll(all) });
    onChanged();
  };

  /** What was on its way when the page was left was not answered. */
  const asLeft = (exchange: HTMLElement): HTMLElement => {
    if (!exchange.matches('.pending') || onTheWay.has(exchange.dataset.id)) return exchange;
    const left = unsent(saidIn(exchange), 'The page was left before the answer came.');
    left.dataset.id = exchange.dataset.id;
    return left;
  };

  const open = (opened: Talk): void => {
    goOnWith(opened);
    isKept = true;
    talks.goOn(opened.id);
    leaveStart();
    // What is read to who cannot see it is what is new.
    log.ariaLive = 'off';
    log.replaceChildren(...exchangesOf(opened.html).map(asLeft));
    prepare(log);
    onChanged();
    exchanges().at(-1)?.scrollIntoView({ block: 'start', behavior: 'instant' });
    setTimeout(() => {
      log.ariaLive = 'polite';
    });
  };

  /** Shows what another tab made of it. */
  const follow = (isDeletion: boolean): void => {
    const kept = talk && talks.find(talk.id);
    if (isKept && !kept && isDeletion) return leave();
    if (kept) {
      goOnWith(kept);
      followKept(log, exchangesOf(kept.html), ({ dataset }) => onTheWay.has(dataset.id));
      prepare(log);
    }
    onChanged();
  };

  /** The same link, followed once more: its answer is new, the conversation is the same. */
  const takeUp = (first: HTMLElement): void => {
    for (const kept of talks.all().filter((each) => each.address === address)) {
      const [only, ...more] = exchangesOf(kept.html);
      if (!only || more.length > 0) continue;
      talk = kept;
      first.dataset.id = only.dataset.id;
      return;
    }
  };

  talks.onElsewhere(follow);
  // A page that browsers put aside heard nothing meanwhile.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) follow(true);
  });

  return {
    exchanges,
    add: show,
    changed: (exchange) => {
      prepare(exchange);
      keep();
    },
    expect: (waiting, before) => {
      const id = before?.dataset.id ?? newId();
      waiting.dataset.id = id;
      onTheWay.add(id);
      // The address names what it began with no longer.
      address = '';
      show(waiting, before);
      const place = talk?.id;
      return (answer) => {
        onTheWay.delete(id);
        answer.dataset.id = id;
        if (talk?.id === place) show(answer, findExchange(log, id));
        else if (place !== undefined) putInto(place, answer);
      };
    },
    takeOut: (exchange) => {
      takenOut.add(exchange.dataset.id);
      exchange.remove();
      keep();
    },
    open,
    leave,
    resume: () => {
      const before = talks.current();
      const [first] = exchanges();
      if (before && (before.address === address || !first)) return open(before);
      if (!first) return;
      takeUp(first);
      prepare(log);
      keep();
    },
  };
}

/** Makes ready what came from the server: it has a name, can be copied, and its buttons say what they are. */
function prepare(piece: HTMLElement): void {
  offerCopying(piece);
  restoreComments(piece);
  for (const exchange of [piece, ...piece.querySelectorAll<HTMLElement>('.exchange')]) {
    if (exchange.matches('.exchange')) exchange.dataset.id ??= newId();
  }
  for (const button of piece.querySelectorAll('.bar-why, .bar-more')) button.ariaExpanded ??= 'false';
  for (const button of piece.querySelectorAll('.bar-helpful, .bar-not-helpful'))
    button.ariaPressed ??= 'false';
}
