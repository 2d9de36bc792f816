import type { Table } from 'mdast';
import { expect, test } from 'vitest';
import type { Passage, Reply } from '../../../src/chat/reply.js';
import { renderReply } from '../../../src/chat/slack/render-reply.js';
import { isDrawable, renderTable } from '../../../src/chat/slack/render-table.js';
import { parseMarkdown } from '../../../src/knowledge/parse-markdown.js';
import { blocksFault } from '../../servers/block-kit.js';

function tableOf(markdown: string): Table {
  const [table] = parseMarkdown(markdown).children;
  if (table?.type !== 'table') throw new Error('no table');
  return table;
}

const excerptOf = (markdown: string): Reply => {
  const passage: Passage = {
    title: 'Pods',
    blocks: parseMarkdown(markdown).children,
    shortened: false,
    sources: [],
  };
  return { kind: 'excerpt', passage, related: [] };
};

test('a table is Slack’s own, with a bold head, aligned columns and cells that are never read as markup', () => {
  const table = renderTable(tableOf('| a | b |\n|---|--:|\n| <!channel> *it* | `x` |'));
  expect(blocksFault([table])).toBeUndefined();
  expect(table.column_settings).toMatchObject([{ align: 'left' }, { align: 'right' }]);
  const cells = JSON.stringify(table.rows);
  expect(cells).toContain('{"type":"text","text":"a","style":{"bold":true}}');
  expect(cells).toContain('{"type":"text","text":"it","style":{"italic":true}}');
  expect(cells).toContain('{"type":"text","text":"x","style":{"code":true}}');
  expect(cells).not.toContain('mrkdwn');
});

test('links of a table lead to the web alone, and empty cells hold a space', () => {
  const table = renderTable(
    tableOf('| [a](https://example.com/) | [b](javascript:alert) |\n|---|---|\n|  | x |'),
  );
  expect(blocksFault([table])).toBeUndefined();
  expect(JSON.stringify(table)).toContain('"url":"https://example.com/"');
  expect(JSON.stringify(table)).not.toContain('javascript');
});

test('rows that are too short are filled up', () => {
  const table = renderTable(tableOf('| a | b | c |\n|---|---|---|\n| 1 |'));
  expect(table.rows.map((row) => row.length)).toEqual([3, 3]);
});

test('a table of too many columns or rows is drawn with letters', () => {
  const wide = (columns: number) =>
    `${'| x '.repeat(columns)}|\n${'|---'.repeat(columns)}|\n${'| 1 '.repeat(columns)}|`;
  const long = (rows: number) => `| x |\n|---|\n${'| 1 |\n'.repeat(rows - 1)}`;
  expect([wide(20), long(100)].map((text) => isDrawable(tableOf(text)))).toEqual([true, true]);
  expect([wide(21), long(101)].map((text) => isDrawable(tableOf(text)))).toEqual([false, false]);
  const { blocks } = renderReply(excerptOf(wide(21)));
  expect(JSON.stringify(blocks)).toContain('```');
  expect(blocksFault(blocks)).toBeUndefined();
});

test('a message has one table, between the texts around it; others are drawn with letters', () => {
  const table = '| a | b |\n|---|---|\n| 1 | 2 |';
  const { blocks } = renderReply(excerptOf(`Before.\n\n${table}\n\nBetween.\n\n${table}\n\nAfter.`));
  expect(blocks.map(({ type }) => type).filter((type) => type !== 'context')).toEqual([
    'section',
    'section',
    'table',
    'section',
  ]);
  expect(blocksFault(blocks)).toBeUndefined();
});

test('no cell holds half a character, nor does an address in one', () => {
  const half = 'https://example.com/\ud83d';
  const table: Table = {
    type: 'table',
    children: [
      {
        type: 'tableRow',
        children: [
          { type: 'tableCell', children: [{ type: 'link', url: half, children: [] }] },
          {
            type: 'tableCell',
            children: [{ type: 'link', url: half, children: [{ type: 'text', value: 'a\ude00' }] }],
          },
        ],
      },
    ],
  };
  expect(blocksFault([renderTable(table)])).toBeUndefined();
});
