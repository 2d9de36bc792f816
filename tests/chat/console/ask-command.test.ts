import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { createAnswerQuestion } from '../../../src/answers/answer-question.js';
import { askCommand } from '../../../src/chat/console/ask-command.js';
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

async function run(args: readonly string[], input = '') {
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
        answer: createAnswerQuestion({ documents, vocabulary: NO_VOCABULARY }, () => 'answer-1'),
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
