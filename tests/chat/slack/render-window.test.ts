import { describe, expect, test } from 'vitest';
import type { Passage, Reply } from '../../../src/chat/reply.js';
import { askWindow, renderWindow } from '../../../src/chat/slack/render-window.js';
import { parseMarkdown } from '../../../src/knowledge/parse-markdown.js';
import { viewFault } from '../../servers/block-kit.js';
import { elementsOf, labelsOf, wordsOf } from './workspace.js';

const passageOf = (markdown: string): Passage => ({
  title: 'Pods',
  heading: 'Phases',
  url: 'https://kubernetes.io/pods',
  blocks: parseMarkdown(markdown).children,
  shortened: false,
  sources: [{ title: 'Pods', url: 'https://kubernetes.io/pods' }],
});

const excerptOf = (markdown: string, more: Partial<Reply> = {}): Reply =>
  ({ kind: 'excerpt', passage: passageOf(markdown), related: [], ...more }) as Reply;

function drawn(reply: Reply) {
  const view = renderWindow(reply, 'Section');
  expect(viewFault(view)).toBeUndefined();
  return view;
}

describe('renderWindow()', () => {
  test('shows a section of any length whole, block by block, with its source at the end', () => {
    const paragraphs = Array.from(
      { length: 200 },
      (_, n) => `Paragraph ${n} says ${'something '.repeat(20)}.`,
    );
    const words = wordsOf(drawn(excerptOf(paragraphs.join('\n\n'))));
    for (const n of [0, 50, 100, 150, 199]) expect(words).toContain(`Paragraph ${n} says`);
    expect(words).toMatch(/^\*<https:\/\/kubernetes\.io\/pods\|Pods › Phases>\*\n/);
    expect(words).toMatch(/Source: <https:\/\/kubernetes\.io\/pods\|Pods>$/);
  });

  test('keeps code whole', () => {
    const code = `\`\`\`yaml\n${'key: value\n'.repeat(100)}\`\`\``;
    const words = wordsOf(drawn(excerptOf(`Before.\n\n${code}\n\nAfter.`)));
    expect(words.match(/key: value/g)).toHaveLength(100);
    expect(words).toContain('After.');
  });

  test('stays within Slack’s limits where a section is far too long for a window', () => {
    const view = drawn(excerptOf(Array(400).fill('語'.repeat(2_500)).join('\n\n')));
    expect(wordsOf(view)).toMatch(/\n… more at the source\nSource: <.*>$/);
  });

  const wordy = (n: number, what: string) => `${what} ${n} has ${'a word or two '.repeat(6)}`;
  const numbered = (count: number, what: string) => Array.from({ length: count }, (_, n) => wordy(n, what));

  test.each([
    ['a fence of 120 lines', ['```sh', ...numbered(120, 'line'), '```'].join('\n'), 120, 'line'],
    [
      'a table of 40 rows',
      ['| row |', '|---|', ...numbered(40, 'row').map((row) => `| ${row} |`)].join('\n'),
      40,
      'row',
    ],
    ['300 paragraphs', numbered(300, 'paragraph').join('\n\n'), 300, 'paragraph'],
    [
      'a list of 200 items',
      numbered(200, 'item')
        .map((item) => `- ${item}`)
        .join('\n'),
      200,
      'item',
    ],
  ])('shows all of %s', (_, markdown, count, what) => {
    const words = wordsOf(drawn(excerptOf(markdown)));
    for (let n = 0; n < count; n++) expect(words).toContain(`${what} ${n} has`);
    expect(words).not.toContain('more at the source');
    expect(words).toMatch(/Source: <.*>$/);
  });

  test.each([
    ['one word of 10,000 characters', 'x'.repeat(10_000)],
    ['one line of code of 10,000 characters', `\`\`\`\n${'x'.repeat(10_000)}\n\`\`\``],
    ['one quote of 10,000 characters', `> ${'word '.repeat(2_000)}`],
    ['one item of 10,000 characters', `- ${'word '.repeat(2_000)}\n- second`],
    ['3,000 paragraphs', numbered(3_000, 'paragraph').join('\n\n')],
    [
      '200 fences that each take a text',
      Array(200)
        .fill(`\`\`\`\n${'y\n'.repeat(1_200)}\`\`\``)
        .join('\n\n'),
    ],
  ])('says that there is more of %s', (_, markdown) => {
    const words = wordsOf(drawn(excerptOf(`Before.\n\n${markdown}`, { clue: 'a line' } as Partial<Reply>)));
    expect(words).toContain('Before.');
    expect(words).toMatch(/\n… more at the source\nSource: <.*>$/);
  });

  test('shows what a message shows: the line that led there, what is related, the note, the buttons', () => {
    const view = drawn(
      excerptOf('A Pod runs.', {
        clue: 'Reason: OOMKilled',
        related: [{ title: 'Nodes', button: { kind: 'section', answer: 'answer-1', place: 1 } }],
        note: 'I read its first 10,000 characters.',
        buttons: [{ label: 'Why this?', button: { kind: 'why', answer: 'answer-1' } }],
      } as Partial<Reply>),
    );
    expect(wordsOf(view)).toContain('Going by this line of yours: `Reason: OOMKilled`');
    expect(wordsOf(view)).toContain('I read its first 10,000 characters.');
    expect(labelsOf(view)).toEqual(['Nodes', 'Why this?']);
  });

  test('has a field to share an answer, and none for what is no answer', () => {
    const names = (reply: Reply) => elementsOf(drawn(reply)).map(({ action_id }) => action_id);
    expect(names(excerptOf('A.', { rated: 'answer-1' }))).toEqual(['share_to answer-1']);
    expect(names(excerptOf('A.'))).toEqual([]);
  });

  test('draws a table with letters, which Slack takes in messages alone', () => {
    const table = '| a | b |\n|---|---|\n| 1 | 2 |';
    expect(wordsOf(drawn(excerptOf(table)))).toContain('```\na');
    const comparison: Reply = { kind: 'comparison', passages: [passageOf(table), passageOf(table)] };
    expect(wordsOf(drawn(comparison)).match(/```\na/g)).toHaveLength(2);
  });

  test('cuts a title that is too long', () => {
    const { title } = renderWindow(excerptOf('A.'), 'A title of far too many characters');
    expect(title.text).toHaveLength(24);
    expect(title.text).toMatch(/…$/);
  });
});

test('the window to ask in is one that Slack takes', () => {
  expect(viewFault(askWindow())).toBeUndefined();
});
