// Runs on the page of the case studies: filters and sorts at once, without loading the page anew.

const studies = document.querySelector<HTMLElement>('#studies');
let asking: AbortController | undefined;
let shown = location.search;

/** The select that the last address came from; as long as one goes through its values, that is one step back. */
let chooser: HTMLSelectElement | undefined;

if (studies) {
  studies.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement && target.form)
      void show(addressOf(target.form), studies, target);
  });
  studies.addEventListener('focusout', () => {
    chooser = undefined;
  });
  studies.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement)) return;
    event.preventDefault();
    void show(addressOf(event.target), studies);
  });
  studies.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || link.hash !== '' || link.pathname !== location.pathname) return;
    event.preventDefault();
    void show(link.href, studies);
  });
  addEventListener('popstate', () => {
    // A link to a place on the page changes nothing.
    if (location.search !== shown) void show(location.href, studies, 'back');
  });
}

/** The form's address, without what is left open. */
function addressOf(form: HTMLFormElement): string {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '' && !(name === 'sort' && value === 'company')) {
      address.searchParams.set(name, value);
    }
  }
  return address.href;
}

/** Shows what is found at an address of this page; the last one that was asked for wins. */
async function show(address: string, studies: HTMLElement, by?: HTMLSelectElement | 'back'): Promise<void> {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  try {
    const response = await fetch(address, { signal });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const found = page.querySelector<HTMLElement>('#studies');
    if (!response.ok || !found) throw new Error(`there is no table at ${address}`);
    keepAddress(address, by);
    exchange(studies, found);
  } catch {
    // Loaded as a whole, the browser says what is wrong.
    if (!signal.aborted) location.assign(address);
  }
}

function keepAddress(address: string, by: HTMLSelectElement | 'back' | undefined): void {
  if (by !== 'back') {
    if (by && by === chooser) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
  }
  shown = location.search;
  chooser = by instanceof HTMLSelectElement && by === document.activeElement ? by : undefined;
}

/** Exchanges what was found. The form stays: somebody may be choosing in it, or typing what to choose. */
function exchange(studies: HTMLElement, found: HTMLElement): void {
  const focused = document.activeElement;
  const column = focused?.closest('th')?.classList[0];
  const [form, anew] = [studies, found].map((each) => each.querySelector('form'));
  if (!form || !anew) return;
  const isLost = studies.contains(focused) && !form.contains(focused);
  for (const field of anew.querySelectorAll<HTMLSelectElement | HTMLInputElement>('[name]')) {
    const old = form.querySelector<HTMLSelectElement | HTMLInputElement>(`[name="${field.name}"]`);
    if (old) update(old, field);
  }
  while (form.nextSibling) form.nextSibling.remove();
  while (anew.nextSibling) studies.append(anew.nextSibling);
  // What was pressed is another one now, or gone.
  const next = studies.querySelector<HTMLElement>(column ? `th.${column} a` : '.found');
  if (isLost) next?.focus({ preventScroll: true });
  say(studies.querySelector('.found-count')?.textContent ?? '');
}

/** What a select offers does not depend on what is chosen in it. */
function update(
  old: HTMLSelectElement | HTMLInputElement,
  field: HTMLSelectElement | HTMLInputElement,
): void {
  const { value } = field;
  const isBeingChosen = old === document.activeElement && old.value === value;
  if (!isBeingChosen && field instanceof HTMLSelectElement) old.replaceChildren(...field.options);
  old.value = value;
  old.className = field.className;
}

/** Says how many were found to who cannot see it. */
function say(words: string): void {
  const status = document.querySelector('#Found');
  if (status) status.textContent = words;
}
