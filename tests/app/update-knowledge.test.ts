import { appendFile, cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLiveKnowledge, type LiveKnowledge } from '../../src/app/live-knowledge.js';
import { parseFiles } from '../../src/app/parse-files.js';
import { prepareKnowledge } from '../../src/app/prepare-knowledge.js';
import { type KnowledgeUpdate, updateKnowledge } from '../../src/app/update-knowledge.js';
import { listKnowledge } from '../../src/knowledge/read-knowledge.js';
import { createSearch } from '../../src/search/search.js';
import { questionsOf } from '../relevance/questions.js';

let folder: string;
let live: LiveKnowledge;
const stopping = new AbortController().signal;
const questions = questionsOf('development')
  .filter((_, place) => place % 5 === 0)
  .map(({ question }) => question);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-'));
  await cp('knowledge', folder, { recursive: true });
  live = await createLiveKnowledge(await prepareKnowledge([folder]));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function update(): Promise<KnowledgeUpdate> {
  const update = await updateKnowledge(live.current(), await listKnowledge([folder]), parseFiles, stopping);
  expect(await live.replace(update, update.apply, stopping)).toBe(true);
  return update;
}

/** What is served is what would be served after a restart with the same files. */
async function expectAsFresh(): Promise<void> {
  const fresh = await createLiveKnowledge(await prepareKnowledge([folder]));
  const { documents, vocabulary, problems, index } = live.current();
  expect(documents).toEqual(fresh.current().documents);
  expect({ vocabulary, problems }).toEqual({
    vocabulary: fresh.current().vocabulary,
    problems: fresh.current().problems,
  });
  expect(index.size).toBe(fresh.current().index.size);
  expect(new Map([...index.vocabulary].sort())).toEqual(
    new Map([...fresh.current().index.vocabulary].sort()),
  );
  const [search, freshSearch] = [live, fresh].map((each) =>
    createSearch(each.current().documents, each.current().index),
  );
  for (const question of questions) {
    const hits = search?.find(question).hits ?? [];
    const freshHits = freshSearch?.find(question).hits ?? [];
    expect(hits.map(({ section }) => section.id)).toEqual(freshHits.map(({ section }) => section.id));
    for (const [place, { score }] of hits.entries())
      expect(score).toBeCloseTo(freshHits[place]?.score ?? 0, 8);
    const { id, ...answer } = live.answer({ text: question, thread: [] });
    const { id: otherId, ...freshAnswer } = fresh.answer({ text: question, thread: [] });
    expect(JSON.stringify(answer, rounded)).toBe(JSON.stringify(freshAnswer, rounded));
  }
}

const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(8)) : value);

test('after some documents are changed, added and removed everything is as after a restart', async () => {
  await appendFile(
    join(folder, 'concepts/horizontal-pod-autoscaler.md'),
    '\n\nSpotify has one. Zorbalux too.\n',
  );
  await rm(join(folder, 'case-studies/babylon.md'));
  await rename(join(folder, 'comparisons/pod-and-deployment.md'), join(folder, 'pod-or-deployment.md'));
  await writeFile(join(folder, 'shop.md'), '# Restarting the shop\n\nRun the restart job in its Pod.');
  const { changed, added, removed, index } = await update();
  expect(changed.map(({ after }) => after.path)).toEqual(['concepts/horizontal-pod-autoscaler.md']);
  expect(added.map(({ path }) => path)).toEqual(['pod-or-deployment.md', 'shop.md']);
  expect(removed.map(({ path }) => path)).toEqual([
    'case-studies/babylon.md',
    'comparisons/pod-and-deployment.md',
  ]);
  expect(index.frequencyOf('zorbalux')).toBe(1);
  await expectAsFresh();
}, 60_000);

test('after very many are changed at once, too', async () => {
  const { index } = live.current();
  const studies = live.current().documents.filter(({ path }) => path.startsWith('case-studies/'));
  for (const { path } of studies)
    await appendFile(join(folder, path), '\n\nThey use Prometheus and zorbalux.\n');
  const { changed } = await update();
  expect(changed).toHaveLength(studies.length);
  expect(live.current().index).not.toBe(index);
  await expectAsFresh();
}, 60_000);

test('a changed vocabulary counts at once; a broken one does not', async () => {
  const place = join(folder, 'vocabulary.yaml');
  const text = await readFile(place, 'utf8');
  await writeFile(place, 'tools: [');
  expect((await update()).problems[0]?.path).toBe('vocabulary.yaml');
  expect(Object.keys(live.current().vocabulary.tools).length).toBeGreaterThan(5);
  await writeFile(place, `${text}\n# a word more\n`.replace('\ntools:', '\ntools:\n  Zorbalux: [zorba]'));
  const { vocabulary, problems } = await update();
  expect(problems).toEqual([]);
  expect(vocabulary.tools).toHaveProperty('Zorbalux');
}, 60_000);

test('a file that was only touched changes nothing', async () => {
  const place = join(folder, 'shop.md');
  await writeFile(place, await readFile(place));
  const { changed, added, removed } = await update();
  expect([changed, added, removed]).toEqual([[], [], []]);
});
