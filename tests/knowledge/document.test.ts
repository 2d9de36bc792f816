import { expect, test } from 'vitest';
import { parseDocument } from '../../src/knowledge/document.js';
import { documentFrom } from '../documents.js';

test('a document without front matter has the title of its first heading and stands for itself', () => {
  const document = documentFrom('Some words.\n\n## Restarting the shop\n\nDo this.');
  expect(document).toMatchObject({
    title: 'Restarting the shop',
    sources: [],
    frontMatter: { kind: 'note' },
  });
});

test.each([
  ['no title', 'Only text.', 1, 'no title'],
  ['nothing', '  \n', 1, 'empty'],
  ['headings only', '# A\n## B', 1, 'no text'],
  ['front matter without an end', '---\ntitle: A\n\nText.', 1, 'never closed'],
  ['front matter that is no YAML', '---\ntitle: A\naliases: [a\n---\nText.', 3, 'not valid YAML'],
  ['front matter that is a list', '---\n- a\n---\n# T\nText.', 2, '`key: value`'],
  ['an unknown key', '---\ntitle: A\ncolour: red\n---\nText.', 3, 'unknown keys: colour'],
  ['an unknown kind', '---\ntitle: A\nkind: poem\n---\nText.', 3, '`kind`'],
  ['a title that is a number', '---\ntitle: 5\n---\nText.', 2, '`title`'],
  [
    'YAML that unfolds without end',
    '---\na: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\ntitle: [*c, *c, *c, *c]\n---\nText.',
    2,
    'too often',
  ],
  ['a key of the wrong type', '---\ntitle: A\ntags:\n  - Not A Tag\n---\nText.', 4, 'tags.0'],
  [
    'a source that is no address',
    '---\ntitle: A\nsources:\n  - title: S\n    url: javascript:alert(1)\n---\nText.',
    5,
    'address',
  ],
])('parseDocument() names the line of %s', (_, text, line, message) => {
  const problems = parseDocument('bad.md', text);
  expect(problems).toEqual([{ path: 'bad.md', line, message: expect.stringContaining(message) }]);
});

test('parseDocument() lists everything that a published kind lacks, at once', () => {
  const problems = parseDocument('bad.md', '---\nkind: concept\ntitle: A\n---\nText.');
  expect(problems).toMatchObject([
    { message: expect.stringContaining('`summary`') },
    { message: expect.stringContaining('`sources`') },
    { message: expect.stringContaining('`checked`') },
  ]);
});

test('a rule at the top of a plain document is not front matter', () => {
  expect(documentFrom('---\n\n# Title\n\nText.').title).toBe('Title');
});
