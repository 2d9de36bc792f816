import type { types } from '@slack/bolt';
import fc from 'fast-check';
import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import { describe, expect, test } from 'vitest';
import type { AnswerId } from '../../../src/answers/answer.js';
import type { Button } from '../../../src/chat/button.js';
import type { Passage, Pointer, Reply } from '../../../src/chat/reply.js';
import { plain } from '../../../src/chat/slack/mrkdwn.js';
import { context } from '../../../src/chat/slack/pieces.js';
import { shareButton } from '../../../src/chat/slack/render-buttons.js';
import { renderReply, type SlackMessage } from '../../../src/chat/slack/render-reply.js';
import { renderWindow } from '../../../src/chat/slack/render-window.js';
import { parseMarkdown } from '../../../src/knowledge/parse-markdown.js';
import { blocksFault, viewFault } from '../../servers/block-kit.js';
import { elementsOf, labelOf } from './workspace.js';

const PODS: Pointer = { title: 'Pods', heading: 'Phases', url: 'https://kubernetes.io/pods' };
const RUNBOOK: Pointer = { title: 'Our runbook' };

/** The button that shows a section, as a pointer has it. */
const buttonTo = (place: number): Button => ({ kind: 'section', answer: 'answer-1', place });

function passageOf(markdown: string, shortened = false): Passage {
  const sources = [
    { title: 'Pods', url: 'https://kubernetes.io/pods', license: 'CC BY 4.0' },
    { title: 'pods.md' },
  ];
  return { ...PODS, blocks: parseMarkdown(markdown).children, shortened, sources, checked: '2026-11-21' };
}

function excerpt(markdown: string, shortened = false): Reply {
  return {
    kind: 'excerpt',
    passage: passageOf(markdown, shortened),
    related: [
      { ...PODS, button: buttonTo(1) },
      { ...RUNBOOK, button: buttonTo(2) },
    ],
  };
}

/** A reply of each kind. */
const SHORT_REPLIES: { readonly [Kind in Reply['kind']]: Reply } = {
  notice: { kind: 'notice', text: 'I don’t know.', related: [] },
  choices: {
    kind: 'choices',
    text: 'One of these?',
    candidates: [{ ...PODS, gist: '' }],
  },
  list: { kind: 'list', text: 'These:', entries: [{ ...RUNBOOK, gist: 'x' }], more: 2 },
  comparison: { kind: 'comparison', passages: [passageOf('A.'), passageOf('B.')] },
  excerpt: excerpt('A Pod runs.'),
};

const textsOf = ({ blocks }: { readonly blocks: readonly types.AnyBlock[] }) =>
  (blocks as readonly types.KnownBlock[]).flatMap((block) => {
    if (block.type === 'section') return [block.text?.text ?? ''];
    if (block.type === 'context') {
      return block.elements.map((element) => ('text' in element ? element.text : ''));
    }
    return [];
  });

/** The name, the label and the value of each button. */
const buttonsOf = (shown: object) =>
  elementsOf(shown).flatMap((element) =>
    element.type === 'button' ? [[element.action_id, labelOf(element), element.value]] : [],
  );

describe('renderReply()', () => {
  test('draws an excerpt with its title as link, its sources and what is related', () => {
    const message = renderReply(excerpt('A Pod **runs**. It ends.', true));
    expect(textsOf(message)).toEqual([
      '*<https://kubernetes.io/pods|Pods › Phases>*',
      'A Pod *runs*. It ends.',
      '… more at the source',
      'Sources: <https://kubernetes.io/pods|Pods> · CC BY 4.0 · pods.md · checked 2026-11-21',
      'Related:',
    ]);
    expect(buttonsOf(message)).toEqual([
      ['press related 0', 'Pods › Phases', 'v1 section answer-1 1'],
      ['press related 1', 'Our runbook', 'v1 section answer-1 2'],
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

  test('draws choices as links, each with a button that shows it', () => {
    const message = renderReply({
      kind: 'choices',
      text: 'Is it one of these?',
      candidates: [
        { ...PODS, gist: 'A <Pod> runs.', button: buttonTo(0) },
        { ...RUNBOOK, gist: '' },
      ],
    });
    expect(textsOf(message)).toEqual([
      'Is it one of these?',
      '<https://kubernetes.io/pods|Pods › Phases>\nA &lt;Pod&gt; runs.',
      'Our runbook',
    ]);
    expect(buttonsOf(message)).toEqual([['press show 0', 'Show', 'v1 section answer-1 0']]);
    expect(message.text).toBe('Is it one of these? Pods › Phases; Our runbook');
  });

  test('draws a notice, with what is related if there is any', () => {
    const notice = { kind: 'notice', text: 'I <don’t> know.' } as const;
    expect(textsOf(renderReply({ ...notice, related: [] }))).toEqual(['I &lt;don’t&gt; know.']);
    const message = renderReply({ ...notice, related: [{ ...RUNBOOK, button: buttonTo(0) }] });
    expect(textsOf(message)).toEqual(['I &lt;don’t&gt; know.', 'Related:']);
    expect(buttonsOf(message)).toEqual([['press related 0', 'Our runbook', 'v1 section answer-1 0']]);
  });

  test('draws a list with each company as a link and what speaks for it, and how many more there are', () => {
    const list: Reply = {
      kind: 'list',
      text: '3 case studies for “istio”:',
      entries: [
        { title: 'Acme', url: 'https://example.com/acme/', gist: 'It runs <300> nodes.' },
        { title: 'Globex', gist: 'Istio guards them.' },
      ],
      more: 1,
    };
    const message = renderReply(list);
    expect(textsOf(message)).toEqual([
      '3 case studies for “istio”:',
      '• *<https://example.com/acme/|Acme>*: It runs &lt;300&gt; nodes.',
      '• *Globex*: Istio guards them.',
      '… and 1 more',
    ]);
    expect(message.text).toBe('3 case studies for “istio”: Acme; Globex');
    expect(textsOf(renderReply({ ...list, more: 0 })).at(-1)).toMatch(/^• \*Globex\*/);
  });

  test('draws a comparison side by side, each with its title, its text and its source', () => {
    const comparison: Reply = {
      kind: 'comparison',
      passages: [
        passageOf('A Pod **runs**.', true),
        { ...passageOf('Restart it.'), title: 'Our runbook', sources: [RUNBOOK] },
      ],
    };
    const sides = [
      '*<https://kubernetes.io/pods|Pods › Phases>*',
      'A Pod *runs*.',
      '… more at the source',
      'Sources: <https://kubernetes.io/pods|Pods> · CC BY 4.0 · pods.md · checked 2026-11-21',
      '*<https://kubernetes.io/pods|Our runbook › Phases>*',
      'Restart it.',
      'Source: Our runbook · checked 2026-11-21',
    ];
    expect(textsOf(renderReply(comparison))).toEqual(sides);
    expect(renderReply(comparison).text).toBe('Pods › Phases · Our runbook › Phases');
    expect(textsOf(renderReply({ ...comparison, text: 'I am not <sure>.' }))).toEqual([
      'I am not &lt;sure&gt;.',
      ...sides,
    ]);
  });

  test.each(['notice', 'choices', 'list', 'comparison', 'excerpt'] as const)(
    'draws the note of a reply of kind %s below it',
    (kind) => {
      const reply = SHORT_REPLIES[kind];
      const message = renderReply({ ...reply, note: 'I read its first 10,000 <characters>.' });
      expect(textsOf(message)).toEqual([
        ...textsOf(renderReply(reply)),
        'I read its first 10,000 &lt;characters&gt;.',
      ]);
      expect(message.blocks.at(-1)?.type).toBe('context');
    },
  );

  test.each(['<!channel>', '<@U1>', '<#C1|general>', '<https://evil.example|Acme>', '*bold* _it_ `x`'])(
    'shows %s as it is wherever it stands in a list, a comparison, a notice or a note',
    (text) => {
      const { blocks } = passageOf('Fine.');
      const replies: Reply[] = [
        {
          kind: 'list',
          text,
          entries: [{ title: text, gist: text }],
          more: 0,
          note: text,
        },
        {
          kind: 'comparison',
          text,
          passages: [{ title: text, blocks, shortened: false, sources: [{ title: text }] }],
        },
        { kind: 'notice', text: `I have no case study of ${text}.`, related: [], note: text },
      ];
      for (const message of replies.map(renderReply)) {
        expectWithinLimits(message);
        for (const drawn of [...textsOf(message), message.text]) {
          if (drawn !== 'Fine.') expect(drawn).toContain(plain(text));
        }
      }
    },
  );

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

// Without shrinking, which takes many minutes where texts are so long: the seed finds the same reply again.
describe('whatever a reply holds', () => {
  test('its message stays within Slack’s limits, is written whole, and calls nobody', () => {
    fc.assert(
      fc.property(replies, (reply) => expectWithinLimits(renderReply(reply))),
      { numRuns: 300, endOnFailure: true },
    );
  }, 60_000);

  test('its message has room for who shared it and for a button that shares it', () => {
    fc.assert(
      fc.property(replies, (reply) => {
        const { blocks } = renderReply(reply);
        const around = [
          ...context('Shared by <@U0ASKER>'),
          ...blocks,
          ...shareButton({ ...reply, rated: 'answer-1' }, '1790.1'),
        ];
        expect(blocksFault(around)).toBeUndefined();
      }),
      { numRuns: 100, endOnFailure: true },
    );
  }, 60_000);

  test('its window stays within Slack’s limits, is written whole, and calls nobody', () => {
    fc.assert(
      fc.property(replies, (reply) => {
        const view = renderWindow(reply, 'Answer');
        expect(viewFault(view)).toBeUndefined();
        for (const text of textsOf(view)) expectSafe(text);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  }, 60_000);
});

test('the longest list and the longest comparisons that answers make stay within Slack’s limits', () => {
  const place = { title: 'Word '.repeat(20), url: `https://example.com/${'x'.repeat(100)}` };
  const note = 'Your message is long: I read its first 10,000 characters.';
  const entries = Array(10).fill({ ...place, gist: 'word '.repeat(40) });
  const text = `No case study has all of ${'“phrase” and '.repeat(20)}. These come nearest:`;
  expectWithinLimits(renderReply({ kind: 'list', text, entries, more: 40, note }));

  const side = (characters: number): Passage => ({
    ...passageOf('word '.repeat(characters / 5), true),
    ...place,
    sources: Array(3).fill({ ...place, license: 'CC BY 4.0' }),
  });
  for (const passages of [Array(2).fill(side(1_200)), [side(1_200), ...Array(4).fill(side(400))]]) {
    const text = 'I am not sure. This is the nearest I have:';
    expectWithinLimits(renderReply({ kind: 'comparison', text, passages, note }));
  }
});

/** Slack’s limits for a message as a whole, and for all that is in it. */
function expectWithinLimits(message: SlackMessage): void {
  expect(textsOf(message).join('').length).toBeLessThanOrEqual(10_000);
  expectWrittenWell(message);
}

/** Slack’s limits for blocks, and what makes a message safe. */
function expectWrittenWell(message: SlackMessage): void {
  expect(blocksFault(message.blocks)).toBeUndefined();
  expect(message.text.length).toBeLessThanOrEqual(3_900);
  for (const text of [...textsOf(message), message.text]) expectSafe(text);
}

/** Every `<` is ours, every entity whole, and every fence ends. */
function expectSafe(text: string): void {
  expect(text.trim()).not.toBe('');
  expect(text).not.toMatch(/\p{Surrogate}/u);
  const withoutLinks = text.replace(/<(?:https?:\/\/|mailto:)[^<>|\s]+(?:\|[^<>\n]*)?>/gi, '');
  expect(withoutLinks).not.toContain('<');
  expect(withoutLinks.replace(/^> ?/gm, '')).not.toContain('>');
  expect(text.replace(/&(?:amp|lt|gt);/g, '')).not.toContain('&');
  expect((text.match(/```/g) ?? []).length % 2).toBe(0);
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
    .tuple(fc.constantFrom('& ', '<>', 'a sentence. ', '🚀', 'x', '*'), fc.integer({ min: 1, max: 10_000 }))
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
  { title: words, heading: words, url: urls, button: fc.nat(200).map(buttonTo) },
  { requiredKeys: ['title'] },
);

const candidate = fc.tuple(pointer, words).map(([place, gist]) => ({ ...place, gist }));

const passage = fc.record(
  {
    title: words,
    heading: words,
    url: urls,
    blocks: fc.array(block, { maxLength: 5 }),
    shortened: fc.boolean(),
    sources: fc.array(fc.record({ title: words, url: urls, license: words }, { requiredKeys: ['title'] }), {
      maxLength: 30,
    }),
    checked: words,
  },
  { requiredKeys: ['title', 'blocks', 'shortened', 'sources'] },
);

/** What may stand around every reply. */
const surroundings = fc.record(
  {
    note: words,
    buttons: fc.array(fc.record({ label: words, button: fc.nat(200).map(buttonTo) }), { maxLength: 40 }),
    rated: fc.constant<AnswerId>('answer-1'),
  },
  { requiredKeys: [] },
);

const bodies: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({ kind: fc.constant('notice'), text: words, related: fc.array(pointer, { maxLength: 30 }) }),
  fc.record({
    kind: fc.constant('choices'),
    text: words,
    candidates: fc.array(candidate, { maxLength: 80 }),
  }),
  fc.record({
    kind: fc.constant('list'),
    text: words,
    entries: fc.array(candidate, { maxLength: 60 }),
    more: fc.nat(100),
  }),
  fc.record(
    { kind: fc.constant('comparison'), text: words, passages: fc.array(passage, { maxLength: 12 }) },
    { requiredKeys: ['kind', 'passages'] },
  ),
  fc.record(
    {
      kind: fc.constant('excerpt'),
      passage,
      related: fc.array(pointer, { maxLength: 30 }),
      clue: words.map((text) => text.slice(0, 120)),
    },
    { requiredKeys: ['kind', 'passage', 'related'] },
  ),
);

const replies = fc.tuple(bodies, surroundings).map(([body, around]): Reply => ({ ...body, ...around }));
