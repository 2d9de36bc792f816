import { expect, test } from 'vitest';
import { plainTextOf } from '../../src/knowledge/markdown.js';
import { blocksOf, type Section } from '../../src/knowledge/section.js';
import { documentFrom } from '../documents.js';

test('splitIntoSections() keeps the text before the first heading as the introduction', () => {
  const [intro] = documentFrom('# Pods\n\nPods run containers.\n\n## Phases\n\nFive.').sections;
  expect(intro).toMatchObject({ id: 'test.md#intro', heading: 'Pods', ancestors: [], line: 3 });
});

test('splitIntoSections() names the headings above a section, without the title', () => {
  const { sections } = documentFrom('# Probes\n## Liveness\nA.\n### When it fails\nB.\n## Readiness\nC.');
  expect(sections.map(({ id, ancestors }) => [id, ancestors])).toEqual([
    ['test.md#liveness', []],
    ['test.md#when-it-fails', ['Liveness']],
    ['test.md#readiness', []],
  ]);
});

test('splitIntoSections() gives equal headings different anchors', () => {
  const { sections } = documentFrom('# T\nIntro.\n## Intro\nA.\n## Same\nB.\n## Same\nC.');
  expect(sections.map((section) => section.id)).toEqual([
    'test.md#intro',
    'test.md#intro-1',
    'test.md#same',
    'test.md#same-1',
  ]);
});

test('splitIntoSections() leaves out headings without text, comments and raw HTML', () => {
  const { sections } = documentFrom('# T\n## Empty\n## Full\n<!-- note -->\n\nText.\n\n<div>raw</div>');
  expect(sections).toHaveLength(1);
  expect(sections[0]?.text).toBe('Text.');
  expect(plainTextOf(blocksOf(sections[0] as Section))).toBe('Text.');
});

test('a section takes the questions that front matter gives its anchor', () => {
  const { sections } = documentFrom(
    '---\nquestions:\n  intro: [what is it]\n  use: [how to use it]\n---\n# T\nA.\n## Use\nB.',
  );
  expect(sections.map((section) => section.questions)).toEqual([['what is it'], ['how to use it']]);
});

test('a heading may be called as members of objects are', () => {
  const { sections } = documentFrom('# T\n## Constructor\nA.\n## __proto__\nB.');
  expect(sections.map((section) => section.questions)).toEqual([[], []]);
});

test('a reference link keeps its address when its section stands alone', () => {
  const { sections } = documentFrom('# T\n## A\n[docs][1]\n## B\nText.\n\n[1]: https://example.com/');
  expect(JSON.stringify(blocksOf(sections[0] as Section))).toContain('https://example.com/');
});

test('a section holds what stands below its heading, to the line', () => {
  const { sections } = documentFrom(
    '---\ntitle: T\n---\n\nOne\n\n- a\n  - b\n\n## Two\n\n```yaml\n# no heading\na: 1\n```\n\nThree\n=====\nText.',
  );
  expect(sections.map(({ markdown }) => markdown)).toEqual([
    'One\n\n- a\n  - b',
    '```yaml\n# no heading\na: 1\n```',
    'Text.',
  ]);
});
