import { expect, test } from 'vitest';
import { asksToCompare, isAboutOneThing, sidesOf } from '../../src/answers/comparison.js';
import type { DocumentPath } from '../../src/knowledge/address.js';
import { caseStudyOf, documentFrom } from '../documents.js';

test.each([
  'Deployment vs StatefulSet',
  'what’s the difference between a Pod and a container',
  'how do Jobs differ from CronJobs',
  'how is a Job different from a CronJob',
  'compare Helm and Kustomize',
  'is Helm better than Kustomize',
  'when to use a Job instead of a Pod',
  'a Deployment or a StatefulSet?',
])('what sets things apart is asked: %s', (question) => {
  expect(asksToCompare(question)).toBe(true);
});

test.each([
  'what is a Pod',
  'how do I order a port',
  'run pods on different nodes',
  'kubectl logs and kubectl exec',
  'the vsphere cluster',
])('what sets things apart is not asked: %s', (question) => {
  expect(asksToCompare(question)).toBe(false);
});

const noteOn = (name: string) => documentFrom(`# ${name}\nWhat it is.`, `${name}.md` as DocumentPath);
const [jobs, pods, nodes, volumes, probes] = ['jobs', 'pods', 'nodes', 'volumes', 'probes'].map(noteOn) as [
  ReturnType<typeof noteOn>,
  ReturnType<typeof noteOn>,
  ReturnType<typeof noteOn>,
  ReturnType<typeof noteOn>,
  ReturnType<typeof noteOn>,
];

test('a comparison has the documents of what it names as sides', () => {
  expect(sidesOf('jobs vs pods', [jobs, pods])).toEqual([jobs, pods]);
  expect(sidesOf('jobs, pods, nodes or volumes', [jobs, pods, nodes, volumes])).toHaveLength(4);
});

test('one thing, too many things, and things that are not compared have no sides', () => {
  expect(sidesOf('jobs or what else?', [jobs])).toBeUndefined();
  expect(sidesOf('jobs or what else?', [])).toBeUndefined();
  expect(
    sidesOf('jobs, pods, nodes, volumes or probes', [jobs, pods, nodes, volumes, probes]),
  ).toBeUndefined();
  expect(sidesOf('jobs with pods', [jobs, pods])).toBeUndefined();
});

test('a company’s story and a comparison are about more than one thing', () => {
  const versus = documentFrom(
    '---\nkind: comparison\ntitle: Jobs and Pods\nsummary: s\nsources: [{ title: t, url: https://example.com/ }]\nchecked: 2026-01-31\n---\nA Job runs Pods.',
    'versus.md',
  );
  expect(isAboutOneThing(jobs)).toBe(true);
  expect(isAboutOneThing(versus)).toBe(false);
  expect(isAboutOneThing(caseStudyOf('Acme', 'Anvils.', 'acme.md'))).toBe(false);
});
