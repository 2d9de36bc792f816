import { expect, test } from 'vitest';
import type { Citation } from '../../src/answers/answer.js';
import { createAnswerQuestion } from '../../src/answers/answer-question.js';
import { type CaseStudyMatter, isCaseStudy } from '../../src/answers/case-study.js';
import type { Document } from '../../src/knowledge/document.js';
import { plainTextOf } from '../../src/knowledge/markdown.js';
import { NO_VOCABULARY } from '../../src/knowledge/vocabulary.js';
import { caseStudyOf, documentFrom } from '../documents.js';

const documents = [
  caseStudyOf(
    'Acme',
    'Acme sells anvils.\n## Results at Acme\nDeployments took minutes instead of days.',
    'acme.md',
  ),
  caseStudyOf(
    'Globex',
    'Globex sells globes.\n## Results at Globex\nDeployments cost half as much.',
    'globex.md',
  ),
  documentFrom(
    '---\nquestions:\n  intro: [what do deployments do]\n---\n# Deployments\nA Deployment keeps replicas of a Pod running.\n## Rolling back\nUndo a rollout.',
    'deployments.md',
  ),
  documentFrom('# What deployments are for\nDeployments do updates; deployments do restarts.', 'purpose.md'),
];
const answerQuestion = createAnswerQuestion(
  { documents, vocabulary: { ...NO_VOCABULARY, beyond: { sports: ['football'] } } },
  () => 'answer-1',
);
const answer = (text: string) => answerQuestion({ text, thread: [] });

const bestOf = (text: string) => {
  const found = answer(text);
  return found.kind === 'found' ? found.best.section.id : found.kind;
};

test('a question about a company is answered from its own case study', () => {
  expect(bestOf('What were the results at Globex?')).toBe('globex.md#results-at-globex');
  expect(bestOf("Acme Incorporated's deployment results")).toBe('acme.md#results-at-acme');
});

test('a company’s name alone asks for its introduction', () => {
  expect(bestOf('tell me about Acme')).toBe('acme.md#intro');
  expect(bestOf('acme k8s?')).toBe('acme.md#intro');
});

test('a short question that makes no sense with the thread is a question of its own', () => {
  const thread = ['What were the results at Globex?'];
  expect(answerQuestion({ text: 'undo rollout', thread })).toEqual(answer('undo rollout'));
  expect(answer('undo rollout').kind).not.toBe('declined');
  expect(answerQuestion({ text: 'and the salaries', thread })).toMatchObject({ kind: 'declined' });
});

/** The words of a message that were looked for. */
const askedIn = (text: string) => answer(text).explanation.words.map(({ asked }) => asked);

test.each([
  'Zebulon broke the shop yesterday. How do I undo a rollout?',
  'How do I undo a rollout? Zebulon broke the shop yesterday, and my boss is cross with him.',
  'Zebulon was at Globex before. How do I undo a rollout?',
])('a question with a story around it is answered by itself, where that is surer: %s', (message) => {
  expect(answer(message)).toEqual(answer('How do I undo a rollout?'));
  expect(bestOf(message)).toBe('deployments.md#rolling-back');
});

test('a company is found in a question with a story around it', () => {
  expect(bestOf('Zebulon broke the shop. What were the results at Globex?')).toBe(
    'globex.md#results-at-globex',
  );
});

test('where the question alone is no surer, the whole message is answered', () => {
  const [story, question] = ['A Deployment keeps replicas of a Pod running.', 'How do I undo a rollout?'];
  expect(askedIn(`${story} ${question}`)).toEqual(askedIn(`${story} undo a rollout`));
});

test('a question of one telling word is not understood without the rest of its message', () => {
  const message = 'The rollout of a Deployment is stuck. How do I undo it?';
  expect(askedIn(message)).toEqual(['rollout', 'deployment', 'stuck', 'undo']);
  expect(answer('Zebulon broke the shop yesterday. Undo?').kind).toBe('declined');
});

test('a story about what we know does not answer a question about something else', () => {
  expect(answer('We undo a rollout now. Who painted the ceiling of the chapel?').kind).toBe('declined');
  expect(answer('Zebulon broke the shop. How do I undo a rollout? What is his salary?')).toMatchObject({
    kind: 'declined',
    reason: 'private',
  });
});

test('related documents are distinct, and none is the answer’s own', () => {
  const found = answer('what do deployments do?');
  if (found.kind !== 'found') throw new Error(found.kind);
  const paths = [found.best, ...found.related].map((citation) => citation.document.path);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths.length).toBeGreaterThan(1);
});

test('a question that nothing answers is declined', () => {
  expect(answer('who won the football match yesterday')).toMatchObject({
    kind: 'declined',
    reason: 'off-topic',
  });
  expect(answer('what is the share price of Acme in Tokyo')).toMatchObject({
    kind: 'declined',
    reason: 'private',
  });
  expect(answer('who painted the ceiling of the chapel')).toMatchObject({
    kind: 'declined',
    reason: 'no-match',
  });
});

test.each(['', '   ', '😀🎉', '?!', '\u0000\u0001\u001b', '```\n```'])('%j is no question', (text) => {
  expect(answer(text)).toMatchObject({ kind: 'declined', reason: 'no-question' });
});

test.each([
  ['Hi!', 'greeting'],
  ['hello there 👋', 'greeting'],
  ['Thanks a lot', 'thanks'],
  ['help', 'help'],
  ['what can you do?', 'help'],
])('%j is small talk', (text, topic) => {
  expect(answer(text)).toMatchObject({ kind: 'small-talk', topic });
});

test('a question of 40,000 characters, or in a script written from right to left, gets an answer of some kind', () => {
  expect(bestOf(`rolling back deployments ${'please '.repeat(6_000)}`)).toBe('deployments.md#rolling-back');
  expect(answer('ما هي الحاويات')).toMatchObject({ kind: 'declined' });
  expect(answer('**deployments** _rolling_ [back](#)')).toMatchObject({ kind: 'found' });
});

/** A case study of which more is known. */
const studyOf = (company: string, text: string, matter: Partial<CaseStudyMatter>): Document => {
  const study = caseStudyOf(company, text, `${company.toLowerCase()}.md`);
  if (!isCaseStudy(study)) throw new Error(`${company} is no case study`);
  return { ...study, frontMatter: { ...study.frontMatter, ...matter } };
};

/** The same documents with more companies, and with two things and what compares them. */
const moreDocuments = [
  ...documents,
  studyOf(
    'Initech',
    'Initech sells staplers.\n## Networking\nIstio guards every call. Offices are far apart.',
    {
      tools: ['Istio'],
    },
  ),
  studyOf('Umbrella', 'Umbrella sells pills.\n## Results\nAudits are short. It took a year to learn Istio.', {
    tools: ['Istio'],
    described: ['maker of pills, potions, syringes and bandages'],
  }),
  documentFrom('# StatefulSets\nA StatefulSet gives each Pod a name and a disk.', 'statefulsets.md'),
  documentFrom(
    '# Deployment or StatefulSet\nA Deployment has replicas that are alike, a StatefulSet has Pods with names.',
    'deployment-or-statefulset.md',
  ),
];
const answerOfSeveral = createAnswerQuestion(
  {
    documents: moreDocuments,
    vocabulary: { ...NO_VOCABULARY, tools: { Istio: [] }, elsewhere: { Testing: ['wayne air'] } },
  },
  () => 'answer-1',
);

/** A citation as one reads it. */
const told = ({ document, excerpt }: Citation) => `${document.path}: ${plainTextOf(excerpt.blocks)}`;

test('a question for companies is answered by a list, each with the line that speaks for it', () => {
  const listed = answerOfSeveral({ text: 'Who uses Istio?', thread: [] });
  if (listed.kind !== 'list') throw new Error(listed.kind);
  expect(listed).toMatchObject({ common: ['istio'], isSure: true });
  expect(listed.entries.map(told).sort()).toEqual([
    'initech.md: Istio guards every call.',
    'umbrella.md: It took a year to learn Istio.',
  ]);
});

test('a question about two companies is answered side by side, by what each has on it', () => {
  const compared = answerOfSeveral({ text: 'compare the results at Globex and Acme', thread: [] });
  if (compared.kind !== 'comparison') throw new Error(compared.kind);
  expect(compared.isSure).toBe(true);
  expect(compared.lead).toBeUndefined();
  expect(compared.sides.map(told)).toEqual([
    'globex.md: Deployments cost half as much.',
    'acme.md: Deployments took minutes instead of days.',
  ]);
});

test('a question for the difference of two things is answered by what compares them, and what each is', () => {
  const compared = answerOfSeveral({ text: 'Deployment vs StatefulSet', thread: [] });
  if (compared.kind !== 'comparison') throw new Error(compared.kind);
  expect([compared.lead, ...compared.sides].map((side) => side && told(side))).toEqual([
    'deployment-or-statefulset.md: A Deployment has replicas that are alike, a StatefulSet has Pods with names.',
    'deployments.md: A Deployment keeps replicas of a Pod running.',
    'statefulsets.md: A StatefulSet gives each Pod a name and a disk.',
  ]);
});

test('a question about an unknown company is declined by its name, with companies of its industry', () => {
  const declined = answerOfSeveral({ text: 'What were the results at Wayne Air?', thread: [] });
  expect(declined).toMatchObject({ kind: 'declined', reason: 'unknown-company', company: 'Wayne Air' });
  expect(declined.kind === 'declined' && declined.related.map(({ document }) => document.path)).toEqual([
    'acme.md',
    'globex.md',
    'initech.md',
  ]);
  expect(answerOfSeveral({ text: 'What did Zorgle gain from its deployments?', thread: [] })).toMatchObject({
    kind: 'declined',
    reason: 'unknown-company',
    company: 'Zorgle',
    related: [],
  });
});

test('a question that describes a company is answered from its case study', () => {
  const described = answerOfSeveral({
    text: 'What results did the maker of pills, potions, syringes and bandages have?',
    thread: [],
  });
  if (described.kind !== 'found') throw new Error(described.kind);
  expect(told(described.best)).toBe('umbrella.md: Audits are short. It took a year to learn Istio.');
  expect(described.explanation.reasons).toEqual(['it is about Umbrella on Kubernetes, described']);
});
