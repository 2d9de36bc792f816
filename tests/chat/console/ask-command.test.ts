import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { createAnswerQuestion } from '../../../src/answers/answer-question.js';
import { SURE, UNSURE } from '../../../src/answers/confidence.js';
import { askCommand } from '../../../src/chat/console/ask-command.js';
import type { Document } from '../../../src/knowledge/document.js';
import { NO_VOCABULARY } from '../../../src/knowledge/vocabulary.js';
import { caseStudyOf, documentFrom } from '../../documents.js';

const documents = [
  caseStudyOf(
    'Acme',
    'Acme sells anvils.\n## Results at Acme\nDeployments took **minutes** instead of days.',
    'acme.md',
  ),
  documentFrom('# Pods\nA Pod runs containers.', 'notes/pods.md'),
];

const vocabulary = {
  ...NO_VOCABULARY,
  industries: { Testing: ['tester'] },
  tools: { Istio: [] },
  elsewhere: { Testing: ['wayne air'] },
};

/** Documents that companies and things can be compared by. */
const comparable = [
  ...documents,
  caseStudyOf('Globex', 'Globex sells globes.\n## Results at Globex\nIt cost half as much.', 'globex.md'),
  documentFrom('# Nodes\nA Node runs Pods.', 'nodes.md'),
  documentFrom('# Pod or Node\nA Pod runs containers, and a Node runs Pods.', 'pod-or-node.md'),
];

async function run(args: readonly string[], input = '', known: readonly Document[] = documents) {
  const out: string[] = [];
  const complaints: string[] = [];
  const code = await askCommand(args, {
    input: Readable.from([input]),
    write: (text) => out.push(text),
    complain: (text) => complaints.push(text),
    inColor: false,
    load: async (folders) => {
      if (folders.includes('nowhere')) throw new Error('There is no document in nowhere.');
      return {
        answer: createAnswerQuestion({ documents: known, vocabulary }, () => 'answer-1'),
        sourceUrlOf: () => undefined,
      };
    },
  });
  return { code, out: out.join(''), complaints: complaints.join('') };
}

const linesOf = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('ask prints an answer for a person', async () => {
  const { code, out } = await run(['what', 'were the results at Acme?']);
  expect(code).toBe(0);
  expect(out).toContain('Acme on Kubernetes › Results at Acme');
  expect(out).toContain('**minutes**');
  expect(out).toContain('https://example.com/acme/');
});

test('ask --json prints one object, as a line of --jsonl without its id', async () => {
  const { code, out } = await run(['--json', 'results at acme']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    status: 'answered',
    kind: 'found',
    answer: [
      {
        document: 'acme.md',
        title: 'Acme on Kubernetes',
        section: 'Results at Acme',
        text: 'Deployments took **minutes** instead of days.',
        sources: ['https://example.com/acme/'],
        score: expect.any(Number),
      },
    ],
    related: [],
    millis: expect.any(Number),
  });
});

test('ask --jsonl answers line by line, in order, and goes on after a bad line', async () => {
  const input = [
    '{"id":"a","question":"what is a pod"}',
    'not json',
    '{"id":2,"text":"no question"}',
    '',
    '{"id":3,"question":"the weather on the moon","context":["hi"]}',
    '{"id":4,"question":"hello"}',
  ].join('\n');
  const { code, out } = await run(['--jsonl'], input);
  expect(code).toBe(0);
  expect(linesOf(out)).toMatchObject([
    { id: 'a', status: 'answered', answer: [{ document: 'notes/pods.md', sources: ['notes/pods.md'] }] },
    { id: null, error: expect.stringContaining('not JSON') },
    { id: null, error: expect.stringContaining('lacks a question') },
    { id: 3, status: 'declined', kind: 'declined', answer: [] },
    { id: 4, status: 'smalltalk' },
  ]);
});

/** What another program reads of a question. */
const asJson = async (question: string, known: readonly Document[] = comparable) =>
  JSON.parse((await run(['--json', question], '', known)).out);

/** Where an answer's excerpts stand. */
const placesIn = (excerpts: readonly { document: string; section: string }[]) =>
  excerpts.map(({ document, section }) => `${document}: ${section}`);

test('ask lists ten companies for a person, and every one for a program', async () => {
  const many = Array.from({ length: 12 }, (_, number) =>
    caseStudyOf(`Acme${number}`, `Acme${number} sells anvils.`, `acme${number}.md`),
  );
  const { out } = await run(['which testers are there?'], '', many);
  expect(out).toContain('12 case studies for “tester”:');
  expect(out).toContain('- Acme0 <https://example.com/acme0/>\n  Acme0 sells anvils.');
  expect(out.match(/^- Acme/gm)).toHaveLength(10);
  expect(out).toContain('… and 2 more');

  const line = await asJson('which testers are there?', many);
  expect(line).toMatchObject({ status: 'answered', kind: 'list', related: [] });
  expect(line.answer).toHaveLength(12);
  expect(line.answer[0]).toEqual({
    document: 'acme0.md',
    title: 'Acme0 on Kubernetes',
    section: 'Acme0 on Kubernetes',
    text: 'Acme0 sells anvils.',
    sources: ['https://example.com/acme0/'],
    score: expect.any(Number),
  });
});

test('a list that fits only in part is unsure', async () => {
  const { out } = await run(['which testers run Istio?'], '', comparable);
  expect(out).toContain('No case study has all of “tester” and “istio”. These come nearest:');
  expect(await asJson('which testers run Istio?')).toMatchObject({
    status: 'unsure',
    kind: 'list',
    answer: [{ document: expect.any(String) }, { document: expect.any(String) }],
  });
});

test('a comparison of companies has one excerpt a side', async () => {
  const { out } = await run(['compare the results at Acme and Globex'], '', comparable);
  expect(out).toMatch(
    /Results at Acme\n.*example\.com\/acme\/.*Results at Globex\n.*example\.com\/globex\//s,
  );
  const line = await asJson('compare the results at Acme and Globex');
  expect(line).toMatchObject({ status: 'answered', kind: 'comparison', related: [] });
  expect(placesIn(line.answer)).toEqual(['acme.md: Results at Acme', 'globex.md: Results at Globex']);
});

test('a comparison of things has what covers them first, then the sides', async () => {
  const line = await asJson('pods vs nodes');
  expect(line).toMatchObject({ status: 'answered', kind: 'comparison', related: [] });
  expect(placesIn(line.answer)).toEqual([
    'pod-or-node.md: Pod or Node',
    'notes/pods.md: Pods',
    'nodes.md: Nodes',
  ]);
});

test('a comparison that may not be what was asked for is unsure', async () => {
  const question = 'what is the difference between a pod and a node';
  expect((await run([question], '', comparable)).out).toMatch(/^I am not sure/);
  expect(await asJson(question)).toMatchObject({ status: 'unsure', kind: 'comparison' });
});

test('an unknown company is declined by name, for a program with the nearest', async () => {
  const question = 'what were the results at Wayne-Air?';
  expect((await run([question], '', comparable)).out).toContain('I have no case study of Wayne-Air');
  const line = await asJson(question);
  expect(line).toMatchObject({ status: 'declined', kind: 'declined', answer: [] });
  expect(line.related.map(({ document }: { document: string }) => document)).toEqual([
    'acme.md',
    'globex.md',
  ]);
});

test('a long message is answered with a note below', async () => {
  const { out } = await run(['results at acme '.padEnd(12_000, 'please ')]);
  expect(out).toContain('**minutes**');
  expect(out).toMatch(/\n\nYour message is long: I read its first 10,000 characters\.\n$/);
});

test('ask --explain says for a person which words matched, the score and both thresholds', async () => {
  const { code, out } = await run(['--explain', 'zanzibar results at acme?']);
  expect(code).toBe(0);
  const [answer, why = ''] = out.split('Why this?\n');
  expect(answer).toBe(`${(await run(['zanzibar results at acme?'])).out}\n`);
  const lines = why.trimEnd().split('\n');
  expect(lines.every((line) => line.startsWith('- '))).toBe(true);
  expect(lines).toContain('- “zanzibar” was not found there');
  expect(why).toMatch(/- “results” was found as result in the [\w, ]*heading/);
  expect(why).toMatch(/- best section: acme\.md#results-at-acme, score \d+\.\d\n/);
  expect(why).toMatch(new RegExp(`- there is an answer: \\d+ % \\(offered from ${UNSURE * 100} % on\\)`));
  expect(why).toMatch(new RegExp(`- this is it: \\d+ % \\(said surely from ${SURE * 100} % on\\)`));
});

test('ask --explain says why where no section was judged, too', async () => {
  expect((await run(['--explain', 'hello'])).out).toMatch(/\n\nWhy this\?\n- because it asks nothing\n$/);
});

test('ask --explain adds the explanation to what programs read, and nothing else', async () => {
  const explanation = {
    reasons: expect.any(Array),
    words: expect.arrayContaining([{ asked: 'results', term: 'result', fields: expect.any(Array) }]),
    judgement: expect.objectContaining({
      section: 'acme.md#results-at-acme',
      score: expect.any(Number),
      answerable: expect.any(Number),
      right: expect.any(Number),
      thresholds: { sure: SURE, unsure: UNSURE },
    }),
  };
  const plain = await asJson('results at acme');
  expect(plain).not.toHaveProperty('explanation');
  const { out } = await run(['--json', '--explain', 'results at acme'], '', comparable);
  expect(JSON.parse(out)).toEqual({ ...plain, explanation, millis: expect.any(Number) });

  const input = ['{"id":1,"question":"results at acme"}', 'not json', '{"id":2,"question":"hello"}'].join(
    '\n',
  );
  expect(linesOf((await run(['--jsonl', '--explain'], input, comparable)).out)).toEqual([
    { id: 1, ...plain, explanation, millis: expect.any(Number) },
    { id: null, error: expect.any(String) },
    expect.objectContaining({ id: 2, explanation: { reasons: ['it asks nothing'], words: [] } }),
  ]);
});

test('ask --rank ranks any corpus, each group by its best text', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'casebook-'));
  const corpus = join(folder, 'corpus.jsonl');
  const texts = [
    { _id: '1', title: 'Cats', text: 'Cats sleep.', group: 'animals' },
    { _id: '2', title: 'Dogs', text: 'Dogs bark at cats.', group: 'animals' },
    { _id: 3, title: 'Sleep', text: 'Sleep is good.' },
  ];
  await writeFile(corpus, texts.map((text) => JSON.stringify(text)).join('\n'));
  const { code, out } = await run(
    ['--rank', '--corpus', corpus],
    '{"id":"q","query":"sleeping cats"}\nnonsense\n',
  );
  expect(code).toBe(0);
  expect(linesOf(out)).toMatchObject([
    { id: 'q', ranking: [{ id: 'animals' }, { id: '3' }] },
    { id: null, error: expect.any(String) },
  ]);
  await writeFile(corpus, '{"_id":"1"}\nbroken');
  expect(await run(['--rank', '--corpus', corpus])).toMatchObject({
    code: 1,
    complaints: expect.stringContaining(':2 '),
  });
  await rm(folder, { recursive: true });
});

test.each([
  [[]],
  [['--json']],
  [['--jsonl', '--json', 'x']],
  [['--rank']],
  [['--rank', '--corpus', 'x', '--explain']],
  [['--explain']],
  [['--colour', 'x']],
  [['--jsonl', 'x']],
  [['--corpus', 'x']],
])('ask %j is wrong usage: the code is 2 and the usage is shown', async (args) => {
  expect(await run(args)).toMatchObject({ code: 2, out: '', complaints: expect.stringContaining('Usage:') });
});

test('ask ends with 1 when nothing can be loaded', async () => {
  expect(await run(['--knowledge', 'nowhere', 'x'])).toMatchObject({
    code: 1,
    complaints: 'There is no document in nowhere.\n',
  });
  expect(await run(['--rank', '--corpus', '/nowhere.jsonl'])).toMatchObject({
    code: 1,
    complaints: expect.stringContaining('nowhere.jsonl'),
  });
});

test('neither a list, a comparison, a name as it was typed nor an explanation can steer the terminal', async () => {
  const steering = '\u001b[2J\u009b2J\u0007';
  const evil = [
    caseStudyOf('Acme', `Acme sells${steering} anvils.`, 'acme.md'),
    caseStudyOf('Globex', `Globex sells${steering} globes.`, 'globex.md'),
  ].map((document) => ({ ...document, title: `${document.title}${steering}` }));
  for (const [question, said] of [
    ['which testers are there?', '2 case studies for “tester”:'],
    ['compare Acme and Globex', 'Acme sells\\[2J2J anvils.'],
    [`what do acme${steering} pods do there`, '“pods”'],
    [`what were the results at Wayne\u001b\u009b\u0000Air?`, 'I have no case study of WayneAir'],
  ] as const) {
    const { out } = await run(['--explain', question], '', evil);
    expect(out).toContain(said);
    expect(out).not.toMatch(/(?!\n)\p{Cc}/u);
  }
});

test('a document cannot steer the terminal it is printed on', async () => {
  const evil = documentFrom('# Evil\nred \u001b[31m, title \u001b]0;x\u0007, \u009b2J.', 'evil.md');
  const out: string[] = [];
  await askCommand(['evil'], {
    input: Readable.from([]),
    write: (text) => out.push(text),
    complain: () => {},
    inColor: false,
    load: async () => ({
      answer: createAnswerQuestion({ documents: [evil], vocabulary: NO_VOCABULARY }, () => 'answer-1'),
      sourceUrlOf: () => undefined,
    }),
  });
  expect(out.join('')).not.toMatch(/(?!\n)\p{Cc}/u);
});
