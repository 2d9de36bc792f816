import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { test as base, expect, inject } from 'vitest';
import { answers, killGroup, startProgram, until } from '../app/program.js';

/** How somebody comes to the page. */
export interface Visit {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly javaScript?: boolean;
  /** How many requests are to be refused, which browsers note as errors. */
  readonly refused?: number;
}

/** The program with a database of its own, and a browser that visits it. */
interface Visiting {
  /** Starts the program once for a file. */
  readonly site: { readonly base: string };
  readonly browser: Browser;
  /** Opens an address of it in a window of its own, as somebody does who was never there. */
  readonly visit: (address: string, visit?: Visit) => Promise<Page>;
}

/** How long something may take to be seen, in milliseconds: machines of tests are busy. */
const PATIENCE = 8_000;

const endpoint = inject('browser');

const visiting = base.extend<Visiting>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which others it needs
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'casebook-browser-'));
      const program = await startProgram({ DATABASE_URL: `file:${folder}/casebook.db` });
      await until(() => answers(`${program.base}/readyz`), 'it is ready');
      await use({ base: program.base });
      killGroup(program);
      await program.ended;
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'file' },
  ],
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const browser = await chromium.connect(endpoint ?? '');
      await use(browser);
      await browser.close();
    },
    { scope: 'file' },
  ],
  visit: async ({ site, browser }, use) => {
    const faults: string[] = [];
    const contexts: BrowserContext[] = [];
    await use(async (address, visit = {}) => {
      const context = await browser.newContext({ baseURL: site.base, ...contextFor(visit) });
      contexts.push(context);
      context.setDefaultTimeout(PATIENCE);
      const page = await context.newPage();
      watch(page, site.base, faults, visit.refused);
      await page.goto(address);
      return page;
    });
    for (const context of contexts) await context.close();
    expect(faults, 'nothing is fetched from elsewhere, refused or failed').toEqual([]);
  },
});

/** A test with a browser; skipped where this machine has none. */
export const test: Pick<typeof visiting, 'skip'> & typeof visiting.skip =
  endpoint === undefined ? visiting.skip : visiting;

function contextFor({ width = 1_280, height = 800, dark = false, javaScript = true }: Visit) {
  return {
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: javaScript,
    // What moves is seen at its end.
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'UTC',
  } as const satisfies BrowserContextOptions;
}

/** Notes what must never happen: another host, an error in the console, something that the policy of content refused. */
function watch(page: Page, base: string, faults: string[], refused = 0): void {
  let expected = refused;
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${base}/`) && !/^(?:data|blob|about):/.test(url)) faults.push(`asked ${url}`);
  });
  // A refusal by the policy is an error of the console too.
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (expected > 0 && /status of 4\d\d/.test(message.text())) expected--;
    else faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
}

/** The widths of windows, in pixels: the narrowest that is asked for, a phone, a tablet, a wide screen. */
const WIDTHS = [320, 360, 768, 1_920];

/** Expects that everybody can read what a page shows: in light and dark, and without scrolling sideways at any width. */
export async function expectReadable(page: Page): Promise<void> {
  expect(await accessFaults(page), 'light').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  // Nothing else is another in another theme.
  expect(await axeFaults(page, { runOnly: { type: 'rule', values: ['color-contrast'] } }), 'dark').toEqual(
    [],
  );
  await page.emulateMedia({ colorScheme: 'light' });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    expect(await overflowOf(page), `${width} pixels`).toBe(0);
  }
}

/** Looks for what keeps people with impairments out; every finding with the element it is about. */
export function accessFaults(page: Page): Promise<readonly string[]> {
  return axeFaults(page, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  });
}

async function axeFaults(page: Page, options: axe.RunOptions): Promise<readonly string[]> {
  // Evaluated, not loaded: the page's policy lets no script of ours in.
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(axe.source);
  const results = await page.evaluate(
    (wanted) => (globalThis as unknown as { readonly axe: typeof axe }).axe.run(wanted),
    // What passed is not described, which takes half of the time.
    { ...options, resultTypes: ['violations'] } satisfies axe.RunOptions,
  );
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`),
  );
}

/** By how many pixels the page is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
