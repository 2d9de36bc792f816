import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOnboarding } from '../../src/onboarding/onboarding.js';
import { openStore } from '../../src/store/open-store.js';
import { trackFrom } from '../onboarding/small-track.js';
import { blockActions, type Element, messagePlace } from '../servers/slack-interactions.js';
import {
  APP_TOKEN,
  BOT_TOKEN,
  type SlackServer,
  slashCommand,
  startSlackServer,
} from '../servers/slack-server.js';
import { answers, killGroup, type Program, startProgram, until } from './program.js';

const TRACK = `---
title: First steps
summary: You know what a Pod is.
audience: newcomers
duration: an hour
---
## Meet the Pod

A Pod is where it begins.

### Read

- [What a Pod is](../concepts/pods.md)

### Quiz

What runs first?

- [x] Init containers. [Why](../concepts/pods.md#init-containers-and-sidecars)
- [ ] Sidecars. [Why](../concepts/pods.md#storage-in-a-pod)
`;

let folder: string;
let env: Readonly<Record<string, string>>;
let slack: SlackServer;
let program: Program;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-stuck-'));
  const docs = join(folder, 'docs');
  await mkdir(join(docs, 'onboarding'), { recursive: true });
  await cp('knowledge/concepts/pods.md', join(docs, 'concepts/pods.md'));
  await writeFile(join(docs, 'onboarding/first-steps.md'), TRACK);
  env = { KNOWLEDGE_DIR: docs, DATABASE_URL: `file:${folder}/casebook.db`, ADMIN_USERS: 'U0ASKER' };
  slack = await startSlackServer();
  program = await startProgram({
    ...env,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
  });
  await until(() => answers(`${program.base}/readyz`), 'it is ready');
  await until(() => slack.openSockets() > 0, 'it is connected');
});
afterEach(async () => {
  killGroup(program);
  await slack.close();
  await rm(folder, { recursive: true, force: true });
});

/** What is shown of `/k8s gaps`. */
async function gaps(): Promise<string> {
  const before = slack.responses.length;
  slack.deliver('slash_commands', slashCommand('gaps', slack.responseUrl));
  await until(() => slack.responses.length > before, 'the gaps are shown');
  return JSON.stringify(slack.responses[before]?.blocks);
}

/** Lets somebody choose the wrong answer, and somebody else nothing. */
async function walk(): Promise<void> {
  const store = await openStore(env.DATABASE_URL ?? '');
  const onboarding = createOnboarding(async () => [trackFrom(TRACK)], store.progress);
  const there = { track: 'first-steps', step: 'meet-the-pod' };
  for (const user of ['U0ADA', 'U0BOB'])
    await onboarding.act({ platform: 'slack', user }, { kind: 'start', track: 'first-steps' });
  await onboarding.act(
    { platform: 'slack', user: 'U0ADA' },
    { ...there, kind: 'answer', place: 0, chosen: [1], missed: 0 },
  );
  await store.close();
}

test('where newcomers get stuck is told by /k8s gaps, with the section behind a button, by the report and on the page', async () => {
  expect(await gaps()).toContain('I know of nothing that I could not answer in the last 30 days.');
  expect(await (await fetch(`${program.base}/insights/whole`)).text()).not.toContain('get stuck');
  await walk();

  const shown = await gaps();
  expect(shown).toContain('Newcomers got stuck at these steps:');
  expect(shown).toContain('Step “Meet the Pod” of “First steps”');
  expect(shown).toContain('1 of 2 who came there got stuck · 1 answered wrongly · look at');
  const [button] = (JSON.parse(shown) as { readonly accessory?: Element }[]).flatMap(
    ({ accessory }) => accessory ?? [],
  );
  if (!button) throw new Error('no button');
  slack.deliver('interactive', blockActions(slack, button, messagePlace({ isEphemeral: true })));
  await until(
    () => JSON.stringify([slack.views, slack.responses, slack.messages]).includes('ephemeral container'),
    'the section is shown',
  );

  const page = await (await fetch(`${program.base}/insights/whole`)).text();
  expect(page).toMatch(/Where newcomers get stuck.*Init containers and sidecars/s);

  const report = await startProgram(env, ['node', 'dist/report.js']);
  expect(await report.ended).toBe(0);
  expect(report.output()).toMatch(
    /Where newcomers get stuck\n.*\n +1 +1 +0 +2 +First steps › Meet the Pod\n +Pods › Init containers and sidecars\n/,
  );
}, 60_000);
