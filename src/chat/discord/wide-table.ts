import type { List, ListItem, Paragraph, PhrasingContent, Table, TableCell } from 'mdast';
import { plainTextOf } from '../../knowledge/markdown.js';
import { textTable } from '../text-table.js';

/** Letters that a line of code holds in Discord’s apps before it wraps: 55 to 60 in a window, fewer on a phone. */
const CODE_WIDTH = 56;

/** A table as a list when its lines are too long to stand in code: an entry a row, with its columns named. */
export function listIfWide(table: Table): Table | List {
  const [head, ...rows] = table.children;
  const isWide = textTable(table)
    .split('\n')
    .some((line) => [...line].length > CODE_WIDTH);
  if (!isWide || head === undefined || rows.length === 0) return table;
  return {
    type: 'list',
    ordered: false,
    spread: false,
    children: rows.map(({ children }) => entryOf(head.children, children)),
  };
}

/** The first cell stands out, and the others stand below it; what is empty is left out. */
function entryOf(heads: readonly TableCell[], cells: readonly TableCell[]): ListItem {
  const lines = cells.flatMap((cell, column): Paragraph[] => {
    if (isEmpty(cell)) return [];
    const words: PhrasingContent[] =
      column === 0 ? [{ type: 'strong', children: cell.children }] : cell.children;
    return [{ type: 'paragraph', children: [...nameOf(heads[column]), ...words] }];
  });
  return { type: 'listItem', spread: false, children: lines };
}

function nameOf(head: TableCell | undefined): PhrasingContent[] {
  return head === undefined || isEmpty(head) ? [] : [...head.children, { type: 'text', value: ': ' }];
}

function isEmpty(cell: TableCell): boolean {
  return plainTextOf([cell]).trim() === '';
}
