import { expect } from 'vitest';
import { accessFaults, expectReadable, test } from './visit.js';

const asking = (question: string) => `/?${new URLSearchParams({ q: question })}`;

/** A page of every kind. */
const PAGES: Readonly<Record<string, string>> = {
  'the chat before anything is asked': '/',
  'an answer': asking('How do I roll back a Deployment?'),
  'an answer with a table': asking('Which types of Services are there?'),
  'a comparison': asking('Deployment or StatefulSet?'),
  'a list': asking('Which companies use Prometheus?'),
  choices: asking('networking'),
  'an answer that is declined': asking('What is a zorblax?'),
  'all documents': '/knowledge',
  'what a search finds': '/knowledge?q=rollout',
  'a search that finds nothing': '/knowledge?q=zorblax',
  'the case studies': '/knowledge/case-studies',
  'case studies that there are not': '/knowledge/case-studies?tool=none',
  'a document': '/knowledge/concepts/pods',
  'a case study': '/knowledge/case-studies/spotify',
  'the tracks': '/onboard',
  health: '/health',
};

for (const [what, address] of Object.entries(PAGES)) {
  test(`${what} can be read by everybody: light, dark, narrow and wide`, async ({ visit }) => {
    await expectReadable(await visit(address));
  });
}

test('an address with nothing at it can be read by everybody too', async ({ visit }) => {
  const page = await visit('/knowledge/concepts/podz', { refused: 1 });
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Pods', exact: true }).first().waitFor();
});

test('the theme is chosen by the keyboard, remembered, and the system’s without JavaScript', async ({
  visit,
}) => {
  const page = await visit('/');
  const isDark = () =>
    page.evaluate<boolean>(`getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)'`);
  expect(await isDark()).toBe(false);
  const button = page.getByRole('button', { name: 'Theme' });
  for (let presses = 0; presses < 3 && !(await isDark()); presses++) {
    await button.focus();
    await page.keyboard.press('Enter');
  }
  expect(await isDark()).toBe(true);
  await page.goto('/health');
  expect(await isDark()).toBe(true);
});

test('every view stands whole in the window of the narrowest phone', async ({ visit }) => {
  const page = await visit('/health', { width: 320, height: 640 });
  const views = page.getByRole('navigation', { name: 'Views' }).getByRole('link');
  expect(await views.count()).toBe(5);
  for (const view of await views.all()) {
    const { x = -1, width = 0 } = (await view.boundingBox()) ?? {};
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(320);
  }
});

test('on paper stands what is read, with the addresses of its sources, and nothing to press', async ({
  visit,
}) => {
  const page = await visit(asking('How do I roll back a Deployment?'));
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByText('kubectl rollout undo').first().isVisible()).toBe(true);
  for (const role of ['navigation', 'button', 'textbox'] as const) {
    expect(await page.getByRole(role).count(), role).toBe(0);
  }
  const after = `getComputedStyle(document.querySelector('.source a'), '::after').content`;
  expect(await page.evaluate<string>(after)).toContain('https://kubernetes.io/');
});

test('the first press of Tab leads past the navigation', async ({ visit }) => {
  const page = await visit('/health');
  await page.keyboard.press('Tab');
  await expect
    .poll(() => page.evaluate<string>('document.activeElement.textContent'))
    .toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(await page.evaluate<string>('document.activeElement.id')).toBe('Main');
});

test('a page with an answer weighs less than 150 kB over the wire', async ({ visit }) => {
  const page = await visit('about:blank');
  let weight = 0;
  const counter = await page.context().newCDPSession(page);
  await counter.send('Network.enable');
  counter.on('Network.loadingFinished', ({ encodedDataLength }) => {
    weight += encodedDataLength;
  });
  await page.goto(asking('How do I roll back a Deployment?'), { waitUntil: 'networkidle' });
  expect(weight).toBeGreaterThan(5_000);
  expect(weight).toBeLessThan(150_000);
});
