import { describe, expect, test } from 'vitest';
import { mrkdwnOf } from '../../../../src/chat/slack/mrkdwn.js';
import { mrkdwnHtml } from '../../../../src/chat/web/preview/mrkdwn-html.js';
import { parseMarkdown } from '../../../../src/knowledge/parse-markdown.js';

const verbatim = (text: string) => String(mrkdwnHtml(text, { verbatim: true }));

describe('mrkdwnHtml() draws', () => {
  test.each([
    ['*b* _i_ ~s~ `c`', '<b>b</b> <i>i</i> <s>s</s> <code>c</code>'],
    ['*b and _both_*', '<b>b and <i>both</i></b>'],
    ['*b with `a*b` in it*', '<b>b with <code>a*b</code> in it</b>'],
    ['`a &lt; b &amp;&amp; *c*`', '<code>a &lt; b &amp;&amp; *c*</code>'],
    ['one\ntwo', 'one\ntwo'],
    ['one\n\ntwo', 'one<span class="slack-gap"></span>two'],
    ['• a\n    ◦ b', '• a\n    ◦ b'],
    ['a:\n\n```\nx: *y*\n  z: &lt;1&gt;\n```\n\nb', 'a:<pre>x: *y*\n  z: &lt;1&gt;</pre>b'],
    ['a\n> *q*\n> r\nb', 'a<blockquote><b>q</b>\nr</blockquote>b'],
    ['&gt; q', '<blockquote>q</blockquote>'],
    [
      '<https://k.io/?a=1&amp;b=2|Pods &amp; more>',
      '<a href="https://k.io/?a=1&amp;b=2" rel="noopener noreferrer">Pods &amp; more</a>',
    ],
    ['*<https://k.io|Pods>*', '<b><a href="https://k.io" rel="noopener noreferrer">Pods</a></b>'],
    ['<https://k.io>', '<a href="https://k.io" rel="noopener noreferrer">https://k.io</a>'],
    [
      '<@U1> <#C1|general> <!here>',
      '<span class="slack-mention">@somebody</span> <span class="slack-mention">#general</span> <span class="slack-mention">@here</span>',
    ],
    ['<!date^1^{date}|today>', 'today'],
  ])('%j', (mrkdwn, html) => {
    expect(verbatim(mrkdwn)).toBe(html);
  });
});

describe('mrkdwnHtml() leaves as letters', () => {
  test.each([
    'kube_pod_info',
    '2 * 3 * 4',
    '*not\nbold*',
    'a*b*c',
    '\u200b*\u200bnot bold\u200b*\u200b',
    '\u200b_\u200binit\u200b_\u200b',
    'a * b*',
  ])('%j', (text) => {
    expect(verbatim(text)).toBe(text);
  });

  test('links that lead to no page and no mailbox', () => {
    expect(verbatim('<javascript:alert(1)|x>')).toBe('&lt;javascript:alert(1)|x&gt;');
  });
});

test('mrkdwnHtml() begins and ends formats within words where a seam is', () => {
  const drawn = verbatim(mrkdwnOf(parseMarkdown('**Pod**s, re**start** and **a***b*`c`').children));
  expect(drawn.replaceAll('\u200b', '')).toBe(
    '<b>Pod</b>s, re<b>start</b> and <b>a</b><i>b</i><code>c</code>',
  );
});

test('mrkdwnHtml() links bare addresses unless a text is verbatim', () => {
  expect(verbatim('see https://k.io/a')).toBe('see https://k.io/a');
  expect(String(mrkdwnHtml('see https://k.io/a'))).toContain('href="https://k.io/a"');
});

test.each(['*', '_', '`', '<', '*_', '`*', '<a', '*a ', '&gt;', '```', '> ', '\n\n'])(
  'mrkdwnHtml() takes no long time for a text full of %j',
  (piece) => {
    const begin = performance.now();
    verbatim(piece.repeat(Math.floor(3_000 / piece.length)));
    expect(performance.now() - begin).toBeLessThan(500);
  },
);
