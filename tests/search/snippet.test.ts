import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MarkedText, markTerms, SNIPPET_LIMIT, snippetOf } from '../../src/search/snippet.js';
import { termsOf } from '../../src/search/terms.js';

const weightsOf = (words: string) => new Map(termsOf(words).map((term) => [term, 1]));
const written = (pieces: readonly MarkedText[]) =>
  pieces.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('');

test('a snippet marks the words that were found, in whatever form they stand', () => {
  expect(
    written(snippetOf('Nodes run kube-proxy.\nScaling Deployments is simple.', weightsOf('scale proxy'))),
  ).toBe('Nodes run [kube-proxy]. [Scaling] Deployments is simple.');
});

test('a snippet is cut out between words, around what says most', () => {
  const filler = 'It says nothing of that here. '.repeat(20);
  const shown = written(
    snippetOf(
      `${filler}A probe alone. ${filler}The probe of the container failed. ${filler}`,
      weightsOf('probe container'),
    ),
  );
  expect(shown).toMatch(/^… .*\[probe\] of the \[container\] failed\. .* …$/);
  expect(shown.length).toBeLessThan(SNIPPET_LIMIT + 20);
  expect(shown).not.toContain('alone');
});

test('lines of a table or a list are kept apart; a text without the words is shown from its beginning', () => {
  expect(written(snippetOf('Before\nAfter\nOne sentence.\nAnother', weightsOf('cluster')))).toBe(
    'Before · After · One sentence. Another',
  );
});

test('marks stand in whole texts as well', () => {
  expect(written(markTerms('Probes › When a probe fails', weightsOf('probe')))).toBe(
    '[Probes] › When a [probe] fails',
  );
});

test('whatever a text holds, what is shown is a part of it, and no longer than it may be', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 2_000 }),
      fc.string({ maxLength: 20 }),
      (text, words) => {
        const plain = snippetOf(text, weightsOf(words))
          .map((piece) => piece.text)
          .join('');
        expect(plain.length).toBeLessThanOrEqual(SNIPPET_LIMIT + 4);
        expect(
          markTerms(text, weightsOf(words))
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text.normalize('NFKC'));
      },
    ),
  );
});
