import type { types } from '@slack/bolt';
import type { PhrasingContent, Table, TableCell } from 'mdast';

/** Slack refuses a larger table. */
const ROWS_LIMIT = 100;
const COLUMNS_LIMIT = 20;

/** Whether Slack can draw a table itself; others are drawn with letters. */
export function isDrawable({ children }: Table): boolean {
  return (
    children.length > 0 &&
    children.length <= ROWS_LIMIT &&
    children.every(({ children: cells }) => cells.length > 0 && cells.length <= COLUMNS_LIMIT)
  );
}

/** Draws a table as Slack's own, whose cells are never read as markup: nothing in them can ping. */
export function renderTable({ children, align }: Table): types.TableBlock {
  const columns = Math.max(...children.map((row) => row.children.length));
  return {
    type: 'table',
    column_settings: Array.from({ length: columns }, (_, column) => ({
      is_wrapped: true,
      align: align?.[column] ?? 'left',
    })),
    rows: children.map((row, index) =>
      Array.from({ length: columns }, (_, column) => cellOf(row.children[column], index === 0)),
    ),
  };
}

/** A cell; the head's are bold. */
function cellOf(cell: TableCell | undefined, isHead: boolean): types.RichTextBlock {
  const elements = (cell?.children ?? []).flatMap((node) => elementsOf(node, isHead ? { bold: true } : {}));
  // Slack takes no cell without a letter.
  const drawn = elements.length > 0 ? elements : [{ type: 'text' as const, text: ' ' }];
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: drawn }] };
}

interface Style {
  readonly bold?: true;
  readonly italic?: true;
  readonly strike?: true;
  readonly code?: true;
}

function elementsOf(node: PhrasingContent, style: Style): (types.RichTextText | types.RichTextLink)[] {
  switch (node.type) {
    case 'strong':
      return node.children.flatMap((child) => elementsOf(child, { ...style, bold: true }));
    case 'emphasis':
      return node.children.flatMap((child) => elementsOf(child, { ...style, italic: true }));
    case 'delete':
      return node.children.flatMap((child) => elementsOf(child, { ...style, strike: true }));
    case 'inlineCode':
      return textOf(node.value, { ...style, code: true });
    case 'break':
      return textOf('\n', style);
    case 'link':
      return linkOf(
        node.url,
        node.children.flatMap((child) => elementsOf(child, style)),
        style,
      );
    default:
      return 'value' in node ? textOf(node.value, style) : [];
  }
}

function textOf(text: string, style: Style): types.RichTextText[] {
  if (text === '') return [];
  return [{ type: 'text', text: whole(text), ...(Object.keys(style).length > 0 && { style }) }];
}

/** A text without halves of surrogate pairs, which cannot be sent at all. */
function whole(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Words that lead to the web; others stay words. */
function linkOf(
  url: string,
  words: (types.RichTextText | types.RichTextLink)[],
  style: Style,
): (types.RichTextText | types.RichTextLink)[] {
  if (!/^https?:\/\/\S+$/i.test(url)) return words;
  const address = whole(url);
  const text = words.map((word) => word.text ?? '').join('') || address;
  const { code: _, ...linkStyle } = style;
  return [
    { type: 'link', url: address, text, ...(Object.keys(linkStyle).length > 0 && { style: linkStyle }) },
  ];
}
