// Runs in the browser: sends the question without leaving the page, and keeps the conversation.

/** Earlier questions that are sent along, and how much of each: enough to know what is spoken of. */
const EARLIER_SENT = 5;
const EARLIER_LENGTH = 500;

const form = document.querySelector<HTMLFormElement>('#ask');
const field = document.querySelector<HTMLInputElement>('#q');
const conversation = document.querySelector<HTMLElement>('#conversation');

if (form && field && conversation) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void ask(form, field, conversation);
  });
}

async function ask(form: HTMLFormElement, field: HTMLInputElement, conversation: HTMLElement): Promise<void> {
  const question = field.value;
  const body = new FormData(form);
  const earlier = [...conversation.querySelectorAll('.question')].slice(-EARLIER_SENT);
  for (const { textContent } of earlier) body.append('thread', textContent.slice(0, EARLIER_LENGTH));
  field.value = '';
  document.querySelector('#welcome')?.remove();
  try {
    const response = await fetch('/ask', { method: 'POST', body });
    if (!response.ok) throw new Error(await response.text());
    conversation.insertAdjacentHTML('beforeend', await response.text());
  } catch (error) {
    field.value = question;
    const notice = document.createElement('p');
    notice.textContent = `The bot could not be asked: ${(error as Error).message}`;
    conversation.append(notice);
  }
  conversation.lastElementChild?.scrollIntoView({ block: 'start' });
  field.focus();
}
