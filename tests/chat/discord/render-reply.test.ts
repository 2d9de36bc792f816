import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  COMPONENTS_LIMIT,
  CONTENT_LIMIT,
  EMBED_DESCRIPTION_LIMIT,
  EMBED_TITLE_LIMIT,
  MESSAGE_TEXT_LIMIT,
  renderReply,
  renderReplyAsEmbed,
  renderReplyAsText,
} from '../../../src/chat/discord/render-reply.js';
import type { Passage, Pointer, Reply } from '../../../src/chat/reply.js';
import { FAILED } from '../../../src/chat/words.js';
import { parseMarkdown } from '../../../src/knowledge/parse-markdown.js';
import { componentsIn } from '../../servers/discord-server.js';
import { readAsDiscord } from './discord-reader.js';
import { nastyBlocks, nastyText, nastyUrl } from './nasty-text.js';

const PODS = 'https://kubernetes.io/docs/concepts/workloads/pods/';

function passageOf(markdown: string, more: Partial<Passage> = {}): Passage {
  return {
    title: 'Pods',
    heading: 'What is a Pod?',
    url: PODS,
    blocks: parseMarkdown(markdown).children,
    shortened: false,
    sources: [{ title: 'Pods', url: PODS, license: 'CC BY 4.0' }],
    checked: '2026-11-21',
    ...more,
  };
}

function excerptOf(markdown: string, more: Partial<Passage> = {}, related: readonly Pointer[] = []): Reply {
  return { kind: 'excerpt', passage: passageOf(markdown, more), related };
}

/** What is said before a comparison. */
const NOT_SURE = 'I am not sure. This is the nearest I have:';

/** A reply of each kind. */
const SHORT_REPLIES: { readonly [Kind in Reply['kind']]: Reply } = {
  notice: { kind: 'notice', text: 'I don’t know.', related: [] },
  choices: {
    kind: 'choices',
    text: 'One of these?',
    candidates: [{ title: 'Pods', gist: '' }],
  },
  list: {
    kind: 'list',
    text: 'These:',
    entries: [{ title: 'Acme', gist: 'x' }],
    more: 2,
  },
  comparison: { kind: 'comparison', passages: [passageOf('A.'), passageOf('B.')] },
  excerpt: excerptOf('A Pod runs.'),
};

/** The texts of a reply; a separator is drawn as a line. */
function textsOf(reply: Reply): unknown[] {
  return renderReply(reply).components.map((component) =>
    'content' in component ? component.content : '---',
  );
}

describe('renderReply()', () => {
  test('shows the line that led to the answer as it is, before everything else', () => {
    const reply = { ...excerptOf('Run **it**.'), clue: 'Error: `x` *more*' } as Reply;
    expect(textsOf(reply)[0]).toBe('-# Going by this line of yours: ``Error: `x` *more*``');
    expect(renderReplyAsEmbed(reply).description).toMatch(/^-# Going by this line/);
  });

  test('shows an excerpt under its linked title, above its source', () => {
    const related = [{ title: 'Nodes', url: 'https://kubernetes.io/docs/nodes/' }, { title: 'Runbook' }];
    expect(textsOf(excerptOf('A Pod is the **smallest** unit.', {}, related))).toEqual([
      `### [Pods › What is a Pod?](${PODS})`,
      'A Pod is the **smallest** unit.',
      '---',
      `-# Source: [Pods](${PODS}) · CC BY 4.0 · checked 2026-11-21\n-# Related: [Nodes](https://kubernetes.io/docs/nodes/) · Runbook`,
    ]);
  });

  test('puts everything into one container', () => {
    expect(renderReply(excerptOf('Text.'))).toMatchObject({ type: 17, accent_color: 0x326ce5 });
  });

  test('shows a document that no address is known of', () => {
    const { passage } = withoutAddress('team/runbook.md');
    expect(textsOf({ kind: 'excerpt', passage, related: [] })).toEqual([
      '### Runbook',
      'Restart it.',
      '---',
      '-# Source: team/runbook.md',
    ]);
  });

  test('names every source, and the day they were checked once', () => {
    const sources = [
      { title: 'One', url: 'https://example.com/1' },
      { title: 'Two', url: 'https://example.com/2', license: 'MIT' },
    ];
    expect(textsOf(excerptOf('Text.', { sources })).at(-1)).toBe(
      '-# Source: [One](https://example.com/1) · [Two](https://example.com/2) · MIT · checked 2026-11-21',
    );
  });

  test('says that an excerpt was shortened, by the search or to fit', () => {
    const hint = expect.stringContaining('the source has more');
    expect(textsOf(excerptOf('Text.', { shortened: true })).at(-1)).toEqual(hint);
    expect(textsOf(excerptOf('A long paragraph.\n\n'.repeat(400))).at(-1)).toEqual(hint);
    expect(textsOf(excerptOf('Text.')).at(-1)).not.toEqual(hint);
  });

  test('shortens between blocks, so that code is whole', () => {
    const block = `Run this:\n\n\`\`\`yaml\n${'key: value\n'.repeat(30)}\`\`\`\n\n`;
    const text = textsOf(excerptOf(block.repeat(20))).join('\n');
    expect(text.length).toBeLessThanOrEqual(MESSAGE_TEXT_LIMIT);
    expect(text.match(/```/g)?.length).toBeGreaterThan(2);
    expect(readAsDiscord(text).code.every((code) => code.split('\n').length === 30)).toBe(true);
  });

  test('offers linked choices', () => {
    const candidates = [
      { title: 'Pods', url: PODS, gist: 'A Pod is the *smallest* unit.' },
      { title: 'Nodes', gist: '' },
    ];
    expect(textsOf({ kind: 'choices', text: 'Is it one of these?', candidates })).toEqual([
      `Is it one of these?\n- [Pods](${PODS})\n  A Pod is the \\*smallest\\* unit.\n- Nodes`,
    ]);
  });

  test('lists companies as links, each with what speaks for it, and says how many more there are', () => {
    const list: Reply = {
      kind: 'list',
      text: '3 case studies for “istio”:',
      entries: [
        { title: 'Acme', url: 'https://example.com/acme/', gist: 'It runs *300* nodes,\nall of them.' },
        { title: 'Globex', gist: 'Istio guards them.' },
      ],
      more: 1,
    };
    const body = [
      '3 case studies for “istio”:',
      '- **[Acme](https://example.com/acme/)**: It runs \\*300\\* nodes, all of them.',
      '- **Globex**: Istio guards them.',
    ].join('\n');
    expect(textsOf(list)).toEqual([body, '---', '-# … and 1 more']);
    expect(textsOf({ ...list, more: 0 })).toEqual([body]);
    expect(renderReplyAsEmbed(list).description).toBe(`${body}\n\n-# … and 1 more`);
  });

  test('compares side by side, each side with its title, its text and its source', () => {
    const comparison: Reply = {
      kind: 'comparison',
      passages: [passageOf('A Pod **runs**.'), withoutAddress('team/runbook.md').passage],
    };
    const sides = [
      `### [Pods › What is a Pod?](${PODS})`,
      'A Pod **runs**.',
      `-# Source: [Pods](${PODS}) · CC BY 4.0 · checked 2026-11-21`,
      '',
      '### Runbook',
      'Restart it.',
      '-# Source: team/runbook.md',
    ].join('\n');
    expect(textsOf(comparison)).toEqual([sides]);
    expect(textsOf({ ...comparison, text: 'I am *not* sure.' })).toEqual([
      `I am \\*not\\* sure.\n\n${sides}`,
    ]);
    expect(renderReplyAsEmbed(comparison)).toEqual({ color: 0x326ce5, description: sides });
  });

  test('gives each of the sides of a comparison as much room as the others', () => {
    const passages = [passageOf('A long one.\n\n'.repeat(400)), passageOf('Another one.\n\n'.repeat(400))];
    const text = textsOf({ kind: 'comparison', passages }).join('\n');
    expect(text.length).toBeLessThanOrEqual(MESSAGE_TEXT_LIMIT);
    expect(text.match(/A long one/g)?.length).toBeGreaterThan(100);
    expect(text.match(/Another one/g)?.length).toBeGreaterThan(100);
    expect(text.match(/-# Source/g)).toHaveLength(2);
  });

  test.each(['notice', 'choices', 'list', 'comparison', 'excerpt'] as const)(
    'draws the note of a reply of kind %s in small print below it',
    (kind) => {
      const reply = { ...SHORT_REPLIES[kind], note: 'I read its first 10,000 *characters*.' };
      const note = '-# I read its first 10,000 \\*characters\\*.';
      expect(String(textsOf(reply).at(-1)).split('\n').at(-1)).toBe(note);
      expect(renderReplyAsEmbed(reply).description?.split('\n').at(-1)).toBe(note);
    },
  );

  test.each([
    '@everyone',
    '<@100000000000000002>',
    '**bold** ~~gone~~ ||hidden||',
    '[bank](https://evil.example)',
  ])('shows %s as it is wherever it stands in a list, a comparison, a notice or a note', (text) => {
    const side = { title: text, blocks: [], shortened: false, sources: [{ title: text }] };
    const entries = [{ title: text, gist: text }];
    const replies: Reply[] = [
      { kind: 'list', text, entries, more: 0, note: text },
      { kind: 'comparison', text, passages: [side, side] },
      { kind: 'notice', text: `I have no case study of ${text}.`, related: [], note: text },
    ];
    for (const reply of replies) {
      const read = readAsDiscord(textsOf(reply).join('\n'));
      expect(read.mentions).toEqual([]);
      expect(read.links).toEqual([]);
      expect(read.formats.filter((format) => !OUR_FORMATS.includes(format))).toEqual([]);
    }
    const shown = replies.flatMap((reply) => readAsDiscord(textsOf(reply).join('\n')).text.split(text));
    expect(shown).toHaveLength(4 + 5 + 2 + replies.length);
  });

  test('shows a notice and what is related', () => {
    expect(textsOf({ kind: 'notice', text: 'I don’t know that one.', related: [{ title: 'Pods' }] })).toEqual(
      ['I don’t know that one.', '---', '-# Related: Pods'],
    );
    expect(textsOf(FAILED)).toHaveLength(1);
  });
});

describe('renderReplyAsEmbed()', () => {
  test('shows the same in one embed', () => {
    expect(renderReplyAsEmbed(excerptOf('A Pod is the *smallest* unit.'))).toEqual({
      color: 0x326ce5,
      title: 'Pods › What is a Pod?',
      url: PODS,
      description: `A Pod is the *smallest* unit.\n\n-# Source: [Pods](${PODS}) · CC BY 4.0 · checked 2026-11-21`,
    });
  });
});

const pointer = fc.record({ title: nastyText, heading: fc.option(nastyText), url: fc.option(nastyUrl) }).map(
  ({ title, heading, url }): Pointer => ({
    title,
    ...(heading !== null && { heading }),
    ...(url !== null && { url }),
  }),
);

const candidate = fc.tuple(pointer, nastyText).map(([place, gist]) => ({ ...place, gist }));

const passage = fc
  .record({
    pointer,
    blocks: nastyBlocks,
    shortened: fc.boolean(),
    sources: fc.array(fc.record({ title: nastyText, url: nastyUrl, license: nastyText }), { maxLength: 4 }),
    checked: fc.option(nastyText),
  })
  .map(
    ({ pointer: place, checked, ...rest }): Passage => ({
      ...place,
      ...rest,
      ...(checked !== null && { checked }),
    }),
  );

const anyBody: fc.Arbitrary<Reply> = fc.oneof(
  fc
    .record({ passage, related: fc.array(pointer, { maxLength: 4 }) })
    .map((parts): Reply => ({ kind: 'excerpt', ...parts })),
  fc
    .record({ text: nastyText, entries: fc.array(candidate, { maxLength: 10 }), more: fc.nat(100) })
    .map((parts): Reply => ({ kind: 'list', ...parts })),
  fc.record({ isSure: fc.boolean(), passages: fc.array(passage, { maxLength: 3 }) }).map(
    ({ isSure, passages }): Reply => ({
      kind: 'comparison',
      ...(!isSure && { text: NOT_SURE }),
      passages,
    }),
  ),
  fc
    .record({ text: nastyText, candidates: fc.array(candidate, { maxLength: 60 }) })
    .map((parts): Reply => ({ kind: 'choices', ...parts })),
  fc
    .record({ text: nastyText, related: fc.array(pointer, { maxLength: 60 }) })
    .map((parts): Reply => ({ kind: 'notice', ...parts })),
);

const anyReply: fc.Arbitrary<Reply> = fc
  .tuple(anyBody, fc.option(nastyText))
  .map(([body, note]) => (note === null ? body : { ...body, note }));

/** The formats that a reply draws by itself. */
const OUR_FORMATS = ['heading', 'small print', 'list', 'bold'];

describe('any reply', () => {
  test('stays within what Discord takes', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const components = componentsIn([renderReply(reply)]);
        const texts = components.flatMap(({ content }) => (typeof content === 'string' ? [content] : []));
        expect(components.length).toBeLessThanOrEqual(COMPONENTS_LIMIT);
        expect(components.length).toBeGreaterThan(1);
        expect(texts.join('').length).toBeLessThanOrEqual(MESSAGE_TEXT_LIMIT);
        for (const text of texts) expect(text.trim()).not.toBe('');
        expect(texts.join('')).not.toMatch(/\p{Surrogate}/u);

        const { title = '', description = '' } = renderReplyAsEmbed(reply);
        expect(title.length).toBeLessThanOrEqual(EMBED_TITLE_LIMIT);
        expect(description.length).toBeLessThanOrEqual(EMBED_DESCRIPTION_LIMIT);
        expect(title.trim() + description.trim()).not.toBe('');

        const plain = renderReplyAsText(reply);
        expect(plain.length).toBeLessThanOrEqual(CONTENT_LIMIT);
        expect(plain.trim()).not.toBe('');
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('mentions nobody', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const { title = '', description = '' } = renderReplyAsEmbed(reply);
        const contents = componentsIn([renderReply(reply)]).map(({ content }) => String(content ?? ''));
        for (const text of [...contents, title, description, renderReplyAsText(reply)])
          expect(readAsDiscord(text).mentions).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

test('the longest list and the longest comparisons that answers make stay within what Discord takes', () => {
  const place = { title: 'Word '.repeat(20), url: `https://example.com/${'x'.repeat(200)}` };
  const note = 'Your message is long: I read its first 10,000 characters.';
  const entries = Array(10).fill({ ...place, gist: 'word '.repeat(40) });
  const text = `No case study has all of ${'“phrase” and '.repeat(20)}. These come nearest:`;
  const list: Reply = { kind: 'list', text, entries, more: 40, note };

  const side = (characters: number): Passage => ({
    ...passageOf('word '.repeat(characters / 5), { shortened: true }),
    ...place,
    sources: Array(3).fill({ ...place, license: 'CC BY 4.0' }),
  });
  const comparisons = [
    Array(2).fill(side(1_200)),
    [side(1_200), ...Array(4).fill(side(400))],
    Array(12).fill(passageOf('word '.repeat(40))),
  ].map((passages): Reply => ({ kind: 'comparison', text: NOT_SURE, passages, note }));

  for (const reply of [list, ...comparisons]) {
    expect(textsOf(reply).join('').length).toBeLessThanOrEqual(MESSAGE_TEXT_LIMIT);
    expect(renderReplyAsEmbed(reply).description?.length).toBeLessThanOrEqual(EMBED_DESCRIPTION_LIMIT);
    expect(textsOf(reply).join('')).toContain(note);
    expect(renderReplyAsText(reply).length).toBeLessThanOrEqual(CONTENT_LIMIT);
    expect(renderReplyAsText(reply)).toContain(note);
  }
});

function withoutAddress(path: string): { passage: Passage } {
  const { children } = parseMarkdown('Restart it.');
  return { passage: { title: 'Runbook', blocks: children, shortened: false, sources: [{ title: path }] } };
}
