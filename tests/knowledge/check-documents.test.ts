import { expect, test } from 'vitest';
import { checkDocuments } from '../../src/knowledge/check-documents.js';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.js';
import { documentFrom } from '../documents.js';

test('checkDocuments() finds names that two documents claim', () => {
  const one = documentFrom('# Pods\ntext', 'one.md');
  const two = documentFrom('---\naliases: [pods]\n---\n# Whales\ntext', 'two.md');
  expect(checkDocuments([one, two])).toEqual([
    { path: 'two.md', line: 1, message: expect.stringContaining('“pods” is taken by one.md') },
  ]);
});

test('checkDocuments() finds questions for a section that is not there', () => {
  const document = documentFrom('---\nquestions:\n  gone: [where is it]\n---\n# T\ntext\n## Here\ntext');
  expect(checkDocuments([document])).toMatchObject([
    { message: expect.stringContaining('it has intro, here') },
  ]);
});

test('the knowledge base that is shipped has no problem', async () => {
  const { documents, problems } = await loadKnowledge(['knowledge']);
  expect([...problems, ...checkDocuments(documents)]).toEqual([]);
  expect(documents.length).toBeGreaterThan(10);
});
