import { expect, test } from 'vitest';
import { createCompanyFinder } from '../../src/answers/companies.js';
import { completedByThread } from '../../src/answers/follow-up.js';
import { caseStudyOf } from '../documents.js';

const companiesIn = createCompanyFinder([
  caseStudyOf('Acme', 'Anvils.', 'acme.md'),
  caseStudyOf('Globex', 'Globes.', 'globex.md'),
]);
const completed = (text: string, ...thread: string[]) =>
  completedByThread({ text, thread }, companiesIn).text;

test('a question without a thread, and one that stands alone, stay as they are', () => {
  expect(completed('and the impact?')).toBe('and the impact?');
  const alone = 'how can I restrict traffic between namespaces';
  expect(completed(alone, 'How does Acme use Kubernetes?')).toBe(alone);
  expect(completed('so…', 'How does Acme use Kubernetes?')).toBe('so…');
});

test('a follow-up is about the company of the thread, also when others stand between', () => {
  expect(completed('And the impact?', 'How does Acme use Kubernetes?')).toBe('And the impact? acme');
  expect(completed('why?', 'How does Acme use Kubernetes?', 'and the impact?')).toBe('why? acme');
});

test('another company takes over what was asked', () => {
  expect(completed('what about Globex?', 'Why did Acme leave Mesos?')).toContain('leave mesos');
  expect(completed('what did Globex save?', 'Why did Acme leave Mesos?')).toBe('what did Globex save?');
});

test('a follow-up on a subject keeps the words of the question before it', () => {
  expect(completed('which is the default?', 'what types of Services are there?')).toBe(
    'which is the default? what types of Services are there?',
  );
});
