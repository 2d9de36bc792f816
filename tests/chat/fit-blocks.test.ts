import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitBlocks } from '../../src/chat/fit-blocks.js';
import { markdownOf } from '../../src/knowledge/markdown.js';
import { parseMarkdown } from '../../src/knowledge/parse-markdown.js';

test('fitBlocks() keeps within the limit however long the drawing gets', () => {
  const escaped = (blocks: Parameters<typeof markdownOf>[0]) => markdownOf(blocks).replaceAll('&', '&amp;');
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('&&&&', 'word ', '\n\n', '- ', '. ')),
      fc.integer({ min: 50, max: 300 }),
      (pieces, limit) => {
        const { blocks } = fitBlocks(parseMarkdown(pieces.join('')).children, escaped, limit);
        expect(escaped(blocks).length).toBeLessThanOrEqual(limit);
      },
    ),
  );
});
