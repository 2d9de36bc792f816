import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Libsql from 'libsql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buttonNamed, labelsOf } from '../chat/discord/guild.js';
import { by, inDm, pressOf, subcommandOf } from '../servers/discord-interactions.js';
import { ASKER, askCommandOf, nextId, PERMISSION, userOf } from '../servers/discord-payloads.js';
import { createBucket, type Shown } from '../servers/discord-rest.js';
import { type DiscordServer, startDiscordServer, TOKEN, textsOf } from '../servers/discord-server.js';
import { answers, killGroup, type Program, startProgram, until } from './program.js';

let root: string;
let discord: DiscordServer;
let programs: Program[];
let people: ReturnType<typeof userOf>[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'casebook-welcome-'));
  discord = await startDiscordServer();
  discord.habits.serverMembers = true;
  programs = [];
  people = [];
});
afterEach(async () => {
  const output = programs.map((program) => program.output()).join('');
  for (const program of programs) killGroup(program);
  await discord.close();
  await rm(root, { recursive: true, force: true });
  for (const secret of [TOKEN, ...people.map(({ id }) => id)]) expect(output).not.toContain(secret);
});

async function start(env: Readonly<Record<string, string>> = {}): Promise<Program> {
  const program = await startProgram(
    {
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: discord.apiUrl,
      DATABASE_URL: `file:${join(root, 'casebook.db')}`,
      ...env,
    },
    ['node', resolve('dist/main.js')],
  );
  programs.push(program);
  await until(() => answers(`${program.base}/readyz`), 'it is ready');
  await until(() => program.output().includes('connected to Discord'), 'it is connected');
  return program;
}

async function kill(program: Program): Promise<void> {
  killGroup(program);
  await program.ended;
  await until(() => discord.connections() === 0, 'it is gone');
}

function joinGuild(count: number): void {
  for (let n = 0; n < count; n++) {
    const user = userOf(nextId(), 'newcomer');
    people.push(user);
    discord.joinGuild(user);
  }
}

const posts = (words: string) =>
  discord.shown.filter((shown) => shown.how === 'posted' && textsOf(shown).includes(words));
const welcomes = () => posts('Welcome! I answer questions');

/** Changes something in the database, or asks it, while no program has it. */
function inDatabase(sql: string): number {
  const database = new Libsql(join(root, 'casebook.db'));
  const { changes } = database.prepare(sql).run();
  database.close();
  return changes;
}

const sleep = (millis: number) => new Promise((done) => setTimeout(done, millis));

/** On a machine with much to do the database may come too late for who joins at the start; they are looked for each minute. */
const LOOK = 75_000;

/** How many join: enough to be in the middle of it for long. */
const MANY = Number(process.env.CASEBOOK_TEST_NEWCOMERS ?? 40);

test(
  'many who join at once are each welcomed once, though the program is killed in the middle of one',
  async () => {
    discord.habits.directChannels = createBucket(5, 2_000);
    const program = await start({ WELCOME: 'on' });
    joinGuild(MANY);
    await until(() => welcomes().length >= MANY / 3, 'some are welcomed', LOOK + MANY * 1_000);
    discord.fail({ method: 'POST', path: /messages$/, carriedOut: true, hangs: true });
    const before = welcomes().length;
    await until(() => welcomes().length > before, 'one more is posted, and not confirmed');
    await kill(program);

    // Nobody else may welcome somebody for ten minutes whom another process is welcoming.
    expect(
      inDatabase(`update welcomes set claimed_until = '2001-01-01' where claimed_until is not null`),
    ).toBe(1);
    await start({ WELCOME: 'on' });
    await until(() => welcomes().length === MANY, 'all are welcomed', LOOK + MANY * 1_000);
    await sleep(1_500);
    expect(welcomes()).toHaveLength(MANY);
    expect(new Set(welcomes().map(({ channel_id }) => channel_id)).size).toBe(MANY);
    expect(inDatabase('update welcomes set claimed_until = null where address is not null')).toBe(0);
  },
  MANY * 3_000 + 30_000,
);

test('answers are not kept waiting by welcomes that wait for Discord', async () => {
  discord.habits.directChannels = createBucket(1, 3_000);
  await start({ WELCOME: 'on' });
  joinGuild(20);
  await until(() => welcomes().length === 1, 'the first is welcomed', LOOK);
  const before = discord.answers.length;
  discord.dispatch('INTERACTION_CREATE', askCommandOf('What is a Pod?'));
  await until(() => discord.answers.length > before, 'it is answered');
  expect(welcomes().length).toBeLessThan(20);
}, 100_000);

test('a stop while welcomes wait for Discord is not waited for until it is ended by force, and loses nobody', async () => {
  discord.habits.directChannels = createBucket(1, 12_000);
  const program = await start({ WELCOME: 'on' });
  joinGuild(3);
  await until(() => welcomes().length === 1, 'the first is welcomed', LOOK);
  await sleep(1_000);
  const begin = Date.now();
  program.process.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  // After 4.5 s it would be ended by force, also with 0.
  expect(Date.now() - begin).toBeLessThan(4_400);
  discord.habits.directChannels = undefined;
  await start({ WELCOME: 'on' });
  await until(() => welcomes().length === 3, 'the others are welcomed', LOOK);
}, 200_000);

test('Discord is left alone for a while when it says that direct messages are opened too fast', async () => {
  const path = /users\/@me\/channels$/;
  discord.fail({ method: 'POST', path, status: 400, body: { code: 40003 }, times: 10_000 });
  const program = await start({ WELCOME: 'on' });
  for (let n = 0; n < 50; n++) {
    joinGuild(1);
    await sleep(40);
  }
  await until(() => program.output().includes('opened too fast'), 'it is told');
  expect(discord.requests.filter((request) => path.test(request.path)).length).toBeLessThan(5);
}, 100_000);

test('what somebody chooses with a command is done from the next start on', async () => {
  const manager = by(userOf('400000000000000077', 'grace'), PERMISSION.manageGuild);
  const choose = async (action: string) => {
    const before = discord.shown.length;
    discord.dispatch('INTERACTION_CREATE', subcommandOf('onboard', { action }, manager));
    await until(() => discord.shown.length > before, 'it is answered');
    return textsOf(discord.shown[before]);
  };
  const before = await start();
  expect(await choose('welcome-on')).toContain('It begins when I am started again');
  joinGuild(1);
  before.process.kill('SIGTERM');
  expect(await before.ended).toBe(0);
  const program = await start();
  joinGuild(1);
  await until(() => welcomes().length === 1, 'who joined now is welcomed', LOOK);
  expect(await choose('welcome-off')).toContain('I welcome nobody');
  joinGuild(1);
  await sleep(700);
  expect(welcomes()).toHaveLength(1);
  expect(program.output()).not.toMatch(/"level":[4-6]0|WARN|ERROR/);
}, 100_000);

test('without the right to see who joins the program says what to do, and answers all the same', async () => {
  discord.habits.serverMembers = false;
  const program = await start({ WELCOME: 'on' });
  expect(program.output()).toContain('turn on the Server Members Intent');
  const before = discord.answers.length;
  discord.dispatch('INTERACTION_CREATE', askCommandOf('What is a Pod?'));
  await until(() => discord.answers.length > before, 'it is answered');
}, 100_000);

test('somebody who leaves their track is reminded of it twice, and no more', async () => {
  // A hundredth of a day is a quarter of an hour; this is three seconds.
  await start({ WELCOME: 'on', REMIND_AFTER_DAYS: String(3 / 86_400) });
  discord.joinGuild(ASKER);
  people.push(ASKER);
  await until(() => welcomes().length === 1, 'they are welcomed', LOOK);
  const [welcome] = welcomes() as [Shown];
  const before = discord.shown.length;
  discord.dispatch('INTERACTION_CREATE', pressOf(welcome, buttonNamed(welcome, 'Start'), inDm()));
  await until(() => discord.shown.length > before, 'the first step is shown');
  expect(discord.shown.at(-1)).toMatchObject({ how: 'changed', id: welcome.id });
  expect(labelsOf(discord.shown.at(-1) as Shown)).toContain('Show my name');
  await until(() => posts('waits for you at step 1').length === 2, 'they are reminded twice');
  expect(textsOf(posts('waits for you')[1])).toContain('This was the last time');
  await sleep(5_000);
  expect(posts('waits for you')).toHaveLength(2);
}, 120_000);
