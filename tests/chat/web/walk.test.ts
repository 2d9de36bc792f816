import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChatAdapter } from '../../../src/chat/adapter.js';
import { createBot } from '../../../src/chat/bot.js';
import { createCatalogue } from '../../../src/chat/catalogue.js';
import { createWebAdapter } from '../../../src/chat/web/adapter.js';
import { parseTrack } from '../../../src/onboarding/parse-track.js';
import type { Track } from '../../../src/onboarding/track.js';
import { openStore, type Store } from '../../../src/store/open-store.js';
import { freePort } from '../../app/program.js';
import { SMALL_KNOWLEDGE } from '../small-knowledge.js';
import { withTracks } from '../with-tracks.js';

const log = pino({ level: 'silent' });

const track = parseTrack(
  'first-week.md',
  `---
title: First <b>week</b>
summary: What one can do afterwards.
audience: newcomers
duration: an hour
---

# First week

## Look at Pods

A text with <script>alert(1)</script>.

### Read

- [Pods](../concepts/pods.md)

### Quiz

What is the smallest thing?

- [ ] A node. [Pods](../concepts/pods.md)
- [x] A Pod. [Pods](../concepts/pods.md)

## Go on

Another text.
`,
) as Track;

let adapter: ChatAdapter;
let store: Store;
let base: string;
let cookie: string | undefined;

beforeEach(async () => {
  store = await openStore(':memory:');
  cookie = undefined;
  const bot = createBot({
    answer: () => {
      throw new Error('nothing is asked here');
    },
    catalogue: createCatalogue(SMALL_KNOWLEDGE.documents),
    namesCompany: () => false,
    questionTerms: () => '',
    gaps: () => Promise.reject(new Error('not here')),
    ...withTracks([track]),
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
async function send(press?: string): Promise<string> {
  const response = await fetch(`${base}/onboard`, {
    headers: cookie ? { cookie } : {},
    ...(press !== undefined && { method: 'POST', body: new URLSearchParams({ press }) }),
  });
  const set = response.headers.get('set-cookie');
  expect(set).toMatch(/^casebook_browser=[\da-f-]{36}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/);
  cookie = set?.split(';')[0];
  return response.text();
}

/** What the button of a page sends that has this label. */
function press(page: string, label: string): Promise<string> {
  const [, value] = new RegExp(`value="([^"]*)"[^>]*>${label}`).exec(page) ?? [];
  expect(value, `a button “${label}”`).toBeDefined();
  return send(value);
}

test('a track is walked from its beginning to its end, by forms alone, and goes on where it was left', async () => {
  const tracks = await send();
  expect(tracks).toContain('First &lt;b&gt;week&lt;/b&gt;');
  const step = await press(tracks, 'Start');
  expect(step).toContain('1 of 2: Look at Pods');
  expect(step).not.toContain('<script>alert');
  expect(await press(step, 'Pods')).toContain('A Pod is the smallest thing');
  const quiz = await press(step, 'Answer a question');
  expect(quiz).toContain('What is the smallest thing?');
  const missed = await press(quiz, 'A: A node.');
  expect(missed).toContain('Not quite');
  expect(missed).toContain('A Pod is the smallest thing');
  const next = await press(await press(missed, 'Try again'), 'B: A Pod.');
  expect(next).toContain('2 of 2: Go on');
  expect(await send()).toContain('You are at 2 of 2');
  const summary = await press(next, 'Finish');
  expect(summary).toContain('answered wrongly once');
});

test('another browser has a way of its own', async () => {
  await press(await send(), 'Start');
  cookie = undefined;
  expect(await send()).not.toContain('You are at');
});

test.each(['', 'v1 walk start 00000000 - 0 0', 'v1 share answer-1', '<script>', 'v1 read 0000000000000000'])(
  'what no button sends is answered in words: %j',
  async (value) => {
    const page = await send(value);
    expect(page).toMatch(/no longer/);
    expect(page).not.toContain('<script>');
  },
);

test('a cookie that is none of ours is replaced', async () => {
  cookie = 'casebook_browser=admin';
  await send();
  expect(cookie).not.toContain('admin');
});
