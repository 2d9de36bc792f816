import { expect, test } from 'vitest';
import { checkDocuments } from '../../src/knowledge/check-documents.js';
import { checkKnowledge } from '../../src/knowledge/check-knowledge.js';
import { NO_VOCABULARY, type Vocabulary } from '../../src/knowledge/vocabulary.js';
import { caseStudyOf, documentFrom } from '../documents.js';

const VOCABULARY: Vocabulary = {
  ...NO_VOCABULARY,
  tags: { bank: [] },
  themes: { testing: [] },
  industries: { Finance: [] },
  tools: { Kubernetes: [] },
};

test('checkDocuments() finds names that two documents claim', () => {
  const one = documentFrom('# Pods\ntext', 'one.md');
  const text = '---\naliases: [pods]\n---\n# Whales\ntext';
  const two = documentFrom(text, 'two.md');
  expect(checkDocuments([one, two], [{ path: 'two.md', text }])).toEqual([
    { path: 'two.md', line: 2, message: expect.stringContaining('the name “pods” is taken by one.md') },
  ]);
});

test('checkDocuments() finds questions that two sections claim to answer', () => {
  const text = '---\nquestions:\n  intro: [What is it]\n---\n# A\ntext';
  const one = documentFrom(text, 'one.md');
  const two = documentFrom(text.replace('# A', '# B'), 'two.md');
  expect(checkDocuments([one, two])).toMatchObject([
    { path: 'two.md', message: expect.stringContaining('the question “what is it” is taken by one.md') },
  ]);
});

test('checkDocuments() finds questions for a section that is not there', () => {
  const text = '---\nquestions:\n  gone: [where is it]\n---\n# T\ntext\n## Here\ntext';
  expect(checkDocuments([documentFrom(text)], [{ path: 'test.md', text }])).toMatchObject([
    { line: 3, message: expect.stringContaining('it has intro, here') },
  ]);
});

test('checkDocuments() finds words that the vocabulary does not list', () => {
  const study = caseStudyOf('Acme', 'word '.repeat(50), 'acme.md');
  expect(checkDocuments([study], [], VOCABULARY)).toMatchObject([
    { message: expect.stringContaining('“Testing” is not among the industries') },
  ]);
});

test('checkDocuments() lets a team tag its notes as it likes', () => {
  const note = documentFrom('---\ntags: [payments]\n---\n# Ours\ntext');
  expect(checkDocuments([note], [], VOCABULARY)).toEqual([]);
});

test('checkDocuments() finds sections that are no length for a chat message', () => {
  const study = caseStudyOf('Acme', `${'word '.repeat(50)}\n\n## Short\n\nToo short.`, 'acme.md');
  expect(checkDocuments([study])).toMatchObject([
    { message: expect.stringContaining('“Short” has 2 words') },
  ]);
});

test('checkDocuments() finds names misspelt in titles', () => {
  expect(checkDocuments([documentFrom('# The Kubelet and kubernetes\ntext')])).toMatchObject([
    { message: '“Kubelet” is written kubelet' },
    { message: '“kubernetes” is written Kubernetes' },
  ]);
});

test('the knowledge base that is shipped has no problem', async () => {
  const { documents, problems } = await checkKnowledge(['knowledge']);
  expect(problems.map(({ path, line, message }) => `${path}:${line} ${message}`)).toEqual([]);
  expect(documents.filter(({ frontMatter }) => frontMatter.kind === 'case-study')).toHaveLength(57);
  expect(documents.length).toBeGreaterThan(200);
});
