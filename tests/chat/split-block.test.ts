import type { RootContent } from 'mdast';
import { expect, test } from 'vitest';
import { splitBlock } from '../../src/chat/split-block.js';
import { markdownOf, plainTextOf } from '../../src/knowledge/markdown.js';
import { parseMarkdown } from '../../src/knowledge/parse-markdown.js';

const LIMIT = 200;

function blockOf(markdown: string): RootContent {
  const [block] = parseMarkdown(markdown).children;
  if (block === undefined) throw new Error('no block');
  return block;
}

const lines = Array.from({ length: 40 }, (_, index) => `line number ${index}`);

test.each([
  ['code, between lines', `\`\`\`sh\n${lines.join('\n')}\n\`\`\``],
  ['a list, between items', lines.map((line) => `- ${line}`).join('\n')],
  ['a table, between rows', ['| what |', '|---|', ...lines.map((line) => `| ${line} |`)].join('\n')],
])('splitBlock() divides %s, and loses nothing', (_, markdown) => {
  const parts = splitBlock(blockOf(markdown), markdownOf, LIMIT);
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) expect(markdownOf([part]).length).toBeLessThanOrEqual(LIMIT);
  const text = parts.map((part) => plainTextOf([part])).join('\n');
  for (const line of lines)
    expect(text.split(`${line}\n`).length + Number(text.endsWith(line)), line).toBe(2);
});

test('a numbered list goes on counting in its next part', () => {
  const parts = splitBlock(
    blockOf(lines.map((line, index) => `${index + 3}. ${line}`).join('\n')),
    markdownOf,
    LIMIT,
  );
  const starts = parts.map((part) => part.type === 'list' && part.start);
  const lengths = parts.map((part) => (part.type === 'list' ? part.children.length : 0));
  expect(starts[0]).toBe(3);
  expect(starts[1]).toBe(3 + (lengths[0] ?? 0));
});

test('each part of a table has its head, and code keeps its language', () => {
  const rows = lines.map((line) => `| ${line} |`);
  for (const part of splitBlock(blockOf(['| what |', '|---|', ...rows].join('\n')), markdownOf, LIMIT)) {
    expect(plainTextOf([part])).toMatch(/^what/);
  }
  for (const part of splitBlock(blockOf(`\`\`\`yaml\n${lines.join('\n')}\n\`\`\``), markdownOf, LIMIT)) {
    expect(part).toMatchObject({ type: 'code', lang: 'yaml' });
  }
});

test('what fits, or has no joints, stays as it is', () => {
  const short = blockOf('- one\n- two');
  expect(splitBlock(short, markdownOf, LIMIT)).toEqual([short]);
  const long = blockOf('word '.repeat(200));
  expect(splitBlock(long, markdownOf, LIMIT)).toEqual([long]);
});
