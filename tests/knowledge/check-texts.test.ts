import { expect, test } from 'vitest';
import type { DocumentPath } from '../../src/knowledge/address.js';
import { checkTexts } from '../../src/knowledge/check-texts.js';

const found = (text: string, ...others: readonly [DocumentPath, string][]) =>
  checkTexts([
    { path: 'concepts/pods.md', text },
    ...others.map(([path, other]) => ({ path, text: other })),
  ]).map(({ path, line, message }) => `${path}:${line} ${message}`);

test('checkTexts() has nothing to say of a good text', () => {
  const text = `---
title: Pods
---
A Pod runs containers; the kubelet starts them. See [below](#yaml), [Services](services.md#what-for),
[how](../how-to/run.md) and <https://kubernetes.io/docs/>.

## YAML

\`\`\`yaml
kind: Pod
\`\`\`
`;
  const services = ['concepts/services.md', '# Services\n\n## What for\n\ntext'] as const;
  expect(found(text, [...services], ['how-to/run.md', 'text'])).toEqual([]);
});

test.each([
  ['a code fence without language', 'a\n\n```\nls\n```', '3 the code fence names no language'],
  ['indented code', 'a\n\n    ls', '3 the code fence names no language'],
  ['YAML that does not parse', 'a\n\n```yaml\nkind: Pod\n a: [\n```', '5 the yaml example does not parse'],
  ['two YAML documents, one bad', '```yaml\na: 1\n---\nb: {\n```', 'the yaml example does not parse'],
  ['JSON that does not parse', '```json\n{"a": 1,, }\n```', '2 the json example does not parse'],
  ['a link to a document that is not there', '[a](gone.md)', 'leads to no document'],
  ['a link out of the folder', '[a](../../secret.md)', 'leads to no document'],
  ['a link to a heading that is not there', '## One\n\n[a](#two)', '3 the link “#two” leads to a heading'],
  ['a link that is no address', '[a](ftp://x)', 'is no web address'],
  ['a heading without text', 'a\n\n## One\n\n## Two\n\ntext', '3 the heading “One” has no text'],
  ['a heading at the end', 'a\n\n## One', '3 the heading “One” has no text'],
  ['a misspelt name', 'a\n\nThe Configmap of kubernetes.', '3 “Configmap” is written ConfigMap'],
  ['a misspelt name in a heading', 'a\n\n## Why Github\n\ntext', '3 “Github” is written GitHub'],
])('checkTexts() finds %s', (_, text, message) => {
  expect(found(text).join('\n')).toContain(message);
});

test('checkTexts() leaves code, addresses and file names alone', () => {
  expect(
    found(
      'Write `kubernetes` to github.com/kubernetes or docs.docker.com, in my-kubernetes.yaml, @docker/cli.',
    ),
  ).toEqual([]);
});

test('checkTexts() counts lines as the file has them', () => {
  expect(found('---\ntitle: a\ntags: [b]\n---\n\ntext\n\n[x](gone.md)')).toEqual([
    expect.stringContaining('concepts/pods.md:8 '),
  ]);
});
