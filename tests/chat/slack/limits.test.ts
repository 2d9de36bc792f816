import { afterEach, describe, expect, test } from 'vitest';
import { createRateLimits, type RateLimitSettings } from '../../../src/chat/rate-limits.js';
import { blockActions, messagePlace, rating } from '../../servers/slack-interactions.js';
import { channelMessage, mention, nextTs, USUAL_SCOPES } from '../../servers/slack-server.js';
import {
  buttonNamed,
  elementCalled,
  openWorkspace,
  until,
  WAYS,
  type Workspace,
  wordsOf,
} from './workspace.js';

let workspace: Workspace;

afterEach(async () => {
  expect(workspace.warnings).toEqual([]);
  await workspace.close();
});

const CHANNEL = 'C0GENERAL';
const OF_PERSON = /^That is more at once than I can keep up with\. Please try again in (60|59) seconds\.$/;
const OF_CHANNEL =
  /^This channel asks more at once.* try again in (60|59) seconds, or ask me in a direct message\.$/;

const limited = (settings: RateLimitSettings) => ({ bot: { limits: createRateLimits(settings) } });

const ask = (changes: object = {}) =>
  workspace.nextMessage(() => workspace.sendEvent(mention('What is a Pod?', changes)));

const command = (text: string) => workspace.nextResponse(() => workspace.command(text));

describe.each(WAYS)('over $name, somebody who asks too much', ({ connection }) => {
  const open = async (settings: RateLimitSettings, more: object = {}) => {
    workspace = await openWorkspace({ connection, ...limited(settings), ...more });
  };

  test('with mentions is told so each time in the thread, while others are answered', async () => {
    await open({ person: 1, channel: 0 });
    expect(wordsOf(await ask())).toContain('A Pod is the smallest thing');
    for (const ts of [nextTs(), nextTs()]) {
      const refusal = await ask({ ts });
      expect(refusal).toMatchObject({ channel: CHANNEL, thread_ts: ts });
      expect(wordsOf(refusal)).toMatch(OF_PERSON);
    }
    expect(wordsOf(await ask({ user: 'U0OTHER' }))).toContain('A Pod is the smallest thing');
    expect(workspace.questions).toHaveLength(2);
  });

  test('with /k8s is told so alone', async () => {
    await open({ person: 1, channel: 0 });
    await command('What is a Pod?');
    const refusal = await command('What is a Service?');
    expect(refusal).toMatchObject({ response_type: 'ephemeral' });
    expect(wordsOf(refusal)).toMatch(OF_PERSON);
    expect(workspace.slack.messages).toEqual([]);
  });

  test('with buttons is told so alone', async () => {
    await open({ person: 1, channel: 0 });
    const ts = nextTs();
    const answer = await ask({ ts });
    const place = messagePlace({ channel: CHANNEL, thread_ts: ts });
    const press = blockActions(workspace.slack, buttonNamed(answer, 'Why this?'), place);
    const shown = await workspace.nextView(() => workspace.interact(press));
    expect(wordsOf(shown)).toMatch(OF_PERSON);
    const rate = rating(workspace.slack, elementCalled(answer, 'rate'), true, place);
    const rated = await workspace.nextResponse(() => workspace.interact(rate));
    expect(rated).toMatchObject({ response_type: 'ephemeral' });
    expect(wordsOf(rated)).toMatch(OF_PERSON);
  });

  test('in one channel together is told that it is the channel, and may ask elsewhere', async () => {
    await open({ person: 0, channel: 1 });
    await ask();
    expect(wordsOf(await ask({ user: 'U0OTHER' }))).toMatch(OF_CHANNEL);
    expect(wordsOf(await ask({ channel: 'C0OTHER' }))).toContain('A Pod is the smallest thing');
  });

  test('without asking the bot gets no word', async () => {
    await open(
      { person: 1, channel: 0 },
      { scopes: [...USUAL_SCOPES, 'channels:history'], settings: { autoAnswerChannels: ['C0HELP'] } },
    );
    const say = (text: string) => workspace.sendEvent(channelMessage(text, { channel: 'C0HELP' }));
    await say('What is a Pod?');
    await until(() => expect(workspace.slack.messages).toHaveLength(1));
    await say('What is a Service?');
    await workspace.askLast();
    expect(workspace.slack.messages.filter(({ channel }) => channel === 'C0HELP')).toHaveLength(1);
  });

  test('does not with fifty mentions at once: the usual limits answer them all', async () => {
    await open({ person: 120, channel: 600 });
    await Promise.all(Array.from({ length: 50 }, () => workspace.sendEvent(mention('What is a Pod?'))));
    await until(() => expect(workspace.slack.messages).toHaveLength(50));
    for (const message of workspace.slack.messages)
      expect(wordsOf(message)).toContain('A Pod is the smallest thing');
  });
});
