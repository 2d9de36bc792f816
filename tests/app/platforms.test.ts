import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askCommandOf, BOT_ID, BOT_USER, CHANNEL_ID, guildMessageOf } from '../servers/discord-payloads.js';
import { type DiscordServer, startDiscordServer, TOKEN } from '../servers/discord-server.js';
import {
  APP_TOKEN,
  BOT_TOKEN,
  mention,
  SIGNING_SECRET,
  type SlackServer,
  sendAsSlack,
  slashCommand,
  startSlackServer,
} from '../servers/slack-server.js';
import { answers, killGroup, type Program, startProgram, until } from './program.js';

let slack: SlackServer;
let discord: DiscordServer;
let program: Program | undefined;

beforeEach(async () => {
  [slack, discord] = await Promise.all([startSlackServer(), startDiscordServer()]);
});

afterEach(async () => {
  if (program) killGroup(program);
  await Promise.all([slack.close(), discord.close()]);
  for (const secret of [BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, TOKEN])
    expect(program?.output()).not.toContain(secret);
});

const onBoth = () => ({
  SLACK_BOT_TOKEN: BOT_TOKEN,
  SLACK_APP_TOKEN: APP_TOKEN,
  SLACK_API_URL: slack.apiUrl,
  DISCORD_TOKEN: TOKEN,
  DISCORD_API_URL: discord.apiUrl,
});

async function start(env: Readonly<Record<string, string>>): Promise<Program> {
  program = await startProgram(env, ['node', resolve('dist/main.js')]);
  return program;
}

const mentionInDiscord = (text: string) =>
  guildMessageOf({ content: `<@${BOT_ID}> ${text}`, mentions: [BOT_USER] });

const SPOTIFY = 'https://kubernetes.io/case-studies/spotify/';

test('the whole path: a mention in Slack and one in Discord get the excerpt with its source, and a log without a word of them', async () => {
  const { base, output } = await start(onBoth());
  await until(() => answers(`${base}/readyz`), 'it is ready');
  slack.deliver('events_api', mention('why did Spotify leave Helios?'));
  discord.dispatch('MESSAGE_CREATE', mentionInDiscord('why did Spotify leave Helios?'));
  await until(() => slack.messages.length === 1 && discord.posted.length === 1, 'both are answered');
  expect(JSON.stringify(slack.messages[0])).toContain(SPOTIFY);
  expect(JSON.stringify(discord.posted[0])).toContain(SPOTIFY);

  discord.dispatch('INTERACTION_CREATE', askCommandOf('what does Portieris do at IBM?'));
  slack.deliver('slash_commands', slashCommand('what does Portieris do at IBM?', slack.responseUrl));
  await until(
    () => discord.answers.length === 1 && slack.responses.length === 1,
    'both commands are answered',
  );
  expect(JSON.stringify(discord.answers[0])).toContain('case-studies/ibm/');
  expect(JSON.stringify(slack.responses[0])).toContain('case-studies/ibm/');
  expect(output()).not.toMatch(/Helios|Portieris/);
});

test('Slack over HTTP is served on the one port', async () => {
  const { base } = await start({
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
  });
  await until(() => answers(`${base}/readyz`), 'it is ready');
  const sent = await sendAsSlack(`${base}/slack/events`, { json: mention('why did Spotify leave Helios?') });
  expect(sent.status).toBe(200);
  await until(() => slack.messages.length === 1, 'it is answered');
  expect(JSON.stringify(slack.messages[0])).toContain(SPOTIFY);
});

test('a wrong token is one sentence, and everything else goes on', async () => {
  const { base, output } = await start({ ...onBoth(), SLACK_BOT_TOKEN: 'xoxb-wrong' });
  await until(() => answers(`${base}/readyz`), 'it is ready');
  expect(await (await fetch(`${base}/readyz`)).json()).toMatchObject({
    adapters: { slack: 'failed', discord: 'connected' },
  });
  expect(output()).toContain('Slack refused SLACK_BOT_TOKEN (invalid_auth)');
  const page = await (await fetch(`${base}/health`)).text();
  expect(page).toContain('Slack refused SLACK_BOT_TOKEN (invalid_auth)');
  expect(page).not.toContain('xoxb-wrong');
  discord.dispatch('MESSAGE_CREATE', mentionInDiscord('what is a pod?'));
  await until(() => discord.posted.length === 1, 'Discord is answered');
});

test('SIGTERM finishes what is being answered on both platforms, and ends with 0', async () => {
  const { base, process: child, ended } = await start(onBoth());
  await until(() => answers(`${base}/readyz`), 'it is ready');
  const letSlackGo = slack.hold('chat.postMessage');
  slack.deliver('events_api', mention('what is a pod?'));
  await until(
    () => slack.calls.some(({ method }) => method === 'chat.postMessage'),
    'the answer is under way',
  );
  child.kill('SIGTERM');
  await new Promise((done) => setTimeout(done, 200));
  letSlackGo();
  expect(await ended).toBe(0);
  expect(slack.messages).toHaveLength(1);
});

test('a platform that is away at the start is connected when it is back', async () => {
  const { port } = discord;
  await discord.close();
  const { base, output } = await start(onBoth());
  await until(() => output().includes('trying again'), 'it says that it tries again');
  const health = async () => (await fetch(`${base}/readyz`)).text();
  expect(await health()).toContain('"discord":"waiting"');
  discord = await startDiscordServer(port);
  await until(async () => (await health()).includes('"discord":"connected"'), 'it is connected', 20_000);
  discord.dispatch('MESSAGE_CREATE', mentionInDiscord('what is a pod?'));
  await until(() => discord.posted.length === 1, 'Discord is answered');
  expect(discord.threads).toMatchObject([{ parent_id: CHANNEL_ID }]);
}, 40_000);
