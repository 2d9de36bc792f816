import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { AnswerId } from '../../src/answers/answer.js';
import { openStore, type Store } from '../../src/store/open-store.js';
import { POSTGRES_BINARIES, POSTGRES_MISSING, startPostgresServer } from '../servers/postgres-server.js';
import { type Element, messagePlace, rating } from '../servers/slack-interactions.js';
import {
  APP_TOKEN,
  BOT_TOKEN,
  mention,
  type SlackServer,
  startSlackServer,
} from '../servers/slack-server.js';
import { answers, killGroup, type Program, startProgram, until } from './program.js';

const PRIVACY_KEY = 'ab'.repeat(32);

let slack: SlackServer;
let running: Program[];

beforeEach(async () => {
  slack = await startSlackServer();
  running = [];
});

afterEach(async () => {
  for (const program of running) killGroup(program);
  await slack.close();
});

async function startReplica(databaseUrl: string): Promise<Program> {
  const program = await startProgram({
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: databaseUrl,
    PRIVACY_KEY,
  });
  running.push(program);
  await until(() => answers(`${program.base}/readyz`), 'it is ready');
  return program;
}

/** Each question in a channel of its own, for Slack takes one message a second in each. */
const asked = (n: number) => mention(`What is a Pod? (${n})`, { channel: `C0ASK${n}` });

const answeredChannels = () =>
  slack.messages
    .map(({ channel }) => String(channel))
    .filter((channel) => channel.startsWith('C0ASK'))
    .sort();

/** The thumbs below the answers. */
function thumbs(): readonly Element[] {
  return slack.messages.flatMap(({ blocks }) =>
    (blocks as readonly { readonly type: string; readonly elements: readonly Element[] }[])
      .filter(({ type }) => type === 'context_actions')
      .flatMap(({ elements }) => elements),
  );
}

/** The answer that thumbs rate. */
function answerOf({ positive_button }: Element): AnswerId {
  return /answer-[\w-]+/.exec(positive_button?.value ?? '')?.[0] as AnswerId;
}

async function openedBeside(databaseUrl: string): Promise<Store> {
  const store = await openStore(databaseUrl, { privacyKey: PRIVACY_KEY });
  onTestFinished(() => store.close());
  return store;
}

const inFile = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'casebook-replicas-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { databaseUrl: `file:${folder}/casebook.db`, restart: undefined };
};

const onServer = async () => {
  const server = await startPostgresServer();
  onTestFinished(() => server.remove());
  const restart = async () => {
    await server.stop();
    await server.start();
  };
  return { databaseUrl: await server.createDatabase(), restart };
};

const ENGINES = [
  ['a file', inFile, false, ''],
  ['a PostgreSQL server', onServer, !POSTGRES_BINARIES, POSTGRES_MISSING],
] as const;

describe.each(ENGINES)('two replicas with %s', (_, open, isMissing, why) => {
  test.skipIf(isMissing)(
    `answer each event once, whichever gets it, and go on when one is killed${why}`,
    async () => {
      const { databaseUrl, restart } = await open();
      const [first] = [await startReplica(databaseUrl), await startReplica(databaseUrl)];
      await until(() => slack.openSockets() === 2, 'both are connected');
      // The first answer of each waits until its database is open.
      for (const socket of [0, 1]) slack.deliver('events_api', mention('hello'), undefined, socket);
      await until(() => slack.messages.length === 2, 'both have their database');
      const greetings = slack.messages.length;

      const all = Array.from({ length: 20 }, (_each, n) => `C0ASK${n}`).sort();
      for (let n = 0; n < 10; n++) {
        const event = asked(n);
        slack.deliver('events_api', event, undefined, 0);
        slack.deliver('events_api', event, undefined, 1);
      }
      await until(() => slack.messages.length >= greetings + 10, 'ten are answered');

      // What is answered is kept a few milliseconds after it was said.
      const store = await openedBeside(databaseUrl);
      const areKept = async () => {
        const found = await Promise.all(thumbs().map((each) => store.answers.find(answerOf(each))));
        return found.every((each) => each !== undefined);
      };
      await until(areKept, 'the ten are kept');

      if (first) killGroup(first);
      await until(() => slack.openSockets() === 1, 'one is left');
      await restart?.();
      const later = Array.from({ length: 10 }, (_each, n) => asked(10 + n));
      for (const event of later) slack.deliver('events_api', event);
      await until(() => slack.messages.length >= greetings + 20, 'the other ten are answered');
      // Slack sends again what it takes for lost.
      for (const event of later) slack.deliver('events_api', event, 1);
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(answeredChannels()).toEqual(all);

      // A rating is confirmed when it is kept.
      const rated = thumbs();
      expect(rated.length).toBeGreaterThanOrEqual(15);
      const confirmed = slack.responses.length;
      for (const each of rated) slack.deliver('interactive', rating(slack, each, true, messagePlace()));
      await until(() => slack.responses.length === confirmed + rated.length, 'all ratings are confirmed');
      for (const program of running) killGroup(program);
      const thanks = slack.responses.filter((response) => JSON.stringify(response).includes('Thank you'));
      expect(thanks).toHaveLength(rated.length);
      for (const id of rated.map(answerOf)) {
        expect(await store.ratings.countOf(id)).toEqual({ helpful: 1, notHelpful: 0 });
        expect((await store.answers.find(id))?.text).toMatch(/^What is a Pod\?/);
      }
    },
    60_000,
  );
});
