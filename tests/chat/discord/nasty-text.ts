import fc from 'fast-check';
import type { Link, PhrasingContent, Root, RootContent } from 'mdast';

const PIECES = [
  '@everyone',
  '@here',
  '<@100000000000000002>',
  '<@!1>',
  '<@&3>',
  '<#4>',
  '<t:1618953630:R>',
  '<:pod:123>',
  ':smile:',
  '[bank](https://evil.example)',
  '](https://evil.example)',
  '[',
  ']',
  '(',
  ')',
  '<https://evil.example>',
  'https://evil.example/a_b*c',
  'www.evil.example',
  '**',
  '*',
  '__',
  '_',
  '~~',
  '||',
  '`',
  '``',
  '```',
  '````',
  '```yaml\n',
  '\\',
  '\n# ',
  '\n-# ',
  '\n> ',
  '>>> ',
  '\n- ',
  '\n1. ',
  '\u2028# ',
  '\r# ',
  '😀',
  '\ud83d',
  '\ude00',
  '\u200b',
  '<b>',
  'kubectl get pods ',
  ' ',
  'a',
];

/** Text that is up to no good. */
export const nastyText = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...PIECES), fc.integer({ min: 300, max: 3_000 }))
      .map(([piece, times]) => piece.repeat(times).slice(0, 6_000)),
  },
);

/** The same as Unicode, as all that comes from files and from people is. */
export const nastyUnicode = nastyText.map((text) => text.replace(/\p{Surrogate}/gu, '\ufffd'));

/** An address, good, bad or long. */
export const nastyUrl = fc.oneof(
  fc.constantFrom(
    'https://kubernetes.io/docs/',
    'https://example.com/a_(b)*c**d~~e||f?x=[1]&y="z"',
    'javascript:alert(1)',
    'https://good.example@evil.example/',
    'mailto:a@example.com',
    '/relative',
    '',
  ),
  fc.webUrl(),
  fc.integer({ min: 400, max: 3_000 }).map((length) => `https://example.com/${'x'.repeat(length)}`),
);

const { block } = fc.letrec<{ phrasing: PhrasingContent; block: RootContent }>((tie) => ({
  phrasing: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    nastyText.map((value): PhrasingContent => ({ type: 'text', value })),
    nastyText.map((value): PhrasingContent => ({ type: 'inlineCode', value })),
    nastyText.map((value): PhrasingContent => ({ type: 'html', value })),
    fc.constant<PhrasingContent>({ type: 'break' }),
    fc.tuple(nastyText, nastyUrl).map(([alt, url]): PhrasingContent => ({ type: 'image', alt, url })),
    children(tie('phrasing')).map((inner): PhrasingContent => ({ type: 'strong', children: inner })),
    children(tie('phrasing')).map((inner): PhrasingContent => ({ type: 'emphasis', children: inner })),
    children(tie('phrasing')).map((inner): PhrasingContent => ({ type: 'delete', children: inner })),
    fc
      .tuple(children(tie('phrasing')), nastyUrl)
      .map(([inner, url]): Link => ({ type: 'link', url, children: inner })),
  ),
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    children(tie('phrasing')).map((inner): RootContent => ({ type: 'paragraph', children: inner })),
    fc
      .tuple(
        children(tie('phrasing')),
        fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 6 as const),
      )
      .map(([inner, depth]): RootContent => ({ type: 'heading', depth, children: inner })),
    fc
      .tuple(nastyText, fc.option(nastyText))
      .map(([value, lang]): RootContent => ({ type: 'code', value, lang })),
    nastyText.map((value): RootContent => ({ type: 'html', value })),
    fc.constant<RootContent>({ type: 'thematicBreak' }),
    fc.array(children(tie('phrasing')), { minLength: 1, maxLength: 4 }).map(
      (cells): RootContent => ({
        type: 'table',
        children: [cells, cells].map((row) => ({
          type: 'tableRow',
          children: row.map((inner) => ({ type: 'tableCell', children: inner })),
        })),
      }),
    ),
    fc
      .array(tie('block').filter(isFlow), { maxLength: 3 })
      .map((inner): RootContent => ({ type: 'blockquote', children: inner.filter(isFlow) })),
    fc
      .tuple(
        fc.boolean(),
        fc.array(fc.array(tie('block').filter(isFlow), { maxLength: 3 }), { maxLength: 4 }),
      )
      .map(
        ([ordered, items]): RootContent => ({
          type: 'list',
          ordered,
          children: items.map((inner) => ({ type: 'listItem', children: inner.filter(isFlow) })),
        }),
      ),
  ),
}));

function children(node: fc.Arbitrary<PhrasingContent>): fc.Arbitrary<PhrasingContent[]> {
  return fc.array(node, { maxLength: 4 });
}

type Flow = Extract<
  RootContent,
  { type: 'paragraph' | 'heading' | 'code' | 'html' | 'list' | 'blockquote' | 'table' | 'thematicBreak' }
>;

function isFlow(node: RootContent): node is Flow {
  return node.type !== 'listItem';
}

/** Blocks of every type, holding nasty text. */
export const nastyBlocks: fc.Arbitrary<Root['children']> = fc.array(block, { maxLength: 5 });
