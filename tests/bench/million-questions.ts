import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnswerId, DeclineReason } from '../../src/answers/answer.js';
import type { AnsweredKind } from '../../src/chat/memory.js';
import type { SectionId } from '../../src/knowledge/address.js';
import { termsOf } from '../../src/search/terms.js';
import { databasePlaceOf } from '../../src/store/database-place.js';
import { openStore } from '../../src/store/open-store.js';
import type { AnswerRow, RatingRow, WaitingRow } from '../../src/store/schema.js';
import { questionsOf, SETS } from '../relevance/questions.js';
import { POSTGRES_BINARIES, startPostgresServer } from '../servers/postgres-server.js';

// Fills a database with a million questions, and measures what a report of all of it takes, and whether
// questions are kept more slowly: node build/tests/bench/million-questions.js [rows]

const ROWS = Number(process.argv[2] ?? 1_000_000);
const BATCH = 1_000;
/** Less than the half year after which questions are forgotten. */
const SPAN = 170 * 24 * 60 * 60 * 1_000;
const NOW = Date.now();
const KEY = 'ab'.repeat(32);

const ASKED = SETS.flatMap((set) => questionsOf(set)).map(({ question }) => ({
  text: JSON.stringify(question.slice(0, 300)),
  terms: [...new Set(termsOf(question))].slice(0, 8).sort().join(' '),
}));

const OUTCOMES: readonly (readonly [share: number, kind: AnsweredKind, reason: DeclineReason | null])[] = [
  [0.62, 'found', null],
  [0.05, 'list', null],
  [0.05, 'comparison', null],
  [0.03, 'read', null],
  [0.1, 'unsure', null],
  [0.05, 'declined', 'no-match'],
  [0.03, 'declined', 'unknown-company'],
  [0.03, 'declined', 'off-topic'],
  [0.02, 'declined', 'own-affairs'],
  [0.02, 'declined', 'opinion'],
];

/** Each outcome as often as its share says. */
const HUNDRED = OUTCOMES.flatMap((outcome) =>
  Array<typeof outcome>(Math.round(outcome[0] * 100)).fill(outcome),
);

/** A row as such months bring them; one in three is put as nobody else puts it. */
function answerRow(number: number): AnswerRow {
  const asked = ASKED[Math.floor(Math.random() ** 2 * ASKED.length)] ?? { text: '""', terms: '' };
  const [, kind = 'found', reason = null] = HUNDRED[Math.floor(Math.random() * HUNDRED.length)] ?? [];
  const section: SectionId = `concepts/document-${Math.floor(Math.random() ** 2 * 400)}.md#section-${number % 9}`;
  return {
    id: `answer-${randomBytes(16).toString('hex')}`,
    platform: number % 3 === 0 ? 'discord' : 'slack',
    place_channel: randomBytes(32).toString('hex'),
    place_thread: null,
    text: asked.text,
    thread: '[]',
    sections: JSON.stringify(kind === 'declined' ? [] : [section, 'concepts/pods.md#intro', 'a.md#b']),
    asked_at: new Date(NOW - Math.floor((SPAN * (ROWS - number)) / ROWS)).toISOString(),
    tie_breaker: 0,
    asker: randomBytes(32).toString('hex'),
    channel: number % 10 === 0 ? null : `C${Math.floor(Math.random() ** 2 * 300)}`,
    terms: number % 3 === 0 ? `${asked.terms} w${number % 200_000}` : asked.terms,
    kind,
    reason,
    nearest: section,
    score: Math.floor(Math.random() * 1_000),
    micros: 800 + Math.floor(Math.random() ** 8 * 40_000),
  };
}

async function databaseAt(url: string) {
  const place = databasePlaceOf(url);
  if (place.kind === 'server')
    return (await import('../../src/store/postgres-database.js')).openPostgresDatabase(place);
  if (place.kind === 'file')
    return (await import('../../src/store/sqlite-database.js')).openSqliteDatabase(place.path);
  throw new Error('a database in memory is not measured');
}

async function fill(url: string): Promise<void> {
  const database = await databaseAt(url);
  for (let first = 0; first < ROWS; first += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, ROWS - first) }, (_, i) => answerRow(first + i));
    const ratings = rows
      .filter((_, i) => i % 10 === 0)
      .map(({ id, asked_at }, i) => ({ answer: id, rated_at: asked_at, ...word(i) }) satisfies RatingRow);
    const waiting = rows
      .filter(({ kind }, i) => kind === 'declined' && i % 8 === 0)
      .map(({ id, asked_at }) => waitingRow(id, asked_at));
    await database.transaction().execute(async (transaction) => {
      await transaction.insertInto('answers').values(rows).execute();
      await transaction.insertInto('ratings').values(ratings).execute();
      if (waiting.length > 0) await transaction.insertInto('waiting').values(waiting).execute();
    });
  }
  await database.destroy();
}

function word(number: number) {
  const comment = number % 20 === 0 ? '"it is about another version"' : null;
  return { rater: randomBytes(32).toString('hex'), is_helpful: number % 4 === 0 ? 0 : 1, comment };
}

function waitingRow(answer: AnswerId, asked_at: string): WaitingRow {
  return { answer, person: randomBytes(32).toString('hex'), sealed: 'x', asked_at, claimed_until: null };
}

/** Half of so many questions took less time to keep, in milliseconds. */
async function medianOfAdding(url: string, count = 500): Promise<string> {
  const store = await openStore(url, { privacyKey: KEY });
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const { text, terms } = ASKED[i] ?? { text: '""', terms: '' };
    const begin = performance.now();
    await store.answers.add({
      ...{ id: `answer-${randomBytes(16).toString('hex')}`, platform: 'slack', channel: 'C1', asker: 'U1' },
      ...{ place: { channel: `C${i % 20}` }, text, terms, thread: [], kind: 'unsure', score: 0.5, millis: 2 },
      ...{ sections: [], nearest: 'concepts/pods.md#intro', askedAt: new Date() },
    });
    times.push(performance.now() - begin);
  }
  await store.close();
  return `${times.sort((a, b) => a - b)[Math.floor(count / 2)]?.toFixed(2)} ms`;
}

/** What `report` takes as a program of its own. */
async function measureReport(url: string, args: readonly string[]): Promise<string> {
  const tellMemory = `data:text/javascript,${encodeURIComponent(
    "process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS));",
  )}`;
  const begin = performance.now();
  const child = spawn(process.execPath, ['--import', tellMemory, 'dist/report.js', ...args], {
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: url, PRIVACY_KEY: KEY },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  await new Promise((resolve) => child.once('close', resolve));
  const peak = Number(/peak (\d+)$/.exec(said)?.[1]) / 1_024;
  if (child.exitCode !== 0) throw new Error(said);
  return `${((performance.now() - begin) / 1_000).toFixed(2)} s, ${peak.toFixed(0)} MB`;
}

async function measure(name: string, url: string): Promise<void> {
  console.log(name, 'a row is kept in', await medianOfAdding(url), 'in an empty table');
  const begin = performance.now();
  await fill(url);
  console.log(name, `${ROWS} rows written in ${((performance.now() - begin) / 1_000).toFixed(0)} s`);
  console.log(name, 'a row is kept in', await medianOfAdding(url), 'in the full table');
  for (const args of [['--days', '180', '--json'], ['--days', '180', '--html'], ['--json']])
    console.log(name, 'report', args.join(' '), await measureReport(url, args));
}

const folder = await mkdtemp(join(tmpdir(), 'casebook-million-'));
const file = join(folder, 'casebook.db');
await measure('SQLite', `file:${file}`);
console.log('SQLite', `${((await stat(file)).size / 1e6).toFixed(0)} MB`);
await rm(folder, { recursive: true });

if (POSTGRES_BINARIES) {
  const server = await startPostgresServer();
  await measure('PostgreSQL', await server.createDatabase());
  await server.remove();
}
