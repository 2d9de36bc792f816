import type { types } from '@slack/bolt';
import { RELATED } from './render-buttons.js';

/** Slack advises at most 4,000 characters. */
const TEXT_LIMIT = 3_900;

/**
 * What blocks say, without them: for where Slack refuses them. Where there is not room for everything, the longest
 * texts are cut, so that titles, sources and who shared it stay.
 */
export function plainTextOf(blocks: readonly types.KnownBlock[]): string {
  const parts = blocks.map(textOf).filter((part) => part.trim() !== '');
  const room = TEXT_LIMIT - GAP.length * Math.max(0, parts.length - 1);
  const limit = fairShare(
    parts.map((part) => part.length),
    room,
  );
  return parts.map((part) => cut(part, limit)).join(GAP);
}

const GAP = '\n\n';

/** The length to which texts are cut so that they have room together; short ones leave theirs to the others. */
function fairShare(lengths: readonly number[], room: number): number {
  let rest = room;
  for (const [index, length] of lengths.toSorted((a, b) => a - b).entries()) {
    const share = Math.floor(rest / (lengths.length - index));
    if (length > share) return share;
    rest -= length;
  }
  return Number.POSITIVE_INFINITY;
}

/** Cuts drawn text between lines or words: no link and no sign is cut in half, and no fence stays open. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = text.slice(0, Math.max(0, limit - CLOSING.length));
  const joint = Math.max(kept.lastIndexOf('\n'), kept.lastIndexOf(' '));
  const whole = (joint > kept.length / 2 ? kept.slice(0, joint) : kept)
    .replace(/<[^<>]*$/, '')
    .replace(/&\w*$|[\ud800-\udbff]$/, '')
    .replace(/\n?`{1,2}$/, '')
    .trimEnd();
  const isOpen = whole.split(FENCE).length % 2 === 0;
  return isOpen ? `${whole}${CLOSING}` : `${whole} …`;
}

const FENCE = '```';
const CLOSING = `\n${FENCE}\n…`;

function textOf(block: types.KnownBlock): string {
  switch (block.type) {
    case 'section':
      return block.text?.text ?? '';
    case 'context':
      return block.elements.map((element) => ('text' in element ? element.text : '')).join(' ');
    case 'table':
      return block.rows.map((row) => row.map(cellText).join(' | ')).join('\n');
    case 'actions':
      return block.elements
        .map(nameOf)
        .filter((name) => name !== '')
        .join(' · ');
    default:
      return '';
  }
}

/** Related sections are worth knowing by their names; what else can be pressed is not. */
function nameOf(element: types.ActionsBlockElement): string {
  const isRelated = element.type === 'button' && element.action_id?.startsWith(RELATED);
  return isRelated ? escaped(element.text.text) : '';
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
