import type { RootContent } from 'mdast';
import { type Excerpt, excerptOf } from '../search/excerpt.js';

/**
 * Keeps as many blocks as a platform's message has room for, cutting only where a text has joints.
 *
 * How long a block becomes is known only when it is drawn (`&` takes five characters in Slack), so
 * ever shorter excerpts are drawn until one fits.
 */
export function fitBlocks(
  blocks: readonly RootContent[],
  draw: (blocks: readonly RootContent[]) => string,
  limit: number,
): Excerpt {
  if (draw(blocks).length <= limit) return { blocks, shortened: false };
  for (let room = limit; room >= 40; room = Math.floor(room * 0.8)) {
    const excerpt = excerptOf(blocks, new Map(), { limit: room });
    if (draw(excerpt.blocks).length <= limit) return { ...excerpt, shortened: true };
  }
  return { blocks: [], shortened: true };
}
