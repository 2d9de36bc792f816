import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { answers, freePort, killGroup, type Program, startProgram, until } from './program.js';

const main = resolve('dist/main.js');
const programs: Program[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const program of programs.splice(0)) killGroup(program);
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function start(env: Readonly<Record<string, string>> = {}, folder?: string): Promise<Program> {
  const program = await startProgram(env, ['node', main], folder);
  programs.push(program);
  return program;
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'casebook-'));
  folders.push(folder);
  return folder;
}

test('without a token the page answers, one line says how to connect a platform, and SIGTERM ends it with 0', async () => {
  const program = await start();
  await until(() => answers(`${program.base}/readyz`), 'it is ready');
  const page = await (
    await fetch(`${program.base}/?q=${encodeURIComponent('Why did Spotify move to Kubernetes?')}`)
  ).text();
  expect(page).toContain('https://kubernetes.io/case-studies/spotify/');
  const assets = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
    ([, address]) => program.base + address,
  );
  const names = assets.map((address) => address.replace(/.*\//, ''));
  expect(names.slice(0, 2)).toEqual(['page.css', 'before-paint.js']);
  expect(names).toContain('chat.js');
  for (const address of assets) expect(await answers(address)).toBe(true);
  expect(program.output().match(/SLACK_BOT_TOKEN/g)).toHaveLength(1);
  expect(await (await fetch(`${program.base}/metrics`)).text()).toContain(
    'casebook_answers_total{platform="web",kind="found"} 1',
  );
  program.process.kill('SIGTERM');
  expect(await program.ended).toBe(0);
});

test('half a set of tokens ends it with 1 before it listens, naming what is missing', async () => {
  const program = await start({ SLACK_BOT_TOKEN: 'xoxb-secret', DISCORD_GUILD_ID: '1' });
  expect(await program.ended).toBe(1);
  expect(program.output()).toMatch(/^Cannot start: SLACK_APP_TOKEN is missing.*; DISCORD_TOKEN is missing/);
  expect(program.output()).not.toContain('secret');
});

test('a taken port ends it with 1 and one sentence', async () => {
  const port = await freePort();
  const other = createServer().listen(port, '127.0.0.1');
  const program = await start({ PORT: String(port) });
  expect(await program.ended).toBe(1);
  expect(program.output()).toContain(`Cannot start: port ${port} on 127.0.0.1 is taken`);
  other.close();
});

test('an unreadable .env ends it with 1 and one sentence', async () => {
  const folder = await newFolder();
  await mkdir(join(folder, '.env'));
  const program = await start({ KNOWLEDGE_DIR: resolve('knowledge') }, folder);
  expect(await program.ended).toBe(1);
  expect(program.output()).toMatch(/^Cannot start: the file \.env cannot be read.*\n$/);
});

test('settings come from .env, and the environment wins over it', async () => {
  const folder = await newFolder();
  await writeFile(
    join(folder, '.env'),
    `KNOWLEDGE_DIR=${resolve('knowledge')}\nLOG_LEVEL=silent\nHOST=256.0.0.1\n`,
  );
  const program = await start({ HOST: '127.0.0.1' }, folder);
  await until(() => answers(`${program.base}/healthz`), 'it answers');
  expect(program.output()).toBe('');
});

test('bad documents are named with path and line, and the others are served', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'good.md'), '# Restarting the shop\n\nRun the restart job.');
  await writeFile(join(folder, 'bad.md'), '---\ntitle: A\nkind: poem\n---\ntext');
  const program = await start({ KNOWLEDGE_DIR: folder, SOURCE_BASE_URL: 'https://example.com/docs' });
  await until(() => answers(`${program.base}/readyz`), 'it is ready');
  expect(program.output()).toContain('bad.md:3 ');
  const page = await (await fetch(`${program.base}/?q=restarting+the+shop`)).text();
  expect(page).toContain('https://example.com/docs/good.md');
});

test('without any document it ends with 1 and says so', async () => {
  const program = await start({ KNOWLEDGE_DIR: await newFolder() });
  expect(await program.ended).toBe(1);
  expect(program.output()).toMatch(/Cannot start: there is no document in .*KNOWLEDGE_DIR/);
});

test('npm start passes SIGTERM on, ends with 0 and leaves no child behind', async () => {
  const program = await startProgram({}, ['npm', 'start']);
  programs.push(program);
  await until(() => answers(`${program.base}/readyz`), 'it is ready', 30_000);
  program.process.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(await answers(`${program.base}/healthz`)).toBe(false);
}, 40_000);
