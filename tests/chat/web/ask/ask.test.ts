import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AnswerId } from '../../../../src/answers/answer.js';
import { createAnswerQuestion } from '../../../../src/answers/answer-question.js';
import { createQuestionTerms } from '../../../../src/answers/question-terms.js';
import type { ChatAdapter } from '../../../../src/chat/adapter.js';
import { createBot } from '../../../../src/chat/bot.js';
import { createCatalogue } from '../../../../src/chat/catalogue.js';
import { sectionKeyOf } from '../../../../src/chat/section-key.js';
import { createWebAdapter } from '../../../../src/chat/web/adapter.js';
import { createSearch } from '../../../../src/search/search.js';
import { openStore, type Store } from '../../../../src/store/open-store.js';
import { freePort } from '../../../app/program.js';
import { documentFrom } from '../../../documents.js';
import { SMALL, SMALL_KNOWLEDGE } from '../../small-knowledge.js';
import { withTracks } from '../../with-tracks.js';

const HOSTILE = documentFrom(
  `---
kind: concept
title: Gateways <img src=x onerror=alert(1)>
summary: what Gateways "are" for
sources: [{ title: "<b>Gateways</b>", url: "https://kubernetes.io/gateways/?a=1&b=\\"2\\"", license: "<i>CC</i>" }]
checked: 2026-01-31
questions: { intro: ["What is a Gateway?"] }
---
A Gateway lets traffic in. <script>alert(1)</script> <img src="https://evil.example/x.png"> [press](javascript:alert(1))

\`\`\`yaml"><script>alert(2)</script>
kind: "</code></pre><script>alert(3)</script>"
\`\`\`

See [Pods](pods.md), [nothing](missing.md) and [the web](https://kubernetes.io/ "a \\"title\\"").
`,
  'concepts/gateways.md',
);

const documents = [...SMALL, HOSTILE];
const search = createSearch(documents);

let adapter: ChatAdapter;
let store: Store;
let base: string;
let cookie: string | undefined;

beforeEach(async () => {
  store = await openStore(':memory:');
  cookie = undefined;
  let ids = 0;
  const log = pino({ level: 'silent' });
  const bot = createBot({
    answer: createAnswerQuestion(
      { ...SMALL_KNOWLEDGE, documents },
      (): AnswerId => `answer-${++ids}`,
      search,
    ),
    catalogue: createCatalogue(documents),
    namesCompany: () => false,
    questionTerms: createQuestionTerms(search),
    gaps: () => Promise.reject(new Error('not here')),
    ...withTracks(),
    sourceUrlOf: () => undefined,
    memory: store,
    observe: () => {},
    log,
  });
  const port = await freePort();
  adapter = createWebAdapter({
    host: '127.0.0.1',
    port,
    page: true,
    mounts: [],
    health: () => ({ ready: true, adapters: {}, documents: 1, problems: 0 }),
    metrics: { text: async () => '', contentType: 'text/plain' },
    knowledge: { documents: () => documents, search: () => search, sourceUrlOf: () => undefined },
    log,
  });
  await adapter.start(bot);
  base = `http://127.0.0.1:${port}`;
});

afterEach(async () => {
  await adapter.stop();
  await store.close();
});

/** Sends a form as a browser does that keeps its cookie. */
async function send(path: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(base + path, {
    method: 'POST',
    headers: cookie ? { cookie } : {},
    body: new URLSearchParams(fields),
  });
  cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
  expect(response.status).toBe(200);
  return response.text();
}

const ask = (q: string) => send('/ask', { q });
const press = (button: string | undefined, more: Readonly<Record<string, string>> = { part: '1' }) =>
  send('/press', { press: button ?? '', ...more });

/** What the button or link of a page presses that has this label. */
function buttonIn(page: string, label: string): string {
  const found = [...page.matchAll(/<(button|a)\b([^>]*)>([\s\S]*?)<\/\1>/g)].find(
    ([, , , content = '']) => content.replace(/<[^>]*>/g, '').trim() === label,
  );
  const [, value] = /(?:value|data-press)="([^"]*)"/.exec(found?.[2] ?? '') ?? [];
  if (value === undefined) throw new Error(`no button “${label}” in ${page}`);
  return value;
}

describe('an answer', () => {
  test('leads to the page of its section, and names its source', async () => {
    const page = await ask('What is a Pod?');
    expect(page).toContain('<h2 class="question">What is a Pod?</h2>');
    expect(page).toMatch(/<h3><a class="passage-name" href="\/knowledge\/concepts\/pods">Pods<\/a><\/h3>/);
    expect(page).toContain('href="https://kubernetes.io/pods/"');
  });

  test('has related sections that are pressed, and without JavaScript are pages', async () => {
    const page = await ask('phases of a pod');
    const [, address, button] =
      /<a class="chip" href="(\/knowledge\/concepts\/[^"]+)" data-press="([^"]+)"/.exec(page) ?? [];
    expect((await fetch(base + address)).status).toBe(200);
    expect(await press(button)).toMatch(/<article class="exchange">\s*<h2 class="question">/);
  });

  test('that is shortened can be read whole', async () => {
    const page = await ask('How does a rollout of a Deployment go?');
    expect(page).not.toContain('Step 39 of a rollout');
    expect(await press(buttonIn(page, 'Read the whole section'))).toContain('Step 39 of a rollout');
  });

  test('says why it is this one, and what else was found', async () => {
    const page = await ask('phases of a pod');
    const why = await press(buttonIn(page, 'Why this?'));
    expect(why).toMatch(/<p>Why this\?<\/p><ul>.*best section: concepts\/pods\.md#phases-of-a-pod, score/);
    expect(await press(buttonIn(page, 'More results'))).toContain('More results, page 1 of');
  });

  test('is rated once by each browser, with words if one has any', async () => {
    const page = await ask('What is a Pod?');
    const answer = /rate (answer-\d+)/.exec(page)?.[1] as AnswerId;
    expect(await press(buttonIn(page, 'Helpful'))).toContain('Thank you, that helps');
    expect(cookie).toMatch(/^casebook_browser=[\da-f-]{36}$/);
    expect(await store.ratings.countOf(answer)).toEqual({ helpful: 1, notHelpful: 0 });
    const form = await press(buttonIn(page, 'Not helpful'));
    expect(await store.ratings.countOf(answer)).toEqual({ helpful: 0, notHelpful: 1 });
    expect(form).toContain('What was missing?');
    const [, comment] = /name="press" value="([^"]+)"/.exec(form) ?? [];
    expect(await press(comment, { part: '1', comment: 'An <example>' })).toContain('Thank you');
    expect(await press(comment, { part: '1', comment: ' ' })).toContain('no word in that');
    cookie = undefined;
    expect(await press(comment, { part: '1', comment: 'of somebody else' })).toContain('no longer remember');
  });

  test('has a link that leads to it, with the questions that it followed', async () => {
    const page = await send('/ask', { q: 'and its phases?', thread: 'What is a Pod?' });
    const [, link = ''] = /href="([^"]+)" data-copy/.exec(page) ?? [];
    const again = await (await fetch(base + link.replaceAll('&amp;', '&'))).text();
    expect(again).toContain('<h2 class="question">and its phases?</h2>');
    expect(again).toContain('Phases of a Pod');
    expect(await ask('x'.repeat(5_000))).not.toContain('data-copy');
  });

  test('offers no word later, for the page cannot speak first', async () => {
    expect(await ask('What is a flux capacitor?')).not.toContain('Tell me');
    expect(await press('v1 tell answer-1')).toContain('no longer remember');
    expect(await store.waiting.all()).toEqual([]);
  });

  test('that cannot be given offers questions that can be asked, and where to look', async () => {
    const page = await ask('What is a flux capacitor?');
    expect(page).toContain('<a href="/?q=What%20is%20a%20Pod%3F" data-ask>');
    expect(page).toContain('href="/knowledge?q=What+is+a+flux+capacitor%3F"');
    expect(page).toContain('href="/knowledge/case-studies"');
  });

  test('of several companies is a list, each leading to its story', async () => {
    const page = await ask('which companies use Prometheus?');
    expect(page).toContain('<ul class="entries">');
    expect(page).toMatch(
      /href="\/knowledge\/case-studies\/globex[^"]*" data-press="v1 section answer-\d+ \d"/,
    );
  });

  test.each(['\n', '\r\n'])('to a pasted page keeps its columns, with lines that end in %j', async (end) => {
    const pasted = ['NAME  READY', 'web  0/1', 'web  0/1', 'web  0/1'].join(end);
    expect(await ask(pasted)).toContain('<h2 class="question pasted" tabindex="0">');
  });
});

describe('without JavaScript', () => {
  test('a pressed button comes back as a page, below the answer that it stood at', async () => {
    const asked = await (await fetch(`${base}/?q=phases+of+a+pod`)).text();
    const page = await press(buttonIn(asked, 'Why this?'), {
      q: 'phases of a pod',
      thread: 'What is a Pod?',
    });
    expect(page).toMatch(
      /<!doctype html>[\s\S]*<h2 class="question">phases of a pod<\/h2>[\s\S]*Why this\?<\/p><ul>/,
    );
  });

  test('what is asked next follows what was asked', async () => {
    const page = await send('/', { q: 'What is a Pod?' });
    expect(page).toContain('<input type="hidden" name="thread" value="What is a Pod?">');
    const next = await send('/', { q: 'and its phases?', thread: 'What is a Pod?' });
    expect(next).toContain('Phases of a Pod');
  });

  test('what stands at an answer knows its question, however far one goes on', async () => {
    const above = { q: 'phases of a pod', thread: 'What is a Pod?' };
    const asked = await ask(above.q);
    for (const label of ['More results', 'Not helpful']) {
      const page = await press(buttonIn(asked, label), above);
      const forms = page.split('<section class="panel')[1] ?? '';
      expect(forms.match(/name="q" value="phases of a pod"/g)?.length).toBe(
        forms.match(/<form method="post" action="\/press"|<form class="comment"/g)?.length,
      );
      expect(forms).toContain('name="thread" value="What is a Pod?"');
    }
  });

  test('the address of a form, opened again, leads to the beginning', async () => {
    for (const path of ['/ask', '/press', '/read']) {
      expect((await fetch(base + path)).url).toBe(`${base}/`);
    }
  });

  test('the start shows what can be asked, as links', async () => {
    const page = await (await fetch(base)).text();
    expect(page).toContain('<a href="/?q=What+is+a+Pod%3F" data-ask="What is a Pod?">');
    expect(page).toContain('<h1>');
  });
});

describe('a question', () => {
  const sent = async (path: string, body: FormData | URLSearchParams) =>
    (await fetch(base + path, { method: 'POST', body })).text();

  test('that says nothing draws no question, and as an address the beginning', async () => {
    for (const q of ['', ' \n ']) {
      expect(await ask(q)).not.toMatch(/class="question|data-asked/);
      expect(await (await fetch(`${base}/?${new URLSearchParams({ q })}`)).text()).toContain('id="welcome"');
    }
  });

  test('that is sent twice counts once, and a file is none', async () => {
    const twice = new URLSearchParams([
      ['q', 'What is a Pod?'],
      ['q', 'What is a Deployment?'],
    ]);
    expect(await sent('/ask', twice)).toContain('<h2 class="question">What is a Pod?</h2>');
    const file = new FormData();
    file.append('q', new Blob(['What is a Pod?']), 'question.txt');
    expect(await sent('/ask', file)).not.toMatch(/class="question|\[object/);
  });
});

describe('suggestions', () => {
  const suggest = async (q: string) =>
    (await (await fetch(`${base}/suggest?${new URLSearchParams({ q })}`)).json()) as { section: string }[];

  test('are the sections whose names begin as is typed', async () => {
    expect(await suggest('pha po')).toEqual([
      {
        section: sectionKeyOf('concepts/pods.md#phases-of-a-pod'),
        name: 'Pods › Phases of a Pod',
        kind: 'Concept',
      },
    ]);
    expect(await suggest('')).toEqual([]);
    expect(await suggest('x'.repeat(100_000).slice(0, 8_000))).toEqual([]);
    expect((await suggest('s')).length).toBeLessThanOrEqual(6);
  });

  test('that are chosen are shown, remembered as answers, and can be followed', async () => {
    const [first] = await suggest('pods');
    const page = await send('/read', { section: first?.section ?? '' });
    expect(page).toMatch(
      /<article class="exchange" data-asked="What is a Pod\?">\s*<h2 class="question">Pods<\/h2>/,
    );
    const [, answer] = /rate (answer-[\w-]+)/.exec(page) ?? [];
    expect(await store.answers.find(answer as AnswerId)).toMatchObject({ kind: 'read', platform: 'web' });
    expect(await send('/read', { section: 'ffffffffffffffff' })).toContain('no longer has that section');
    expect(await send('/read', {})).toContain('no longer has that section');
  });
});

describe('what is up to no good', () => {
  const OURS = /<script(?: type="module")? src="\/assets\/[\da-f]+\/[\w-]+\.js"><\/script>/g;

  test('in a document stays text', async () => {
    const page = await ask('What is a Gateway?');
    expect(page).toContain('A Gateway lets traffic in.');
    expect(page).not.toMatch(/<script|<img|<b>|<i>|javascript:|onerror="/);
    expect(page).toContain('Gateways &lt;img src=x onerror=alert(1)&gt;');
    expect(page).toContain('href="/knowledge/concepts/pods"');
    expect(page).toContain('<span>nothing</span>');
    expect(page).toContain('&lt;script&gt;alert(3)');
  });

  test('in a question, an earlier one, a button or a comment stays text', async () => {
    const evil = fc.oneof(
      fc.constantFrom(
        '"><script>alert(1)</script>',
        "' onfocus=alert(1) x='",
        '</textarea><img src=x onerror=alert(1)>',
        '</h2></article><form action="https://evil.example">',
        'javascript:alert(1)',
      ),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    await fc.assert(
      fc.asyncProperty(evil, evil, async (one, other) => {
        const pages = [
          await send('/', { q: one, thread: other }),
          await send('/press', { press: one, q: other, thread: one, comment: other }),
          await press('v1 why answer-1', { q: one, thread: other }),
          await (await fetch(`${base}/?${new URLSearchParams({ q: one, after: other })}`)).text(),
        ];
        for (const page of pages) {
          const withoutValues = page.replace(OURS, '').replace(/="[^"]*"/g, '=');
          expect(withoutValues).not.toMatch(/<script|<img|<[a-z][^>]* (?:on|style)\w*=/i);
          expect(
            [...page.matchAll(/<form[^>]*/g)]
              .map(String)
              .filter((form) => !/action="\/(?:press)?"/.test(form)),
          ).toEqual([]);
          expect(page).not.toMatch(/(?:href|src)="(?:javascript|\/\/)/i);
        }
      }),
      { numRuns: 12 },
    );
  });

  test.each([
    '',
    'v1 why answer-gone',
    'v1 walk start 00000000 - 0 0 - 0',
    '<b>',
    'v1 read 0000000000000000',
  ])('a button that none of ours is gets an answer in words: %j', async (button) => {
    expect(await press(button)).toMatch(/no longer/);
    expect(await press(button, {})).toMatch(/<!doctype html>[\s\S]*no longer/);
  });

  const from = (path: string, headers: Record<string, string>, method = 'POST') =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request(base + path, { method, headers: { ...headers } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject).end();
    });

  test.each(['/ask', '/press', '/read', '/', '/onboard'])('another page cannot send to %s', async (path) => {
    expect(await from(path, { origin: 'https://evil.example' })).toBe(403);
    expect(await from(path, { origin: 'null' })).toBe(403);
    expect(await from(path, { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await from(path, { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:1' })).toBe(403);
    expect(await from(path, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(403);
    expect(await from(path, { origin: base })).toBe(200);
    expect(await from(path, { 'sec-fetch-site': 'same-origin', origin: base })).toBe(200);
    expect(await from(path, {})).toBe(200);
  });

  test('another page cannot read what programs read, but link to what people read', async () => {
    const read = (headers: Record<string, string>, path = '/suggest?q=pod') => from(path, headers, 'GET');
    expect(await read({ origin: 'https://evil.example' })).toBe(403);
    expect(await read({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe(403);
    expect(await read({ 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await read({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, '/?q=pod')).toBe(200);
    expect(await read({ 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, '/')).toBe(200);
  });
});

describe('what is sent', () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: Buffer }>(
      (resolve, reject) => {
        request(base + path, { headers }, (response) => {
          const pieces: Buffer[] = [];
          response.on('data', (piece: Buffer) => pieces.push(piece));
          response.on('end', () =>
            resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) }),
          );
        })
          .on('error', reject)
          .end();
      },
    );

  test('is packed for who takes it packed, and the same for who does not', async () => {
    for (const path of ['/', '/knowledge/concepts/deployments']) {
      const plain = await get(path);
      const packed = await get(path, { 'accept-encoding': 'br, gzip;q=0.8' });
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
      expect(Number(packed.headers['content-length'])).toBe(packed.body.length);
      expect(gunzipSync(packed.body).toString()).toBe(plain.body.toString());
    }
    expect((await get('/', { 'accept-encoding': 'gzip;q=0' })).headers['content-encoding']).toBeUndefined();
    expect(
      (await get('/', { 'accept-encoding': 'gzip;q=0, deflate' })).headers['content-encoding'],
    ).toBeUndefined();
  });

  test('of styles is kept for ever at its address, and not at an outdated one', async () => {
    const page = (await get('/')).body.toString();
    const [style = ''] = /\/assets\/[\da-f]+\/page\.css/.exec(page) ?? [];
    const packed = await get(style, { 'accept-encoding': 'gzip' });
    expect(packed.headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(gunzipSync(packed.body).toString()).toBe((await get(style)).body.toString());
    expect((await get('/assets/before/page.css')).headers['cache-control']).toBe('no-cache');
    expect((await get(style.replace('page.css', '..%2fadapter.js'))).status).toBe(404);
  });
});
