import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownOf } from '../../src/knowledge/markdown.js';
import { parseMarkdown } from '../../src/knowledge/parse-markdown.js';
import { EXCERPT_LIMIT, excerptOf } from '../../src/search/excerpt.js';

const blocksOf = (text: string) => parseMarkdown(text).children;
const weights = (...terms: string[]) => new Map(terms.map((term) => [term, 1]));

test('excerptOf() shows a short section whole', () => {
  const blocks = blocksOf('One.\n\n- two\n- three');
  expect(excerptOf(blocks, weights('three'))).toEqual({ blocks, shortened: false });
});

test('excerptOf() chooses the neighbouring blocks that hold the terms', () => {
  const filler = 'Filler words here. '.repeat(20);
  const blocks = blocksOf(`${filler}\n\n${filler}\n\nThe answer is blue.\n\n${filler}\n\n${filler}`);
  const excerpt = excerptOf(blocks, weights('blue'));
  expect(markdownOf(excerpt.blocks)).toContain('blue');
  expect(excerpt.shortened).toBe(true);
  expect(markdownOf(excerpt.blocks).length).toBeLessThanOrEqual(EXCERPT_LIMIT);
});

test('excerptOf() shortens code between lines, lists between items and tables between rows', () => {
  const lines = Array.from({ length: 80 }, (_, line) => `kubectl get pods --namespace team-${line}`);
  const code = excerptOf(blocksOf(`\`\`\`bash\n${lines.join('\n')}\n\`\`\``), weights('70')).blocks[0];
  expect(code?.type === 'code' && code.value.split('\n').every((line) => lines.includes(line))).toBe(true);

  const list = excerptOf(blocksOf(lines.map((line) => `1. ${line}`).join('\n')), weights('team-70'))
    .blocks[0];
  expect(list?.type === 'list' && markdownOf([list])).toContain('team-70');
  expect(list?.type === 'list' && list.start).toBeGreaterThan(1);

  const rows = lines.map((line) => `| ${line} | x |`).join('\n');
  const table = excerptOf(blocksOf(`| command | y |\n|---|---|\n${rows}`), weights('team-70')).blocks[0];
  expect(table && markdownOf([table])).toMatch(/^\| command \| y \|\n[\s\S]*team-70/);
});

test('excerptOf() shows the beginning of a long block that a paragraph announces', () => {
  const lines = Array.from({ length: 200 }, (_, line) => `echo step ${line} of the script`);
  const [words, code] = excerptOf(
    blocksOf(`Run this otter script:\n\n\`\`\`bash\n${lines.join('\n')}\n\`\`\``),
    weights('otter'),
  ).blocks;
  expect(words?.type).toBe('paragraph');
  expect(code?.type === 'code' && code.value.split('\n').slice(0, 3)).toEqual(lines.slice(0, 3));
});

test('excerptOf() does not announce what it has no room for', () => {
  const items = Array.from({ length: 9 }, (_, item) => `- item ${item}, in some more words`).join('\n');
  const blocks = blocksOf(`A Pod runs containers.\n\nIt has these:\n\n${items}`);
  const { blocks: shown, shortened } = excerptOf(blocks, weights('pod'), { limit: 150 });
  expect(markdownOf(shown)).toBe('A Pod runs containers.');
  expect(shortened).toBe(true);
  expect(
    markdownOf(excerptOf(blocksOf(`It has these:\n\n${items}`), weights('has'), { limit: 150 }).blocks),
  ).toBe('It has these:');
});

test('excerptOf() keeps within its limit for any Markdown, and invents nothing', () => {
  const piece = fc.constantFrom(
    'a b. ',
    '# h\n',
    '- item\n',
    '```\n',
    '| a | b |\n|---|---|\n',
    '> ',
    '\n\n',
    '**',
    '[l](u)',
    '&<>',
    '\\',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 120 }), fc.integer({ min: 60, max: 400 }), (pieces, limit) => {
      const text = pieces.join('');
      const blocks = blocksOf(text).filter((block) => block.type !== 'yaml');
      const excerpt = excerptOf(blocks, weights('item'), { limit });
      expect(markdownOf(excerpt.blocks).length).toBeLessThanOrEqual(limit);
    }),
    { numRuns: 300 },
  );
});

test('excerptOf() cuts a single endless sentence between words', () => {
  const excerpt = excerptOf(blocksOf('word_with*marks '.repeat(400)), weights());
  expect(markdownOf(excerpt.blocks)).toMatch(/ …$/);
  expect(markdownOf(excerpt.blocks).length).toBeLessThanOrEqual(EXCERPT_LIMIT);
});
