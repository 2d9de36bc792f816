import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import type { ChatAdapter } from '../../../../src/chat/adapter.js';
import { createWebAdapter } from '../../../../src/chat/web/adapter.js';
import type { Insights } from '../../../../src/chat/web/oversee/insights.js';
import { freePort } from '../../../app/program.js';
import { botThat } from '../../fake-bot.js';

const running: { adapter?: ChatAdapter } = {};
afterEach(() => running.adapter?.stop());

async function serve(insights: (days: number) => Promise<Insights>, host = '127.0.0.1'): Promise<string> {
  const port = await freePort();
  running.adapter = createWebAdapter({
    host,
    port,
    page: true,
    mounts: [],
    health: () => ({ ready: true, adapters: {}, documents: 1, problems: 0 }),
    metrics: { text: async () => '', contentType: 'text/plain' },
    insights,
    log: pino({ level: 'silent' }),
  });
  await running.adapter.start(botThat(async () => ({ kind: 'notice', text: '', related: [] })));
  return `http://127.0.0.1:${port}`;
}

const textOf = async (address: string) => (await fetch(address)).text();
const drawn = (days: number): Insights => ({ kind: 'drawn', html: `<p>of ${days}</p>`, keepsWords: true });

test('the last 30, 7 or 90 days are shown, and no others', async () => {
  const asked: number[] = [];
  const base = await serve(async (days) => {
    asked.push(days);
    return drawn(days);
  });
  expect(await textOf(`${base}/insights/whole`)).toContain('<p>of 30</p>');
  const week = await textOf(`${base}/insights/whole?days=7`);
  expect(week).toContain('<p>of 7</p>');
  expect(week).toContain('href="/insights?days=7" aria-current="true"');
  for (const odd of ['90', '1e9', '-1', '<script>']) await textOf(`${base}/insights/whole?days=${odd}`);
  expect(await textOf(`${base}/insights?days=7`)).toContain('data-whole="/insights/whole?days=7"');
  expect(asked).toEqual([30, 7, 90, 30, 30, 30]);
});

test('they are for this machine only: elsewhere there is no page of them, and no link to it', async () => {
  const base = await serve(async (days) => drawn(days), '0.0.0.0');
  for (const address of ['/insights', '/insights/whole'])
    expect((await fetch(base + address)).status).toBe(404);
  expect(await textOf(`${base}/`)).not.toContain('/insights');
  await running.adapter?.stop();
  expect(await textOf(`${await serve(async (days) => drawn(days))}/`)).toContain('href="/insights"');
});

test.each([
  [{ kind: 'empty' } as const, 'Nothing was asked in the last 30 days'],
  [{ kind: 'in-memory' } as const, 'The database is in memory'],
  [{ kind: 'drawn', html: '', keepsWords: false } as const, 'without their words'],
])('what there is not is said: %j', async (insights, words) => {
  expect(await textOf(`${await serve(async () => insights)}/insights/whole`)).toContain(words);
});

test('a database that cannot be read is said so, and not where it is', async () => {
  const base = await serve(() => Promise.reject(new Error('cannot open /secret/casebook.db')));
  const page = await textOf(`${base}/insights/whole`);
  expect(page).toContain('The database cannot be read now');
  expect(page).not.toContain('secret');
});
