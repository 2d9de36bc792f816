// Runs in the browser: presses what stands at an answer without leaving the conversation.
import { elementOf, send } from './send.js';

/** What pressing does in the conversation. */
export interface PressingParts {
  /** Adds an exchange to the conversation. */
  readonly add: (exchange: HTMLElement) => void;
  /** Something in the conversation is another than before. */
  readonly onChanged: (changed: HTMLElement) => void;
  readonly onFault: (fault: string) => void;
}

/** Presses a button, or a link that stands for one. */
export async function press(pressed: HTMLElement, { add, onChanged, onFault }: PressingParts): Promise<void> {
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
  showPanel(exchange, answer);
  onChanged(exchange);
}

/** Shows what came of a button below its answer, in the place of what stood there. */
function showPanel(exchange: HTMLElement, panel: HTMLElement, pressed?: HTMLElement): void {
  exchange.querySelector('.panel')?.remove();
  exchange.append(panel);
  for (const why of exchange.querySelectorAll('.bar [aria-expanded]')) why.ariaExpanded = 'false';
  if (pressed?.matches('.bar-why, .bar-more')) pressed.ariaExpanded = 'true';
  if (pressed?.matches('.bar-helpful, .bar-not-helpful')) {
    for (const thumb of exchange.querySelectorAll('.bar-helpful, .bar-not-helpful')) {
      thumb.ariaPressed = String(thumb === pressed);
    }
  }
  const field = panel.querySelector('textarea');
  (field ?? panel).focus({ preventScroll: true });
  panel.scrollIntoView({ block: 'nearest' });
}
