import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureAskedFor } from '../../src/answers/figure.js';

/** Whether a text has the figure that a question asks for. */
const has = (question: string, text: string) => figureAskedFor(question)?.test(text);

test.each([
  ['how long does a deployment take', 'It takes 20 minutes.', 'It takes patience.'],
  ['How quickly are releases made?', 'in two weeks', 'in 2 regions'],
  ['how much faster are builds', 'builds are ten times faster', 'builds are faster'],
  ['how much faster are builds', '80% faster', '80 builds'],
  ['how much did they save', 'it saved $3 million', 'it saved them'],
  ['how much cheaper is it', 'a third of it, 30 percent', 'a tenth of it'],
  ['what were the cost savings', 'half the cost', 'no cost'],
  ['how many nodes are there', 'It has 5,000 nodes.', 'It has nodes.'],
  ['how many clusters', 'three clusters', 'clusters'],
  ['how often do they deploy', 'a hundred times a day', 'often'],
  ['when did they move', 'They moved in 2017.', 'They moved.'],
  ['which port of the API server is secure', 'port 6443', 'a port'],
])('%s is answered by “%s”, and not by “%s”', (question, figure, none) => {
  expect(has(question, figure)).toBe(true);
  expect(has(question, none)).toBe(false);
});

test.each(['what is a Pod', 'how do I delete a pod', 'why did they move', 'how does a Service work', ''])(
  'no figure is asked for: %j',
  (question) => {
    expect(figureAskedFor(question)).toBeUndefined();
  },
);

test('a number inside a word is no figure', () => {
  expect(has('how many nodes', 'someone alone with Istio')).toBe(false);
});

test('the figure that a question asks for is the same every time it is looked for, for any text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('how', 'many', 'much', 'long', 'cost', '5', '%'))
      .map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(text, text, (question, section) => {
      const figure = figureAskedFor(question);
      expect(figure?.test(section)).toBe(figure?.test(section));
      expect(figureAskedFor(question)).toEqual(figure);
    }),
  );
});
