import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChatAdapter } from '../../../../src/chat/adapter.js';
import { createBot } from '../../../../src/chat/bot.js';
import { createCatalogue } from '../../../../src/chat/catalogue.js';
import { createWebAdapter } from '../../../../src/chat/web/adapter.js';
import { parseTrack } from '../../../../src/onboarding/parse-track.js';
import type { Track } from '../../../../src/onboarding/track.js';
import { openStore, type Store } from '../../../../src/store/open-store.js';
import { freePort } from '../../../app/program.js';
import { SMALL_KNOWLEDGE } from '../../small-knowledge.js';
import { withTracks } from '../../with-tracks.js';

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

## Choose

A third text.

### Quiz

Which two \`types\` are there?

- [x] ClusterIP [Pods](../concepts/pods.md)
- [ ] ReplicaSet [Pods](../concepts/pods.md)
- [x] NodePort [Pods](../concepts/pods.md)

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

/** Opens an address, or sends a form, as a browser does that keeps its cookie. */
async function send(address: string, form?: readonly (readonly [string, string])[]): Promise<string> {
  const response = await fetch(`${base}${address}`, {
    headers: cookie ? { cookie } : {},
    redirect: 'manual',
    ...(form && { method: 'POST', body: new URLSearchParams(form.map((pair) => [...pair])) }),
  });
  const set = response.headers.get('set-cookie');
  expect(set).toMatch(/^casebook_browser=[\da-f-]{36}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
  cookie = set?.split(';')[0];
  const onward = response.headers.get('location');
  return onward === null ? response.text() : send(onward);
}

/** What the button of a page sends that has this label, with what is marked. */
function press(page: string, label: string, ...choices: readonly number[]): Promise<string> {
  const [, value = ''] = new RegExp(`value="([^"]*)"[^>]*>${label}`).exec(page) ?? [];
  expect(value, `a button “${label}” in ${page}`).not.toBe('');
  return send('/onboard', [['press', value], ...choices.map((each) => ['choice', String(each)] as const)]);
}

/** Where the link of a page leads that has this label. */
function follow(page: string, label: string): Promise<string> {
  const [, address = ''] = new RegExp(`href="([^"]*)"[^>]*>${label}`).exec(page) ?? [];
  expect(address, `a link “${label}” in ${page}`).not.toBe('');
  return send(address);
}

test('a track is walked from its beginning to its end, by forms and links alone, and goes on where it was left', async () => {
  const tracks = await send('/onboard');
  expect(tracks).toContain('First &lt;b&gt;week&lt;/b&gt;');
  expect(tracks).toContain('aria-label="0 of 3 steps behind you"');
  const step = await press(tracks, 'Start');
  expect(step).toContain('<h1>Look at Pods</h1>');
  expect(step).toContain('Step 1 of 3');
  expect(step).not.toContain('<script>alert');
  // No page of documents is served here: what is to be read is a button.
  expect(await press(step, 'Pods')).toContain('A Pod is the smallest thing');
  const quiz = await follow(step, 'Answer a question');
  expect(quiz).toContain('<legend class="prose">What is the smallest thing?</legend>');
  expect(quiz.match(/type="radio" name="choice"/g)).toHaveLength(2);
  const missed = await press(quiz, 'Answer', 0);
  expect(missed).toContain('role="status" tabindex="-1" autofocus>Not quite.');
  expect(missed.match(/Not quite/g)).toHaveLength(1);
  expect(missed).toContain('A Pod is the smallest thing');
  const next = await press(await follow(missed, 'Try again'), 'Answer', 1);
  expect(next).toContain('autofocus>Right.');
  expect(next).toContain('<h1>Choose</h1>');
  expect(await send('/onboard')).toContain('You are at 2 of 3');

  const several = await follow(next, 'Answer a question');
  expect(several.match(/type="checkbox" name="choice"/g)).toHaveLength(3);
  expect(several).toContain('Which two <code>types</code> are there?');
  expect(await press(several, 'Answer')).toContain('Mark what is right');
  expect(await press(several, 'Answer', 0)).toContain('Not quite');
  expect(await press(several, 'Answer', 0, 1, 2)).toContain('Not quite');
  const last = await press(several, 'Answer', 0, 2);
  expect(last).toContain('<h1>Go on</h1>');
  const summary = await press(last, 'Finish');
  expect(summary).toContain('You have come to the end of “First &lt;b&gt;week&lt;/b&gt;”');
  expect(summary).toContain('Answered wrongly once.');
  expect(await send('/onboard/first-week')).toContain('You have come to the end');
  expect(await press(summary, 'Once more')).toContain('Step 1 of 3');
});

test('who stops, or goes back, is where they were', async () => {
  const second = await press(await press(await send('/onboard'), 'Start'), 'Skip');
  expect(second).toContain('Step 2 of 3');
  expect(await press(second, 'Back')).toContain('Step 1 of 3');
  const stopped = await press(await press(await send('/onboard/first-week'), 'Skip'), 'Stop');
  expect(stopped).toContain('Stopped for now');
  expect(await press(stopped, 'Go on')).toContain('Step 2 of 3');
});

test('another browser has a way of its own', async () => {
  await press(await send('/onboard'), 'Start');
  cookie = undefined;
  expect(await send('/onboard')).not.toContain('You are at');
});

test.each([
  '/onboard/none',
  '/onboard/first-week',
  '/onboard/first-week/look-at-pods/1',
  '/onboard/%3Cscript%3E/look-at-pods/1',
])('an address begins no track: %s', async (address) => {
  expect(await send(address)).toContain('<h1>Learn step by step</h1>');
  expect(await send('/onboard')).toContain('>Start<');
});

test.each([
  '/onboard/first-week/none/1',
  '/onboard/first-week/look-at-pods/7',
  '/onboard/first-week/choose/x',
])('an address of no question leads to where one is: %s', async (address) => {
  await press(await send('/onboard'), 'Start');
  expect(await send(address)).toContain('Step 1 of 3');
});

test('a question of another step leads to where one is, and says so', async () => {
  await press(await send('/onboard'), 'Start');
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  expect(await send('/onboard/first-week/choose/1')).toContain('You are already elsewhere');
});

test.each(['', 'v1 walk start 00000000 - 0 0', 'v1 share answer-1', '<script>', 'v1 read 0000000000000000'])(
  'what no button sends is answered in words: %j',
  async (value) => {
    const page = await send('/onboard', [
      ['press', value],
      ['choice', '9'],
      ['choice', '<script>'],
    ]);
    expect(page).toMatch(/no longer/);
    expect(page).not.toContain('<script>');
  },
);

test('a cookie that is none of ours is replaced', async () => {
  cookie = 'casebook_browser=admin';
  await send('/onboard');
  expect(cookie).not.toContain('admin');
});
