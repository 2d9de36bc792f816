import { expect } from 'vitest';
import { expectReadable, test } from './visit.js';

test('what was asked is counted and drawn, and can be read by everybody', async ({ visit }) => {
  const page = await visit('/?q=What+is+a+Pod%3F');
  for (const question of ['what is a zorblax?', 'networking']) {
    await page.goto(`/?${new URLSearchParams({ q: question })}`);
  }
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Insights' }).click();
  const counted = async () => {
    await page.reload();
    await page.getByText('Drawing …').waitFor({ state: 'detached' });
    return page.getByRole('cell', { name: /zorblax/ }).count();
  };
  await expect.poll(counted, { timeout: 10_000, interval: 250 }).toBe(1);
  await page.getByRole('navigation', { name: 'Span' }).getByRole('link', { name: '7 days' }).click();
  await page.getByRole('img', { name: /Questions per day/ }).waitFor();
  await page.getByText('As a table').first().click();
  await page.getByRole('columnheader', { name: 'Declined' }).first().waitFor();
  await expectReadable(page);
});

test('health says how everything is', async ({ visit }) => {
  const page = await visit('/health');
  await page.getByText('All is well.').waitFor();
  const platforms = page.getByRole('region', { name: 'Platforms' });
  expect(await platforms.getByRole('listitem').count()).toBe(3);
  expect(await platforms.getByText('Not set up').count()).toBe(2);
  expect(await page.getByRole('region', { name: 'Knowledge' }).textContent()).toMatch(
    /\d+\s*Documents|Documents\s*\d+/,
  );
});

test('insights can be seen without JavaScript', async ({ visit }) => {
  const page = await visit('/insights', { javaScript: false });
  await page.getByRole('link', { name: /^Show what was asked/ }).click();
  await page
    .getByText(/Questions|Nothing was asked/)
    .first()
    .waitFor();
});
