import type { types } from '@slack/bolt';

/** Slack advises at most 4,000 characters. */
const TEXT_LIMIT = 3_900;

/** What blocks say, without them: for where Slack refuses them. Whole paragraphs, as many as there is room for. */
export function plainTextOf(blocks: readonly types.KnownBlock[]): string {
  let text = '';
  for (const part of blocks.map(textOf)) {
    if (part === '') continue;
    const longer = text === '' ? part : `${text}\n\n${part}`;
    if (longer.length > TEXT_LIMIT) return text === '' ? '' : `${text}\n\n…`;
    text = longer;
  }
  return text;
}

function textOf(block: types.KnownBlock): string {
  switch (block.type) {
    case 'section':
      return block.text?.text ?? '';
    case 'context':
      return block.elements.map((element) => ('text' in element ? element.text : '')).join(' ');
    case 'table':
      return block.rows.map((row) => row.map(cellText).join(' | ')).join('\n');
    default:
      return '';
  }
}

function cellText(cell: unknown): string {
  if (typeof cell !== 'object' || cell === null) return '';
  if ('elements' in cell && Array.isArray(cell.elements)) return cell.elements.map(cellText).join('');
  return 'text' in cell && typeof cell.text === 'string' ? escaped(cell.text) : '';
}

/** Cells are never read as markup; a text is. */
function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);
}
