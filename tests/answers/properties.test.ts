import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer, Citation } from '../../src/answers/answer.js';
import { createAnswerQuestion } from '../../src/answers/answer-question.js';
import { plainTextOf } from '../../src/knowledge/markdown.js';
import { NO_VOCABULARY } from '../../src/knowledge/vocabulary.js';
import { termsOf } from '../../src/search/terms.js';
import { caseStudyOf, documentFrom } from '../documents.js';

const DOCUMENTS = [
  caseStudyOf(
    'Acme',
    `Acme sells anvils.
## Results
Deployments took *minutes* instead of days.

- It runs 300 nodes.
- \`Istio\` guards them.
`,
    'acme.md',
  ),
  caseStudyOf('Globex', 'Globex sells globes, and left Mesos. It saves $3 million.', 'globex.md'),
  documentFrom(
    `---
aliases: [rollout]
---
# Deployments
A Deployment keeps replicas of a Pod running.

## Rolling back
Undo a rollout with this:

\`\`\`bash
kubectl rollout undo deployment/anvil
\`\`\`

## A long story
${Array.from({ length: 60 }, (_, day) => `On day ${day} a Pod of Deployment ${day} was replaced.`).join(' ')}

${Array.from({ length: 60 }, (_, day) => `1. Pods of day ${day}: all Running`).join('\n')}
`,
    'deployments.md',
  ),
];

const answerQuestion = createAnswerQuestion(
  {
    documents: DOCUMENTS,
    vocabulary: {
      ...NO_VOCABULARY,
      industries: { Testing: ['tester'] },
      tools: { Istio: [], Mesos: [] },
      elsewhere: { Testing: ['initech'] },
      beyond: { sports: ['football'] },
    },
  },
  () => 'answer-1',
);

const KINDS: readonly Answer['kind'][] = ['found', 'list', 'comparison', 'unsure', 'declined', 'small-talk'];

function citationsOf(answer: Answer): readonly Citation[] {
  switch (answer.kind) {
    case 'found':
      return [answer.best, ...answer.related];
    case 'list':
      return answer.entries;
    case 'comparison':
      return [...(answer.lead ? [answer.lead] : []), ...answer.sides];
    case 'unsure':
      return answer.candidates;
    case 'declined':
      return answer.related;
    case 'small-talk':
      return [];
  }
}

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());

const piece = fc.oneof(
  fc.constantFrom('Acme', 'globex', 'Initech', 'Istio', 'mesos', 'football', 'testers', 'companies'),
  fc.constantFrom(
    'deployments',
    'rollout',
    'undo',
    'pods',
    'day',
    'Running',
    'minutes',
    'nodes',
    'depolyment',
  ),
  fc.constantFrom(
    'which',
    'how many',
    'why',
    'who',
    'vs',
    'or',
    'is',
    'left',
    'and',
    'the',
    'our',
    'what is a',
  ),
  fc.constantFrom(
    '`',
    '```\n',
    '<b>',
    '</script>',
    '&lt;',
    '\n',
    '\n\n',
    '**',
    '[a](b)',
    '|',
    '?',
    '!',
    '…',
    '\u0000',
  ),
  fc.constantFrom('constructor', '__proto__', 'toString', '😀', '東京', '9'.repeat(50)),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const mixedText = fc
  .tuple(fc.array(piece, { maxLength: 25 }), fc.constantFrom(' ', ''))
  .map(([pieces, between]) => pieces.join(between));

const text = fc.oneof(anyText, mixedText);
const thread = fc.array(text, { maxLength: 2 });

test('any string in any thread has an answer of a known kind, and the same twice', () => {
  fc.assert(
    fc.property(text, thread, (asked, before) => {
      const question = { text: asked, thread: before };
      const answer = answerQuestion(question);
      expect(KINDS).toContain(answer.kind);
      expect(answerQuestion(question)).toEqual(answer);
    }),
    { numRuns: 300 },
  );
});

test('whatever is asked, every excerpt is a part of its section, and every section of its document', () => {
  const withoutSpaces = (words: string) => words.replace(/\s+/g, '');
  fc.assert(
    fc.property(text, thread, (asked, before) => {
      for (const { document, section, excerpt } of citationsOf(
        answerQuestion({ text: asked, thread: before }),
      )) {
        const shown = withoutSpaces(plainTextOf(excerpt.blocks)).replace(/…$/, '');
        expect(DOCUMENTS).toContain(document);
        expect(document.sections).toContain(section);
        expect(withoutSpaces(section.text)).toContain(shown);
        expect(shown).not.toBe('');
      }
    }),
    { numRuns: 300 },
  );
});

test('questions of words of ours have answers of every kind, so that the statements above say something', () => {
  const kindOf = (asked: string) => answerQuestion({ text: asked, thread: [] }).kind;
  expect(kindOf('how do I undo a rollout')).toBe('found');
  expect(kindOf('which companies run Istio or left Mesos')).toBe('list');
  expect(kindOf('Acme vs Globex')).toBe('comparison');
  expect(kindOf('how does Initech use pods')).toBe('declined');
  expect(kindOf('hello')).toBe('small-talk');
});

test('what a long question says beyond its beginning changes nothing', () => {
  const long = `how do I undo a rollout ${'please '.repeat(2_000)}`;
  const answer = answerQuestion({ text: long, thread: [] });
  expect(answerQuestion({ text: `${long} football Acme`, thread: [] })).toEqual(answer);
});

test('the terms of two texts are those of the one, and then those of the other', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(termsOf(`${one} ${other}`)).toEqual([...termsOf(one), ...termsOf(other)]);
    }),
  );
});

test('any two spellings that Unicode holds for the same have the same terms', () => {
  fc.assert(
    fc.property(text, (asked) => {
      expect(termsOf(asked.normalize('NFKC'))).toEqual(termsOf(asked));
      expect(termsOf(asked.normalize('NFD'))).toEqual(termsOf(asked));
    }),
  );
});
