import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, content: string | Buffer): Promise<void> {
  const location = join(folder, path);
  await mkdir(dirname(location), { recursive: true });
  await writeFile(location, content);
}

test('loadKnowledge() reads the Markdown files of a folder in the order of their paths', async () => {
  await write('b.md', '# B\ntext');
  await write('a/deep/c.md', '# C\ntext');
  await write('README.md', '# For people\ntext');
  await write('onboarding/track.md', '# A track\ntext');
  await write('.hidden/d.md', '# D\ntext');
  await write('notes.txt', 'not a document');
  const { documents, problems } = await loadKnowledge([folder]);
  expect(documents.map((document) => document.path)).toEqual(['a/deep/c.md', 'b.md']);
  expect(problems).toEqual([]);
});

test('loadKnowledge() serves the good documents and names what is wrong with the others', async () => {
  await write('good.md', '# Good\ntext');
  await write('front.md', '---\ntitle: [\n---\ntext');
  await write('untitled.md', 'no heading');
  await write('binary.md', Buffer.from([0x23, 0x20, 0x00, 0xff]));
  await write('latin.md', Buffer.from('# Caf\xe9\ntext', 'latin1'));
  await write('large.md', `# Large\n${'word '.repeat(2_200_000)}`);
  await write('deep.md', `# Deep\n${'> '.repeat(500)}text`);
  await writeFile(join(dirname(folder), 'outside.md'), '# Secret\ntext');
  await symlink(join(dirname(folder), 'outside.md'), join(folder, 'link.md'));
  await symlink('nowhere.md', join(folder, 'dangling.md'));
  await symlink(tmpdir(), join(folder, 'elsewhere'));

  const { documents, problems } = await loadKnowledge([folder]);
  expect(documents.map((document) => document.path)).toEqual(['good.md']);
  expect(problems).toEqual([
    { path: 'binary.md', line: 1, message: expect.stringContaining('binary') },
    { path: 'dangling.md', line: 1, message: expect.stringContaining('link to nothing') },
    { path: 'deep.md', line: 2, message: expect.stringContaining('levels deep') },
    { path: 'elsewhere', line: 1, message: expect.stringContaining('links to a folder') },
    { path: 'front.md', line: expect.any(Number), message: expect.stringContaining('YAML') },
    { path: 'large.md', line: 1, message: expect.stringContaining('has 10.5 MB') },
    { path: 'latin.md', line: 1, message: expect.stringContaining('UTF-8') },
    { path: 'link.md', line: 1, message: expect.stringContaining('outside the knowledge folder') },
    { path: 'untitled.md', line: 1, message: expect.stringContaining('no title') },
  ]);
});

test('loadKnowledge() follows links inside the folder, as a mounted ConfigMap has them', async () => {
  await write('..2026_01_31/runbook.md', '# Runbook\ntext');
  await symlink('..2026_01_31', join(folder, '..data'));
  await symlink('..data/runbook.md', join(folder, 'runbook.md'));
  const { documents, problems } = await loadKnowledge([folder]);
  expect(documents.map((document) => document.path)).toEqual(['runbook.md']);
  expect(problems).toEqual([]);
});

test('loadKnowledge() names a folder that is not there, and a path that two folders share', async () => {
  await write('one/a.md', '# A\ntext');
  await write('two/a.md', '# Another A\ntext');
  const { documents, problems } = await loadKnowledge([
    join(folder, 'one'),
    join(folder, 'two'),
    join(folder, 'three'),
  ]);
  expect(documents.map((document) => document.title)).toEqual(['A']);
  expect(problems).toMatchObject([
    { path: join(folder, 'three'), message: expect.stringContaining('cannot read the knowledge folder') },
    { path: 'a.md', message: expect.stringContaining('same path') },
  ]);
});
