// Takes the pictures of the page that the README shows: npm run screenshots

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { answers, killGroup, startProgram, until } from '../app/program.js';
import { ARGUMENTS, CHROMIUM } from './chromium.js';

/** Where they are put. */
const FOLDER = '.github';

/** A window as people have it, and as sharp as on a good screen. */
const WINDOW = { viewport: { width: 1_440, height: 900 }, deviceScaleFactor: 1.5 };

/** Of 100: letters have sharp edges still. */
const QUALITY = 82;

/** More than that loads slowly beside the others. */
const LIMIT = 150_000;

/** What is to be seen in a picture. */
interface Picture {
  readonly name: string;
  readonly isDark?: boolean;
  readonly show: (page: Page) => Promise<unknown>;
}

const ask = async (page: Page, question: string) => {
  const answered = page.getByRole('group', { name: 'This answer' });
  const before = await answered.count();
  await page.getByRole('textbox', { name: 'Your question' }).fill(question);
  await page.keyboard.press('Enter');
  await answered.nth(before).waitFor();
};

const chat = async (page: Page) => {
  await page.goto('/');
  await ask(page, 'Which companies use Istio?');
  await page.reload();
  await page.getByRole('button', { name: 'New conversation' }).click();
  await page.waitForLoadState();
  await ask(page, 'What is a StatefulSet?');
  await ask(page, 'how do i roll bak a deploymnt');
};

const PICTURES: readonly Picture[] = [
  { name: 'page-chat', show: chat },
  { name: 'page-chat-dark', isDark: true, show: chat },
  { name: 'page-case-studies', show: (page) => page.goto('/knowledge/case-studies?tool=Istio') },
  { name: 'page-results', show: (page) => page.goto('/knowledge/case-studies?tool=Prometheus#Results') },
  {
    name: 'page-learn',
    show: async (page) => {
      await page.goto('/onboard');
      await page
        .getByRole('button', { name: /^Start/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Skip' }).click();
    },
  },
  {
    name: 'page-preview',
    show: async (page) => {
      await page.goto('/');
      await ask(page, 'How do I roll back a Deployment?');
      await page.getByRole('link', { name: 'As on Slack' }).click();
      await page.waitForLoadState('networkidle');
    },
  },
];

async function take(browser: Browser, base: string, { name, isDark = false, show }: Picture): Promise<void> {
  const context = await browser.newContext({
    ...WINDOW,
    baseURL: base,
    colorScheme: isDark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await show(page);
  await page.evaluate('document.activeElement?.blur()');
  // Playwright itself writes PNG and JPEG only: twice as large, or not as sharp.
  const session = await context.newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  const picture = Buffer.from(data, 'base64');
  if (picture.length > LIMIT)
    throw new Error(`${name} takes ${picture.length} bytes; at most ${LIMIT} may be`);
  await writeFile(join(FOLDER, `${name}.webp`), picture);
  process.stdout.write(`${name}.webp ${Math.round(picture.length / 1_000)} kB\n`);
  await context.close();
}

if (CHROMIUM === undefined) throw new Error('there is no Chromium on this machine; CHROMIUM_PATH names one');
const folder = await mkdtemp(join(tmpdir(), 'casebook-screenshots-'));
const program = await startProgram({ DATABASE_URL: `file:${folder}/casebook.db` });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
try {
  await until(() => answers(`${program.base}/readyz`), 'it is ready');
  for (const picture of PICTURES) await take(browser, program.base, picture);
} finally {
  await browser.close();
  killGroup(program);
  await program.ended;
  await rm(folder, { recursive: true, force: true });
}
