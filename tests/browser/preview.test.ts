import { expect } from 'vitest';
import { expectReadable, test } from './visit.js';

const PAGES = ['/preview', '/preview?on=discord', '/preview/table/slack', '/preview/list/discord'];

for (const address of PAGES) {
  test(`${address} can be read by everybody: light, dark, narrow and wide`, async ({ visit }) => {
    await expectReadable(await visit(address));
  });
}

test('a platform’s theme follows the page’s until it is chosen, also without JavaScript', async ({
  visit,
}) => {
  const page = await visit('/preview/excerpt/slack', { dark: true, javaScript: false });
  const background = () =>
    page.evaluate<string>('getComputedStyle(document.querySelector(".slack")).backgroundColor');
  expect(await background()).toBe('rgb(26, 29, 33)');
  await page.getByLabel('Light').check();
  expect(await background()).toBe('rgb(255, 255, 255)');
  await page.getByLabel('Dark').check();
  expect(await background()).toBe('rgb(26, 29, 33)');
});

test('a drawing is as narrow as a phone when that is chosen with the keyboard', async ({ visit }) => {
  const page = await visit('/preview/excerpt/discord');
  const width = async () => (await page.locator('.preview-client').first().boundingBox())?.width ?? 0;
  expect(await width()).toBeGreaterThan(500);
  await page.getByLabel('Desktop').focus();
  await page.keyboard.press('ArrowRight');
  expect(await width()).toBeLessThan(400);
});

test('the JSON and the blocks are copied, and the builder is given the blocks', async ({ visit }) => {
  const page = await visit('/preview/excerpt/slack');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = () => page.evaluate<string>('navigator.clipboard.readText()');
  await page.getByRole('button', { name: 'Copy JSON' }).first().click();
  await page.getByText('Copied').first().waitFor();
  const message = JSON.parse(await copied());
  expect(Object.keys(message)).toEqual(['text', 'blocks', 'unfurl_links', 'unfurl_media']);
  await page.getByRole('button', { name: 'Copy blocks' }).first().click();
  await expect.poll(async () => Object.keys(JSON.parse(await copied()))).toEqual(['blocks']);
  const href = await page
    .getByRole('link', { name: 'Open in Block Kit Builder' })
    .first()
    .getAttribute('href');
  const [, payload = ''] = (href ?? '').split('#');
  expect(JSON.parse(decodeURIComponent(payload))).toEqual({ blocks: message.blocks });
});

test('a preview names its question on both platforms, and leads back to the conversation', async ({
  visit,
}) => {
  const page = await visit('/');
  await page.getByRole('textbox', { name: 'Your question' }).fill('What is a Pod?');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'As on Slack' }).click();
  await page.getByRole('heading', { name: 'As Slack shows it' }).waitFor();
  await page.getByRole('link', { name: 'Discord', exact: true }).click();
  await page.getByRole('heading', { name: 'As Discord shows it' }).waitFor();
  expect(await page.locator('.preview-question').textContent()).toBe('What is a Pod?');
  const back = page.getByRole('link', { name: 'Back to the answer' });
  expect(await back.getAttribute('href'), 'it is not asked anew').toBe('/');
  await back.click();
  await page.getByRole('heading', { name: 'What is a Pod?' }).waitFor();
});
