// Runs in the browser: a question whose answer is on its way, and one that could not be sent.

/** What somebody said: a question, or the name of a section that they chose. */
export interface Said {
  readonly words: string;
  readonly section?: string;
}

/** As where the server draws it. */
const PASTED = /(?:\n[^\n]*){3}/;

/** Draws what was said while its answer is on its way. */
export function waitingFor(said: Said): HTMLElement {
  const note = document.createElement('p');
  note.className = 'waiting';
  note.textContent = 'Looking it up …';
  return exchangeOf(said, 'pending', [note]);
}

/** Draws what was said and could not be sent, to try again or to say otherwise. */
export function unsent(said: Said, fault: string): HTMLElement {
  const note = document.createElement('p');
  note.className = 'fault';
  note.textContent = fault;
  const presses = document.createElement('p');
  presses.className = 'presses';
  presses.append(button('Try again', 'again'));
  // The name of a section is not what somebody typed.
  if (said.section === undefined) presses.append(button('Edit', 'edit'));
  return exchangeOf(said, 'unsent', [note, presses]);
}

/** What was said in an exchange. */
export function saidIn(exchange: HTMLElement): Said {
  const words = exchange.querySelector('.question')?.textContent ?? '';
  const { section } = exchange.dataset;
  return section === undefined ? { words } : { words, section };
}

function exchangeOf(
  { words, section }: Said,
  state: 'pending' | 'unsent',
  below: readonly HTMLElement[],
): HTMLElement {
  const exchange = document.createElement('article');
  exchange.className = `exchange ${state}`;
  if (section !== undefined) exchange.dataset.section = section;
  const question = document.createElement('h2');
  question.className = PASTED.test(words) ? 'question pasted' : 'question';
  question.textContent = words;
  exchange.append(question, ...below);
  return exchange;
}

function button(label: string, does: 'again' | 'edit'): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button quiet';
  made.dataset.unsent = does;
  made.textContent = label;
  return made;
}
