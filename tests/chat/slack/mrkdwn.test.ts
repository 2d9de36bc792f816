import { describe, expect, test } from 'vitest';
import { link, mrkdwnOf, plain } from '../../../src/chat/slack/mrkdwn.js';
import { parseMarkdown } from '../../../src/knowledge/parse-markdown.js';

/** Shows the zero-width space, which one would not see in a test. */
const draw = (markdown: string) => mrkdwnOf(parseMarkdown(markdown).children).replaceAll('\u200b', '·');

describe('mrkdwnOf() draws', () => {
  test.each([
    ['# Pods', '*Pods*'],
    ['### A **bold** `kubectl` heading', '*A bold `kubectl` heading*'],
    ['**b** and *i* and ~~s~~ and ***both***', '*b* and _i_ and ~s~ and _*both*_'],
    ['one\ntwo', 'one two'],
    ['one  \ntwo', 'one\ntwo'],
    ['**one  \ntwo**', '*one*\n*two*'],
    ['one\n\ntwo', 'one\n\ntwo'],
    ['`kubectl get pods -o=jsonpath="{.items[*]}"`', '`kubectl get pods -o=jsonpath="{.items[*]}"`'],
    ['`a<b && c`', '`a&lt;b &amp;&amp; c`'],
    ['```yaml\na: *b\n  c: "<d>"\n```', '```\na: *b\n  c: "&lt;d&gt;"\n```'],
    ['- a\n- b\n  - c\n    - d', '• a\n• b\n    ◦ c\n        ▪ d'],
    ['3. a\n4. b\n   - c', '3. a\n4. b\n    ◦ c'],
    ['- [x] done\n- [ ] to do', '☑ done\n☐ to do'],
    ['- a\n\n  more\n\n  ```\n  code\n  ```', '• a\n    more\n```\ncode\n```'],
    ['> quoted\n> text\n>\n> - a', '> quoted text\n>\n> • a'],
    ['> a\n> > b', '> a\n>\n> b'],
    ['a\n\n---\n\nb', 'a\n\n———\n\nb'],
    ['[Pods](https://kubernetes.io/docs/?a=1&b=2)', '<https://kubernetes.io/docs/?a=1&amp;b=2|Pods>'],
    ['[**Pods** & `more`](https://k.io)', '<https://k.io|Pods &amp; more>'],
    ['https://k.io', '<https://k.io|https://k.io>'],
    ['[write](mailto:a@example.com)', '<mailto:a@example.com|write>'],
    ['![a drawing](https://k.io/a.svg)', '<https://k.io/a.svg|a drawing>'],
    ['![a drawing](/images/a.svg)', 'a drawing'],
    ['[see below](#below) and [there](../there.md)', 'see below and there'],
    ['a <b>bold</b> word\n\n<div>gone</div>', 'a bold word'],
    ['| a | b |\n|---|---|\n| `1` | <2> |', '```\na    b\n---  ---\n1    &lt;2&gt;\n```'],
  ])('%j', (markdown, mrkdwn) => {
    expect(draw(markdown)).toBe(mrkdwn);
  });
});

describe('mrkdwnOf() is safe:', () => {
  test.each([
    ['nobody is called', 'so <!channel> @here \\<@U1> \\<!here>', 'so  @here &lt;@U1&gt; &lt;!here&gt;'],
    ['nobody is called from code', '`<!channel>`', '`&lt;!channel&gt;`'],
    ['no link to a script', '[x](javascript:alert(1))', 'x'],
    ['no link beside the address', '[x](<https://k.io/|y>)', '<https://k.io/%7Cy|x>'],
    ['no link within an address', '[x](https://k.io/a%3E\\>b)', '<https://k.io/a%3E%3Eb|x>'],
    ['no link within a label', '[a|b>](https://k.io)', '<https://k.io|a|b&gt;>'],
    ['a fence holds its code', '````\n```\n<!here>\n````', '```\n`·`·`\n&lt;!here&gt;\n```'],
    ['inline code ends once', '`` a`b ``', 'a·`·b'],
    ['no fence by accident', '\\`\\`\\` a', '·`·`·`· a'],
    ['stars stay stars', '\\*not bold\\* and 2 * 3', '·*·not bold·*· and 2 * 3'],
    ['underscores within words stay', 'kube_pod_info and \\_init\\_', 'kube_pod_info and ·_·init·_·'],
    ['no quote by accident', '\\> 3 replicas', '·&gt; 3 replicas'],
    ['bold begins and ends within a word', '**Pod**s and re**start**', '*Pod*·s and re·*start*'],
    ['marks side by side', '**a***b*`c`', '*a*·_b_·`c`'],
  ])('%s', (_, markdown, mrkdwn) => {
    expect(draw(markdown)).toBe(mrkdwn);
  });
});

test('plain() keeps a lone half of a surrogate pair from Slack', () => {
  expect(plain('a\ud83d b')).toBe('a\ufffd b');
});

test('link() leads to the web or a mailbox only', () => {
  expect(link('a\nb', 'https://k.io/a b')).toBe('<https://k.io/a%20b|a b>');
  expect(link('a', 'ftp://k.io')).toBe('a');
  expect(link('a', undefined)).toBe('a');
  expect(link('', 'https://k.io')).toBe('<https://k.io>');
});
