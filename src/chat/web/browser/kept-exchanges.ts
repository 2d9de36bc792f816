// Runs in the browser: a conversation as it is kept, and what other tabs made of it.

/** A name that nothing else has. */
export function newId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
}

/** The exchanges of a conversation that is kept, each with its name, which is the same in all tabs. */
export function exchangesOf(html: string): readonly HTMLElement[] {
  const template = document.createElement('template');
  template.innerHTML = html;
  const exchanges = [...template.content.querySelectorAll<HTMLElement>('.exchange')];
  // What was kept by an earlier version has no names.
  for (const [place, exchange] of exchanges.entries()) exchange.dataset.id ??= String(place);
  return exchanges;
}

/** Exchanges as they are kept. */
export function htmlOfAll(exchanges: readonly HTMLElement[]): string {
  return exchanges.map(({ outerHTML }) => outerHTML).join('');
}

/** The exchange of a conversation that has a name. */
export function findExchange(conversation: HTMLElement, id: string | undefined): HTMLElement | undefined {
  return ([...conversation.children] as HTMLElement[]).find(({ dataset }) => dataset.id === id);
}

/** Adds what was kept by another tab and does not stand here yet, where it belongs. */
export function addMissing(conversation: HTMLElement, kept: readonly HTMLElement[]): void {
  let before: HTMLElement | undefined;
  for (const exchange of kept) {
    const here = findExchange(conversation, exchange.dataset.id);
    if (!here && before) before.after(exchange);
    else if (!here) conversation.prepend(exchange);
    before = here ?? exchange;
  }
}

/** Shows what another tab kept, but leaves alone what this tab waits for. */
export function followKept(
  conversation: HTMLElement,
  kept: readonly HTMLElement[],
  isOnItsWay: (exchange: HTMLElement) => boolean,
): void {
  for (const here of [...conversation.children] as HTMLElement[]) {
    const there = kept.find(({ dataset }) => dataset.id === here.dataset.id);
    if (isOnItsWay(here) || here.outerHTML === there?.outerHTML) continue;
    if (there) here.replaceWith(there);
    else here.remove();
  }
  addMissing(conversation, kept);
}
