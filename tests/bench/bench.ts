// Measures what the product promises, beside the bare packages it is made of. Run by `npm run bench`.

import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { createAnswerQuestion } from '../../src/answers/answer-question.js';
import { replyFor } from '../../src/chat/reply-for.js';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.js';
import { answers, freePort, until } from '../app/program.js';
import { questionsOf } from '../relevance/questions.js';
import { startDiscordServer, TOKEN } from '../servers/discord-server.js';
import { APP_TOKEN, BOT_TOKEN, startSlackServer } from '../servers/slack-server.js';
import { measureLoad } from './load.js';
import { measurePage } from './page.js';

/** Starts are slow and noisy: the median of so many is told. */
const STARTS = 7;

/** Rounds over all questions, after one that warms the machine up. */
const ROUNDS = 5;

const rows: Record<string, Record<string, string>> = {};

await measurePreparing();
await measureStart();
await measureQuestions();
Object.assign(rows, await measureLoad(), await measurePage());
console.table(rows);

/** Parsing and indexing the whole knowledge base, and taking it from the saved index: in a process of its own, all CPU counted. */
async function measurePreparing(): Promise<void> {
  const saved = join(await mkdtemp(join(tmpdir(), 'bench-')), 'knowledge-index.json');
  const program = `
    const { prepareKnowledge } = await import('./dist/app/prepare-knowledge.js');
    await prepareKnowledge(['knowledge'], ${JSON.stringify(saved)});
    const { user, system } = process.cpuUsage();
    console.log(JSON.stringify({ millis: performance.now(), cpu: (user + system) / 1000, megabytes: process.memoryUsage().rss / 1048576 }))`;
  const prepare = () =>
    JSON.parse(execFileSync('node', ['--input-type=module', '-e', program], { encoding: 'utf8' }));

  const fresh: Preparation[] = [];
  const restored: Preparation[] = [];
  for (let turn = 0; turn < STARTS; turn++) {
    await rm(saved, { force: true });
    fresh.push(prepare());
    restored.push(prepare());
  }
  for (const [name, measured] of Object.entries({
    'parsed and indexed': fresh,
    'from the saved index': restored,
  })) {
    rows[`knowledge, ${name}`] = {
      median: `${Math.round(median(measured.map(({ millis }) => millis)))} ms`,
      p95: `${Math.round(Math.max(...measured.map(({ millis }) => millis)))} ms (most)`,
      memory: `${Math.round(median(measured.map(({ megabytes }) => megabytes)))} MB`,
      CPU: `${Math.round(median(measured.map(({ cpu }) => cpu)))} ms`,
    };
  }
}

interface Preparation {
  readonly millis: number;
  readonly cpu: number;
  readonly megabytes: number;
}

/** From `node dist/main.js` to “ready” with both adapters connected, and the memory it then has; beside loading the two packages alone. */
async function measureStart(): Promise<void> {
  const slack = await startSlackServer();
  const discord = await startDiscordServer();
  const both = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.apiUrl,
  };
  const bare =
    "await Promise.all([import('@slack/bolt'), import('discord.js')]); const { createServer } = await import('node:http'); createServer((_, response) => response.end()).listen(process.env.PORT, '127.0.0.1')";

  const starts: Record<string, Start[]> = {
    'both adapters': [],
    'page alone': [],
    'bare Bolt and discord.js': [],
  };
  for (let turn = 0; turn < STARTS; turn++) {
    starts['both adapters']?.push(await startOnce(['dist/main.js'], both));
    starts['page alone']?.push(await startOnce(['dist/main.js'], {}));
    starts['bare Bolt and discord.js']?.push(await startOnce(['--input-type=module', '-e', bare], {}));
  }
  for (const [name, measured] of Object.entries(starts)) {
    rows[`start, ${name}`] = {
      median: `${Math.round(median(measured.map(({ millis }) => millis)))} ms`,
      p95: `${Math.round(Math.max(...measured.map(({ millis }) => millis)))} ms (most)`,
      memory: `${Math.round(median(measured.map(({ megabytes }) => megabytes)))} MB`,
    };
  }
  await Promise.all([slack.close(), discord.close()]);
}

interface Start {
  readonly millis: number;
  readonly megabytes: number;
}

async function startOnce(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Start> {
  const port = await freePort();
  const begin = performance.now();
  const child = spawn('node', args, {
    env: {
      PATH: process.env.PATH ?? '',
      PORT: String(port),
      LOG_LEVEL: 'warn',
      DATABASE_URL: ':memory:',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await until(() => answers(`http://127.0.0.1:${port}/readyz`), 'the program is ready');
  const millis = performance.now() - begin;
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const megabytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  child.kill('SIGTERM');
  await new Promise((resolve) => child.on('close', resolve));
  return { millis, megabytes };
}

/** One question in the process itself, beside a bare MiniSearch over the same sections. */
async function measureQuestions(): Promise<void> {
  const knowledge = await loadKnowledge(['knowledge']);
  const { documents } = knowledge;
  const questions = questionsOf('development').map(({ question }) => question);
  const long = questions.map(
    (question) => `${question} ${'and some words of a log line that was pasted '.repeat(200)}`,
  );

  const answerQuestion = createAnswerQuestion(knowledge, () => 'answer-1');
  const reply = (text: string) => replyFor(answerQuestion({ text, thread: [] }), () => undefined);
  const bare = new MiniSearch({ fields: ['title', 'heading', 'text'] });
  bare.addAll(
    documents.flatMap((document) =>
      document.sections.map(({ id, heading, text }) => ({
        id,
        title: document.title,
        heading,
        text,
      })),
    ),
  );
  rows['a question'] = timesOf(questions, reply);
  rows['a question, bare MiniSearch'] = timesOf(questions, (text) => bare.search(text));
  rows['a question of 9,000 characters'] = timesOf(long, reply);
}

function timesOf(questions: readonly string[], ask: (question: string) => unknown): Record<string, string> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const question of questions) {
      const begin = performance.now();
      ask(question);
      if (round > 0) times.push(performance.now() - begin);
    }
  }
  times.sort((a, b) => a - b);
  return {
    median: `${median(times).toFixed(2)} ms`,
    p95: `${(times[Math.floor(times.length * 0.95)] ?? 0).toFixed(2)} ms`,
  };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
