import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnswerId } from '../../../src/answers/answer.js';
import type { Passage, Pointer, Reply } from '../../../src/chat/reply.js';
import { context } from '../../../src/chat/slack/pieces.js';
import { plainTextOf } from '../../../src/chat/slack/plain-message.js';
import { renderReply } from '../../../src/chat/slack/render-reply.js';
import { parseMarkdown } from '../../../src/knowledge/parse-markdown.js';

const LIMIT = 4_000;

const passageOf = (title: string, markdown: string): Passage => ({
  title,
  url: `https://kubernetes.io/${title}`,
  blocks: parseMarkdown(markdown).children,
  shortened: false,
  sources: [{ title, url: `https://kubernetes.io/${title}`, license: 'CC BY 4.0' }],
  checked: '2026-11-21',
});

const excerptOf = (markdown: string): Reply => ({
  kind: 'excerpt',
  passage: passageOf('Pods', markdown),
  related: [{ title: 'Nodes', button: { kind: 'section', answer: 'answer-1' as AnswerId, place: 1 } }],
  rated: 'answer-1' as AnswerId,
});

const pointers = (count: number, gist: string) =>
  Array.from({ length: count }, (_, n): Pointer & { gist: string } => ({
    title: `Company ${n}`,
    url: `https://example.com/${n}`,
    gist,
  }));

/** The text that stands for a reply whose blocks Slack refuses. */
const plainOf = (reply: Reply) => plainTextOf(renderReply(reply).blocks);

const LONG = 'A Pod runs containers & shares an address. '.repeat(60);
const CODE = `\`\`\`yaml\n${'key: <value>\n'.repeat(150)}\`\`\``;
const TABLE = ['| name | what |', '|---|---|', ...Array(40).fill(`| a | ${'words '.repeat(12)} |`)].join(
  '\n',
);

describe('plainTextOf()', () => {
  test('has title, text, related names and source of an excerpt, and nothing that is pressed', () => {
    expect(plainOf(excerptOf('A *Pod* runs.'))).toBe(
      [
        '*<https://kubernetes.io/Pods|Pods>*',
        'A _Pod_ runs.',
        'Source: <https://kubernetes.io/Pods|Pods> · CC BY 4.0 · checked 2026-11-21',
        'Related:',
        'Nodes',
      ].join('\n\n'),
    );
  });

  test('has every entry of a list, and how many more there are', () => {
    const text = plainOf({ kind: 'list', text: 'These:', entries: pointers(10, 'uses it'), more: 3 });
    for (let n = 0; n < 10; n++) expect(text).toContain(`*<https://example.com/${n}|Company ${n}>*: uses it`);
    expect(text).toContain('… and 3 more');
  });

  test('has every choice', () => {
    const text = plainOf({ kind: 'choices', text: 'One of these?', candidates: pointers(4, 'a gist') });
    for (let n = 0; n < 4; n++) expect(text).toContain(`<https://example.com/${n}|Company ${n}>\na gist`);
  });

  test.each([
    ['texts', LONG],
    ['code', CODE],
    ['tables', TABLE],
  ])('has both sides of a comparison of long %s, each with its source', (_, markdown) => {
    const passages = [passageOf('Left', markdown), passageOf('Right', markdown)];
    const text = plainOf({ kind: 'comparison', passages });
    for (const side of ['Left', 'Right']) {
      expect(text).toContain(`*<https://kubernetes.io/${side}|${side}>*`);
      expect(text).toContain(`Source: <https://kubernetes.io/${side}|${side}>`);
    }
    expect(text.length).toBeLessThanOrEqual(LIMIT);
    expect(text.split('```').length % 2).toBe(1);
  });

  test('says who shared an answer, and keeps its source, however long it is', () => {
    for (const markdown of ['A Pod runs.', `${TABLE}\n\n${LONG}`, `${LONG}\n\n${CODE}`]) {
      const blocks = [...context('Shared by <@U1>'), ...renderReply(excerptOf(markdown)).blocks];
      const text = plainTextOf(blocks);
      expect(text).toMatch(/^Shared by <@U1>\n\n\*<https/);
      expect(text).toContain('Source: <https://kubernetes.io/Pods|Pods>');
      expect(text.length).toBeLessThanOrEqual(LIMIT);
      expect(text.split('```').length % 2).toBe(1);
    }
  });

  test('shows a table row by row, letter by letter', () => {
    const text = plainOf(excerptOf('| a | b |\n|---|---|\n| <!here> | x & y |'));
    expect(text).toContain('a | b\n&lt;!here&gt; | x &amp; y');
  });

  test('pings nobody, and cuts no link, whatever the text says', () => {
    const evil = fc.constantFrom(
      '<!channel> ',
      '<@U1> ',
      '&lt;!here&gt; ',
      '`',
      '```',
      '| ',
      '\n\n',
      'word ',
    );
    const texts = fc.array(fc.oneof(evil, fc.string()), { maxLength: 400 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const reply: Reply = { kind: 'notice', text, related: [] };
        for (const plain of [plainOf(reply), plainOf(excerptOf(`${text}\n\n${LONG}\n\n${TABLE}`))]) {
          expect(plain.length).toBeLessThanOrEqual(LIMIT);
          expect(plain).not.toMatch(/<[@!#]/);
          expect(plain).not.toMatch(/<[^<>]*$/);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('says nothing of no blocks', () => {
    expect(plainTextOf([])).toBe('');
    expect(plainTextOf([{ type: 'divider' }])).toBe('');
  });
});
