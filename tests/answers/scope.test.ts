import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScopeReader, type Scope } from '../../src/answers/scope.js';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.js';

const scopeOf = createScopeReader({
  'version control': ['git', 'merge conflict'],
  databases: ['sql', 'join'],
  sports: ['football'],
});

/** The signs that speak against a question. */
const signsIn = (question: string) => {
  const { kubernetes, ...against } = scopeOf(question);
  return Object.entries(against).flatMap(([sign, value]) => (value > 0 ? [sign] : []));
};

const SHOWS: readonly (readonly [sign: keyof Scope, question: string])[] = [
  ['foreign', 'how do I resolve a merge conflict'],
  ['foreign', 'who won the football cup'],
  ['foreign', 'joining two SQL tables'],
  ['own', 'what is the IP address of our ingress'],
  ['own', 'which namespace do we use'],
  ['own', 'how many nodes does our cluster have'],
  ['live', 'is the registry down'],
  ['live', 'is anything on fire right now'],
  ['live', 'when is the next KubeCon'],
  ['live', 'who is in the office tomorrow'],
  ['action', 'restart the payment pods for me'],
  ['action', 'please delete my namespace for me'],
  ['action', 'please would you restart the database'],
  ['action', 'restart the shop in production'],
  ['action', 'can you scale the web deployment to 5'],
  ['action', 'write a poem'],
  ['money', 'what is the stock price'],
  ['money', 'how much is the salary of an SRE'],
  ['money', 'what does a node cost per month'],
  ['price', 'what is the cheapest way to host a shop'],
  ['price', 'how is support priced'],
  ['personal', 'is the author married'],
  ['personal', 'what is the phone number of the founder'],
  ['opinion', 'what is your favourite distribution'],
  ['opinion', 'do you think containers are hype'],
  ['opinion', 'will anything replace Kubernetes'],
];

test.each(SHOWS)('a sign of %s: %s', (sign, question) => {
  expect(signsIn(question)).toContain(sign);
});

test.each([
  'our pods are stuck in Pending',
  'my Service cannot be reached',
  'why does our deployment keep crashing',
  'how do I delete a pod',
  'delete a pod',
  'please delete my namespace',
  'how can I restart my deployment',
  'copy files to my laptop',
  'scale down a deployment',
  'how are replicas scaled down',
  'what is the status of a pod',
  'what happens to running pods at night',
  'how do we move to Kubernetes',
  'which Service type is reachable from outside',
  'who creates the pods of a ReplicaSet',
  'what is the best way to store a secret',
  'should I use a Deployment or a StatefulSet',
  'what does etcd hold',
])('a question about Kubernetes has no signs: %s', (question) => {
  expect(signsIn(question)).toEqual([]);
});

test('subjects of others are counted, each once and two at most', () => {
  expect(scopeOf('git').foreign).toBe(1);
  expect(scopeOf('git git git').foreign).toBe(1);
  expect(scopeOf('git and sql').foreign).toBe(2);
  expect(scopeOf('git, sql and football').foreign).toBe(2);
});

test('what is pasted has no words of the asker', () => {
  const table = 'NAME   STATUS   PRICE   OWNER\nours   down right now   monthly   my manager';
  expect(signsIn(table)).toEqual([]);
  expect(signsIn(`${table}\nwhat is git?`)).toEqual(['foreign']);
});

test('words that are Kubernetes’ alone are noticed, also in what is pasted', () => {
  expect(scopeOf('why is my pod restarting').kubernetes).toBe(1);
  expect(scopeOf('K8s or football').kubernetes).toBe(1);
  expect(scopeOf('NAME   READY\nkube-proxy-x7f   1/1').kubernetes).toBe(1);
  expect(scopeOf('which podcast is about football').kubernetes).toBe(0);
});

test('a line break around a question makes no paste of it', () => {
  expect(signsIn('\nwhat is the salary of an SRE\n')).toEqual(['money']);
});

test('who has trouble may speak of what is theirs, and of yesterday', () => {
  expect(signsIn('which quota does our cluster have')).toEqual(['own']);
  expect(signsIn('which quota does our cluster have, it is stuck')).toEqual([]);
  expect(signsIn('who deployed yesterday')).toEqual(['live']);
  expect(signsIn('the rollout of yesterday failed')).toEqual([]);
});

test('any string has a scope, whose signs are 0 or 1', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (question) => {
      const { foreign, ...signs } = scopeOf(question);
      expect([0, 1, 2]).toContain(foreign);
      for (const sign of Object.values(signs)) expect([0, 1]).toContain(sign);
    }),
  );
});

test.each([
  `our ${'a'.repeat(500)} b c d e f`,
  `${'hey  '.repeat(28)}which pods`,
  `${'hey -- '.repeat(13)}which pods`,
  ...[
    'a',
    ' ',
    '-',
    '!',
    'pls ',
    'hey -- ',
    'who ',
    'which a ',
    'is a ',
    'how much ',
    'best ',
    'kubecon ',
  ].map((unit) => `${unit.repeat(9_900 / unit.length)} which pods`),
])('a message that repeats itself is read at once: %.30s…', (message) => {
  const begin = performance.now();
  scopeOf(message);
  expect(performance.now() - begin).toBeLessThan(500);
});

test('few of the questions that the knowledge base answers look as if nothing could', async () => {
  const { documents, vocabulary } = await loadKnowledge(['knowledge']);
  const scopeIn = createScopeReader(vocabulary.beyond);
  const questions = documents
    .filter(({ frontMatter }) => frontMatter.kind !== 'case-study')
    .flatMap(({ sections }) => sections.flatMap((section) => section.questions));
  const scopes = questions.map((question) => {
    const { kubernetes, foreign, ...decisive } = scopeIn(question);
    return { foreign, isDecided: Object.values(decisive).some((sign) => sign > 0) };
  });
  const shareOf = (some: readonly unknown[]) => some.length / questions.length;
  expect(questions.length).toBeGreaterThan(10_000);
  // Subjects of others weigh little beside words of ours; any other sign alone is enough to decline.
  expect(shareOf(scopes.filter(({ foreign, isDecided }) => foreign > 0 || isDecided))).toBeLessThan(0.022);
  expect(shareOf(scopes.filter(({ isDecided }) => isDecided))).toBeLessThan(0.0045);
});
