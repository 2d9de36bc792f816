import type { Table } from 'mdast';
import { plainTextOf } from '../knowledge/markdown.js';

/** Draws a table with letters only, for platforms that have none; to be shown in a monospaced font. */
export function textTable(table: Table): string {
  const rows = table.children.map((row) =>
    row.children.map((cell) => plainTextOf([cell]).replace(/\s+/g, ' ')),
  );
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(3, ...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  const line = (cells: readonly string[]) =>
    widths
      .map((width, column) => (cells[column] ?? '').padEnd(width))
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = rows;
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line)].join('\n');
}
