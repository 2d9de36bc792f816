import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reportCommand } from '../../src/app/report-command.js';
import { openQuestionLog } from '../../src/store/open-question-log.js';
import { openStore } from '../../src/store/open-store.js';
import { answeredQuestion } from '../chat/answered-question.js';
import { smallTrack } from '../onboarding/small-track.js';
import { walkHistory } from '../onboarding/walked-history.js';

const NOW = new Date('2026-11-21T12:00:00Z');

let folder: string;
let url: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-report-'));
  url = `file:${folder}/casebook.db`;
});
afterEach(() => rm(folder, { recursive: true }));

async function keep(...days: readonly string[]): Promise<void> {
  const store = await openStore(url, { now: () => NOW });
  for (const day of days) {
    await store.answers.add(
      answeredQuestion({
        ...{ text: `=what happened on ${day}?`, terms: day, kind: 'declined', reason: 'no-match' },
        askedAt: new Date(`${day}T23:59:59Z`),
      }),
    );
  }
  await store.close();
}

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const complaints: string[] = [];
  const code = await reportCommand(args, {
    write: (text) => out.push(text),
    complain: (text) => complaints.push(text),
    writeFile: (path, text) => writeFile(path, text),
    now: () => NOW,
    openLog: () => openQuestionLog(url),
    loadSections: async () => ({ titleOf: (section) => section, tracks: async () => [smallTrack()] }),
  });
  return { code, out: out.join(''), complaint: complaints.join('') };
}

test('without options it tells of the last 30 days, with today', async () => {
  await keep('2026-10-22', '2026-10-23', '2026-11-21');
  const { code, out } = await run();
  expect(code).toBe(0);
  expect(out).toContain('from 2026-10-23 to 2026-11-21');
  expect(out).toContain('what happened on 2026-10-23?');
  expect(out).not.toContain('what happened on 2026-10-22?');
});

test.each([
  [['--days', '1'], '2026-11-21', '2026-11-21'],
  [['--days', '7', '--to', '2026-11-10'], '2026-11-04', '2026-11-10'],
  [['--from', '2026-11-01'], '2026-11-01', '2026-11-21'],
  [['--from', '2026-11-01', '--to', '2026-11-01'], '2026-11-01', '2026-11-01'],
])('%j is a span', async (args, firstDay, lastDay) => {
  await keep();
  const { code, out } = await run('--json', ...args);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ firstDay, lastDay });
});

test('each form goes to standard output, or to a file', async () => {
  await keep('2026-11-20');
  const file = join(folder, 'report');
  for (const [form, begin] of [
    ['--json', '{\n'],
    ['--csv', 'question,'],
    ['--html', '<!doctype html>'],
  ] as const) {
    const { out } = await run(form);
    expect(out.startsWith(begin)).toBe(true);
    expect(await run(form, file)).toEqual({ code: 0, out: '', complaint: '' });
    expect(await readFile(file, 'utf8')).toBe(out);
  }
  expect((await run('--csv')).out).toContain(`'=what happened`);
});

test('where newcomers get stuck is told of the span, in every form but the spreadsheet, and nobody is named', async () => {
  await keep('2026-11-20');
  const store = await openStore(url, { now: () => NOW });
  await walkHistory(store.progress);
  await store.close();
  const span = ['--from', '2026-11-20', '--to', '2026-11-21'];

  const { out: text } = await run(...span);
  expect(text).toContain(`Where newcomers get stuck
stuck  wrongly  skipped  came  step, and what to look at
    3        3        1     5  First steps › Meet the Pod
                                 concepts/pods.md#phases-of-a-pod
                                 concepts/pods.md#intro
    2        1        1     2  First steps › Meet the Deployment
                                 concepts/deployments.md#scaling
                                 concepts/deployments.md#intro
`);
  expect(text).toContain('Stuck is who came to a step and answered one of its questions wrongly');
  const { out: json } = await run('--json', ...span);
  expect(JSON.parse(json).stuck).toEqual([
    {
      ...{ track: 'First steps', step: 'Meet the Pod', came: 5, stuck: 3, answeredWrongly: 3, skipped: 1 },
      sections: ['concepts/pods.md#phases-of-a-pod', 'concepts/pods.md#intro'],
    },
    {
      ...{ track: 'First steps', step: 'Meet the Deployment', came: 2, stuck: 2, answeredWrongly: 1 },
      ...{ skipped: 1, sections: ['concepts/deployments.md#scaling', 'concepts/deployments.md#intro'] },
    },
  ]);
  const { out: page } = await run('--html', ...span);
  expect(page).toContain('<h2>Where newcomers get stuck</h2>');
  expect(page).toContain('<bdi>concepts/pods.md#phases-of-a-pod</bdi>');
  const { out: csv } = await run('--csv', ...span);
  expect(csv).not.toContain('Meet the Pod');
  for (const out of [text, json, page, csv]) expect(out).not.toMatch(/U0[A-Z]|[0-9a-f]{32}/);

  const { out: before } = await run('--from', '2026-11-01', '--to', '2026-11-18');
  expect(before).not.toContain('stuck');
});

test.each([
  [['--days', '0'], '--days must be a number from 1 to 3660, and is "0"'],
  [['--days', '1.5'], '--days must be a number'],
  [['--days', ''], '--days must be a number'],
  [['--from', 'yesterday'], '--from must be a day, such as 2026-11-01, and is "yesterday"'],
  [['--to', '2026-02-30'], '--to must be a day'],
  [['--from', '2026-12-01'], '--from 2026-12-01 is after 2026-11-21'],
  [['--from', '2026-11-01', '--days', '3'], 'Give --days or --from, not both.'],
  [['--json', '--csv'], 'Give only one of'],
  [['one', 'two'], 'Give one file at most.'],
  [['--colour'], "Unknown option '--colour'"],
])('%j is wrong usage', async (args, problem) => {
  const { code, out, complaint } = await run(...args);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(complaint).toContain(problem);
  expect(complaint).toContain('Usage: npm run -s report');
});

test('without a database it says what to do, and makes none', async () => {
  const { code, complaint } = await run();
  expect(code).toBe(1);
  expect(complaint).toContain('start the bot once');
  expect(await readdir(folder)).toEqual([]);
});

test('a file that cannot be written is named', async () => {
  await keep();
  const { code, complaint } = await run('--html', join(folder, 'no', 'such', 'folder.html'));
  expect(code).toBe(1);
  expect(complaint).toContain('folder.html');
});
