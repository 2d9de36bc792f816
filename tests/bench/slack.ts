import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, until } from '../app/program.js';
import { questionsOf } from '../relevance/questions.js';
import {
  APP_TOKEN,
  BOT_TOKEN,
  mention,
  type SlackServer,
  startSlackServer,
} from '../servers/slack-server.js';

/** Questions that come at the same moment, each in a channel of its own. */
const AT_ONCE = 50;

/** Rounds that are measured, after as many that warm the machine up. */
const ROUNDS = 8;

/** What mentions cost and how long they take: ours, and a bare bot's. */
export async function measureMentions(): Promise<Record<string, Record<string, string>>> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const ours = await measureBot('dist/main.js', { DATABASE_URL: `file:${join(folder, 'casebook.db')}` });
  const bare = await measureBot('build/tests/bench/bare-bot.js', {});
  await rm(folder, { recursive: true });
  return {
    [`Slack, ${AT_ONCE} mentions at once`]: rowOf(ours),
    [`Slack, ${AT_ONCE} mentions at once, bare Bolt and MiniSearch`]: rowOf(bare),
  };
}

interface Measured {
  readonly acknowledged: readonly number[];
  readonly answered: readonly number[];
  /** CPU of the process for one mention, in milliseconds. */
  readonly cpu: number;
}

function rowOf({ acknowledged, answered, cpu }: Measured): Record<string, string> {
  return {
    median: `${quantile(answered, 0.5)} ms`,
    p95: `${quantile(answered, 0.95)} ms`,
    p99: `${quantile(answered, 0.99)} ms, acknowledged ${quantile(acknowledged, 0.99)} ms`,
    CPU: `${cpu.toFixed(2)} ms`,
  };
}

async function measureBot(script: string, env: Readonly<Record<string, string>>): Promise<Measured> {
  const slack = await startSlackServer();
  const bot = fork(script, {
    env: {
      PATH: process.env.PATH ?? '',
      PORT: String(await freePort()),
      LOG_LEVEL: 'warn',
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      ...env,
    },
    execArgv: ['--import', TELL_CPU],
  });
  await until(() => slack.openSockets() > 0, 'the bot is connected');
  for (let round = 0; round < ROUNDS; round++) await askAtOnce(slack, round);
  const before = await cpuOf(bot);
  const acknowledged: number[] = [];
  const answered: number[] = [];
  for (let round = ROUNDS; round < 2 * ROUNDS; round++) {
    const times = await askAtOnce(slack, round);
    acknowledged.push(...times.acknowledged);
    answered.push(...times.answered);
  }
  const cpu = ((await cpuOf(bot)) - before) / (ROUNDS * AT_ONCE);
  bot.kill('SIGTERM');
  await new Promise((resolve) => bot.on('close', resolve));
  await slack.close();
  return { acknowledged, answered, cpu };
}

/** Sends the questions of a round, and tells when each was acknowledged and answered, in milliseconds. */
async function askAtOnce(slack: SlackServer, round: number): Promise<Omit<Measured, 'cpu'>> {
  const [acknowledgedBefore, answeredBefore] = [slack.acknowledgements.length, slack.messages.length];
  const begin = performance.now();
  for (let number = 0; number < AT_ONCE; number++) {
    const question = QUESTIONS[(round * AT_ONCE + number) % QUESTIONS.length] ?? '';
    slack.deliver('events_api', mention(question, { channel: `C${1_000 + number}` }));
  }
  const acknowledged: number[] = [];
  const answered: number[] = [];
  while (answered.length < AT_ONCE) {
    await sleep(1);
    const now = performance.now() - begin;
    if (now > LONGEST_WAIT) throw new Error(`only ${answered.length} of ${AT_ONCE} mentions were answered`);
    while (acknowledged.length < slack.acknowledgements.length - acknowledgedBefore) acknowledged.push(now);
    while (answered.length < slack.messages.length - answeredBefore) answered.push(now);
  }
  return { acknowledged, answered };
}

const LONGEST_WAIT = 30_000;

const QUESTIONS = questionsOf('development').map(({ question }) => question);

/** Loaded before the bot: tells how much CPU its process has used, whenever it is asked. */
const TELL_CPU = `data:text/javascript,${encodeURIComponent(
  "process.on('message', () => process.send(process.cpuUsage())); process.channel.unref();",
)}`;

async function cpuOf(bot: ChildProcess): Promise<number> {
  const usage = new Promise<NodeJS.CpuUsage>((resolve) =>
    bot.once('message', (message) => resolve(message as NodeJS.CpuUsage)),
  );
  bot.send('cpu');
  const { user, system } = await usage;
  return (user + system) / 1_000;
}

function quantile(numbers: readonly number[], share: number): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(0);
}
