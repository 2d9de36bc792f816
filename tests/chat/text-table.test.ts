import { expect, test } from 'vitest';
import { textTable } from '../../src/chat/text-table.js';
import { parseMarkdown } from '../../src/knowledge/parse-markdown.js';

test('textTable() aligns the columns of a table', () => {
  const [table] = parseMarkdown(
    '| kind | reaches |\n|---|---|\n| `ClusterIP` | inside |\n| **NodePort** | every node |',
  ).children;
  expect(table?.type === 'table' && textTable(table)).toBe(
    ['kind       reaches', '---------  ----------', 'ClusterIP  inside', 'NodePort   every node'].join('\n'),
  );
});
