import fc from 'fast-check';
import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import { describe, expect, test } from 'vitest';
import type { Pointer, Reply } from '../../../src/chat/reply.js';
import { renderReply, type SlackMessage } from '../../../src/chat/slack/render-reply.js';
import { parseMarkdown } from '../../../src/knowledge/parse-markdown.js';
import { blocksFault } from '../../servers/slack-server.js';

const PODS: Pointer = { title: 'Pods', heading: 'Phases', url: 'https://kubernetes.io/pods' };
const RUNBOOK: Pointer = { title: 'Our runbook' };

function excerpt(markdown: string, shortened = false): Reply {
  const { children } = parseMarkdown(markdown);
  const sources = [
    { title: 'Pods', url: 'https://kubernetes.io/pods', license: 'CC BY 4.0' },
    { title: 'pods.md' },
  ];
  return {
    kind: 'excerpt',
    answer: 'answer-1',
    passage: { ...PODS, blocks: children, shortened, sources, checked: '2026-11-21' },
    related: [PODS, RUNBOOK],
  };
}

const textsOf = ({ blocks }: SlackMessage) =>
  blocks.flatMap((block) => {
    if (block.type === 'section') return [block.text?.text ?? ''];
    if (block.type === 'context') {
      return block.elements.map((element) => ('text' in element ? element.text : ''));
    }
    return [];
  });

describe('renderReply()', () => {
  test('draws an excerpt with its title as link, its sources and what is related', () => {
    const message = renderReply(excerpt('A Pod **runs**. It ends.', true));
    expect(textsOf(message)).toEqual([
      '*<https://kubernetes.io/pods|Pods › Phases>*',
      'A Pod *runs*. It ends.',
      '… more at the source',
      'Sources: <https://kubernetes.io/pods|Pods> · CC BY 4.0 · pods.md · checked 2026-11-21',
      'Related: <https://kubernetes.io/pods|Pods › Phases> · Our runbook',
    ]);
    expect(message.text).toBe('Pods › Phases: A Pod runs. Source: <https://kubernetes.io/pods>');
    expect(message).toMatchObject({ unfurl_links: false, unfurl_media: false });
  });

  test('shows the line that led to the answer as it is, before everything else', () => {
    const reply = { ...excerpt('Run **it**.'), clue: 'Error: <ErrImagePull> & *more*' } as Reply;
    expect(textsOf(renderReply(reply))[0]).toBe(
      'Going by this line of yours: `Error: &lt;ErrImagePull&gt; &amp; *more*`',
    );
  });

  test('draws choices as a list of links', () => {
    const message = renderReply({
      kind: 'choices',
      answer: 'answer-1',
      text: 'Is it one of these?',
      candidates: [
        { ...PODS, gist: 'A <Pod> runs.' },
        { ...RUNBOOK, gist: '' },
      ],
    });
    expect(textsOf(message)).toEqual([
      'Is it one of these?',
      '• <https://kubernetes.io/pods|Pods › Phases>\n    A &lt;Pod&gt; runs.\n• Our runbook',
    ]);
    expect(message.text).toBe('Is it one of these? Pods › Phases; Our runbook');
  });

  test('draws a notice, with what is related if there is any', () => {
    const notice = { kind: 'notice', text: 'I <don’t> know.' } as const;
    expect(textsOf(renderReply({ ...notice, related: [] }))).toEqual(['I &lt;don’t&gt; know.']);
    expect(textsOf(renderReply({ ...notice, related: [RUNBOOK] }))).toEqual([
      'I &lt;don’t&gt; know.',
      'Related: Our runbook',
    ]);
  });

  test('shortens a section that is longer than Slack allows, and says so', () => {
    const message = renderReply(
      excerpt(Array(100).fill('Some paragraph & another <one> of them.').join('\n\n')),
    );
    const [, text, hint] = textsOf(message);
    expect(text?.length).toBeLessThanOrEqual(3_000);
    expect(text?.length).toBeGreaterThan(1_000);
    expect(hint).toBe('… more at the source');
    expectWithinLimits(message);
  });

  test('leaves out the excerpt when nothing of it can be shown', () => {
    expect(textsOf(renderReply(excerpt('<div>only html</div>')))[1]).toMatch(/^Sources: /);
  });
});

describe('whatever a reply holds, its message', () => {
  test('stays within Slack’s limits, is written whole, and calls nobody', () => {
    fc.assert(
      fc.property(replies, (reply) => expectWithinLimits(renderReply(reply))),
      { numRuns: 200 },
    );
  });
});

/** Slack’s limits, and what makes a message safe: every `<` is ours and every entity whole. */
function expectWithinLimits(message: SlackMessage): void {
  expect(blocksFault(message.blocks)).toBeUndefined();
  const texts = textsOf(message);
  expect(texts.join('').length).toBeLessThanOrEqual(10_000);
  expect(message.text.length).toBeLessThanOrEqual(3_900);
  expect(message.text.trim()).not.toBe('');
  for (const text of [...texts, message.text]) {
    expect(text.trim()).not.toBe('');
    expect(text).not.toMatch(/\p{Surrogate}/u);
    const withoutLinks = text.replace(/<(?:https?:\/\/|mailto:)[^<>|\s]+(?:\|[^<>\n]*)?>/gi, '');
    expect(withoutLinks).not.toContain('<');
    expect(withoutLinks.replace(/^> ?/gm, '')).not.toContain('>');
    expect(text.replace(/&(?:amp|lt|gt);/g, '')).not.toContain('&');
    expect((text.match(/```/g) ?? []).length % 2).toBe(0);
  }
}

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '<!channel>',
        '<@U1>',
        '@here',
        '&amp;',
        '&',
        '```',
        '`',
        '*',
        '_x_',
        '~',
        '|',
        '>',
        '<https://a|b>',
        'Pod',
        ' ',
        '\n',
        '🚀',
        '\ud83d',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
  // Long texts, with and without joints.
  fc
    .tuple(fc.constantFrom('& ', '<>', 'a sentence. ', '🚀', 'x', '*'), fc.integer({ min: 1, max: 5_000 }))
    .map(([part, count]) => part.repeat(count)),
);

const urls = fc.oneof(
  fc.webUrl(),
  words,
  words.map((text) => `https://example.com/${text}`),
  words.map((text) => `mailto:${text}`),
);

const phrasing: fc.Arbitrary<PhrasingContent> = fc.letrec<{ node: PhrasingContent }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    words.map((value): PhrasingContent => ({ type: 'text', value })),
    words.map((value): PhrasingContent => ({ type: 'inlineCode', value })),
    words.map((value): PhrasingContent => ({ type: 'html', value })),
    fc.constant<PhrasingContent>({ type: 'break' }),
    fc.tuple(words, urls).map(([alt, url]): PhrasingContent => ({ type: 'image', alt, url })),
    fc
      .tuple(fc.constantFrom('strong', 'emphasis', 'delete'), fc.array(tie('node'), { maxLength: 3 }))
      .map(([type, children]): PhrasingContent => ({ type, children })),
    fc
      .tuple(urls, fc.array(tie('node'), { maxLength: 2 }))
      .map(([url, children]) => ({ type: 'link', url, children }) as PhrasingContent),
  ),
})).node;

const phrases = fc.array(phrasing, { maxLength: 4 });

const block: fc.Arbitrary<RootContent> = fc.letrec<{ node: RootContent }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    phrases.map((children): RootContent => ({ type: 'paragraph', children })),
    phrases.map((children): RootContent => ({ type: 'heading', depth: 2, children })),
    words.map((value): RootContent => ({ type: 'code', value })),
    words.map((value): RootContent => ({ type: 'html', value })),
    fc.constant<RootContent>({ type: 'thematicBreak' }),
    fc.array(fc.array(phrases, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }).map(
      (rows): RootContent => ({
        type: 'table',
        children: rows.map((cells) => ({
          type: 'tableRow',
          children: cells.map((children) => ({ type: 'tableCell', children })),
        })),
      }),
    ),
    fc
      .array(tie('node'), { maxLength: 3 })
      .map((children) => ({ type: 'blockquote', children }) as Nodes as RootContent),
    fc
      .tuple(
        fc.boolean(),
        fc.constantFrom(true, false, null),
        fc.array(fc.array(tie('node'), { maxLength: 2 }), { minLength: 1, maxLength: 4 }),
      )
      .map(
        ([ordered, checked, items]) =>
          ({
            type: 'list',
            ordered,
            children: items.map((children) => ({ type: 'listItem', checked, children })),
          }) as Nodes as RootContent,
      ),
  ),
})).node;

const pointer: fc.Arbitrary<Pointer> = fc.record(
  { title: words, heading: words, url: urls },
  { requiredKeys: ['title'] },
);

const candidate = fc.tuple(pointer, words).map(([place, gist]) => ({ ...place, gist }));

const replies: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({ kind: fc.constant('notice'), text: words, related: fc.array(pointer, { maxLength: 30 }) }),
  fc.record({
    kind: fc.constant('choices'),
    answer: fc.constant('answer-1'),
    text: words,
    candidates: fc.array(candidate, { maxLength: 80 }),
  }),
  fc.record({
    kind: fc.constant('excerpt'),
    answer: fc.constant('answer-1'),
    passage: fc.record(
      {
        title: words,
        heading: words,
        url: urls,
        blocks: fc.array(block, { maxLength: 5 }),
        shortened: fc.boolean(),
        sources: fc.array(
          fc.record({ title: words, url: urls, license: words }, { requiredKeys: ['title'] }),
          {
            maxLength: 30,
          },
        ),
        checked: words,
      },
      { requiredKeys: ['title', 'blocks', 'shortened', 'sources'] },
    ),
    related: fc.array(pointer, { maxLength: 30 }),
  }),
);
