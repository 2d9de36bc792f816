import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BOT_TOKEN, type SlackServer, startSlackServer, USUAL_SCOPES } from './slack-server.js';

let slack: SlackServer;
let client: webApi.WebClient;

beforeEach(() => start());
afterEach(() => slack.close());

async function start(scopes?: readonly string[]): Promise<void> {
  slack = await startSlackServer(scopes ? { scopes } : {});
  client = new webApi.WebClient(BOT_TOKEN, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
}

const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => (error instanceof webApi.WebAPIPlatformError ? error.data : error),
  );

const view = {
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'Title' },
  blocks: [],
};

test('a trigger opens one window, for a while, and only if it was given out', async () => {
  const trigger_id = slack.views.trigger();
  await client.views.open({ trigger_id, view });
  expect(await errorOf(client.views.open({ trigger_id, view }))).toMatchObject({
    error: 'exchanged_trigger_id',
  });
  const old = slack.views.trigger();
  slack.views.expireTriggers();
  expect(await errorOf(client.views.open({ trigger_id: old, view }))).toMatchObject({
    error: 'expired_trigger_id',
  });
  expect(await errorOf(client.views.open({ trigger_id: '1.2.3', view }))).toMatchObject({
    error: 'invalid_trigger_id',
  });
});

test('three windows lie over one another, and no fourth', async () => {
  await client.views.open({ trigger_id: slack.views.trigger(), view });
  const top = () => slack.views.changes.at(-1)?.id;
  await client.views.push({ trigger_id: slack.views.trigger(top()), view });
  await client.views.push({ trigger_id: slack.views.trigger(top()), view });
  expect(await errorOf(client.views.push({ trigger_id: slack.views.trigger(top()), view }))).toMatchObject({
    error: 'push_limit_reached',
  });
  expect(await errorOf(client.views.push({ trigger_id: slack.views.trigger(), view }))).toMatchObject({
    error: 'not_found',
  });
});

test('a method is refused without its scope, and every answer names the scopes', async () => {
  expect(await errorOf(client.users.info({ user: 'U1' }))).toMatchObject({
    error: 'missing_scope',
    needed: 'users:read',
    provided: USUAL_SCOPES.join(','),
  });
  const { response_metadata } = await client.auth.test();
  expect(response_metadata?.scopes).toEqual(USUAL_SCOPES);
  await slack.close();
  await start(['users:read']);
  slack.setPerson('U1', { is_owner: true });
  expect((await client.users.info({ user: 'U1' })).user).toMatchObject({ is_owner: true, is_admin: false });
  expect(await errorOf(client.users.info({ user: 'U2' }))).toMatchObject({ error: 'user_not_found' });
});

test('a response_url is good for five uses and for a while', async () => {
  const post = (url: string, body: object = { text: 'x' }) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const url = slack.responseUrl;
  expect((await post(url, { text: 'x', response_type: 'loud' })).ok).toBe(false);
  for (let use = 1; use <= 5; use++) expect((await post(url)).ok).toBe(true);
  expect(await (await post(url)).text()).toBe('used_url');
  const old = slack.responseUrl;
  slack.expireResponseUrls();
  expect(await (await post(old)).text()).toBe('expired_url');
  expect(slack.responses).toHaveLength(5);
});

test('the bot posts only in channels that it has not left', async () => {
  slack.leave('C1');
  expect(await errorOf(client.chat.postMessage({ channel: 'C1', text: 'x' }))).toMatchObject({
    error: 'not_in_channel',
  });
  await client.chat.postMessage({ channel: 'C2', text: 'x' });
  expect(slack.messages).toHaveLength(1);
});

test('an agent offers one to four prompts, and names no thread', async () => {
  const set = (count: number, more: object = {}) => {
    const prompts = Array.from({ length: count }, () => ({ title: 't', message: 'm' })) as [
      { title: string; message: string },
    ];
    return errorOf(client.assistant.threads.setSuggestedPrompts({ channel_id: 'D1', prompts, ...more }));
  };
  expect(await set(4)).toBeUndefined();
  expect(await set(5)).toMatchObject({ error: 'invalid_arguments' });
  expect(await set(0)).toMatchObject({ error: 'invalid_arguments' });
  expect(await set(1, { thread_ts: '1.1' })).toMatchObject({ error: 'invalid_thread_ts' });
});

test('the bot changes messages of its own that are there, in the channel where they stand', async () => {
  const { ts = '' } = await client.chat.postMessage({ channel: 'U1', text: 'x' });
  const { message_ts: ephemeral = '' } = await client.chat.postEphemeral({
    channel: 'C1',
    user: 'U1',
    text: 'x',
  });
  const update = (channel: string, name: string) =>
    errorOf(client.chat.update({ channel, ts: name, text: 'y' }));
  expect(await update('D1', ts)).toBeUndefined();
  expect(await update('U1', ts)).toMatchObject({ error: 'channel_not_found' });
  for (const [channel, name] of [
    ['D2', ts],
    ['D1', '1.1'],
    ['C1', ephemeral],
  ] as const)
    expect(await update(channel, name)).toMatchObject({ error: 'message_not_found' });
  slack.deleteMessage(ts);
  expect(await update('D1', ts)).toMatchObject({ error: 'message_not_found' });
  expect(slack.updates).toHaveLength(1);
});
