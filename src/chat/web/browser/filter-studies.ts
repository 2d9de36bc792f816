// Runs on the page of the case studies: filters and sorts at once, without loading the page anew.

const studies = document.querySelector<HTMLElement>('#studies');
let asking: AbortController | undefined;

if (studies) {
  studies.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement && target.form) void show(addressOf(target.form), studies);
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
  addEventListener('popstate', () => void show(location.href, studies, false));
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
async function show(address: string, studies: HTMLElement, isNew = true): Promise<void> {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  try {
    const response = await fetch(address, { signal });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const found = page.querySelector('#studies');
    if (!response.ok || !found) throw new Error(`there is no table at ${address}`);
    if (isNew) history.pushState(null, '', address);
    exchange(studies, found);
  } catch {
    // Loaded as a whole, the browser says what is wrong.
    if (!signal.aborted) location.assign(address);
  }
}

/** Exchanges the content, and keeps the focus where it was. */
function exchange(studies: HTMLElement, found: Element): void {
  const active = document.activeElement;
  const name = active instanceof HTMLSelectElement ? active.name : undefined;
  const sorted = active?.closest('th')?.className;
  studies.replaceChildren(...found.childNodes);
  const again = name
    ? studies.querySelector<HTMLElement>(`select[name="${name}"]`)
    : sorted && studies.querySelector<HTMLElement>(`th.${sorted.split(' ')[0]} a`);
  if (again) again.focus({ preventScroll: true });
  say(studies.querySelector('.found-count')?.textContent ?? '');
}

/** Says how many were found to who cannot see it. */
function say(words: string): void {
  const status = document.querySelector('#Found');
  if (status) status.textContent = words;
}
