import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { killGroup, type Program, startProgram, until } from './program.js';

let root: string;
let folder: string;
const programs: Program[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'casebook-'));
  folder = join(root, 'docs');
  await mkdir(folder);
  await write('shop.md', '# Restarting the shop\n\nRun the restart job.');
  await write('bakery.md', '# Opening the bakery\n\nTurn the key twice.');
});
afterEach(async () => {
  for (const program of programs.splice(0)) killGroup(program);
  await rm(root, { recursive: true, force: true });
});

const write = (path: string, text: string) => writeFile(join(folder, path), text);

async function start(knowledge = folder): Promise<Program> {
  const program = await startProgram({ KNOWLEDGE_DIR: knowledge });
  programs.push(program);
  await until(() => readiness(program).then(({ ready }) => ready), 'it is ready');
  return program;
}

interface Readiness {
  readonly ready: boolean;
  readonly documents: number;
  readonly problems: number;
}

async function readiness({ base }: Program): Promise<Readiness> {
  return fetch(`${base}/readyz`).then(
    (response) => response.json() as Promise<Readiness>,
    () => ({ ready: false, documents: 0, problems: 0 }),
  );
}

async function page({ base }: Program, question: string): Promise<string> {
  const response = await fetch(`${base}/?q=${encodeURIComponent(question)}`);
  expect(response.status).toBe(200);
  return response.text();
}

function untilSaid(program: Program, question: string, words: string): Promise<void> {
  return until(async () => (await page(program, question)).includes(words), `“${words}” is said`, 10_000);
}

function untilLogged(program: Program, words: string): Promise<void> {
  return until(() => program.output().includes(words), `“${words}” is logged`, 10_000);
}

const timesLogged = (program: Program, words: string) => program.output().split(words).length - 1;

test('a changed, a new and a removed document are served without a restart', async () => {
  const program = await start();
  await write('shop.md', '# Restarting the shop\n\nPress the green button.');
  await untilSaid(program, 'restarting the shop', 'green button');
  await untilLogged(program, '1 changed, 0 added, 0 removed; answering from 2 documents with 2 sections');

  await mkdir(join(folder, 'garage', 'doors'), { recursive: true });
  await write('garage/doors/gate.md', '# The garage gate\n\nPull the lever.');
  await untilSaid(program, 'garage gate', 'Pull the lever');
  await write('garage/doors/gate.md', '# The garage gate\n\nLeave the lever alone.');
  await untilSaid(program, 'garage gate', 'Leave the lever');
  expect((await readiness(program)).documents).toBe(3);
  expect(await (await fetch(`${program.base}/metrics`)).text()).toContain('casebook_documents 3');

  await rename(join(folder, 'garage'), join(folder, 'cellar'));
  await untilLogged(program, '0 changed, 1 added, 1 removed');
  await rm(join(folder, 'bakery.md'));
  await untilLogged(program, '0 changed, 0 added, 1 removed');
  expect(await page(program, 'opening the bakery')).not.toContain('Turn the key');
  expect(await page(program, 'garage gate')).toContain('Leave the lever');
});

test('an editor that writes another file and moves it into place is noticed', async () => {
  const program = await start();
  await write('.shop.md.swp', '# Restarting the shop\n\nSing to it.');
  await rename(join(folder, '.shop.md.swp'), join(folder, 'shop.md'));
  await untilSaid(program, 'restarting the shop', 'Sing to it');
});

test('a broken document keeps what it said; what is wrong is said once, and once that it is mended', async () => {
  const program = await start();
  await write('shop.md', '---\ntitle: Shop\nkind: poem\n---\nRoses');
  await untilLogged(program, 'shop.md:3 ');
  expect(program.output()).toMatch(/shop\.md:3 .*still served/);
  expect(await page(program, 'restarting the shop')).toContain('Run the restart job');
  expect(await readiness(program)).toMatchObject({ documents: 2, problems: 1 });

  await write('bakery.md', '# Opening the bakery\n\nRing the bell.');
  await untilSaid(program, 'opening the bakery', 'Ring the bell');
  expect(timesLogged(program, 'shop.md:3 ')).toBe(1);

  await write('shop.md', '');
  await untilLogged(program, 'shop.md:1 the file is empty');
  await write('shop.md', '# Restarting the shop\n\nPress the green button.');
  await untilSaid(program, 'restarting the shop', 'green button');
  await untilLogged(program, 'shop.md is in order again');
  expect((await readiness(program)).problems).toBe(0);
});

test('a folder that is taken away, or emptied, leaves its documents; when it is back they are followed again', async () => {
  const program = await start();
  await rename(folder, join(root, 'elsewhere'));
  await untilLogged(program, 'cannot read the knowledge folder');
  expect(await page(program, 'restarting the shop')).toContain('Run the restart job');
  await mkdir(folder);
  await untilLogged(program, 'has no document any more; what it said before is still served');
  expect(await readiness(program)).toMatchObject({ documents: 2, problems: 1 });

  await write('shop.md', '# Restarting the shop\n\nPress the green button.');
  await untilSaid(program, 'restarting the shop', 'green button');
  await untilLogged(program, `${folder} is in order again`);
  expect(await readiness(program)).toMatchObject({ documents: 1, problems: 0 });
});

test('a ConfigMap that is swapped, as Kubernetes mounts it, is served anew', async () => {
  const mount = join(root, 'mount');
  const mountVersion = async (name: string, text: string) => {
    await mkdir(join(mount, name), { recursive: true });
    await writeFile(join(mount, name, 'runbook.md'), text);
    await symlink(name, join(mount, '..data_tmp'));
    await rename(join(mount, '..data_tmp'), join(mount, '..data'));
  };
  await mountVersion('..2026_01', '# The night watch\n\nWake the captain.');
  await symlink(join('..data', 'runbook.md'), join(mount, 'runbook.md'));
  const program = await start(mount);
  expect(await page(program, 'night watch')).toContain('Wake the captain');
  for (const turn of ['Let the captain sleep', 'Ask the cook']) {
    await mountVersion(`..${turn.length}`, `# The night watch\n\n${turn}.`);
    await untilSaid(program, 'night watch', turn);
  }
});

test('a link to the folder that leads elsewhere now is followed, and so are changes there', async () => {
  const other = join(root, 'release-2');
  const link = join(root, 'current');
  await mkdir(other);
  await writeFile(join(other, 'shop.md'), '# Restarting the shop\n\nPress the green button.');
  await symlink(folder, link);
  const program = await start(link);
  await symlink(other, join(root, 'next'));
  await rename(join(root, 'next'), link);
  await untilSaid(program, 'restarting the shop', 'green button');
  await writeFile(join(other, 'shop.md'), '# Restarting the shop\n\nSing to it.');
  await untilSaid(program, 'restarting the shop', 'Sing to it');
});

test('while three hundred documents change at once every question is answered', async () => {
  const all = Array.from({ length: 300 }, (_, number) => number);
  const writeAll = (words: string) =>
    Promise.all(all.map((n) => write(`note-${n}.md`, `# Note ${n}\n\n${`${words} ${n}. `.repeat(100)}`)));
  await writeAll('Older words');
  const program = await start();
  const questions = Array.from({ length: 100 }, () => page(program, 'restarting the shop'));
  await writeAll('Newer words');
  questions.push(...Array.from({ length: 100 }, () => page(program, 'opening the bakery')));
  const asking = untilSaid(program, 'note 299', 'Newer words');
  for (const answer of await Promise.all(questions)) expect(answer).toMatch(/restart job|Turn the key/);
  await asking;
});

test('a stop amid an update ends it with 0 and leaves nothing behind', async () => {
  const program = await start();
  for (let n = 0; n < 200; n++)
    await write(`note-${n}.md`, `# Note ${n}\n\n${'Words of a note. '.repeat(500)}`);
  await new Promise((resolve) => setTimeout(resolve, 300));
  program.process.kill('SIGTERM');
  const begin = Date.now();
  expect(await program.ended).toBe(0);
  // After 4.5 s it would be ended by force, also with 0.
  expect(Date.now() - begin).toBeLessThan(4_000);
  expect(program.output()).not.toContain('could not');
});
