import { expect } from 'vitest';
import { test } from './visit.js';

test('the contents mark the section that one came to, and a document can be asked about', async ({
  visit,
}) => {
  const page = await visit('/knowledge/how-to/roll-back-a-deployment#undo-a-rollback');
  const contents = page.getByRole('navigation', { name: 'On this page' });
  await expect.poll(() => contents.locator('[aria-current]').textContent()).toBe('Undo a rollback');
  await page.getByRole('link', { name: 'Ask about this' }).click();
  await page.waitForURL('**/?q=*');
});

test('whoever filters by the keyboard hears how many there are, and goes on from where they were', async ({
  visit,
}) => {
  const page = await visit('/knowledge/case-studies');
  const tool = page.getByRole('combobox', { name: 'Tool' });
  await tool.focus();
  await page.keyboard.type('Istio', { delay: 60 });
  await expect.poll(() => page.getByRole('status').textContent()).toBe('5 of 57 case studies');
  expect(await tool.evaluate((element) => element.ownerDocument.activeElement === element)).toBe(true);

  const year = page.getByRole('columnheader', { name: 'Year' });
  await year.getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => year.getAttribute('aria-sort')).toBe('descending');
  await page.keyboard.press('Enter');
  await expect.poll(() => year.getAttribute('aria-sort')).toBe('ascending');
});

test('on a phone the contents are folded, and lead to their sections', async ({ visit }) => {
  const page = await visit('/knowledge/concepts/pods', { width: 360, height: 780 });
  const section = page
    .getByRole('navigation', { name: 'On this page' })
    .getByRole('link', { name: 'Storage in a Pod' });
  expect(await section.count()).toBe(0);
  await page.getByText('On this page').first().click();
  await section.click();
  await expect.poll(() => page.url()).toMatch(/#storage-in-a-pod$/);
});
