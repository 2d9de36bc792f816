import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answers, killGroup, type Program, startProgram, until } from './program.js';

let folder: string;
let program: Program | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-insights-'));
});
afterEach(async () => {
  if (program) killGroup(program);
  await rm(folder, { recursive: true, force: true });
});

async function start(env: Readonly<Record<string, string>> = {}): Promise<string> {
  program = await startProgram({ DATABASE_URL: `file:${folder}/casebook.db`, ...env });
  const { base } = program;
  await until(() => answers(`${base}/readyz`), 'it is ready');
  return base;
}

const ask = (base: string, q: string) =>
  fetch(`${base}/ask`, { method: 'POST', body: new URLSearchParams({ q }) });
const textOf = async (address: string) => (await fetch(address)).text();

test('what was just asked is counted and drawn, with gaps in their words and nothing of them as markup', async () => {
  const base = await start();
  const isEmpty = async () =>
    (await textOf(`${base}/insights/whole`)).includes('Nothing was asked in the last 30 days');
  await until(isEmpty, 'the database is made');
  await ask(base, 'What is a Pod?');
  await ask(base, 'How does our zorblax <img src=x onerror=alert(1)> count quixels?');
  let page = '';
  await until(async () => {
    page = await textOf(`${base}/insights/whole?days=7`);
    return page.includes('zorblax');
  }, 'both are kept');
  expect(page).toContain('<dt>Questions</dt><dd>2</dd>');
  expect(page).not.toContain('<img');
  // One for the days, one for the sections, one for the gaps, each for a desk and a phone; nobody has rated.
  expect(page.match(/<svg[^>]* role="img"><title>/g)).toHaveLength(6);
  expect(page).not.toMatch(/ style="/);
  expect(page).toContain('›');
  const both = await Promise.all([7, 7, 90].map((days) => textOf(`${base}/insights/whole?days=${days}`)));
  for (const each of both) expect(each).toContain('zorblax');
});

test('where no words are kept, the page says so', async () => {
  const base = await start({ STORE_QUESTIONS: 'off' });
  await ask(base, 'How does our zorblax count quixels?');
  await until(
    async () => (await textOf(`${base}/insights/whole`)).includes('STORE_QUESTIONS=off'),
    'it is kept',
  );
  expect(await textOf(`${base}/insights/whole`)).not.toContain('zorblax');
});

test('a program that is ended while it draws ends at once', async () => {
  const base = await start();
  await ask(base, 'What is a Pod?');
  const drawing = fetch(`${base}/insights/whole`).catch(() => undefined);
  program?.process.kill('SIGTERM');
  expect(await program?.ended).toBe(0);
  await drawing;
});
