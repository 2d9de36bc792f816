import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { SMALL_TRACK } from '../onboarding/small-track.js';
import { blockActions, type Element, messagePlace } from '../servers/slack-interactions.js';
import {
  APP_TOKEN,
  BOT_TOKEN,
  directMessage,
  type SlackServer,
  slashCommand,
  startSlackServer,
} from '../servers/slack-server.js';
import { startStoreProcess } from '../store/store-process.js';
import { answers, killGroup, type Program, startProgram, until } from './program.js';

let folder: string;
let slack: SlackServer;
let programs: Program[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-walking-'));
  slack = await startSlackServer();
  programs = [];
});
afterEach(async () => {
  for (const program of programs) killGroup(program);
  await slack.close();
  await rm(folder, { recursive: true, force: true });
});

type Shown = Readonly<Record<string, unknown>>;

async function start(more: Readonly<Record<string, string>> = {}): Promise<Program> {
  const sockets = slack.socketsSeen();
  const program = await startProgram({
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: `file:${folder}/casebook.db`,
    ...more,
  });
  programs.push(program);
  await until(() => answers(`${program.base}/readyz`), 'it is ready');
  await until(() => slack.socketsSeen() > sockets && slack.openSockets() > 0, 'it is connected');
  return program;
}

const textOf = (shown: Shown | undefined) => JSON.stringify(shown?.blocks ?? '');

function button(shown: Shown, label: string): Element {
  const blocks = shown.blocks as readonly {
    readonly elements?: readonly Element[];
    readonly accessory?: Element;
  }[];
  const all = blocks.flatMap(({ elements = [], accessory }) => [
    ...elements,
    ...(accessory ? [accessory] : []),
  ]);
  // Of the tracks, the last: its steps have questions of every kind.
  const found = all.findLast(({ text }) => (text as { text?: string } | undefined)?.text === label);
  if (!found) throw new Error(`no button “${label}” in ${textOf(shown)}`);
  return { ...found, block_id: 'b1' };
}

async function next(list: readonly Shown[], act: () => unknown): Promise<Shown> {
  const before = list.length;
  act();
  await until(() => list.length > before, 'something is shown');
  return list[before] as Shown;
}

const listed = () =>
  next(slack.responses, () => slack.deliver('slash_commands', slashCommand('onboard', slack.responseUrl)));

const pressIn = (shown: Shown, label: string) => {
  const { channel, ts } = slack.placeOf(shown);
  return blockActions(slack, button(shown, label), messagePlace({ channel, ts }));
};

const go = (shown: Shown, label: string) =>
  next(slack.updates, () => slack.deliver('interactive', pressIn(shown, label)));

/** Begins the track that stands last. */
async function begin(label = 'Start'): Promise<Shown> {
  const list = await listed();
  const place = messagePlace({ isEphemeral: true });
  return next(slack.messages, () =>
    slack.deliver('interactive', blockActions(slack, button(list, label), place)),
  );
}

test('somebody walks on where they were, after the program was killed in the middle of it', async () => {
  const program = await start();
  const first = await begin();
  expect(textOf(first)).toContain('1 of 8: Why they moved');
  const second = await go(first, 'Skip');
  killGroup(program);
  await until(() => slack.openSockets() === 0, 'it is gone');

  await start();
  expect(textOf(await listed())).toContain('You are at 2 of 8');
  const third = await go(second, 'Skip');
  expect(textOf(third)).toContain('3 of 8: Releasing faster');
  const quiz = await go(third, 'Answer 2 questions');
  expect(textOf(quiz)).toContain('Question 1 of 2; more than one is right');
}, 60_000);

test('two programs that share a file count a press once, though both are told of it', async () => {
  await start();
  await start();
  const first = await begin();
  const pressed = pressIn(first, 'Skip');
  for (let n = 0; n < 10; n++) slack.deliver('interactive', pressed, undefined, n % 2);
  await until(() => slack.updates.length === 10, 'all are answered');
  for (const each of slack.updates) expect(textOf(each)).toContain('2 of 8: Where they came from');
}, 60_000);

test('while another holds the file, a press says so kindly or waits, and what was pressed is not lost', async () => {
  await start();
  const first = await begin();
  const holder = startStoreProcess(`
    const { default: Database } = await import('libsql');
    const database = new Database(${JSON.stringify(join(folder, 'casebook.db'))});
    database.exec('begin immediate');
    print('held');
    setTimeout(() => database.close(), 60_000);`);
  onTestFinished(() => holder.kill());
  await holder.printed(1);
  const began = performance.now();
  const failed = await go(first, 'Skip');
  expect(performance.now() - began).toBeLessThan(20_000);
  expect(textOf(failed)).toContain('I cannot keep your place in the track right now');
  const asked = performance.now();
  const answer = await next(slack.messages, () =>
    slack.deliver('events_api', directMessage('What is a Pod?', { channel: 'D0ASKER' })),
  );
  expect(textOf(answer)).toContain('smallest unit');
  expect(performance.now() - asked).toBeLessThan(4_000);
  holder.kill();
  await holder.ended;
  expect(textOf(await go(failed, 'Try again'))).toContain('2 of 8');
}, 60_000);

test('a track that is written to, or taken away, is walked as it is now', async () => {
  const docs = join(folder, 'docs');
  await mkdir(join(docs, 'onboarding'), { recursive: true });
  await cp('knowledge/concepts/pods.md', join(docs, 'concepts/pods.md'));
  const file = join(docs, 'onboarding/first-steps.md');
  await writeFile(file, SMALL_TRACK);
  await start({ KNOWLEDGE_DIR: docs });
  const first = await begin();
  expect(textOf(first)).toContain('1 of 4');
  await writeFile(file, SMALL_TRACK.replace('## Look around\n\nNothing is asked here.\n', ''));
  // Tracks are looked at anew after a second and a half.
  await new Promise((resolve) => setTimeout(resolve, 1_600));
  expect(textOf(await go(first, 'Skip'))).toContain('2 of 3: Meet the Deployment');
  await rm(file);
  await until(async () => {
    const list = await listed();
    return !textOf(list).includes('You know what a Pod is');
  }, 'the track is gone');
}, 60_000);

test('npm run knowledge names what is wrong with tracks, and counts them', async () => {
  const docs = join(folder, 'docs');
  await mkdir(join(docs, 'onboarding'), { recursive: true });
  await writeFile(join(docs, 'onboarding/good.md'), SMALL_TRACK);
  await writeFile(join(docs, 'onboarding/bad.md'), SMALL_TRACK.replace('### Try', '### Tests'));
  await writeFile(join(docs, 'a.md'), '# A\n\nText.');
  const checked = await startProgram({}, ['node', 'dist/check-knowledge.js', docs]);
  expect(await checked.ended).toBe(1);
  expect(checked.output()).toContain(
    'onboarding/bad.md:21 a step has the parts ### Read, ### Try and ### Quiz',
  );
  expect(checked.output()).toContain('onboarding/good.md:18 links to concepts/pods.md#intro');
  expect(checked.output()).toMatch(/1 documents, 1 sections, 1 tracks with 4 steps, \d+ problems/);
  const shipped = await startProgram({}, ['node', 'dist/check-knowledge.js', 'knowledge']);
  expect(await shipped.ended).toBe(0);
  expect(shipped.output()).toContain('4 tracks with 40 steps, no problems');
  expect(await readFile(join(docs, 'a.md'), 'utf8')).toBe('# A\n\nText.');
}, 30_000);
