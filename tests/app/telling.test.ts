import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buttonNamed as discordButton } from '../chat/discord/guild.js';
import { buttonNamed as slackButton, wordsOf } from '../chat/slack/workspace.js';
import { pressOf } from '../servers/discord-interactions.js';
import { BOT_ID, BOT_USER, DM_CHANNEL_ID, guildMessageOf } from '../servers/discord-payloads.js';
import { type DiscordServer, startDiscordServer, TOKEN, textsOf } from '../servers/discord-server.js';
import { blockActions, messagePlace } from '../servers/slack-interactions.js';
import {
  APP_TOKEN,
  BOT_TOKEN,
  mention,
  type SlackServer,
  startSlackServer,
} from '../servers/slack-server.js';
import { answers, killGroup, type Program, startProgram, until } from './program.js';

const QUESTION = 'how do I restart the garage gate?';
const TELL = 'Tell me when you know';

let root: string;
let folder: string;
let slack: SlackServer;
let discord: DiscordServer;
const programs: Program[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'casebook-'));
  folder = join(root, 'docs');
  await mkdir(folder);
  await writeFile(join(folder, 'bakery.md'), '# Opening the bakery\n\nTurn the key twice.');
  [slack, discord] = await Promise.all([startSlackServer(), startDiscordServer()]);
});
afterEach(async () => {
  const output = programs.map((program) => program.output()).join('');
  for (const program of programs.splice(0)) killGroup(program);
  await Promise.all([slack.close(), discord.close()]);
  await rm(root, { recursive: true, force: true });
  for (const secret of [BOT_TOKEN, APP_TOKEN, TOKEN, 'garage', 'U0ASKER'])
    expect(output).not.toContain(secret);
});

/** The document that answers the question. */
const learn = () =>
  writeFile(
    join(folder, 'gate.md'),
    '# Restarting the garage gate\n\nTo restart the garage gate, pull the lever.',
  );

const ON_SLACK = () => ({
  SLACK_BOT_TOKEN: BOT_TOKEN,
  SLACK_APP_TOKEN: APP_TOKEN,
  SLACK_API_URL: slack.apiUrl,
});
const ON_DISCORD = () => ({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: discord.apiUrl });

async function start(env: Readonly<Record<string, string>>): Promise<Program> {
  const database = { DATABASE_URL: `file:${join(root, 'casebook.db')}`, KNOWLEDGE_DIR: folder };
  const program = await startProgram({ ...database, ...env }, ['node', resolve('dist/main.js')]);
  programs.push(program);
  await until(() => answers(`${program.base}/readyz`), 'it is ready');
  return program;
}

/** Asks on Slack what cannot be answered, and to be told. */
async function waitOnSlack(): Promise<void> {
  slack.deliver('events_api', mention(QUESTION));
  await until(() => slack.messages.length === 1, 'it is declined');
  const [message = {}] = slack.messages;
  slack.deliver('interactive', blockActions(slack, slackButton(message, TELL), messagePlace()));
  await until(() => slack.views.changes.length === 1, 'it is promised');
}

async function waitOnDiscord(): Promise<void> {
  const content = `<@${BOT_ID}> ${QUESTION}`;
  discord.dispatch('MESSAGE_CREATE', guildMessageOf({ content, mentions: [BOT_USER] }));
  await until(() => discord.shown.length === 1, 'it is declined');
  const [shown] = discord.shown;
  if (shown) discord.dispatch('INTERACTION_CREATE', pressOf(shown, discordButton(shown, TELL)));
  await until(() => discord.shown.length === 2, 'it is promised');
}

const toldOnSlack = () => slack.messages.filter(({ channel }) => channel === 'U0ASKER');
const toldOnDiscord = () => discord.posted.filter(({ channel_id }) => channel_id === DM_CHANNEL_ID);

const sleep = (millis: number) => new Promise((done) => setTimeout(done, millis));

test('a document that is added is told to those who waited for it, on both platforms, each once', async () => {
  const program = await start({ ...ON_SLACK(), ...ON_DISCORD() });
  await Promise.all([waitOnSlack(), waitOnDiscord()]);
  await learn();
  await until(() => toldOnSlack().length === 1 && toldOnDiscord().length === 1, 'both are told');
  for (const words of [wordsOf(toldOnSlack()[0] ?? {}), textsOf(toldOnDiscord()[0])]) {
    expect(words).toContain(`You asked: “${QUESTION}”`);
    expect(words).toContain('pull the lever');
  }
  await writeFile(join(folder, 'bakery.md'), '# Opening the bakery\n\nRing the bell.');
  await until(() => program.output().split('1 changed').length > 1, 'another change is served');
  await sleep(300);
  expect([toldOnSlack().length, toldOnDiscord().length]).toEqual([1, 1]);
}, 30_000);

test('what is learnt while the program is away is told when it is back, and once, however often it starts', async () => {
  const before = await start(ON_SLACK());
  await waitOnSlack();
  before.process.kill('SIGTERM');
  expect(await before.ended).toBe(0);
  await learn();
  const after = await start(ON_SLACK());
  await until(() => toldOnSlack().length === 1, 'it is told');
  after.process.kill('SIGTERM');
  expect(await after.ended).toBe(0);
  const again = await start(ON_SLACK());
  await until(() => again.output().includes('connected to Slack'), 'it is connected');
  await sleep(1_000);
  expect(toldOnSlack()).toHaveLength(1);
}, 30_000);

test('a platform that is away keeps nobody of another waiting', async () => {
  const before = await start(ON_SLACK());
  await waitOnSlack();
  before.process.kill('SIGTERM');
  expect(await before.ended).toBe(0);
  await learn();
  const { port } = discord;
  await discord.close();
  const database = { DATABASE_URL: `file:${join(root, 'casebook.db')}`, KNOWLEDGE_DIR: folder };
  const program = await startProgram({ ...database, ...ON_SLACK(), ...ON_DISCORD() });
  programs.push(program);
  await until(() => program.output().includes('connected to Slack'), 'Slack is connected');
  await until(() => toldOnSlack().length === 1, 'it is told on Slack', 5_000).finally(async () => {
    discord = await startDiscordServer(port);
  });
}, 30_000);

test('two programs with one database tell it once', async () => {
  await start(ON_SLACK());
  await waitOnSlack();
  await start(ON_SLACK());
  await learn();
  await until(() => toldOnSlack().length > 0, 'it is told');
  await sleep(1_500);
  expect(toldOnSlack()).toHaveLength(1);
}, 30_000);

test('a stop while Slack asks to wait is not waited for until it is ended by force', async () => {
  const before = await start(ON_SLACK());
  await waitOnSlack();
  slack.fail('chat.postMessage', { status: 429, headers: { 'retry-after': '30' } });
  await learn();
  await until(
    () => slack.calls.filter(({ method }) => method === 'chat.postMessage').length === 2,
    'it is tried',
  );
  const begin = Date.now();
  before.process.kill('SIGTERM');
  expect(await before.ended).toBe(0);
  // After 4.5 s it would be ended by force, also with 0, and whatever else was under way with it.
  expect(Date.now() - begin).toBeLessThan(4_400);
}, 30_000);
