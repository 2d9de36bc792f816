import { expect, test } from 'vitest';
import { markdownOf } from '../../src/knowledge/markdown.js';
import { NestingError, parseMarkdown } from '../../src/knowledge/parse-markdown.js';

const SAMPLE = `A *soft* and **loud** text with \`code\`, ~~no~~ [link](https://example.com/a "T"), https://example.com
and ![picture](p.png).

> Quoted

- one
- [x] two
  1. three

\`\`\`yaml title
a: 1
\`\`\`

| Left | Right |
| :-- | --: |
| a \\| b | \`c\` |
`;

test('parseMarkdown() reads what GitHub reads', () => {
  expect(markdownOf(parseMarkdown(SAMPLE).children)).toMatchInlineSnapshot(`
    "A _soft_ and **loud** text with \`code\`, ~~no~~ [link](https://example.com/a "T"), <https://example.com>
    and ![picture](p.png).

    > Quoted

    - one
    - [x] two
      1. three

    \`\`\`yaml title
    a: 1
    \`\`\`

    | Left | Right |
    | :- | -: |
    | a \\| b | \`c\` |"
  `);
});

test('parseMarkdown() resolves links that are defined elsewhere in the document', () => {
  const [paragraph] = parseMarkdown('See [the docs][docs].\n\n[docs]: https://example.com/docs').children;
  expect(paragraph).toMatchObject({
    children: [{ value: 'See ' }, { type: 'link', url: 'https://example.com/docs' }, { value: '.' }],
  });
});

test('parseMarkdown() says on which line a block stands', () => {
  const lines = parseMarkdown('# One\n\ntext\nmore\n\n```text\ncode\n```\n').children.map(
    (node) => node.position?.start.line,
  );
  expect(lines).toEqual([1, 3, 6]);
});

test('parseMarkdown() leaves a file name a name, and an address as it was written', () => {
  expect(parseMarkdown('README.md and kubernetes.io').children).toMatchObject([
    { children: [{ type: 'text', value: 'README.md and kubernetes.io' }] },
  ]);
  expect(parseMarkdown('[a](<../a b.md>)').children).toMatchObject([{ children: [{ url: '../a b.md' }] }]);
});

test('parseMarkdown() leaves it to the platforms which addresses may be followed', () => {
  expect(parseMarkdown('[x](javascript:alert(1))').children).toMatchObject([
    { children: [{ type: 'link' }] },
  ]);
});

test.each([
  ['quotes', `# T\n\n${'> '.repeat(150)}text`, 3],
  ['lists', Array.from({ length: 120 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'), 50],
  ['emphasis', `# T\n\ntext\n\n${'*'.repeat(600)}a${'*'.repeat(600)}`, 5],
])('parseMarkdown() refuses %s without end, with the line', (_, text, line) => {
  expect(() => parseMarkdown(text)).toThrow(NestingError);
  try {
    parseMarkdown(text);
  } catch (error) {
    expect(error).toMatchObject({ line, message: expect.stringContaining('levels deep') });
  }
});

test.each([
  ['marks', '*_'.repeat(100_000)],
  ['brackets', '![['.repeat(100_000)],
  ['a row of cells', `|${'a|'.repeat(50_000)}\n|${'-|'.repeat(50_000)}`],
  ['many rows', `|a|b|\n|-|-|\n${'|a|b|\n'.repeat(50_000)}`],
  ['comments that never end', '<!--'.repeat(100_000)],
])('parseMarkdown() is not held up by %s', (_, text) => {
  expect(parseMarkdown(text).children.length).toBeGreaterThan(0);
});
