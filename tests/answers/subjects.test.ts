import { expect, test } from 'vitest';
import { createSubjectFinder } from '../../src/answers/subjects.js';
import { documentFrom } from '../documents.js';

const pods = documentFrom('# Pods\nThe smallest unit.', 'pods.md');
const security = documentFrom('# Pod security\nWhat pods may do.', 'security.md');
const scaler = documentFrom(
  '---\naliases: [HPA, autoscaler]\n---\n# Horizontal pod autoscaling\nMore replicas.',
  'hpa.md',
);
const subjectsIn = createSubjectFinder([pods, security, scaler]);

test('a document’s subject is named by its title or an alias, in any form', () => {
  expect(subjectsIn('what is a pod?').subjects).toEqual([pods]);
  expect(subjectsIn('how many HPAs').subjects).toEqual([scaler]);
  expect(subjectsIn('HORIZONTAL-POD-AUTOSCALING').subjects).toEqual([scaler]);
  expect(subjectsIn('podcasts').subjects).toEqual([]);
});

test('the longest of several subjects at one place is named', () => {
  expect(subjectsIn('what is pod security').subjects).toEqual([security]);
});

test('subjects come in the order of the question, each once, and its other words are the rest', () => {
  expect(subjectsIn('is the autoscaler of pods an HPA')).toEqual({
    subjects: [scaler, pods],
    rest: 'is the of an',
  });
});

test('what no document is about is no subject', () => {
  expect(subjectsIn('Acme on Kubernetes')).toEqual({ subjects: [], rest: 'acme on kubernetes' });
  expect(createSubjectFinder([])('what is a pod?')).toEqual({ subjects: [], rest: 'what is a pod' });
});

test('a name that two documents have names both', () => {
  const howTo = documentFrom('---\naliases: [pod]\n---\n# Start one\nRun it.', 'start.md');
  expect(createSubjectFinder([pods, howTo])('what is a pod?').subjects).toEqual([pods, howTo]);
});
