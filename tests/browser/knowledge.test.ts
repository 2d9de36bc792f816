import { expect } from 'vitest';
import { accessFaults, overflowOf, test } from './visit.js';

/** One of each kind of page, small ones: what is looked for takes its time with long ones. */
const PAGES = [
  '/knowledge?q=rollback',
  '/knowledge/case-studies?tool=Istio',
  '/knowledge/case-studies/babylon',
  '/knowledge/troubleshooting/crashloopbackoff',
];

for (const address of PAGES) {
  test(`${address} keeps nobody out, in both themes`, async ({ visit }) => {
    const page = await visit(address);
    expect(await accessFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await accessFaults(page)).toEqual([]);
  });
}

test('the knowledge base fits every window', async ({ visit }) => {
  const page = await visit('/knowledge');
  for (const address of ['/knowledge', '/knowledge/case-studies', ...PAGES]) {
    await page.goto(address);
    for (const width of [320, 360, 768, 1_000, 1_920]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await overflowOf(page), `${address} at ${width}`).toBe(0);
    }
  }
});

test('a section is searched for, found and read', async ({ visit }) => {
  const page = await visit('/knowledge');
  await page.getByRole('searchbox', { name: 'Search the knowledge base' }).fill('undo a rollback');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Undo a rollback', exact: true }).click();
  await page.waitForURL('**/knowledge/how-to/roll-back-a-deployment#undo-a-rollback');
  const heading = page.getByRole('heading', { name: 'Undo a rollback' });
  expect(await heading.isVisible()).toBe(true);
  const contents = page.getByRole('navigation', { name: 'On this page' });
  const current = contents.locator('[aria-current]');
  await expect.poll(() => current.textContent()).toBe('Undo a rollback');
  await page.getByRole('link', { name: 'Ask about this' }).click();
  await page.waitForURL('**/?q=*');
});

test('case studies are filtered at once, the address follows, and the way back leads back', async ({
  visit,
}) => {
  const page = await visit('/knowledge/case-studies');
  const rows = page.getByRole('table', { name: 'Case studies' }).getByRole('row');
  const tool = page.getByRole('combobox', { name: 'Tool' });
  expect(await rows.count()).toBe(58);
  await tool.focus();
  await tool.selectOption('Istio');
  await expect.poll(() => rows.count()).toBe(6);
  expect(page.url()).toMatch(/\?tool=Istio$/);
  expect(await page.getByRole('status').textContent()).toBe('5 of 57 case studies');
  // Whoever chose by the keyboard goes on from where they were.
  expect(await tool.evaluate((element) => element.ownerDocument.activeElement === element)).toBe(true);

  await page.getByRole('link', { name: 'Year' }).click();
  await expect
    .poll(() => page.getByRole('columnheader', { name: 'Year' }).getAttribute('aria-sort'))
    .toBe('descending');
  await page.goBack();
  await page.goBack();
  await expect.poll(() => rows.count()).toBe(58);
  expect(page.url()).toMatch(/case-studies$/);
});

test('without JavaScript the knowledge base is read, searched and filtered all the same', async ({
  visit,
}) => {
  const page = await visit('/knowledge/case-studies', { javaScript: false });
  await page.getByRole('combobox', { name: 'Tool' }).selectOption('Istio');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.waitForURL('**tool=Istio**');
  expect(await page.getByRole('table', { name: 'Case studies' }).getByRole('row').count()).toBe(6);
  await page.getByRole('link', { name: 'Babylon' }).first().click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Babylon');
});

test('on a phone the contents are folded, and lead to their sections', async ({ visit }) => {
  const page = await visit('/knowledge/concepts/pods', { width: 360, height: 780 });
  await page.getByText('On this page').first().click();
  await page.getByRole('link', { name: 'Storage in a Pod' }).first().click();
  await expect.poll(() => page.url()).toMatch(/#storage-in-a-pod$/);
});

test('code of a document can be copied', async ({ visit }) => {
  const page = await visit('/knowledge/concepts/pods');
  const button = page.getByRole('button', { name: 'Copy the code' }).first();
  await button.focus();
  expect(await button.isVisible()).toBe(true);
});
