import { expect, test } from 'vitest';
import { createSymptomFinder } from '../../src/answers/symptoms.js';
import type { DocumentPath } from '../../src/knowledge/address.js';
import { documentFrom } from '../documents.js';

const troubleOf = (path: DocumentPath, symptoms: readonly string[], general = false) =>
  documentFrom(
    `---
kind: troubleshooting
title: ${path}
summary: a trouble
sources: [{ title: Docs, url: https://example.com/ }]
checked: 2026-01-31
symptoms: ${JSON.stringify(symptoms)}
general: ${general}
---
What it means.
`,
    path,
  );

const DOCUMENTS = [
  troubleOf('crash.md', ['CrashLoopBackOff', 'Back-off restarting failed container'], true),
  troubleOf('memory.md', ['OOMKilled', 'Exit Code: 137']),
  troubleOf('pending.md', ['nodes are available', 'Pending', 'FailedScheduling'], true),
  troubleOf('cpu.md', ['Insufficient cpu']),
  troubleOf('x509.md', ['x509: certificate signed by unknown authority']),
];

const found = (text: string) =>
  createSymptomFinder(DOCUMENTS)(text).map(({ document, line }) => `${document.path}: ${line}`);

test('a symptom finder prefers the cause to the state that many causes share', () => {
  const description = `
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137`;
  expect(found(description)).toEqual([
    'memory.md: Exit Code:    137',
    'crash.md: Reason:       CrashLoopBackOff',
  ]);
});

test('a symptom finder reads events', () => {
  expect(
    found('Warning  FailedScheduling  default-scheduler\n0/3 nodes are available: 3 Insufficient cpu.'),
  ).toEqual([
    'cpu.md: 0/3 nodes are available: 3 Insufficient cpu.',
    'pending.md: 0/3 nodes are available: 3 Insufficient cpu.',
  ]);
});

test('a symptom finder knows an error message by itself', () => {
  expect(found('I get x509: certificate signed by unknown authority, why?')).toHaveLength(1);
});

test('a symptom finder takes a word in a question for a word', () => {
  expect(found('why is my pod Pending?')).toEqual([]);
});

test('a symptom finder takes no part of a word for a word', () => {
  expect(found('appending\nto a list')).toEqual([]);
});
