import { request } from 'node:http';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import type { ChatAdapter } from '../../../src/chat/adapter.js';
import type { Bot } from '../../../src/chat/bot.js';
import type { Reply } from '../../../src/chat/reply.js';
import { createWebAdapter, type WebSettings } from '../../../src/chat/web/adapter.js';
import { parseMarkdown } from '../../../src/knowledge/parse-markdown.js';
import { freePort } from '../../app/program.js';

const log = pino({ level: 'silent' });

const reply: Reply = {
  kind: 'excerpt',
  answer: 'answer-1',
  passage: {
    title: 'Pods',
    heading: 'Phases <b>',
    url: 'https://example.com/pods/',
    blocks: parseMarkdown(
      'A **Pod** & more.\n\n```yaml\nkind: Pod\n```\n\n<script>alert(1)</script>\n\n[bad](javascript:alert(1)) ![pic](https://evil.example/x.png)',
    ).children,
    shortened: true,
    sources: [{ title: 'Docs', url: 'https://example.com/pods/', license: 'CC BY 4.0' }],
    checked: '2026-01-31',
  },
  related: [{ title: 'Nodes', url: 'https://example.com/nodes/' }],
};

const running: { adapter?: ChatAdapter } = {};
afterEach(() => running.adapter?.stop());

async function serve(settings: Partial<WebSettings> = {}, bot: Bot = { reply: async () => reply }) {
  const port = await freePort();
  running.adapter = createWebAdapter({
    host: '127.0.0.1',
    port,
    page: true,
    mounts: [],
    health: () => ({ ready: true, adapters: {}, documents: 1, problems: 0 }),
    metrics: { text: async () => 'figures 1\n', contentType: 'text/plain' },
    log,
    ...settings,
  });
  await running.adapter.start(bot);
  return `http://127.0.0.1:${port}`;
}

test('the page answers a question with the excerpt, its source and related documents, also without JavaScript', async () => {
  const base = await serve();
  const asked = await fetch(`${base}/`, {
    method: 'POST',
    body: new URLSearchParams({ q: 'phases of a pod' }),
  });
  const page = await asked.text();
  expect(page).toContain('<p class="question">phases of a pod</p>');
  expect(page).toContain('<strong>Pod</strong> &#x26; more');
  expect(page).toContain('<code class="language-yaml">kind: Pod');
  expect(page).toContain('href="https://example.com/pods/"');
  expect(page).toContain('checked 2026-01-31');
  expect(page).toContain('href="https://example.com/nodes/"');
  expect(await (await fetch(`${base}/?q=phases`)).text()).toContain('<strong>Pod</strong>');
});

test('nothing that a document or a question contains runs in the page or is fetched by it', async () => {
  const base = await serve();
  const body = new URLSearchParams({ q: '"><script>alert(2)</script>' });
  const page = await (await fetch(`${base}/ask`, { method: 'POST', body })).text();
  expect(page).not.toMatch(/<script|javascript:|<img|evil\.example/);
  expect(page).toContain('&lt;script&gt;alert(2)');
  expect(page).toContain('Phases &lt;b&gt;');
});

test('the page may run and load only what it brings, and be framed by nobody', async () => {
  const base = await serve();
  const { headers } = await fetch(base);
  expect(headers.get('content-security-policy')).toMatch(
    /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/,
  );
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect((await fetch(`${base}/page.css`)).headers.get('content-type')).toContain('text/css');
});

test('the question reaches the bot with the thread before it', async () => {
  const asked: unknown[] = [];
  const base = await serve(
    {},
    {
      reply: async (question) => {
        asked.push(question);
        return reply;
      },
    },
  );
  const body = new FormData();
  for (const [name, value] of [
    ['q', 'and then?'],
    ['thread', 'one'],
    ['thread', 'two'],
  ] as const)
    body.append(name, value);
  await fetch(`${base}/ask`, { method: 'POST', body });
  expect(asked).toEqual([{ text: 'and then?', thread: ['one', 'two'] }]);
});

test('bound to this machine, the page answers to this machine’s names only', async () => {
  const base = await serve();
  const status = async (host: string) => (await fetchWithHost(base, host)).status;
  expect(await status('127.0.0.1:3000')).toBe(200);
  expect(await status('localhost')).toBe(200);
  expect(await status('[::1]:3000')).toBe(200);
  expect(await status('rebound.example')).toBe(403);
});

test('a question of 40,000 characters is answered, a flood of megabytes is refused', async () => {
  const base = await serve();
  const ask = (q: string) => fetch(`${base}/ask`, { method: 'POST', body: new URLSearchParams({ q }) });
  expect((await ask('x'.repeat(40_000))).status).toBe(200);
  expect((await ask('x'.repeat(2_000_000))).status).toBe(413);
  expect((await ask('')).status).toBe(200);
});

test('health, readiness and metrics are served whether or not the page is', async () => {
  const health = { ready: false, adapters: { slack: 'connecting' }, documents: 3, problems: 1 };
  const base = await serve({ page: false, health: () => health });
  expect(await (await fetch(`${base}/healthz`)).text()).toBe('ok');
  const ready = await fetch(`${base}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([503, health]);
  expect(await (await fetch(`${base}/metrics`)).text()).toBe('figures 1\n');
  expect((await fetch(base)).status).toBe(404);
});

test('a mounted path is served by its own listener, also to other host names', async () => {
  const base = await serve({
    mounts: [{ path: '/slack/events', listener: (_, response) => response.writeHead(202).end() }],
  });
  expect((await fetch(`${base}/slack/events?x=1`, { method: 'POST' })).status).toBe(202);
});

test('a taken port is one sentence that says what to do', async () => {
  const base = await serve();
  const second = createWebAdapter({
    host: '127.0.0.1',
    port: Number(new URL(base).port),
    page: true,
    mounts: [],
    health: () => ({ ready: true, adapters: {}, documents: 1, problems: 0 }),
    metrics: { text: async () => '', contentType: 'text/plain' },
    log,
  });
  await expect(second.start({ reply: async () => reply })).rejects.toThrow(
    /^Cannot start: port \d+ on 127\.0\.0\.1 is taken/,
  );
});

/** fetch() sets Host itself; a bare request can say what it likes. */
async function fetchWithHost(base: string, host: string): Promise<{ status: number }> {
  return new Promise((resolve, reject) => {
    request(base, { headers: { host } }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0 });
    })
      .on('error', reject)
      .end();
  });
}
