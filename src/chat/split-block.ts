import type { Code, List, RootContent, Table } from 'mdast';

/**
 * Divides a block that is too long for one text at its joints, so that nothing of it is lost: code between lines,
 * lists between items, tables between rows, each part with the head. Blocks without joints stay whole.
 */
export function splitBlock(
  block: RootContent,
  draw: (blocks: readonly RootContent[]) => string,
  limit: number,
): RootContent[] {
  if (draw([block]).length <= limit) return [block];
  switch (block.type) {
    case 'code':
      return grouped(block.value.split('\n'), (lines) => codeOf(block, lines), draw, limit);
    case 'list':
      return grouped(block.children, (items) => listOf(block, items), draw, limit);
    case 'table':
      return grouped(block.children.slice(1), (rows) => tableOf(block, rows), draw, limit);
    default:
      return [block];
  }
}

/** As few parts as it takes, each with as many pieces as fit, and one at least. */
function grouped<Piece>(
  pieces: readonly Piece[],
  partOf: (pieces: readonly Piece[]) => RootContent,
  draw: (blocks: readonly RootContent[]) => string,
  limit: number,
): RootContent[] {
  const parts: RootContent[] = [];
  let begin = 0;
  while (begin < pieces.length) {
    // Lengths grow with the pieces, so the last that fits is found by halving.
    let [fits, tooMany] = [begin + 1, pieces.length + 1];
    while (tooMany - fits > 1) {
      const middle = Math.floor((fits + tooMany) / 2);
      if (draw([partOf(pieces.slice(begin, middle))]).length <= limit) fits = middle;
      else tooMany = middle;
    }
    parts.push(partOf(pieces.slice(begin, fits)));
    begin = fits;
  }
  return parts;
}

function codeOf(code: Code, lines: readonly string[]): Code {
  return { ...code, value: lines.join('\n') };
}

function listOf(list: List, items: readonly List['children'][number][]): List {
  const before = list.children.indexOf(items[0] as List['children'][number]);
  return { ...list, start: list.ordered ? (list.start ?? 1) + before : null, children: [...items] };
}

function tableOf(table: Table, rows: readonly Table['children'][number][]): Table {
  return { ...table, children: [...table.children.slice(0, 1), ...rows] };
}
