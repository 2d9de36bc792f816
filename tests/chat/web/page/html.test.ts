import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Code } from 'mdast';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { highlighted } from '../../../../src/chat/web/page/highlight.js';
import { htmlOf } from '../../../../src/chat/web/page/html.js';
import { parseMarkdown } from '../../../../src/knowledge/parse-markdown.js';

const drawn = (markdown: string, resolve?: (url: string) => string | undefined) =>
  htmlOf(parseMarkdown(markdown).children, resolve);

/** What a reader reads of HTML that is made of tags and text. */
function textOf(html: string): string {
  const entities: Record<string, string> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#x27;': "'",
    '&amp;': '&',
  };
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|quot|#x27|amp);/g, (entity) => entities[entity] ?? entity);
}

/** Every block of code in the knowledge base. */
const shipped = readdirSync('knowledge', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md'))
  .flatMap((path) => {
    const blocks: Code[] = [];
    visit(
      parseMarkdown(readFileSync(`knowledge/${path}`, 'utf8')),
      'code',
      (code: Code) => void blocks.push(code),
    );
    return blocks;
  });

describe('code', () => {
  test('of the knowledge base says the same in colours', () => {
    expect(shipped.length).toBeGreaterThan(1_000);
    for (const { lang, value } of shipped) {
      const html = highlighted(value, lang ?? '');
      if (html !== undefined) expect(textOf(html)).toBe(value);
    }
  });

  test('whatever it holds, in whatever language, becomes text and nothing else', () => {
    const languages = [
      'bash',
      'yaml',
      'json',
      'dockerfile',
      'go',
      'xml',
      'markdown',
      'javascript',
      'diff',
      'ini',
    ];
    const evil = fc.constantFrom(
      '<script>',
      '</span>',
      '"',
      "'",
      '&lt;',
      '<!--',
      '{{',
      '${',
      '`',
      '\n',
      'a: b',
      '# ',
      '--x',
    );
    const code = fc.array(fc.oneof(evil, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...languages), code, (language, parts) => {
        const html = highlighted(parts.join(''), language) ?? '';
        expect(html.replace(/<span class="[\w -]+">|<\/span>/g, '')).not.toContain('<');
        expect(textOf(html)).toBe(parts.join(''));
      }),
      { numRuns: 500 },
    );
  });

  test('in a language that is not known, or of too many lines, stays as it is', () => {
    expect(highlighted('a', 'klingon')).toBeUndefined();
    expect(highlighted('kubectl get pods\n'.repeat(1_000), 'bash')).toBeUndefined();
    expect(drawn('```klingon\n<a>\n```')).toContain('<code class="language-klingon">&#x3C;a></code>');
  });

  test('shows the programs of the field and their options', () => {
    expect(highlighted('kubectl get pods -n shop --watch', 'console')).toBe(
      '<span class="hljs-built_in">kubectl</span> get pods <span class="hljs-attr">-n</span> shop <span class="hljs-attr">--watch</span>',
    );
  });

  test('takes a fence’s first word for its language, whatever stands there', () => {
    expect(drawn('```yaml"><script>\na: 1\n```')).toMatch(/^<div class="code" data-language="yaml"><pre/);
    expect(drawn('```"><script>\na: 1\n```')).toMatch(/^<div class="code"><pre/);
  });
});

describe('links', () => {
  test('lead to the web, to mailboxes, and within the page where that is known', () => {
    const within = (url: string) =>
      url === '../concepts/pods.md#phases' ? '/knowledge/concepts/pods#phases' : undefined;
    expect(drawn('[a](../concepts/pods.md#phases) [b](missing.md) [c](mailto:a@example.com)', within)).toBe(
      '<p><a href="/knowledge/concepts/pods#phases">a</a> <span>b</span> <a href="mailto:a@example.com" rel="noopener noreferrer">c</a></p>',
    );
  });

  test.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    '/press',
  ])('to %s lead nowhere', (url) => expect(drawn(`[a](${url})`)).toBe('<p><span>a</span></p>'));
});

test('a table scrolls in itself, also by the keyboard', () => {
  expect(drawn('| a | b |\n|---|---|\n| 1 | 2 |')).toMatch(
    /^<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>/,
  );
});

test('pictures are their description, and raw HTML is left out', () => {
  expect(drawn('![a <b>](https://evil.example/x.png) <i onclick="x">c</i>')).toBe('<p>a &#x3C;b> c</p>');
});
