import { request } from 'node:http';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import type { ChatAdapter } from '../../../src/chat/adapter.js';
import type { Bot } from '../../../src/chat/bot.js';
import type { Passage, Reply } from '../../../src/chat/reply.js';
import { createWebAdapter, type WebSettings } from '../../../src/chat/web/adapter.js';
import { renderReply } from '../../../src/chat/web/page/render-reply.js';
import { parseMarkdown } from '../../../src/knowledge/parse-markdown.js';
import { freePort } from '../../app/program.js';
import { botThat } from '../fake-bot.js';

const log = pino({ level: 'silent' });

const passage: Passage = {
  title: 'Pods',
  heading: 'Phases <b>',
  url: 'https://example.com/pods/',
  blocks: parseMarkdown(
    'A **Pod** & more.\n\n```yaml\nkind: Pod\n```\n\n<script>alert(1)</script>\n\n[bad](javascript:alert(1)) ![pic](https://evil.example/x.png)',
  ).children,
  shortened: true,
  sources: [{ title: 'Docs', url: 'https://example.com/pods/', license: 'CC BY 4.0' }],
  checked: '2026-01-31',
};

const reply: Reply = {
  kind: 'excerpt',
  passage,
  related: [{ title: 'Nodes', url: 'https://example.com/nodes/' }],
};

const running: { adapter?: ChatAdapter } = {};
afterEach(() => running.adapter?.stop());

async function serve(settings: Partial<WebSettings> = {}, bot: Bot = botThat(async () => reply)) {
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
  expect(page).toContain('<h2 class="question">phases of a pod</h2>');
  expect(page).toContain('<strong>Pod</strong> &#x26; more');
  expect(page).toContain('<code class="language-yaml"><span class="hljs-attr">kind:</span>');
  expect(page).toContain('href="https://example.com/pods/"');
  expect(page).toContain('checked <time datetime="2026-01-31">');
  expect(page).toContain('href="https://example.com/nodes/"');
  expect(await (await fetch(`${base}/?q=phases`)).text()).toContain('<strong>Pod</strong>');
});

test('nothing that a document or a question contains runs in the page or is fetched by it', async () => {
  const base = await serve();
  const body = new URLSearchParams({ q: '"><script>alert(2)</script>' });
  const page = await (await fetch(`${base}/ask`, { method: 'POST', body })).text();
  expect(page).not.toMatch(/<script|javascript:|<img|evil\.example/);
  expect(page).toContain('&quot;&gt;&lt;script&gt;alert(2)');
  expect(page).toContain('Phases &lt;b&gt;');
});

/** A reply as it stands in the page, in one line. */
const drawn = async (shown: Reply) => String(await renderReply(shown)).replace(/\s*\n\s*/g, '');

test('a list is drawn with each company, where it leads, what speaks for it, and how many more there are', async () => {
  const list: Reply = {
    kind: 'list',
    text: '3 case studies for “istio”:',
    entries: [
      { title: 'Acme', url: 'https://example.com/acme/', gist: 'It runs <300> nodes.' },
      { title: 'Globex', gist: 'Istio guards them.' },
    ],
    more: 1,
  };
  const entries =
    '<ul class="entries"><li><a class="entry" href="https://example.com/acme/" rel="noopener noreferrer"><strong>Acme</strong><span class="gist">It runs &lt;300&gt; nodes.</span></a></li><li><span class="entry"><strong>Globex</strong><span class="gist">Istio guards them.</span></span></li></ul>';
  expect(await drawn(list)).toBe(
    `<p>3 case studies for “istio”:</p>${entries}<p class="fine">… and 1 more</p>`,
  );
  expect(await drawn({ ...list, more: 0 })).toBe(`<p>3 case studies for “istio”:</p>${entries}`);
});

test('a comparison is drawn side by side, each with its title, its text and its source; what speaks of all of them first', async () => {
  const other: Passage = {
    title: 'Runbook',
    blocks: parseMarkdown('Restart it.').children,
    shortened: false,
    sources: [{ title: 'team/runbook.md' }],
  };
  const comparison: Reply = { kind: 'comparison', passages: [passage, other] };
  const sides = await drawn(comparison);
  expect(sides).toMatch(/^<div class="sides"><section class="passage">/);
  expect(sides.match(/<h3>.*?<\/h3>/g)).toEqual([
    '<h3><a class="passage-name" href="https://example.com/pods/" rel="noopener noreferrer"><span class="within">Pods › </span>Phases &lt;b&gt;</a></h3>',
    '<h3><span class="passage-name">Runbook</span></h3>',
  ]);
  expect(sides.match(/<p class="source fine">.*?<\/p>/g)).toEqual([
    '<p class="source fine">Source: <a href="https://example.com/pods/" rel="noopener noreferrer">Docs</a>, CC BY 4.0 · checked <time datetime="2026-01-31">2026-01-31</time></p>',
    '<p class="source fine">Source: team/runbook.md</p>',
  ]);
  expect(sides).toMatch(
    /<strong>Pod<\/strong>.*… more in the source.*<div class="excerpt prose"><p>Restart it.<\/p>/,
  );
  expect(await drawn({ ...comparison, text: 'I am not <sure>.' })).toBe(
    `<p>I am not &lt;sure&gt;.</p>${sides}`,
  );
  expect(await drawn({ ...comparison, hasLead: true, passages: [other, passage, passage] })).toMatch(
    /^<section class="passage"><h3><span class="passage-name">Runbook.*<div class="sides">/,
  );
});

test('a note is drawn below a reply of any kind', async () => {
  const gist = 'A Pod runs.';
  const bodies: Reply[] = [
    reply,
    { kind: 'notice', text: 'I don’t know.', related: [] },
    { kind: 'choices', text: 'One of these?', candidates: [{ title: 'Pods', gist }] },
    { kind: 'list', text: 'These:', entries: [{ title: 'Acme', gist }], more: 0 },
    { kind: 'comparison', passages: [passage, passage] },
  ];
  for (const body of bodies) {
    expect(await drawn({ ...body, note: 'I read 10,000 <characters>.' })).toBe(
      `${await drawn(body)}<p class="fine">I read 10,000 &lt;characters&gt;.</p>`,
    );
  }
});

test('whatever a list, a comparison, a notice or a note holds, only our own tags and web addresses reach the page', async () => {
  await fc.assert(
    fc.asyncProperty(hostileReply, async (hostile) => {
      const withoutOurTags = (await drawn(hostile))
        .replace(
          /<a(?: class="[\w-]+")? href="(?:https?:\/\/|mailto:)[^"<>]*"(?: title="[^"<>]*")?(?: rel="noopener noreferrer")?>/gi,
          '',
        )
        .replace(/<a href="\/\?q=[\w%.!~*'()-]*" data-ask>/g, '')
        .replace(/<time datetime="[^"<>]*">/g, '')
        .replace(/<div class="code">|<pre tabindex="0" role="group" aria-label="Code">/g, '')
        .replace(
          /<(?:p|div|code|section|span|ul)(?: class="[\w -]+")?>|<(?:h[1-6]|ol|li|br|hr|em|strong|del|blockquote)>/g,
          '',
        )
        .replace(/<\/(?:a|p|div|section|time|h[1-6]|ul|ol|li|em|strong|del|pre|code|blockquote|span)>/g, '');
      expect(withoutOurTags).not.toContain('<');
    }),
    { numRuns: 300 },
  );
});

test('the page may run and load only what it brings, and be framed by nobody', async () => {
  const base = await serve();
  const { headers } = await fetch(base);
  expect(headers.get('content-security-policy')).toMatch(
    /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/,
  );
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  const [style] = /\/assets\/\w+\/page\.css/.exec(await (await fetch(base)).text()) ?? [];
  expect((await fetch(base + style)).headers.get('content-type')).toContain('text/css');
});

test('the question reaches the bot with the thread before it', async () => {
  const asked: unknown[] = [];
  const base = await serve(
    {},
    botThat(async (question) => {
      asked.push(question);
      return reply;
    }),
  );
  const body = new FormData();
  for (const [name, value] of [
    ['q', 'and then?'],
    ['thread', 'one'],
    ['thread', 'two'],
  ] as const)
    body.append(name, value);
  await fetch(`${base}/ask`, { method: 'POST', body });
  expect(asked).toEqual([{ text: 'and then?', thread: ['one', 'two'], platform: 'web' }]);
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

test('readiness and metrics of this machine are for itself: no other name, no other page reads them; that it lives, all may know', async () => {
  const base = await serve();
  for (const path of ['/readyz', '/metrics']) {
    expect((await fetchWithHost(`${base}${path}`, 'evil.example')).status).toBe(403);
    expect((await fetch(base + path, { headers: { origin: 'https://evil.example' } })).status).toBe(403);
    expect((await fetch(base + path, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await fetch(base + path)).status).toBe(200);
  }
  expect((await fetchWithHost(`${base}/healthz`, 'evil.example')).status).toBe(200);
});

test('whatever is answered runs nothing and is what it says it is', async () => {
  const base = await serve();
  const evil = { headers: { origin: 'https://evil.example' } };
  const answers = [
    await fetch(`${base}/healthz`),
    await fetch(`${base}/metrics`),
    await fetch(`${base}/readyz`, evil),
    await fetch(`${base}/ask`, { method: 'POST', ...evil }),
    await fetch(`${base}/nowhere`),
    await fetch(`${base}/`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 403, 403, 404, 200]);
  for (const { headers } of answers) {
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  }
});

test('a form that cannot be read is refused with a sentence, and a fault of ours is told in one', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  const base = await serve(
    { log },
    botThat(() => Promise.reject(new Error('a bug'))),
  );
  const sent = await fetch(`${base}/ask`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body: '--y\r\nno form',
  });
  expect(sent.status).toBe(400);
  expect(await sent.text()).toBe('That form cannot be read; please send it again.');
  const failed = await fetch(`${base}/ask`, { method: 'POST', body: new URLSearchParams({ q: 'a secret' }) });
  expect(failed.status).toBe(500);
  expect(await failed.text()).toMatch(/^Something went wrong on our side/);
  expect(lines.filter((line) => line.includes('could not serve a request'))).toHaveLength(1);
  expect(lines.join()).not.toContain('secret');
});

test('a question in an address is asked by who opens it, not by a browser that fetches ahead or looks at headers', async () => {
  const asked: string[] = [];
  const base = await serve(
    {},
    botThat(async ({ text }) => {
      asked.push(text);
      return reply;
    }),
  );
  const address = `${base}/?q=pods`;
  for (const headers of [
    { 'sec-purpose': 'prefetch' },
    { 'sec-purpose': 'prefetch;prerender' },
    { purpose: 'prefetch' },
  ]) {
    expect((await fetch(address, { headers })).status).toBe(503);
  }
  expect((await fetch(address, { method: 'HEAD' })).status).toBe(200);
  expect(asked).toEqual([]);
  await fetch(address);
  expect(asked).toEqual(['pods']);
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
  await expect(second.start(botThat(async () => reply))).rejects.toThrow(
    /^Cannot start: port \d+ on 127\.0\.0\.1 is taken/,
  );
});

const hostileText = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        '<script>alert(1)</script>',
        '<img src=x onerror=alert(1)>',
        '"><b onclick="x">',
        '</p></li></ul>',
        '<!-- ',
        '&lt;script&gt;',
        '&#60;i&#62;',
        '[bad](javascript:alert(1))',
        '![pic](https://evil.example/x.png)',
        '[a](https://example.com/"onclick="x)',
        '<https://example.com/<b>>',
        '# ',
        '> ',
        '- ',
        '`',
        '\n',
        '\n\n',
        '\u0000',
        '\u001b[2J',
        '\u202e',
        '\ud83d',
        'Acme ',
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

const hostilePlace = fc.record({
  title: hostileText,
  url: fc.oneof(
    fc.webUrl(),
    fc.constantFrom(
      'javascript:alert(1)',
      'data:text/html,<script>',
      'https://example.com/"><script>',
      '//evil',
    ),
    hostileText,
  ),
});

const hostileSide = fc.tuple(hostilePlace, hostileText).map(
  ([place, text]): Passage => ({
    ...place,
    blocks: parseMarkdown(text).children,
    shortened: true,
    sources: [place],
    checked: text,
  }),
);

/** A reply of text that is up to no good, with a note of the same. */
const hostileReply: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({
    kind: fc.constant('list'),
    text: hostileText,
    entries: fc.array(
      fc.tuple(hostilePlace, hostileText).map(([place, gist]) => ({ ...place, gist })),
      { maxLength: 10 },
    ),
    more: fc.nat(1),
    note: hostileText,
  }),
  fc.record({
    kind: fc.constant('comparison'),
    text: hostileText,
    passages: fc.array(hostileSide, { maxLength: 5 }),
    note: hostileText,
  }),
  fc.record({
    kind: fc.constant('notice'),
    text: hostileText.map((company) => `I have no case study of ${company}.`),
    related: fc.array(hostilePlace, { maxLength: 3 }),
    note: hostileText,
  }),
);

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
