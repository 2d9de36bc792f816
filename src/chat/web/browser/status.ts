// Runs in the browser: tells who cannot see it what has happened, in the one place of the page that is for it.

const status = document.createElement('p');
status.className = 'unseen';
status.role = 'status';
// It stands there before it says anything: only what changes is read.
document.body.append(status);

/** Has something read when there is a pause; nothing takes back what was not read yet. */
export function announce(words: string): void {
  status.textContent = words;
}
