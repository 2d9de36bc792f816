import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, until } from '../app/program.js';
import { questionsOf } from '../relevance/questions.js';
import { askCommandOf } from '../servers/discord-payloads.js';
import { startDiscordServer, TOKEN } from '../servers/discord-server.js';
import { APP_TOKEN, BOT_TOKEN, mention, startSlackServer } from '../servers/slack-server.js';

/** Questions that come at the same moment, each in a conversation of its own. */
const AT_ONCE = 50;

/** Rounds that are measured, after as many that warm the machine up. */
const ROUNDS = 8;

/** What questions cost on the platforms and how long they take: ours, and of bots that do the least. */
export async function measureLoad(): Promise<Record<string, Record<string, string>>> {
  const rows: Record<string, Record<string, string>> = {};
  for (const [name, start, bare] of [
    ['Slack, 50 mentions at once', startSlack, 'build/tests/bench/bare-slack-bot.js'],
    ['Discord, 50 commands at once', startDiscord, 'build/tests/bench/bare-discord-bot.js'],
  ] as const) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    const database = { DATABASE_URL: `file:${join(folder, 'casebook.db')}` };
    rows[name] = rowOf(await measureBot('dist/main.js', await start(), database));
    rows[`${name}, bare packages`] = rowOf(await measureBot(bare, await start(), {}));
    await rm(folder, { recursive: true });
  }
  return rows;
}

/** A platform's own server, as far as a load needs it. */
interface Platform {
  readonly env: Readonly<Record<string, string>>;
  isConnected(): boolean;
  ask(question: string, conversation: number): void;
  /** How many questions have been acknowledged, and answered. */
  acknowledged(): number;
  answered(): number;
  close(): Promise<void>;
}

async function startSlack(): Promise<Platform> {
  const slack = await startSlackServer();
  return {
    env: { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: slack.apiUrl },
    isConnected: () => slack.openSockets() > 0,
    ask: (question, conversation) =>
      void slack.deliver('events_api', mention(question, { channel: `C${1_000 + conversation}` })),
    acknowledged: () => slack.acknowledgements.length,
    answered: () => slack.messages.length,
    close: () => slack.close(),
  };
}

async function startDiscord(): Promise<Platform> {
  const discord = await startDiscordServer();
  return {
    env: { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: discord.apiUrl },
    isConnected: () => discord.identifies.length > 0,
    ask: (question) => discord.dispatch('INTERACTION_CREATE', askCommandOf(question)),
    // Its first response is the answer.
    acknowledged: () => discord.answers.length,
    answered: () => discord.answers.length,
    close: () => discord.close(),
  };
}

interface Measured {
  readonly acknowledged: readonly number[];
  readonly answered: readonly number[];
  /** CPU of the process for one question, in milliseconds. */
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

async function measureBot(
  script: string,
  platform: Platform,
  env: Readonly<Record<string, string>>,
): Promise<Measured> {
  const bot = fork(script, {
    env: {
      PATH: process.env.PATH ?? '',
      PORT: String(await freePort()),
      LOG_LEVEL: 'warn',
      ...platform.env,
      ...env,
    },
    execArgv: ['--import', TELL_CPU],
  });
  await until(platform.isConnected, 'the bot is connected');
  for (let round = 0; round < ROUNDS; round++) await askAtOnce(platform, round);
  const before = await cpuOf(bot);
  const acknowledged: number[] = [];
  const answered: number[] = [];
  for (let round = ROUNDS; round < 2 * ROUNDS; round++) {
    const times = await askAtOnce(platform, round);
    acknowledged.push(...times.acknowledged);
    answered.push(...times.answered);
  }
  const cpu = ((await cpuOf(bot)) - before) / (ROUNDS * AT_ONCE);
  bot.kill('SIGTERM');
  await new Promise((resolve) => bot.on('close', resolve));
  await platform.close();
  return { acknowledged, answered, cpu };
}

/** Sends the questions of a round, and tells when each was acknowledged and answered, in milliseconds. */
async function askAtOnce(platform: Platform, round: number): Promise<Omit<Measured, 'cpu'>> {
  const [acknowledgedBefore, answeredBefore] = [platform.acknowledged(), platform.answered()];
  const begin = performance.now();
  for (let number = 0; number < AT_ONCE; number++) {
    platform.ask(QUESTIONS[(round * AT_ONCE + number) % QUESTIONS.length] ?? '', number);
  }
  const acknowledged: number[] = [];
  const answered: number[] = [];
  while (answered.length < AT_ONCE) {
    await sleep(1);
    const now = performance.now() - begin;
    if (now > LONGEST_WAIT) throw new Error(`only ${answered.length} of ${AT_ONCE} questions were answered`);
    while (acknowledged.length < platform.acknowledged() - acknowledgedBefore) acknowledged.push(now);
    while (answered.length < platform.answered() - answeredBefore) answered.push(now);
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
