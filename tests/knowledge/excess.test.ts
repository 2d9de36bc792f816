import { expect, test } from 'vitest';
import { excessIn } from '../../src/knowledge/excess.js';

test.each([
  ['quotes without end', `# T\n${'> '.repeat(500)}text`, 2, 'levels deep'],
  [
    'lists without end',
    Array.from({ length: 300 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
    101,
    'levels deep',
  ],
  ['a paragraph of marks', `# T\n\n${'*_'.repeat(3_000)}`, 3, 'more than 5000 marks'],
  ['brackets over many lines', `# T\n${'![['.repeat(100).concat('\n').repeat(30)}`, 18, 'marks'],
])('excessIn() finds %s', (_, text, line, message) => {
  expect(excessIn(text)).toEqual({ line, message: expect.stringContaining(message) });
});

test.each([
  ['a long table', `${'| a | `b` | **c** |\n'.repeat(500)}`],
  ['a long rule', '-'.repeat(500)],
  ['many short paragraphs', 'Some *words* and a [link](x).\n\n'.repeat(5_000)],
])('excessIn() lets %s pass', (_, text) => {
  expect(excessIn(text)).toBeUndefined();
});
