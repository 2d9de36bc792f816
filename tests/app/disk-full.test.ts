import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import { APP_TOKEN, BOT_TOKEN, mention, startSlackServer } from '../servers/slack-server.js';
import { answers, killGroup, startProgram, until } from './program.js';

/** Kilobytes that a file may have: room for the tables, and for some answers. */
const FILE_LIMIT = 400;

const QUESTIONS = 60;

test('on a full disk questions are answered, two lines tell of it, and what was kept is there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'casebook-full-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const databaseUrl = `file:${folder}/casebook.db`;
  const slack = await startSlackServer();
  onTestFinished(() => slack.close());
  const program = await startProgram(
    {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: databaseUrl,
    },
    // Writing beyond the limit fails, instead of ending the process.
    ['bash', '-c', `trap '' XFSZ; ulimit -f ${FILE_LIMIT}; exec node dist/main.js`],
  );
  onTestFinished(() => killGroup(program));
  await until(() => answers(`${program.base}/readyz`), 'it is ready');

  slack.deliver('events_api', mention('What is a Pod?', { channel: 'C0FIRST' }));
  await until(() => slack.messages.length === 1, 'the first is answered');
  const beside = await openStore(databaseUrl);
  onTestFinished(() => beside.close());
  await until(async () => (await beside.answers.mostShown(1)).length === 1, 'it is kept');

  for (let n = 1; n < QUESTIONS; n++) {
    slack.deliver('events_api', mention(`What is a Pod? ${'please '.repeat(400)}`, { channel: `C0ASK${n}` }));
  }
  await until(() => slack.messages.length === QUESTIONS, 'all are answered', 30_000);
  const told = () => program.output().match(/"level":[45]0.*/g) ?? [];
  await until(() => told().length > 0, 'it is told');
  for (const line of told()) expect(line).toMatch(/the database could not .*; .*answering goes on/);
  expect(told().length).toBeLessThanOrEqual(3);

  program.process.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(program.output()).toMatch(/stopped before \d+ answers could be kept in the database/);
  expect(await beside.answers.mostShown(1)).toHaveLength(1);
}, 60_000);
