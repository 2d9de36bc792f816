import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { overflowOf, test } from './visit.js';

const field = (page: Page) => page.getByRole('textbox', { name: 'Your question' });
const answers = (page: Page) => page.getByRole('log', { name: 'Conversation' }).getByRole('article');

/** Types a question and sends it; gives what is answered. */
async function ask(page: Page, question: string) {
  const before = await answers(page).count();
  await field(page).fill(question);
  await field(page).press('Enter');
  const answer = answers(page).nth(before);
  await answer.getByRole('group', { name: 'This answer' }).waitFor();
  return answer;
}

test('a question is answered without leaving the page, with its source, and so is the one that follows it', async ({
  visit,
}) => {
  const page = await visit('/');
  const first = await ask(page, 'What is a StatefulSet?');
  expect(await first.getByRole('heading', { level: 2 }).textContent()).toBe('What is a StatefulSet?');
  expect(await first.getByRole('link', { name: /StatefulSet/ }).count()).toBeGreaterThan(0);
  expect(await first.textContent()).toContain('CC BY 4.0');
  const second = await ask(page, 'how do I update it?');
  expect(await second.getByRole('heading', { level: 3 }).first().textContent()).toContain('StatefulSet');
  expect(await answers(page).count()).toBe(2);
  // The question stands at the top, and its answer begins where one can see it.
  expect(await second.getByRole('heading', { level: 3 }).first().isVisible()).toBe(true);
  const box = await second.boundingBox();
  expect(box?.y).toBeLessThan(400);
});

test('what is misspelt is found all the same', async ({ visit }) => {
  const page = await visit('/');
  const answer = await ask(page, 'what is a kubernets deploymnt');
  expect(await answer.getByRole('heading', { level: 3 }).first().textContent()).toContain('Deployment');
});

test('of several that may be meant, the one that is chosen is shown, also with the keyboard', async ({
  visit,
}) => {
  const page = await visit('/');
  const unsure = await ask(page, 'networking');
  const choices = unsure.getByRole('listitem').getByRole('link');
  expect(await choices.count()).toBeGreaterThan(1);
  const name = await choices.first().locator('strong').textContent();
  await choices.first().focus();
  await page.keyboard.press('Enter');
  const chosen = answers(page).nth(1);
  await chosen.getByRole('group', { name: 'This answer' }).waitFor();
  expect(await chosen.getByRole('heading', { level: 2 }).textContent()).toBe(name);
});

test('an answer can be rated, and what was missing be said', async ({ visit }) => {
  const page = await visit('/');
  const answer = await ask(page, 'What is a Pod?');
  const thumb = answer.getByRole('button', { name: 'Not helpful' });
  await thumb.click();
  const missing = answer.getByRole('textbox');
  await missing.fill('no word of init containers');
  await answer.getByRole('button', { name: 'Send' }).click();
  await answer.getByRole('region', { name: 'More of this answer' }).getByText(/thank/i).waitFor();
  expect(await thumb.getAttribute('aria-pressed')).toBe('true');
});

test('why it was the answer is told, and put away again', async ({ visit }) => {
  const page = await visit('/?q=What+is+a+Pod%3F');
  const answer = answers(page).first();
  const why = answer.getByRole('button', { name: /^Why/ });
  const told = answer.getByRole('region', { name: 'More of this answer' });
  await why.click();
  await told.waitFor();
  await why.click();
  await told.waitFor({ state: 'detached' });
});

test('sections are suggested while one types, chosen by arrows and Enter, put away by Escape, and in nobody’s way', async ({
  visit,
}) => {
  const page = await visit('/');
  const list = page.getByRole('listbox', { name: 'Sections' });
  await field(page).pressSequentially('statef');
  await list.getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
  await page.keyboard.type('u');
  await list.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  const active = list.getByRole('option', { selected: true });
  expect(await field(page).getAttribute('aria-activedescendant')).toBe(await active.getAttribute('id'));
  await page.keyboard.press('Enter');
  const opened = answers(page).first();
  await opened.getByRole('group', { name: 'This answer' }).waitFor();
  expect(await opened.getByRole('heading', { level: 2 }).textContent()).toMatch(/statefulset/i);
  // Who just types and presses Enter asks.
  await field(page).pressSequentially('what is a pod');
  await page.keyboard.press('Enter');
  await answers(page).nth(1).getByRole('group', { name: 'This answer' }).waitFor();
  expect(await answers(page).nth(1).getByRole('heading', { level: 2 }).textContent()).toBe('what is a pod');
});

test('a new line is typed with Shift, and what is pasted keeps its lines', async ({ visit }) => {
  const page = await visit('/');
  await field(page).pressSequentially('my pod says');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.insertText('Back-off restarting failed container\nin pod web-0\nfor an hour');
  await page.keyboard.press('Enter');
  const heading = answers(page).first().getByRole('heading', { level: 2 });
  await answers(page).first().getByRole('group', { name: 'This answer' }).waitFor();
  expect((await heading.textContent())?.split('\n')).toHaveLength(4);
});

test('a question has an address, and an example is asked by a click', async ({ visit }) => {
  const page = await visit('/?q=Why+did+Spotify+move+to+Kubernetes%3F');
  expect(await answers(page).first().textContent()).toContain('Spotify');
  const other = await visit('/');
  await other.getByRole('list', { name: 'Examples' }).getByRole('link').first().click();
  await answers(other).first().getByRole('group', { name: 'This answer' }).waitFor();
});

test('a conversation is there after a reload, can be opened again, and be deleted', async ({ visit }) => {
  const page = await visit('/');
  await ask(page, 'What is a Pod?');
  await page.reload();
  expect(await answers(page).count()).toBe(1);
  await page.getByRole('button', { name: 'New conversation' }).click();
  await page.waitForLoadState();
  expect(await answers(page).count()).toBe(0);
  await page.getByRole('button', { name: 'What is a Pod?', exact: true }).click();
  expect(await answers(page).count()).toBe(1);
  await page.getByRole('button', { name: 'Delete “What is a Pod?”' }).click();
  await page.waitForLoadState();
  await page.reload();
  expect(await answers(page).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'What is a Pod?', exact: true }).count()).toBe(0);
});

test('what cannot be sent stays in its place, to try again or to say otherwise', async ({ visit }) => {
  const page = await visit('/', { refused: 4 });
  await page.route('**/ask', (route) => route.fulfill({ status: 413, body: 'That is too long.' }));
  await field(page).fill('What is a Pod?');
  await field(page).press('Enter');
  await field(page).pressSequentially('typed meanwhile');
  const failed = answers(page).first();
  await failed.getByText('That is too long.').waitFor();
  expect(await failed.getByRole('heading').textContent()).toBe('What is a Pod?');
  expect(await field(page).inputValue()).toBe('typed meanwhile');
  await failed.getByRole('button', { name: 'Try again' }).click();
  await failed.getByText('That is too long.').waitFor();
  await page.unroute('**/ask');
  await failed.getByRole('button', { name: 'Try again' }).click();
  await failed.getByRole('group', { name: 'This answer' }).waitFor();
  expect(await answers(page).count()).toBe(1);
  await page.route('**/ask', (route) => route.fulfill({ status: 413, body: 'That is too long.' }));
  await field(page).fill('and a Service?');
  await field(page).press('Enter');
  await answers(page).nth(1).getByRole('button', { name: 'Edit' }).click();
  expect(await field(page).inputValue()).toBe('and a Service?');
  expect(await answers(page).count()).toBe(1);
  // The only one taken back leaves the beginning.
  await page.getByRole('button', { name: 'New conversation' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await field(page).fill('and a Service?');
  await field(page).press('Enter');
  await answers(page).first().getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('list', { name: 'Examples' }).waitFor();
  expect(await field(page).inputValue()).toBe('and a Service?');
});

test('a question is there still when the page is left before its answer comes', async ({ visit }) => {
  const page = await visit('/');
  await page.route('**/ask', () => {});
  await field(page).fill('What is a Pod?');
  await field(page).press('Enter');
  await page.getByText('Looking it up').waitFor();
  await page.goto('/knowledge');
  await page.unroute('**/ask');
  await page.goto('/');
  await answers(page).first().getByRole('button', { name: 'Try again' }).click();
  await answers(page).first().getByRole('group', { name: 'This answer' }).waitFor();
  expect(await answers(page).count()).toBe(1);
});

test('an answer comes to the conversation that waits for it, though another is open by then', async ({
  visit,
}) => {
  const page = await visit('/?q=What+is+a+Node%3F');
  await page.getByRole('button', { name: 'New conversation' }).click();
  await page.waitForURL(/\/$/);
  let letThrough = () => {};
  const waited = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/ask', async (route) => {
    await waited;
    await route.continue();
  });
  await field(page).fill('What is a Pod?');
  await field(page).press('Enter');
  await page.getByText('Looking it up').waitFor();
  await page.getByRole('button', { name: 'What is a Node?', exact: true }).click();
  letThrough();
  await page.waitForResponse('**/ask');
  await page.getByRole('button', { name: 'What is a Pod?', exact: true }).click();
  await answers(page).first().getByRole('group', { name: 'This answer' }).waitFor();
  expect(await answers(page).count()).toBe(1);
});

test('a comment that is being typed outlives a reload and another panel', async ({ visit }) => {
  const page = await visit('/');
  const answer = await ask(page, 'What is a Pod?');
  await answer.getByRole('button', { name: 'Not helpful' }).click();
  await answer.getByRole('textbox').fill('no word of');
  await page.reload();
  expect(await answer.getByRole('textbox').inputValue()).toBe('no word of');
  await answer.getByRole('button', { name: /^Why/ }).click();
  await answer.getByRole('textbox').waitFor({ state: 'detached' });
  await answer.getByRole('button', { name: 'Not helpful' }).click();
  expect(await answer.getByRole('textbox').inputValue()).toBe('no word of');
});

test('Escape puts away what stands below an answer, and goes back to what opened it', async ({ visit }) => {
  const page = await visit('/?q=What+is+a+Pod%3F');
  const below = page.getByRole('region', { name: 'More of this answer' });
  for (const name of [/^Why/, 'Helpful'] as const) {
    const opener = answers(page).first().getByRole('button', { name, exact: true });
    await opener.click();
    await below.waitFor();
    await page.keyboard.press('Escape');
    await below.waitFor({ state: 'detached' });
    expect(await opener.and(page.locator(':focus')).count()).toBe(1);
  }
});

test('a link to a question that followed another is followed by what is asked next', async ({ visit }) => {
  const page = await visit('/?q=how+do+I+update+it%3F&after=What+is+a+StatefulSet%3F');
  const [sent] = await Promise.all([page.waitForRequest('**/ask'), ask(page, 'and delete it?')]);
  expect(new URLSearchParams(sent.postData() ?? '').getAll('thread')).toEqual([
    'What is a StatefulSet?',
    'how do I update it?',
  ]);
});

test('a link that is followed again is the same conversation, until one goes on in it', async ({ visit }) => {
  const page = await visit('/?q=What+is+a+Pod%3F');
  const other = await page.context().newPage();
  await other.goto('/?q=What+is+a+Pod%3F');
  const entries = other.getByRole('button', { name: 'What is a Pod?', exact: true });
  expect(await entries.count()).toBe(1);
  await ask(other, 'and its phases?');
  await page.getByRole('heading', { name: 'and its phases?' }).waitFor();
  const third = await page.context().newPage();
  await third.goto('/?q=What+is+a+Pod%3F');
  expect(await answers(third).count()).toBe(1);
  expect(await third.getByRole('button', { name: 'What is a Pod?', exact: true }).count()).toBe(2);
});

test('two tabs lose nothing of each other, and what one deletes stays deleted', async ({ visit }) => {
  const page = await visit('/');
  await ask(page, 'What is a Pod?');
  const other = await page.context().newPage();
  await other.goto('/');
  await other.getByRole('button', { name: 'What is a Pod?', exact: true }).click();
  await ask(other, 'What is a Node?');
  await ask(page, 'What is a Job?');
  await answers(other).nth(2).getByRole('group', { name: 'This answer' }).waitFor();
  await page.reload();
  const questions = await answers(page).getByRole('heading', { level: 2 }).allTextContents();
  expect(questions).toEqual(['What is a Pod?', 'What is a Node?', 'What is a Job?']);
  other.on('dialog', (dialog) => void dialog.accept());
  await other.getByRole('button', { name: 'Delete all' }).click();
  await expect.poll(() => answers(page).count()).toBe(0);
  await ask(page, 'What is a Service?');
  await page.reload();
  expect(await page.locator('.talk-open').allTextContents()).toEqual(['What is a Service?']);
});

test('a double click adds what it leads to once', async ({ visit }) => {
  const page = await visit('/?q=What+is+a+Pod%3F');
  const chip = answers(page).first().locator('.chip').first();
  // What is added moves it: a mouse may be above something else by its second click.
  await Promise.all([chip.dispatchEvent('click'), chip.dispatchEvent('click')]);
  await answers(page).nth(1).getByRole('group', { name: 'This answer' }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await answers(page).count()).toBe(2);
});

test('that something was copied is said where it is read out', async ({ visit }) => {
  const page = await visit('/?q=How+do+I+roll+back+a+Deployment%3F');
  const status = page.getByRole('status');
  expect(await status.textContent()).toBe('');
  await page.getByRole('button', { name: 'Copy the code' }).first().click();
  await status.getByText(/opied/).waitFor();
});

test('nothing moves while an answer that a link leads to is loaded', async ({ visit }) => {
  for (const width of [360, 1_280]) {
    const page = await visit('about:blank', { width });
    await page.addInitScript(`
      globalThis.moved = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) moved += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    `);
    await page.goto('/?q=Deployment+or+StatefulSet%3F', { waitUntil: 'networkidle' });
    expect(await page.evaluate<number>('moved'), `${width} pixels`).toBeLessThan(0.02);
  }
});

test('without JavaScript a question is asked, followed, chosen from and rated too', async ({ visit }) => {
  const page = await visit('/', { javaScript: false });
  await field(page).fill('What is a StatefulSet?');
  await page.getByRole('button', { name: 'Ask' }).click();
  expect(await answers(page).textContent()).toContain('CC BY 4.0');
  await field(page).fill('how do I update it?');
  await page.getByRole('button', { name: 'Ask' }).click();
  expect(await answers(page).first().getByRole('heading', { level: 3 }).first().textContent()).toContain(
    'StatefulSet',
  );
  await page.getByRole('button', { name: 'Helpful', exact: true }).click();
  await page.getByText(/thank/i).first().waitFor();
  await page.goto('/?q=What+is+a+Pod%3F');
  await page.getByRole('button', { name: 'More results' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  expect(await answers(page).first().getByRole('heading', { level: 2 }).textContent()).toBe('What is a Pod?');
  await page.goto('/?q=networking');
  await answers(page).getByRole('listitem').getByRole('link').first().click();
  await page.waitForURL(/\/knowledge\//);
});

test('on a phone one asks as anywhere', async ({ visit }) => {
  const page = await visit('/', { width: 360, height: 640, dark: true });
  await ask(page, 'How do I roll back a Deployment?');
  await ask(page, 'Which companies use Prometheus?');
  expect(await overflowOf(page)).toBe(0);
  await page.evaluate("document.querySelector('.chip').textContent = 'name'.repeat(40)");
  expect(await overflowOf(page)).toBe(0);
  // Earlier conversations, of whom the first was asked at length.
  await page.goto(
    `/?${new URLSearchParams({ q: `What is a Pod, ${'and what is it for, '.repeat(6)}tell me?` })}`,
  );
  await page.getByText('Earlier conversations').click();
  expect(await overflowOf(page)).toBe(0);
});

test('every script is asked for by the page itself, before the first has come', async ({ visit }) => {
  const page = await visit('/');
  const loaded = await page.evaluate<string[]>(
    `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))`,
  );
  const named = await page.evaluate<string[]>(
    `[...document.head.querySelectorAll('script, link')].map(({ src, href }) => src ?? href)`,
  );
  expect(loaded.length).toBeGreaterThan(5);
  expect(named).toEqual(expect.arrayContaining(loaded));
});

test('nothing of a question becomes part of the page', async ({ visit }) => {
  const page = await visit('/');
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script> what is a "pod"?';
  const answer = await ask(page, hostile);
  expect(await answer.getByRole('heading', { level: 2 }).textContent()).toBe(hostile);
  expect(await page.locator('img').count()).toBe(0);
  await page.reload();
  expect(await page.locator('img').count()).toBe(0);
  // Its words name the tab; what ran would have named it otherwise.
  expect(await page.title()).toMatch(/ · Casebook$/);
});
