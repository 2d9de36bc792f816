// Runs in the browser: presses what stands at an answer without leaving the conversation.
import { keepDraft, nameOfComment } from './drafts.js';
import { elementOf, send } from './send.js';

/** What pressing does in the conversation. */
export interface PressingParts {
  /** Adds an exchange to the conversation. */
  readonly add: (exchange: HTMLElement) => void;
  /** Something in the conversation is another than before. */
  readonly onChanged: (changed: HTMLElement) => void;
  readonly onFault: (fault: string) => void;
}

/** What was pressed and is not answered yet. */
const underWay = new WeakSet<HTMLElement>();

/** Presses a button, or a link that stands for one; once more only when it was answered. */
export async function press(pressed: HTMLElement, parts: PressingParts): Promise<void> {
  if (underWay.has(pressed)) return;
  underWay.add(pressed);
  await pressOnce(pressed, parts);
  underWay.delete(pressed);
}

async function pressOnce(pressed: HTMLElement, { add, onChanged, onFault }: PressingParts): Promise<void> {
  const exchange = pressed.closest<HTMLElement>('.exchange');
  const button = pressed.dataset.press ?? (pressed as HTMLButtonElement).value;
  if (!exchange) return;
  const open = exchange.querySelector('.panel');
  if (open && pressed.ariaExpanded === 'true') {
    open.remove();
    pressed.ariaExpanded = 'false';
    return onChanged(exchange);
  }
  const sent = await send('/press', [
    ['press', button],
    ['part', '1'],
  ]);
  if ('fault' in sent) return onFault(sent.fault);
  const answer = elementOf(sent.html);
  if (!answer) return;
  if (answer.matches('.exchange')) {
    if (!pressed.matches('.whole')) return add(answer);
    // All of it stands where its part stood.
    const whole = answer.querySelector<HTMLElement>('.passage');
    const part = pressed.closest('.passage');
    if (!whole || !part) return;
    part.replaceWith(whole);
    whole.tabIndex = -1;
    whole.focus({ preventScroll: true });
    return onChanged(exchange);
  }
  showPanel(exchange, answer, pressed);
  onChanged(exchange);
}

/** Sends what somebody adds to their rating. */
export async function comment(form: HTMLFormElement, { onChanged, onFault }: PressingParts): Promise<void> {
  const exchange = form.closest<HTMLElement>('.exchange');
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)] as const);
  const sent = await send('/press', [...fields, ['part', '1']]);
  if ('fault' in sent) return onFault(sent.fault);
  const answer = elementOf(sent.html);
  if (!exchange || !answer) return;
  keepDraft('', nameOfComment(form));
  showPanel(exchange, answer);
  onChanged(exchange);
}

/** Puts away what stands below an answer, and goes back to what opened it. */
export function closePanel(exchange: HTMLElement, { onChanged }: PressingParts): void {
  const opener =
    exchange.querySelector<HTMLElement>('.bar [aria-expanded=true]') ??
    exchange.querySelector<HTMLElement>('.bar [aria-pressed=true]');
  const isWithin = exchange.contains(document.activeElement);
  exchange.querySelector('.panel')?.remove();
  fold(exchange);
  // Who types elsewhere goes on there.
  if (isWithin) opener?.focus({ preventScroll: true });
  onChanged(exchange);
}

function fold(exchange: HTMLElement): void {
  for (const open of exchange.querySelectorAll('.bar [aria-expanded]')) open.ariaExpanded = 'false';
}

/** Shows what came of a button below its answer, in the place of what stood there. */
function showPanel(exchange: HTMLElement, panel: HTMLElement, pressed?: HTMLElement): void {
  exchange.querySelector('.panel')?.remove();
  exchange.append(panel);
  // What is pressed in a panel leads on in it.
  if (!pressed?.closest('.panel')) fold(exchange);
  if (pressed?.matches('.bar-why, .bar-more')) pressed.ariaExpanded = 'true';
  // Nothing is shown as rated that was not kept.
  const isRated = panel.dataset.undone === undefined;
  if (isRated && pressed?.matches('.bar-helpful, .bar-not-helpful')) {
    for (const thumb of exchange.querySelectorAll('.bar-helpful, .bar-not-helpful')) {
      thumb.ariaPressed = String(thumb === pressed);
    }
  }
  const field = panel.querySelector('textarea');
  (field ?? panel).focus({ preventScroll: true });
  panel.scrollIntoView({ block: 'nearest' });
}
