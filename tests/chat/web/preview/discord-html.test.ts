import { describe, expect, test } from 'vitest';
import { discordHtml } from '../../../../src/chat/web/preview/discord-html.js';

const drawn = (text: string) => String(discordHtml(text)).replace(/>\n/g, '>').replace(/\n</g, '<').trim();

describe('discordHtml() draws', () => {
  test.each([
    ['**b** *i* _i_ __u__ ~~s~~ `c`', '<p><b>b</b> <i>i</i> <i>i</i> <u>u</u> <s>s</s> <code>c</code></p>'],
    ['***both***', '<p><b><i>both</i></b></p>'],
    ['\\*not\\* \\_so\\_', '<p>*not* _so_</p>'],
    ['`a*b` and `` `x` ``', '<p><code>a*b</code> and <code>`x`</code></p>'],
    ['one\ntwo', '<p>one<br>two</p>'],
    ['one\n\ntwo', '<p>one</p><p>two</p>'],
    [
      '# a\n## b\n### c\n#### d',
      '<div class="discord-h1">a</div><div class="discord-h2">b</div><div class="discord-h3">c</div><p>#### d</p>',
    ],
    ['text\n-# small *print*', '<p>text</p><div class="discord-small">small <i>print</i></div>'],
    ['- a\n  - b\n- c', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>'],
    ['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    [
      '- [a](https://k.io/)\n  gist',
      '<ul><li><a href="https://k.io/" rel="noopener noreferrer">a</a><br>gist</li></ul>',
    ],
    ['> a\n> b\nc', '<blockquote><p>a<br>b</p></blockquote><p>c</p>'],
    ['>>> a\nb', '<blockquote><p>a<br>b</p></blockquote>'],
    [
      'a\n```yaml\nkind: Pod\n```\nb',
      '<p>a</p><pre><span class="hljs-attr">kind:</span> <span class="hljs-string">Pod</span></pre><p>b</p>',
    ],
    ['```\n*a*  <b>\n```', '<pre>*a*  &lt;b&gt;</pre>'],
    ['[Pods](https://k.io/a)', '<p><a href="https://k.io/a" rel="noopener noreferrer">Pods</a></p>'],
    ['<https://k.io/a>', '<p><a href="https://k.io/a" rel="noopener noreferrer">https://k.io/a</a></p>'],
    ['||boo||', '<p><span class="discord-spoiler" tabindex="0">boo</span></p>'],
    [
      '<@1> @everyone <#2>',
      '<p><span class="discord-mention">@somebody</span> <span class="discord-mention">@everyone</span> <span class="discord-mention">#channel</span></p>',
    ],
  ])('%j', (text, html) => {
    expect(drawn(text)).toBe(html);
  });
});

test.each(['snake_case_name', 'a * b', '2 ** 3', '#nospace', '-not a list', 'a &amp; b', '<b>x</b>'])(
  'discordHtml() leaves %j as letters',
  (text) => {
    const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(drawn(text)).toBe(`<p>${escaped}</p>`);
  },
);

test('discordHtml() links to pages only', () => {
  expect(drawn('[x](javascript:alert(1))')).not.toContain('<a');
});

test.each(['*', '_', '`', '[', '[a](', '**', '||', '~~', '> ', '- ', '\\', '```', '<', '*a '])(
  'discordHtml() takes no long time for a text full of %j',
  (piece) => {
    const begin = performance.now();
    drawn(piece.repeat(Math.floor(4_000 / piece.length)));
    expect(performance.now() - begin).toBeLessThan(1_000);
  },
);
