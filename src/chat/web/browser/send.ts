// Runs in the browser: sends something to the bot, and says in words why it did not arrive.

/** How long an answer may take, in milliseconds; none has taken a second. */
const PATIENCE = 30_000;

/** What came back: a piece of the page, or why there is none. */
export type Sent = { readonly html: string } | { readonly fault: string };

/** Sends the fields of a form; never fails. */
export async function send(path: string, fields: Iterable<readonly [string, string]>): Promise<Sent> {
  const body = new URLSearchParams();
  for (const [name, value] of fields) body.append(name, value);
  try {
    const response = await fetch(path, { method: 'POST', body, signal: AbortSignal.timeout(PATIENCE) });
    const text = await response.text();
    if (response.ok) return { html: text };
    return {
      fault: response.status < 500 ? text : 'Something went wrong on the bot’s side. Please try again.',
    };
  } catch {
    return {
      fault: 'The bot cannot be reached just now. Is it still running? Please try again in a moment.',
    };
  }
}

/** Makes the element that a piece of the page is. */
export function elementOf(html: string): HTMLElement | undefined {
  const template = document.createElement('template');
  template.innerHTML = html;
  const { firstElementChild } = template.content;
  return firstElementChild instanceof HTMLElement ? firstElementChild : undefined;
}
