import { html } from 'hono/html';
import { expect, test } from 'vitest';
import { createLayout } from '../../../../src/chat/web/page/layout.js';

const page = createLayout({
  addressOf: (name) => `/assets/1/${name}`,
  views: ['ask', 'knowledge', 'health'],
});

test('a page has its title, the views that are served, and what is its own', async () => {
  const drawn = String(
    await page({ title: 'Pods <b>', current: 'knowledge', main: html`<h1>Pods</h1>`, scripts: ['copy'] }),
  );
  expect(drawn).toContain('<title>Pods &lt;b&gt; · Casebook</title>');
  expect(drawn.match(/<a href="\/[^>]*>\w+<\/a>/g)).toEqual([
    '<a href="/">Ask</a>',
    '<a href="/knowledge" aria-current="page">Knowledge</a>',
    '<a href="/health">Health</a>',
  ]);
  expect(drawn).toContain('<script type="module" src="/assets/1/copy.js"></script>');
  expect(drawn).toMatch(/<a class="skip" href="#Main">[\s\S]*<main id="Main"[^>]*><h1>Pods<\/h1><\/main>/);
});

test('a page that is called as the product is called so once', async () => {
  expect(String(await page({ title: 'Casebook', main: html`` }))).toContain('<title>Casebook</title>');
});
