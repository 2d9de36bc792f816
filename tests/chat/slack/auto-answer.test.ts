import { afterEach, describe, expect, test } from 'vitest';
import type { AnswerId } from '../../../src/answers/answer.js';
import {
  BOT_USER,
  channelMessage,
  directMessage,
  mention,
  nextTs,
  USUAL_SCOPES,
} from '../../servers/slack-server.js';
import { answeredQuestion } from '../answered-question.js';
import { openWorkspace, until, WAYS, type Workspace, type WorkspaceOptions, wordsOf } from './workspace.js';

let workspace: Workspace;

afterEach(async () => {
  expect(workspace.warnings).toEqual([]);
  await workspace.close();
});

const ON = 'C0HELP';
const SCOPES = [...USUAL_SCOPES, 'channels:history', 'groups:history'];

async function open(options: WorkspaceOptions = {}): Promise<void> {
  workspace = await openWorkspace({ scopes: SCOPES, settings: { autoAnswerChannels: [ON] }, ...options });
}

/** Says something in the channel in which the bot answers by itself. */
const say = (text: string, changes: object = {}) =>
  workspace.sendEvent(channelMessage(text, { channel: ON, ...changes }));

/** Messages of the bot, but for the one that only marks the end. */
async function said(): Promise<readonly object[]> {
  await workspace.askLast();
  return workspace.slack.messages.slice(0, -1);
}

describe.each(WAYS)('over $name, in a channel that is on, the bot', ({ connection }) => {
  test('answers a question that nobody asked it, in its thread', async () => {
    await open({ connection });
    const ts = nextTs();
    await say('What is a Pod?', { ts });
    const [answer] = await said();
    expect(answer).toMatchObject({ channel: ON, thread_ts: ts });
    expect(wordsOf(answer ?? {})).toContain('A Pod is the smallest thing');
  });

  test('answers in a private channel and with a file beside the question, too', async () => {
    await open({ connection });
    await say('What is a Pod?', { channel_type: 'group' });
    await say('What is a Service?', { subtype: 'file_share', files: [] });
    expect(await said()).toHaveLength(2);
  });

  test.each([
    ['a statement', 'Our Pods are fine today.'],
    ['a statement that names what it knows', 'A Pod is the smallest thing.'],
    ['a question of which it is not sure', 'how do I scale?'],
    ['a question that it would decline', 'who painted the ceiling?'],
    ['a question about a company that it does not know', 'What is the case study of Wayne Enterprises?'],
    ['a greeting', 'hello, how are you?'],
    ['no words at all', ''],
    ['a question to somebody else', '<@U0OTHER> What is a Pod?'],
    ['a question to everybody', '<!here> What is a Pod?'],
  ])('says nothing to %s', async (_, text) => {
    await open({ connection });
    await say(text);
    expect(await said()).toEqual([]);
  });

  test('says nothing to bots, to itself, and to messages that are changed or deleted', async () => {
    await open({ connection });
    await say('What is a Pod?', { bot_id: 'B0OTHER' });
    await say('What is a Pod?', { subtype: 'bot_message', user: undefined, bot_id: 'B0OTHER' });
    await say('What is a Pod?', { user: BOT_USER });
    await say('What is a Pod?', { user: 'USLACKBOT' });
    await say('', { subtype: 'message_changed', user: undefined, message: { text: 'What is a Pod?' } });
    await say('', { subtype: 'message_deleted', user: undefined });
    await say('What is a Pod?', { subtype: 'channel_topic' });
    expect(await said()).toEqual([]);
    expect(workspace.questions.map(({ text }) => text)).toEqual(['hello']);
  });

  test('speaks once in a thread, and again when it is mentioned there', async () => {
    await open({ connection });
    const ts = nextTs();
    await say('What is a Pod?', { ts });
    await until(() => expect(workspace.slack.messages).toHaveLength(1));
    await say('What is a Service?', { thread_ts: ts });
    expect(await said()).toHaveLength(1);
    await workspace.sendEvent(mention('What is a Service?', { channel: ON, thread_ts: ts }));
    await until(() => expect(workspace.slack.messages).toHaveLength(3));
    expect(workspace.slack.messages.at(-1)).toMatchObject({ channel: ON, thread_ts: ts });
  });

  test('stays at one answer in a thread after a restart', async () => {
    await open({ connection });
    const ts = nextTs();
    await say('What is a Pod?', { ts });
    await until(() => expect(workspace.slack.messages).toHaveLength(1));
    await workspace.restart();
    await say('What is a Service?', { thread_ts: ts });
    expect(await said()).toHaveLength(1);
  });

  test('answers a mention once, though it comes as a message besides', async () => {
    await open({ connection });
    const ts = nextTs();
    await say(`<@${BOT_USER}> What is a Pod?`, { ts });
    await workspace.sendEvent(mention('What is a Pod?', { channel: ON, ts }));
    expect(await said()).toHaveLength(1);
  });

  test('does not take what it passed over in silence for an earlier question', async () => {
    await open({ connection });
    const ts = nextTs();
    await say('how do I scale?', { ts });
    await workspace.sendEvent(mention('What is a Pod?', { channel: ON, thread_ts: ts }));
    await until(() => expect(workspace.slack.messages).toHaveLength(1));
    expect(workspace.questions.at(-1)?.thread).toEqual([]);
  });
});

describe('elsewhere, the bot', () => {
  test('says nothing that it was not asked', async () => {
    await open();
    await say('What is a Pod?', { channel: 'C0GENERAL' });
    await say('What is a Pod?', { channel: 'G0GROUP', channel_type: 'mpim' });
    expect(await said()).toEqual([]);
  });

  test('begins where an admin puts the channel on, and ends where one puts it off', async () => {
    await open({ settings: { admins: ['U0ASKER'], autoAnswerChannels: [ON] } });
    const command = (text: string, channel_id: string) =>
      workspace.nextResponse(() => workspace.command(text, { channel_id }));
    await command('channel on', 'C0NEW');
    await workspace.nextMessage(() => say('What is a Pod?', { channel: 'C0NEW' }));
    await command('channel off', ON);
    await say('What is a Pod?');
    await workspace.sendEvent(mention('What is a Pod?', { channel: ON }));
    expect(await said()).toHaveLength(1);
    await command('channel mentions', ON);
    await say('What is a Pod?');
    const answer = await workspace.nextMessage(() =>
      workspace.sendEvent(mention('What is a Service?', { channel: ON })),
    );
    expect(wordsOf(answer)).toContain('A Service gives Pods');
  });

  test('goes on answering mentions when the memory cannot tell a channel’s mode', async () => {
    await open();
    workspace.lasting.channels.modeOf = () => Promise.reject(new Error('disk full'));
    await workspace.nextMessage(() => workspace.sendEvent(mention('What is a Pod?')));
    expect(workspace.takeWarnings()).toEqual([expect.stringContaining('disk full')]);
  });
});

describe.each(WAYS)('over $name, a question that follows another', ({ connection }) => {
  test('in a thread is understood with those before it there, and with no others', async () => {
    await open({ connection });
    const thread = nextTs();
    await workspace.nextMessage(() => workspace.sendEvent(mention('What is a Deployment?')));
    await workspace.nextMessage(() => workspace.sendEvent(mention('What is a StatefulSet?', { ts: thread })));
    const answer = await workspace.nextMessage(() =>
      workspace.sendEvent(mention('and how is it scaled?', { thread_ts: thread })),
    );
    expect(workspace.questions.at(-1)).toEqual({
      text: 'and how is it scaled?',
      thread: ['What is a StatefulSet?'],
    });
    expect(wordsOf(answer)).toContain('one Pod after the other');
  });

  test('in a thread is understood after a restart', async () => {
    await open({ connection });
    const thread = nextTs();
    await workspace.nextMessage(() => workspace.sendEvent(mention('What is a StatefulSet?', { ts: thread })));
    await workspace.restart();
    await workspace.nextMessage(() =>
      workspace.sendEvent(mention('and how is it scaled?', { thread_ts: thread })),
    );
    expect(workspace.questions.at(-1)?.thread).toEqual(['What is a StatefulSet?']);
  });

  test('in a channel, outside a thread, follows nothing', async () => {
    await open({ connection });
    await workspace.nextMessage(() => workspace.sendEvent(mention('What is a StatefulSet?')));
    await workspace.nextMessage(() => workspace.sendEvent(mention('and how is it scaled?')));
    expect(workspace.questions.at(-1)?.thread).toEqual([]);
  });

  test('in a direct message is understood with what was asked there just now, also outside its thread', async () => {
    await open({ connection });
    await workspace.nextMessage(() => workspace.sendEvent(directMessage('What is a StatefulSet?')));
    await workspace.nextMessage(() => workspace.sendEvent(directMessage('and how is it scaled?')));
    expect(workspace.questions.at(-1)?.thread).toEqual(['What is a StatefulSet?']);
    const other = { channel: 'D0OTHER', user: 'U0OTHER' };
    await workspace.nextMessage(() => workspace.sendEvent(directMessage('and how is it scaled?', other)));
    expect(workspace.questions.at(-1)?.thread).toEqual([]);
  });

  test('in a direct message does not follow what was asked an hour ago', async () => {
    await open({ connection });
    await workspace.lasting.answers.add(
      answeredQuestion({
        id: 'answer-of-old' as AnswerId,
        platform: 'slack',
        place: { channel: 'T0TEAM D0DIRECT', thread: '1.1' },
        text: 'What is a StatefulSet?',
        askedAt: new Date(Date.now() - 60 * 60 * 1_000),
      }),
    );
    await workspace.nextMessage(() => workspace.sendEvent(directMessage('and how is it scaled?')));
    expect(workspace.questions.at(-1)?.thread).toEqual([]);
  });

  test('in a thread of a direct message follows that thread alone', async () => {
    await open({ connection });
    const thread = nextTs();
    await workspace.nextMessage(() =>
      workspace.sendEvent(directMessage('What is a StatefulSet?', { ts: thread })),
    );
    await workspace.nextMessage(() => workspace.sendEvent(directMessage('What is a Deployment?')));
    await workspace.nextMessage(() =>
      workspace.sendEvent(directMessage('and how is it scaled?', { thread_ts: thread })),
    );
    expect(workspace.questions.at(-1)?.thread).toEqual(['What is a StatefulSet?']);
  });

  test('does not follow a greeting', async () => {
    await open({ connection });
    await workspace.nextMessage(() => workspace.sendEvent(directMessage('hello')));
    await workspace.nextMessage(() => workspace.sendEvent(directMessage('What is a Pod?')));
    expect(workspace.questions.at(-1)?.thread).toEqual([]);
  });
});

describe.each(WAYS)('over $name, one event', ({ connection }) => {
  test.each(['mention', 'message'])(
    'that comes twice as a %s is answered once, also after a restart',
    async (kind) => {
      await open({ connection });
      const event =
        kind === 'mention' ? mention('What is a Pod?') : channelMessage('What is a Pod?', { channel: ON });
      await workspace.sendEvent(event);
      await workspace.sendEvent(event, 1);
      await until(() => expect(workspace.slack.messages).toHaveLength(1));
      await workspace.restart();
      await workspace.sendEvent(event, 2);
      expect(await said()).toHaveLength(1);
    },
  );

  test('that comes to two bots that share a memory is answered by one of them', async () => {
    await open({ connection });
    const event = mention('What is a Pod?');
    await workspace.join();
    await Promise.all([workspace.sendEvent(event, undefined, 0), workspace.sendEvent(event, 1, 1)]);
    expect(await said()).toHaveLength(1);
  });
});
