// Runs on the page of insights: puts in what is drawn, as soon as it is.

const drawn = document.querySelector<HTMLElement>('#drawn');
const whole = drawn?.querySelector<HTMLElement>('[data-whole]')?.dataset.whole;

if (drawn && whole !== undefined) void putIn(drawn, whole);

async function putIn(drawn: HTMLElement, address: string): Promise<void> {
  try {
    const response = await fetch(address);
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const found = page.querySelector('#drawn');
    if (!response.ok || !found) throw new Error(`nothing was drawn at ${address}`);
    drawn.replaceChildren(...found.childNodes);
  } catch {
    drawn.textContent = 'It could not be drawn. Is the bot still running? Please load the page again.';
  }
}
