// One browser for all files: each opens windows of its own in it.

import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { ARGUMENTS, CHROMIUM } from './chromium.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser is spoken to; nothing where there is none. */
    readonly browser: string | undefined;
  }
}

/** Starts the browser, and ends it after the last test. */
export default async function startBrowser({
  provide,
}: TestProject): Promise<(() => Promise<void>) | undefined> {
  provide('browser', undefined);
  if (CHROMIUM === undefined) {
    console.warn('There is no Chromium on this machine: the tests with a browser are skipped.');
    return undefined;
  }
  const server = await chromium.launchServer({
    executablePath: CHROMIUM,
    args: ARGUMENTS,
    host: '127.0.0.1',
  });
  provide('browser', server.wsEndpoint());
  return () => server.close();
}
