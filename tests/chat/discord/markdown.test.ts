import fc from 'fast-check';
import type { RootContent } from 'mdast';
import { describe, expect, test } from 'vitest';
import { discordMarkdown, escapeText, linkTo, webAddress } from '../../../src/chat/discord/markdown.js';
import { parseMarkdown } from '../../../src/knowledge/parse-markdown.js';
import { readAsDiscord } from './discord-reader.js';
import { nastyBlocks, nastyText, nastyUrl } from './nasty-text.js';

const drawn = (markdown: string) => discordMarkdown(parseMarkdown(markdown).children);
const paragraph = (value: string): RootContent => ({
  type: 'paragraph',
  children: [{ type: 'text', value }],
});

describe('discordMarkdown()', () => {
  test.each([
    ['a heading', '# One\n\n### Three', '# One\n### Three'],
    ['a deeper heading as bold text', '##### Deep **down**', '**Deep down**'],
    ['bold, italic and struck text', '**a** *b* ~~c~~', '**a** *b* ~~c~~'],
    ['code in a line', 'run `kubectl get pods`', 'run `kubectl get pods`'],
    ['code with a language', '```yaml\nkind: Pod\n```', '```yaml\nkind: Pod\n```'],
    ['a line that was wrapped', 'one\ntwo', 'one two'],
    ['a list', '- a\n- b\n  - c\n    - d', '- a\n- b\n  - c\n    - d'],
    ['a numbered list from its number on', '3. a\n4. b\n   - c', '3. a\n4. b\n   - c'],
    ['tasks', '- [x] done\n- [ ] open', '- ☑ done\n- ☐ open'],
    ['a quote', '> one\n>\n> two', '> one\n> \n> two'],
    ['a quote in a quote', '> one\n>\n> > two', '> one\n> \n> two'],
    ['a link', '[Pods](https://kubernetes.io/docs/)', '[Pods](https://kubernetes.io/docs/)'],
    ['a bare link', 'see https://kubernetes.io/a_b', 'see <https://kubernetes.io/a_b>'],
    ['the words of a link that is not for the web', '[Pods](../pods.md)', 'Pods'],
    ['an image as a link', '![A Pod](https://example.com/pod.png)', '[A Pod](https://example.com/pod.png)'],
    ['no html', 'a <b>bold</b> word\n\n<div>x</div>', 'a bold word'],
    ['a table in letters', '| a | b |\n|---|---|\n| 1 | **2** |', '```\na    b\n---  ---\n1    2\n```'],
    [
      'a table that is too wide for letters as a list',
      'Before\n\n| class | when a Pod has it | evicted |\n|---|---|---|\n| `Guaranteed` | limits equal requests in every container | last |\n| **Best** | | first of all the Pods |\n\nAfter',
      'Before\n\n- class: **`Guaranteed`**\n  when a Pod has it: limits equal requests in every container\n  evicted: last\n- class: **Best**\n  evicted: first of all the Pods\n\nAfter',
    ],
    ['code after text without an empty line', 'Run:\n\n```\nls\n```\n\nDone.', 'Run:\n```\nls\n```\nDone.'],
    [
      'code in a list as it was typed',
      '1. Do:\n\n   ```\n     ls\n   ```\n2. Rest',
      '1. Do:\n```\n  ls\n```\n2. Rest',
    ],
    ['text in a list after its first line', '- one\n\n  two', '- one\n  two'],
    ['bold text inside italic text', '*a **b***', '*a **b**\u200b*'],
    ['two bold texts side by side', '**a**<x>**b**', '**a**\u200b**b**'],
  ])('draws %s', (_, markdown, expected) => {
    expect(drawn(markdown)).toBe(expected);
  });

  test.each([
    ['three backticks', 'a\n```yaml\nb'],
    ['every kind of backticks', '` `` ``` ````'],
    ['backticks at the ends', '`a`'],
  ])('keeps code with %s whole, and copyable', (_, value) => {
    const { text } = readAsDiscord(discordMarkdown([{ type: 'code', value }]));
    expect(text.split('\n').map((line) => line.trim())).toEqual(value.split('\n'));
  });

  test('code is shown as it is, whatever it holds', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        const value = text.replace(/[\r\p{Surrogate}\u2028\u2029\u0085\v\f]/gu, '').trim();
        const { text: shown, mentions, links } = readAsDiscord(discordMarkdown([{ type: 'code', value }]));
        expect({ mentions, links }).toEqual({ mentions: [], links: [] });
        const lines = (words: string) =>
          words
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean);
        expect(lines(shown)).toEqual(lines(value));
      }),
    );
  });

  test('text is shown as it is, whatever it holds', () => {
    fc.assert(
      fc.property(nastyText, (value) => {
        const { text, formats } = readAsDiscord(discordMarkdown([paragraph(value)]));
        expect(formats).toEqual([]);
        expect(normalised(text)).toBe(normalised(value));
      }),
    );
  });

  test('nothing in a block can mention anyone, and each link leads where a node says', () => {
    fc.assert(
      fc.property(nastyBlocks, (blocks) => {
        const { mentions, links } = readAsDiscord(discordMarkdown(blocks));
        expect(mentions).toEqual([]);
        const known = addressesIn(blocks);
        for (const { label, url } of links) {
          expect(known).toContain(url);
          if (/:\/\//.test(label)) expect(label).toBe(url);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('escapeText()', () => {
  test('keeps the lines of a text', () => {
    expect(escapeText('one\n# two\n- three\n4. four')).toBe('one\n\\# two\n\\- three\n4\\. four');
  });

  test('leaves plain words alone', () => {
    const words = 'Why did Spotify move to Kubernetes (in 2018)? Note: it’s 50% faster, e.g. 3.5 s!';
    expect(escapeText(words)).toBe(words);
  });
});

describe('linkTo()', () => {
  test('tells where a link leads whose words are an address', () => {
    expect(linkTo('https://good.example', 'https://evil.example')).toBe(
      'https\\://good.example (<https://evil.example/>)',
    );
  });

  test('turns brackets round, which Discord’s links do not know', () => {
    expect(linkTo('args []string', 'https://example.com/')).toBe('[args ()string](https://example.com/)');
  });

  test('leads where it should, whatever its words', () => {
    fc.assert(
      fc.property(nastyText, nastyUrl, (words, url) => {
        const { links, mentions } = readAsDiscord(linkTo(words, url));
        expect(mentions).toEqual([]);
        const address = webAddress(url);
        expect(links.map((link) => link.url)).toEqual(address === undefined ? [] : [address]);
      }),
    );
  });
});

function addressesIn(blocks: readonly RootContent[]): unknown[] {
  return [...JSON.stringify(blocks).matchAll(/"url":("(?:[^"\\]|\\.)*")/g)].map(([, url = '""']) =>
    webAddress(JSON.parse(url)),
  );
}

function normalised(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '')
    .replace(/[\s\u0085]+/g, ' ')
    .trim();
}
