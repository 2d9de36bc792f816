import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askingPartOf } from '../../src/answers/asking-part.js';

test.each([
  ['Our shop is slow since yesterday. How do I add replicas?', 'How do I add replicas?'],
  ['what is a pod? We are new here, and our boss wants one.', 'what is a pod?'],
  ['Pods crash: how do I see why', 'how do I see why'],
  ['it is slow... any idea', 'any idea'],
  ['We moved last week\nexplain rollouts\nthey fail', 'explain rollouts'],
  ['Nothing starts. Hey team, which command shows why', 'Hey team, which command shows why'],
])('the sentence that asks is told from the story around it: %j', (message, asking) => {
  expect(askingPartOf(message)).toBe(asking);
});

test('sentences that want something done ask as well', () => {
  expect(askingPartOf('We are too slow. Restart the shop for me!')).toBe('Restart the shop for me!');
  expect(askingPartOf('It is late; please restart it')).toBe('please restart it');
});

test('all sentences that ask are the question', () => {
  expect(askingPartOf('Is it slow? It has one node. Is that enough?')).toBe('Is it slow? Is that enough?');
});

test('a full stop inside a word ends no sentence', () => {
  const question = 'Which of v1.24 and node.example.com is right';
  expect(askingPartOf(`We upgraded. ${question}`)).toBe(question);
});

test.each(['our shop is slow', 'It is slow. It has one node.', '', '  ', '…', '😀'])(
  'where no sentence asks, the whole message is the question: %j',
  (message) => {
    expect(askingPartOf(message)).toBe(message);
  },
);

test('for any message, what asks is made of its words in their order', () => {
  const piece = fc.oneof(
    fc.constantFrom('what is a pod', 'we are slow', 'how', '?', '. ', '.', '\n', ': ', ' ', 'v1.2', '…'),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const wordsIn = (text: string) => text.split(/\s+/).filter(Boolean);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const message = pieces.join('');
      const words = wordsIn(message).join(' ');
      let from = 0;
      for (const word of wordsIn(askingPartOf(message))) {
        const at = words.indexOf(word, from);
        expect(at).toBeGreaterThanOrEqual(0);
        from = at + word.length;
      }
    }),
    { numRuns: 500 },
  );
});

test.each(['a', ' ', '-', '. ', '.', '?', '\n', 'hey  ', 'hey -- ', 'how can ', 'and so '])(
  'a message of 10,000 characters, %j again and again, is read at once',
  (unit) => {
    const begin = performance.now();
    askingPartOf(`${unit.repeat(10_000 / unit.length)}which pods`);
    expect(performance.now() - begin).toBeLessThan(500);
  },
);
