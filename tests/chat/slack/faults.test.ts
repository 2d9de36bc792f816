import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createAnswerQuestion } from '../../../src/answers/answer-question.js';
import { createQuestionTerms } from '../../../src/answers/question-terms.js';
import { createBot } from '../../../src/chat/bot.js';
import { createCatalogue } from '../../../src/chat/catalogue.js';
import { createRemembering } from '../../../src/chat/remembering.js';
import { notice } from '../../../src/chat/reply.js';
import { createSlackAdapter } from '../../../src/chat/slack/adapter.js';
import {
  blockActions,
  type Element,
  messagePlace,
  messageShortcut,
} from '../../servers/slack-interactions.js';
import {
  appHomeOpened,
  BOT_TOKEN,
  channelMessage,
  directMessage,
  type Failure,
  mention,
  nextTs,
  SIGNING_SECRET,
  sendAsSlack,
  slashCommand,
  startSlackServer,
  USUAL_SCOPES,
} from '../../servers/slack-server.js';
import { createLastingMemory } from '../lasting-memory.js';
import { SMALL_KNOWLEDGE } from '../small-knowledge.js';
import { withTracks } from '../with-tracks.js';
import {
  buttonNamed,
  openWorkspace,
  type Posted,
  until,
  WAYS,
  type Workspace,
  type WorkspaceOptions,
  wordsOf,
} from './workspace.js';

let workspace: Workspace;

/** Everything a person wrote, and the secrets and addresses of which a log must not know. */
const UNSPEAKABLE = [BOT_TOKEN, SIGNING_SECRET, '/commands/T0TEAM', '/api/chat', 'What is a Pod', 'http://'];

afterEach(async () => {
  await workspace.close();
  for (const line of workspace.logged) {
    expect(JSON.parse(line).level, line).toBe(40);
    expect(line).not.toContain('"stack"');
    for (const words of UNSPEAKABLE) expect(line).not.toContain(words);
  }
});

/** Opens a workspace in which nobody waits for long. */
async function open(options: WorkspaceOptions = {}): Promise<void> {
  const settings = { times: { pause: 5 }, ...options.settings };
  workspace = await openWorkspace({ ...options, settings });
}

const callsOf = (method: string) => workspace.slack.calls.filter((call) => call.method === method);

/** What differs between the tries of a message and the next message. */
const idsOf = () => callsOf('chat.postMessage').map(({ body }) => body.client_msg_id);

const ask = (text = 'What is a Pod?', changes: object = {}) => workspace.sendEvent(mention(text, changes));

const command = (text: string) => workspace.nextResponse(() => workspace.command(text));

/** The lines of the log so far. */
const lines = () => workspace.warnings;

/** Waits for the one line that tells of a fault. */
const oneLine = async () => {
  await until(() => expect(lines()).toHaveLength(1));
  return String(lines()[0]);
};

const TROUBLES = ['service_unavailable', 'internal_error', 'fatal_error', 'ratelimited'];

describe.each(WAYS)('over $name, when posting has a trouble that passes', ({ connection }) => {
  test.each(TROUBLES)('%s once, the answer is posted once', async (error) => {
    await open({ connection });
    workspace.slack.fail('chat.postMessage', { error });
    await workspace.nextMessage(() => ask());
    await workspace.askLast();
    expect(workspace.slack.messages).toHaveLength(2);
    expect(callsOf('chat.postMessage')).toHaveLength(3);
    expect(wordsOf(workspace.slack.messages[0] as Posted)).toContain('A Pod is the smallest thing');
    expect(lines()).toEqual([]);
  });

  test.each(TROUBLES)('%s for ever, three tries are made and one line is written', async (error) => {
    await open({ connection });
    workspace.slack.fail('chat.postMessage', { error }, 3);
    await ask();
    expect(await oneLine()).toBe(`could not answer on Slack: Slack could not be reached (${error})`);
    expect(callsOf('chat.postMessage')).toHaveLength(3);
    await workspace.askLast();
    expect(workspace.slack.messages).toHaveLength(1);
    expect(lines()).toHaveLength(1);
  });

  test('a 429 that does not say how long, the answer is posted', async () => {
    await open({ connection });
    workspace.slack.fail('chat.postMessage', { status: 429 });
    await workspace.nextMessage(() => ask());
    expect(callsOf('chat.postMessage')).toHaveLength(2);
    expect(lines()).toEqual([]);
  });

  test('a 429 that says far too long, it is given up with one line, and the next answer comes', async () => {
    await open({ connection });
    workspace.slack.fail('chat.postMessage', { status: 429, headers: { 'retry-after': '601' } });
    await ask();
    expect(await oneLine()).toBe('could not answer on Slack: Slack could not be reached (ratelimited)');
    await workspace.nextMessage(() => ask());
    expect(callsOf('chat.postMessage')).toHaveLength(2);
  });
});

describe('posting', () => {
  test('waits six times in a row, as often as Slack asks, and posts once', async () => {
    await open();
    workspace.slack.fail('chat.postMessage', { status: 429, headers: { 'retry-after': '1' } }, 6);
    await ask();
    await vi.waitFor(() => expect(workspace.slack.messages).toHaveLength(1), { timeout: 15_000 });
    expect(callsOf('chat.postMessage')).toHaveLength(7);
    expect(new Set(idsOf()).size).toBe(1);
    expect(lines()).toEqual([]);
  });

  test('names a message the same in all its tries, the next one otherwise', async () => {
    await open();
    workspace.slack.fail('chat.postMessage', { error: 'internal_error' });
    workspace.slack.fail('chat.postMessage', { status: 503 });
    await workspace.nextMessage(() => ask());
    await workspace.askLast();
    const [first, second, third, next] = idsOf();
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect([second, third]).toEqual([first, first]);
    expect(next).toMatch(/^[0-9a-f-]{36}$/);
    expect(next).not.toBe(first);
  });

  test('gives no name to the plain text that stands for refused blocks', async () => {
    await open();
    workspace.slack.fail('chat.postMessage', { error: 'invalid_blocks' });
    const message = await workspace.nextMessage(() => ask());
    expect(message).not.toHaveProperty('blocks');
    expect(message).not.toHaveProperty('client_msg_id');
    expect(message.text).toContain('A Pod is the smallest thing');
    expect(message.text).toContain('Source: <https://kubernetes.io/pods/|Pods>');
  });

  test('tries the plain text again as well', async () => {
    await open();
    workspace.slack.fail('chat.postMessage', { error: 'invalid_blocks' });
    workspace.slack.fail('chat.postMessage', { error: 'internal_error' });
    const message = await workspace.nextMessage(() => ask());
    expect(message.text).toContain('A Pod is the smallest thing');
    expect(lines()).toEqual([]);
  });

  test('says in one line that a proxy answered in Slack’s place', async () => {
    await open();
    workspace.slack.fail('chat.postMessage', { error: '<html>\nWhat is a Pod</html>' });
    await ask();
    expect(await oneLine()).toContain('an answer that makes no sense');
  });

  test('says in one line that the connection is cut again and again', async () => {
    await open();
    workspace.slack.fail('chat.postMessage', { network: 'reset' }, 3);
    await ask();
    expect(await oneLine()).toMatch(/^could not answer on Slack: Slack could not be reached \(.+\)$/);
  });
});

/** What may go wrong once with a command's own address. */
const PASSING: readonly (readonly [string, Failure])[] = [
  ['a status of 500', { status: 500 }],
  ['a status of 429', { status: 429 }],
  ['a connection that is cut', { network: 'reset' }],
  ['no answer at all', { network: 'silent' }],
];

describe.each(WAYS)('over $name, a command', ({ connection }) => {
  test.each(PASSING)('is answered after %s', async (_, failure) => {
    await open({ connection, settings: { times: { pause: 5, call: 300 } } });
    workspace.slack.fail('response_url', failure);
    expect(wordsOf(await command('What is a Pod?'))).toContain('A Pod is the smallest thing');
    expect(callsOf('response_url')).toHaveLength(2);
    expect(lines()).toEqual([]);
  });

  test.each(PASSING)(
    'is tried three times and noted in one line when it is always %s',
    async (_, failure) => {
      await open({ connection, settings: { times: { pause: 5, call: 300 } } });
      workspace.slack.fail('response_url', failure, 3);
      await workspace.command('What is a Pod?');
      expect(await oneLine()).toMatch(/^could not answer on Slack: Slack could not be reached \(.+\)$/);
      expect(callsOf('response_url')).toHaveLength(3);
    },
  );

  test('is answered in plain text when its blocks are refused', async () => {
    await open({ connection });
    workspace.slack.fail('response_url', { status: 400 });
    const answer = await command('What is a Pod?');
    expect(answer).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(answer).not.toHaveProperty('blocks');
    expect(answer.text).toContain('A Pod is the smallest thing');
    expect(answer.text).toContain('Source: <https://kubernetes.io/pods/|Pods>');
    expect(lines()).toEqual([]);
  });

  test.each([404, 410])('whose address is too old (%i) is noted in one line', async (status) => {
    await open({ connection });
    workspace.slack.fail('response_url', { status });
    await workspace.command('What is a Pod?');
    expect(await oneLine()).toContain('the time in which a command can be answered is over');
    expect(callsOf('response_url')).toHaveLength(1);
  });
});

const CHANNEL = 'C0GENERAL';

/** An answer in a thread of the channel. */
async function answered(): Promise<{ message: Posted; thread: string }> {
  const thread = nextTs();
  return { message: await workspace.nextMessage(() => ask('What is a Pod?', { ts: thread })), thread };
}

const REFUSALS: readonly (readonly [string, Failure])[] = [
  ['a 429', { status: 429, headers: { 'retry-after': '1' } }],
  ['a 429 that does not say how long', { status: 429 }],
  ['internal_error', { error: 'internal_error' }],
  ['exchanged_trigger_id', { error: 'exchanged_trigger_id' }],
  ['invalid_arguments', { error: 'invalid_arguments' }],
];

describe('a window', () => {
  test.each(REFUSALS)('that does not open for %s comes as a message to who pressed', async (_, failure) => {
    await open();
    const { message, thread } = await answered();
    const place = messagePlace({ channel: CHANNEL, thread_ts: thread });
    workspace.slack.fail('views.open', failure);
    const said = await workspace.nextResponse(() =>
      workspace.interact(blockActions(workspace.slack, buttonNamed(message, 'Why this?'), place)),
    );
    expect(said).toMatchObject({ response_type: 'ephemeral', replace_original: false, thread_ts: thread });
    expect(wordsOf(said)).toContain('“pod” was found');
    expect(workspace.slack.views.changes).toEqual([]);
  });

  test('that is the Home tab is published after a 429', async () => {
    await open();
    workspace.slack.fail('views.publish', { status: 429, headers: { 'retry-after': '1' } });
    const home = await workspace.nextView(() => workspace.sendEvent(appHomeOpened('home')));
    expect(home).toMatchObject({ method: 'views.publish', user: 'U0ASKER' });
    expect(callsOf('views.publish')).toHaveLength(2);
    expect(lines()).toEqual([]);
  });
});

describe.each(WAYS)('over $name, /k8s channel on', ({ connection }) => {
  const scopes = [...USUAL_SCOPES, 'users:read', 'channels:history'];
  const modeSaid = async () => wordsOf(await command('channel'));

  test.each(['internal_error', 'user_not_found'])(
    'says that it could not ask who is an admin (%s)',
    async (error) => {
      await open({ connection, scopes });
      workspace.slack.fail('users.info', { error });
      expect(wordsOf(await command('channel on'))).toContain(
        'I could not ask whether you are an admin: Slack',
      );
      expect(await modeSaid()).toContain('when I am mentioned');
      expect(lines()).toEqual([]);
    },
  );

  test.each<Failure>([{ error: 'internal_error' }, { status: 429, headers: { 'retry-after': '9' } }])(
    'says that it could not ask what the app may read (%o)',
    async (failure) => {
      await open({ connection, scopes, settings: { admins: ['U0ASKER'], times: { pause: 5 } } });
      workspace.slack.fail('auth.test', failure);
      expect(wordsOf(await command('channel on'))).toContain('I could not ask what I may read: Slack');
      expect(await modeSaid()).toContain('when I am mentioned');
      expect(wordsOf(await command('channel on'))).toContain('once in a thread');
      expect(lines()).toEqual([]);
    },
  );
});

const said = (text: string) => ({ type: 'mrkdwn', text });
const richText = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});

describe.each(WAYS)('over $name, the shortcut answers a message whose words stand', ({ connection }) => {
  test.each([
    ['in an attachment’s text', { attachments: [{ id: 1, text: 'What is a Pod?' }] }],
    ['in an attachment’s field', { attachments: [{ fields: [{ title: 'Q', value: 'What is a Pod?' }] }] }],
    ['in an attachment’s fallback', { attachments: [{ fallback: 'What is a Pod?' }] }],
    ['in a section', { blocks: [{ type: 'section', text: said('What is a Pod?') }] }],
    ['in rich text', { blocks: [richText({ type: 'text', text: 'What is a Pod?' })] }],
  ])('%s', async (_, content) => {
    await open({ connection });
    const message = { text: '', bot_id: 'B0OTHER', ...content };
    const answer = await workspace.nextResponse(() =>
      workspace.interact(messageShortcut(workspace.slack, '', { message })),
    );
    expect(wordsOf(answer)).toContain('A Pod is the smallest thing');
  });
});

describe('sharing', () => {
  /** An answer in a window, and the choice of a channel for it. */
  async function shareFromWindow() {
    const { message, thread } = await answered();
    const place = messagePlace({ channel: CHANNEL, thread_ts: thread });
    const view = await workspace.nextView(() =>
      workspace.interact(blockActions(workspace.slack, buttonNamed(message, 'Why this?'), place)),
    );
    const answer = String(buttonNamed(message, 'Why this?').value).split(' ')[2];
    const element: Element = { type: 'conversations_select', action_id: `share_to ${answer}` };
    return () => {
      const payload = blockActions(workspace.slack, element, { kind: 'view', id: view.id });
      const actions = (payload as { actions: object[] }).actions.map((action) => ({
        ...action,
        selected_conversation: 'C0CHOSEN',
      }));
      return workspace.interact({ ...payload, actions });
    };
  }

  const shared = () => workspace.slack.messages.filter(({ channel }) => channel === 'C0CHOSEN');

  test('from a window twice at once posts once', async () => {
    await open();
    const share = await shareFromWindow();
    const release = workspace.slack.hold('chat.postMessage');
    await Promise.all([share(), share()]);
    release();
    await until(() => expect(shared()).toHaveLength(1));
    await workspace.askLast();
    expect(shared()).toHaveLength(1);
    expect(wordsOf(workspace.slack.views.changes.at(-1) as object)).toBe('Shared.');
  });

  test('from a window after a failure is done again', async () => {
    await open();
    const share = await shareFromWindow();
    workspace.slack.fail('chat.postMessage', { error: 'is_archived' });
    expect(wordsOf(await workspace.nextView(share))).toContain('I could not share it: Slack refused it');
    expect(await oneLine()).toContain('is_archived');
    await workspace.nextMessage(share);
    expect(shared()).toHaveLength(1);
  });

  test('from a window is not done again because the word for it did not arrive', async () => {
    await open();
    const share = await shareFromWindow();
    workspace.slack.fail('views.update', { error: 'not_found' });
    await share();
    await until(() => expect(shared()).toHaveLength(1));
    expect(await oneLine()).toContain('not_found');
    await share();
    await workspace.askLast();
    expect(shared()).toHaveLength(1);
  });

  test('falls back to plain text that says who shared', async () => {
    await open();
    const share = await shareFromWindow();
    workspace.slack.fail('chat.postMessage', { error: 'invalid_blocks' });
    const message = await workspace.nextMessage(share);
    expect(message.text).toMatch(/^Shared by <@U0ASKER>\n\n.*Pods/);
    expect(message.text).toContain('Source: <https://kubernetes.io/pods/|Pods>');
  });
});

describe.each(WAYS)('over $name, in a channel in which it answers by itself, the bot', ({ connection }) => {
  const ON = 'C0HELP';
  const say = (text: string, changes: object) =>
    workspace.sendEvent(channelMessage(text, { channel: ON, ...changes }));
  const scopes = [...USUAL_SCOPES, 'channels:history'];
  const openIt = () =>
    open({ connection, scopes, settings: { autoAnswerChannels: [ON], times: { pause: 5 } } });

  test('keeps silent in a thread in which it answered a mention', async () => {
    await openIt();
    const ts = nextTs();
    await workspace.nextMessage(() => ask('What is a Pod?', { channel: ON, ts }));
    await say('What is a Service?', { thread_ts: ts });
    await workspace.askLast();
    expect(workspace.slack.messages).toHaveLength(2);
    expect(workspace.questions.map(({ text }) => text)).not.toContain('What is a Service?');
  });

  test('is not led by a question to which it kept silent', async () => {
    await openIt();
    const ts = nextTs();
    await workspace.nextMessage(() => ask('What is a StatefulSet?', { channel: ON, ts }));
    await say('What is a Deployment?', { thread_ts: ts });
    await workspace.nextMessage(() => ask('and how is it scaled?', { channel: ON, thread_ts: ts }));
    expect(workspace.questions.at(-1)?.thread).toEqual(['What is a StatefulSet?']);
    expect(wordsOf(workspace.slack.messages.at(-1) as Posted)).toContain('one Pod after the other');
  });
});

describe.each(WAYS)('over $name, what nobody knows is acknowledged and does nothing:', ({ connection }) => {
  const nothingHappened = async () => {
    await workspace.askLast();
    expect(workspace.slack.messages).toHaveLength(1);
    expect(workspace.slack.responses).toEqual([]);
    expect(workspace.slack.views.changes).toEqual([]);
    expect(lines()).toEqual([]);
  };

  test.each(['', 'shared', 'rate ', 'pressed', 'home_reads', 'x'.repeat(255)])(
    'an action “%s”',
    async (action_id) => {
      await open({ connection });
      const element = { type: 'button', action_id, value: 'v1 why answer-1' };
      expect(await workspace.interact(blockActions(workspace.slack, element, messagePlace()))).toEqual({});
      await nothingHappened();
    },
  );

  test('shortcuts', async () => {
    await open({ connection });
    const shortcut = messageShortcut(workspace.slack, 'What is a Pod?');
    const { type: _, ...rest } = shortcut as { type: string };
    for (const callback_id of ['', 'ask_global', 'answer_message_2'])
      expect(await workspace.interact({ ...shortcut, callback_id })).toEqual({});
    for (const callback_id of ['', 'answer_message', 'ask'])
      expect(await workspace.interact({ ...rest, type: 'shortcut', callback_id })).toEqual({});
    await nothingHappened();
  });

  test('commands', async () => {
    await open({ connection });
    for (const name of ['/k8', '/k8s2', '/casebook', '/K8S'])
      await workspace.command('What is a Pod?', { command: name });
    await nothingHappened();
  });
});

test('fifty questions at once over HTTP are all acknowledged before ten are answered', async () => {
  await open();
  const slack = await startSlackServer();
  const log = pino({ level: 'silent' });
  const memory = createRemembering(createLastingMemory(), log);
  const said: ('acknowledged' | 'answered')[] = [];
  let ids = 0;
  const answer = createAnswerQuestion(SMALL_KNOWLEDGE, () => `answer-${++ids}`, SMALL_KNOWLEDGE.search);
  const bot = createBot({
    answer: (question) => {
      const end = performance.now() + 20;
      while (performance.now() < end);
      said.push('answered');
      return answer(question);
    },
    catalogue: createCatalogue(SMALL_KNOWLEDGE.documents),
    namesCompany: () => false,
    questionTerms: createQuestionTerms(SMALL_KNOWLEDGE.search),
    gaps: async () => notice('gaps'),
    ...withTracks(),
    sourceUrlOf: () => undefined,
    memory,
    observe: () => {},
    log,
  });
  const connection = { mode: 'http', signingSecret: SIGNING_SECRET } as const;
  const adapter = createSlackAdapter({ botToken: BOT_TOKEN, apiUrl: slack.apiUrl, connection }, memory, log);
  await adapter.start(bot);
  // An answer's end is what its listener writes; Slack's reading of it is not what is measured.
  const web = createServer((request, response) => {
    response.on('finish', () => said.push('acknowledged'));
    adapter.events?.(request, response);
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/slack/events`;

  const requests = Array.from({ length: 50 }, (_, index) => {
    const text = `What is a Pod, number ${index}?`;
    if (index % 3 === 0) return sendAsSlack(url, { json: mention(text, { channel: `C${index}` }) });
    if (index % 3 === 1) return sendAsSlack(url, { json: directMessage(text, { channel: `D${index}` }) });
    return sendAsSlack(url, { form: slashCommand(text, slack.responseUrl) });
  });
  for (const response of await Promise.all(requests)) expect(response.status).toBe(200);
  await until(() => expect(slack.messages.length + slack.responses.length).toBe(50));
  const last = said.lastIndexOf('acknowledged');
  expect(said.filter((each) => each === 'acknowledged')).toHaveLength(50);
  expect(said.slice(0, last).filter((each) => each === 'answered').length).toBeLessThan(10);

  await adapter.stop();
  web.closeAllConnections();
  web.close();
  await slack.close();
});
