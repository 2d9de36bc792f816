import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { answers, killGroup, startProgram, until } from '../app/program.js';
import { ARGUMENTS, CHROMIUM } from '../browser/chromium.js';

/** Fresh windows for each address: the median is told. */
const WINDOWS = 9;

/** Questions that are asked one after the other. */
const QUESTIONS = ['What is a Service?', 'What is a Node?', 'What is a Job?', 'What is an Ingress?'];

/** Addresses whose first paint is measured, a page without style or script first: the browser needs as long for nothing. */
const PLACES = {
  'nothing but “ok”': '/healthz',
  'the chat': '/',
  'an answer by its link': '/?q=What+is+a+Pod%3F',
  'all documents': '/knowledge',
  'a document': '/knowledge/troubleshooting/crashloopbackoff',
  'the case studies': '/knowledge/case-studies',
  'a preview': '/preview',
};

/** Opens the page in a browser as for the first time, and asks; nothing where there is no browser. */
export async function measurePage(): Promise<Record<string, Record<string, string>>> {
  if (CHROMIUM === undefined) return {};
  const folder = await mkdtemp(join(tmpdir(), 'bench-page-'));
  const program = await startProgram({ DATABASE_URL: `file:${folder}/casebook.db` });
  const { base } = program;
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  try {
    await until(() => answers(`${base}/readyz`), 'it is ready');
    const rows: Record<string, Record<string, string>> = {};
    for (const [name, path] of Object.entries(PLACES)) {
      rows[`first paint, ${name}`] = told(await firstPaints(browser, `${base}${path}`));
    }
    rows['from Enter to the answer in the page'] = told(await answerTimes(browser, base));
    return rows;
  } finally {
    await browser.close();
    killGroup(program);
    await program.ended;
    await rm(folder, { recursive: true, force: true });
  }
}

async function firstPaints(browser: Browser, address: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let turn = 0; turn <= WINDOWS; turn++) {
    const context = await browser.newContext({ viewport: { width: 1_280, height: 800 } });
    const page = await context.newPage();
    await page.goto(address, { waitUntil: 'load' });
    const painted = await paintOf(page);
    // The first warms the program up.
    if (turn > 0) times.push(painted);
    await context.close();
  }
  return times;
}

/** When a page was painted first, in milliseconds after it was asked for. */
async function paintOf(page: Page): Promise<number> {
  for (;;) {
    const painted = await page.evaluate<number>(
      "performance.getEntriesByName('first-paint')[0]?.startTime ?? 0",
    );
    if (painted > 0) return painted;
    await page.waitForTimeout(20);
  }
}

async function answerTimes(browser: Browser, base: string): Promise<readonly number[]> {
  const page = await browser.newPage();
  await page.goto(base);
  const answered = page.getByRole('group', { name: 'This answer' });
  const times: number[] = [];
  for (const [asked, question] of ['What is a Pod?', ...QUESTIONS].entries()) {
    await page.getByRole('textbox', { name: 'Your question' }).fill(question);
    const began = performance.now();
    await page.keyboard.press('Enter');
    await answered.nth(asked).waitFor();
    if (asked > 0) times.push(performance.now() - began);
  }
  await page.close();
  return times;
}

function told(times: readonly number[]): Record<string, string> {
  const sorted = [...times].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return { median: `${Math.round(median)} ms`, p95: `${Math.round(sorted.at(-1) ?? 0)} ms (most)` };
}
