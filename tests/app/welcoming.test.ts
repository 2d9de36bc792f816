import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { elementsOf } from '../chat/slack/workspace.js';
import { blockActions, messagePlace } from '../servers/slack-interactions.js';
import {
  APP_TOKEN,
  BOT_TOKEN,
  directMessage,
  memberJoined,
  type SlackServer,
  slashCommand,
  startSlackServer,
  teamJoin,
  USUAL_SCOPES,
  WELCOME_SCOPES,
} from '../servers/slack-server.js';
import { type StoreProcess, startStoreProcess } from '../store/store-process.js';
import { answers, killGroup, type Program, startProgram, until } from './program.js';

let folder: string;
let slack: SlackServer;
let programs: Program[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-welcoming-'));
  programs = [];
});
afterEach(async () => {
  const output = programs.map((program) => program.output()).join('');
  for (const program of programs) killGroup(program);
  await slack.close();
  await rm(folder, { recursive: true, force: true });
  for (const secret of [BOT_TOKEN, APP_TOKEN, 'U0NEW']) expect(output).not.toContain(secret);
});

async function open(scopes = [...USUAL_SCOPES, ...WELCOME_SCOPES]): Promise<void> {
  slack = await startSlackServer({ scopes });
}

async function start(more: Readonly<Record<string, string>> = {}): Promise<Program> {
  const sockets = slack.socketsSeen();
  const program = await startProgram({
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: `file:${folder}/casebook.db`,
    WELCOME: 'on',
    ...more,
  });
  programs.push(program);
  await until(() => answers(`${program.base}/readyz`), 'it is ready', 40_000);
  await until(() => slack.socketsSeen() > sockets && slack.openSockets() > 0, 'it is connected');
  return program;
}

const welcomed = () =>
  slack.messages.flatMap(({ channel }) => (String(channel).startsWith('U0NEW') ? String(channel) : []));
const newcomers = (count: number) => Array.from({ length: count }, (_, n) => `U0NEW${n}`);

/** Runs a statement in the program’s own file; gives the rows where it asks for some. */
async function inFile(statement: string): Promise<readonly Record<string, unknown>[]> {
  const run = startStoreProcess(`
    const { default: Database } = await import('libsql');
    const database = new Database(${JSON.stringify(join(folder, 'casebook.db'))});
    database.pragma('busy_timeout = 5000');
    const statement = database.prepare(${JSON.stringify(statement)});
    print(JSON.stringify(statement.reader ? statement.all() : statement.run()));
    database.close();`);
  await run.ended;
  return JSON.parse(run.lines[0] ?? '[]');
}

/** Another program that writes to the file, and does not end it. */
async function holdFile(): Promise<StoreProcess> {
  const holder = startStoreProcess(`
    const { default: Database } = await import('libsql');
    const database = new Database(${JSON.stringify(join(folder, 'casebook.db'))});
    database.exec('begin immediate');
    print('held');
    setTimeout(() => database.close(), 60_000);`);
  onTestFinished(() => holder.kill());
  await holder.printed(1);
  return holder;
}

const send = (event: object) => slack.deliver('events_api', event);

/** How many join at once: four a second are welcomed, so that 500 take two minutes. */
const MANY = Number(process.env.CASEBOOK_TEST_NEWCOMERS ?? 60);

test('many join at once, Slack asks to wait, and the program is killed in the middle: everybody is welcomed, nobody twice but who was in flight', async () => {
  await open();
  const program = await start();
  const people = newcomers(MANY);
  for (const user of people) send(teamJoin(user));
  // Slack does not wait for the welcomes, and neither does who asks meanwhile.
  await until(() => slack.acknowledgements.length >= MANY, 'all are taken');
  send(directMessage('What is a Pod?'));
  await until(() => slack.messages.some(({ channel }) => channel === 'D0DIRECT'), 'it is answered');
  expect(welcomed().length).toBeLessThan(MANY);
  await until(async () => {
    const [row] = await inFile('select count(*) as count from welcomes');
    return row?.count === MANY;
  }, 'all are kept');
  // Slack asks to wait again and again, as when others of its apps are busy too.
  const noted = Math.floor(MANY / 2);
  for (let count = 5; count <= noted; count += Math.ceil(noted / 6)) {
    await until(() => welcomed().length >= count, `${count} are welcomed`, 60_000);
    slack.fail('chat.postMessage', { status: 429, headers: { 'retry-after': '1' } }, 2);
  }
  killGroup(program);
  await until(() => slack.openSockets() === 0, 'it is gone');
  const before = welcomed().length;

  await start();
  await until(() => welcomed().length >= MANY - 2, 'the others are welcomed', 200_000);
  // Whoever was just being welcomed is free again ten minutes after; that is now.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await inFile("update welcomes set claimed_until = '2000-01-01' where claimed_until is not null");
  send(teamJoin('U0NEW-LAST'));
  await until(() => welcomed().includes('U0NEW-LAST'), 'the last is welcomed');
  await until(async () => {
    const [row] = await inFile('select count(*) as count from welcomes where address is not null');
    return row?.count === 0;
  }, 'all is noted');

  const all = welcomed().filter((user) => user !== 'U0NEW-LAST');
  expect(before).toBeLessThan(MANY);
  expect([...new Set(all)].sort()).toEqual([...people].sort());
  expect(all.length).toBeLessThanOrEqual(MANY + 1);
  expect(programs.map((each) => each.output()).join('')).toContain('welcomed newcomers');
}, 400_000);

test('whoever joins while another holds the file is welcomed when it is free again, once', async () => {
  await open();
  await start();
  const holder = await holdFile();
  for (const user of newcomers(5)) send(teamJoin(user));
  await until(() => slack.acknowledgements.length >= 5, 'all are taken');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(welcomed()).toEqual([]);
  holder.kill();
  await holder.ended;
  await until(async () => {
    const [row] = await inFile('select count(*) as count from welcomes');
    return row?.count === 5;
  }, 'all are kept');
  send(teamJoin('U0NEW-LAST'));
  await until(() => welcomed().length === 6, 'all are welcomed');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(welcomed().sort()).toEqual([...newcomers(5), 'U0NEW-LAST'].sort());
}, 90_000);

test('two programs with one file welcome each once, where it was chosen, until it is ended', async () => {
  await open();
  const chosen = { WELCOME: 'off', ADMIN_USERS: 'U0ADMIN' };
  await start(chosen);
  await start(chosen);
  const choose = async (choice: string) => {
    const before = slack.responses.length;
    const typed = slashCommand(`onboard welcome ${choice}`, slack.responseUrl, { user_id: 'U0ADMIN' });
    slack.deliver('slash_commands', typed);
    await until(() => slack.responses.length > before, 'it is answered');
  };
  send(teamJoin('U0NEW-EARLY'));
  await choose('on');
  await choose('here');
  const { channel_id: here } = slashCommand('', '');
  const people = newcomers(12);
  for (const [n, user] of people.entries()) {
    for (const socket of [0, 1]) {
      slack.deliver('events_api', teamJoin(user), undefined, socket);
      slack.deliver('events_api', memberJoined(user, here), undefined, (n + socket) % 2);
    }
  }
  await until(() => welcomed().length >= 12, 'all are welcomed', 30_000);
  await choose('off');
  send(teamJoin('U0NEW-LATE'));
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(welcomed().sort()).toEqual([...people].sort());
}, 90_000);

test('who is quiet is reminded once, by two programs that look again and again', async () => {
  await open([...USUAL_SCOPES]);
  // A reminder of less than a second: near the hour at which they were there last is now.
  const often = { REMIND_AFTER_DAYS: '0.00001', WELCOME: 'off' };
  await start(often);
  await start(often);
  const before = slack.responses.length;
  slack.deliver('slash_commands', slashCommand('onboard', slack.responseUrl));
  await until(() => slack.responses.length > before, 'the tracks are listed');
  const [begin] = elementsOf(slack.responses.at(-1) ?? {});
  if (begin) slack.deliver('interactive', blockActions(slack, begin, messagePlace({ isEphemeral: true })));
  await until(() => slack.messages.length === 3, 'the step is shown, and two reminders come', 30_000);
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  const words = slack.messages.map((message) => JSON.stringify(message));
  expect(words).toHaveLength(3);
  expect(words.filter((each) => each.includes('waits for you at step 1'))).toHaveLength(2);
  expect(words[2]).toContain('the last time that I remind you');
}, 60_000);
