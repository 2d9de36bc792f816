import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from './visit.js';

const rows = (page: Page) => page.getByRole('table', { name: 'Case studies' }).getByRole('rowheader');

test('what is looked for is found, with its words marked, and leads to its section', async ({ visit }) => {
  const page = await visit('/knowledge');
  await page.getByRole('searchbox').fill('headless servise');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/knowledge\?q=/);
  const hits = page
    .getByRole('list')
    .filter({ has: page.locator('mark') })
    .getByRole('listitem');
  expect(await hits.count()).toBeGreaterThan(3);
  expect((await page.locator('mark').allTextContents()).join(' ').toLowerCase()).toContain('headless');
  const link = hits.first().getByRole('link');
  const name = (await link.textContent()) ?? '';
  await link.click();
  await page.getByRole('heading', { name }).first().waitFor();
});

test('a document has its contents, code that can be copied, and links that lead on', async ({ visit }) => {
  const page = await visit('/knowledge/how-to/roll-back-a-deployment', { height: 700 });
  const contents = page.getByRole('navigation', { name: 'On this page' });
  const last = contents.getByRole('link').last();
  const name = ((await last.textContent()) ?? '').trim();
  await last.click();
  await expect.poll(() => page.evaluate<number>('scrollY')).toBeGreaterThan(100);
  await page.getByRole('heading', { name }).waitFor();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy the code' }).first().click();
  await expect.poll(() => page.evaluate<string>('navigator.clipboard.readText()')).toContain('kubectl');
  await page.getByRole('link', { name: /ask/i }).last().click();
  await page.getByRole('log', { name: 'Conversation' }).getByRole('article').first().waitFor();
});

test('case studies are filtered at once, the address goes along, and back leads back', async ({ visit }) => {
  const page = await visit('/knowledge/case-studies');
  const all = await rows(page).count();
  expect(all).toBe(57);
  await page
    .getByRole('combobox', { name: 'Tool' })
    .selectOption({ label: await labelOf(page, 'Tool', 'Prometheus') });
  await page.waitForURL(/tool=/);
  await expect.poll(() => rows(page).count()).toBeLessThan(all);
  const some = await rows(page).count();
  expect(await page.getByText(`${some} of ${all} case studies`).count()).toBeGreaterThan(0);
  await page.goBack();
  await expect.poll(() => rows(page).count()).toBe(all);
});

test('case studies are filtered and sorted without JavaScript too', async ({ visit }) => {
  const page = await visit('/knowledge/case-studies', { javaScript: false });
  await page
    .getByRole('combobox', { name: 'Tool' })
    .selectOption({ label: await labelOf(page, 'Tool', 'Prometheus') });
  await page.getByRole('button', { name: 'Filter' }).click();
  const some = await rows(page).count();
  expect(some).toBeGreaterThan(3);
  expect(some).toBeLessThan(57);
  await page.getByRole('columnheader', { name: 'Year' }).getByRole('link').click();
  expect(await page.getByRole('columnheader', { name: 'Year' }).getAttribute('aria-sort')).not.toBeNull();
  expect(await rows(page).count()).toBe(some);
  await rows(page).first().getByRole('link').click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(page.url()).toMatch(/\/knowledge\/case-studies\/[\w-]+$/);
});

/** The whole label of an option that begins so: its count stands behind it. */
async function labelOf(page: Page, select: string, begin: string): Promise<string> {
  const labels = await page.getByRole('combobox', { name: select }).locator('option').allTextContents();
  return labels.find((label) => label.startsWith(begin)) ?? '';
}
