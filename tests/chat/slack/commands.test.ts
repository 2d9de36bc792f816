import { afterEach, describe, expect, test } from 'vitest';
import { createCatalogue } from '../../../src/chat/catalogue.js';
import { messageShortcut } from '../../servers/slack-interactions.js';
import { mention, nextTs, USUAL_SCOPES } from '../../servers/slack-server.js';
import {
  elementsOf,
  labelsOf,
  openWorkspace,
  until,
  WAYS,
  type Workspace,
  type WorkspaceOptions,
  wordsOf,
} from './workspace.js';

let workspace: Workspace;

afterEach(async () => {
  expect(workspace.warnings).toEqual([]);
  await workspace.close();
});

async function open(options: WorkspaceOptions = {}): Promise<void> {
  workspace = await openWorkspace(options);
}

const command = (text: string, changes: Readonly<Record<string, string>> = {}) =>
  workspace.nextResponse(() => workspace.command(text, changes));

const READS = [...USUAL_SCOPES, 'users:read', 'channels:history'];

describe.each(WAYS)('over $name, /k8s', ({ connection }) => {
  test('with a question answers the asker alone, with a button that shares', async () => {
    await open({ connection });
    const answer = await command('What is a Pod?');
    expect(answer).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(answer).not.toHaveProperty('thread_ts');
    expect(wordsOf(answer)).toContain('A Pod is the smallest thing');
    expect(labelsOf(answer)).toContain('Share in the channel');
    expect(workspace.slack.messages).toEqual([]);
  });

  test.each(['', '   ', 'help', 'HELP', '?', 'ask'])('“%s” says how to ask', async (text) => {
    await open({ connection });
    const answer = await command(text);
    expect(wordsOf(answer)).toContain('/k8s companies');
    expect(labelsOf(answer)).toEqual([]);
    expect(workspace.questions).toEqual([]);
  });

  test('companies lists all of them by industry', async () => {
    await open({ connection });
    const answer = await command('companies');
    expect(wordsOf(answer)).toContain('I know 12 companies');
    expect(wordsOf(answer)).toMatch(/• \*Retail\*: Acme, Cyberdyne/);
    expect(workspace.questions).toEqual([]);
  });

  test('companies with more words behind it is a question', async () => {
    await open({ connection });
    await command('companies Prometheus');
    expect(workspace.questions.map(({ text }) => text)).toEqual(['companies: tool “Prometheus”']);
  });

  test('case with a company that is known tells its story', async () => {
    await open({ connection });
    const answer = await command('case Acme');
    expect(wordsOf(answer)).toContain('Acme moved its shops to Kubernetes');
    expect(labelsOf(answer)).toContain('Share in the channel');
  });

  test('case with a company that is not known says so, and shares nothing', async () => {
    await open({ connection });
    const answer = await command('case Wayne Enterprises');
    expect(wordsOf(answer)).toContain('I have no case study of Wayne Enterprises');
    expect(labelsOf(answer)).not.toContain('Share in the channel');
  });

  test('“case sensitive …” is a question and no company', async () => {
    await open({ connection });
    const answer = await command('case sensitive labels?');
    expect(workspace.questions.map(({ text }) => text)).toEqual(['case sensitive labels?']);
    expect(wordsOf(answer)).toContain('Labels are case sensitive');
  });

  test('onboard names what to read first, each with a button', async () => {
    await open({ connection });
    const answer = await command('onboard');
    expect(wordsOf(answer)).toContain('New to Kubernetes?');
    expect(elementsOf(answer).map(({ value }) => value)).toEqual([
      expect.stringMatching(/^v1 read /),
      expect.stringMatching(/^v1 read /),
      expect.stringMatching(/^v1 read /),
      'v1 post onboard',
    ]);
  });
});

describe('/k8s', () => {
  test('understands what follows what the same person asked in the same channel', async () => {
    await open();
    await command('What is a StatefulSet?');
    await command('and how is it scaled?');
    expect(workspace.questions.at(-1)).toEqual({
      text: 'and how is it scaled?',
      thread: ['What is a StatefulSet?'],
    });
    await command('and how is it scaled?', { user_id: 'U0OTHER' });
    expect(workspace.questions.at(-1)?.thread).toEqual([]);
    await command('and how is it scaled?', { channel_id: 'C0OTHER' });
    expect(workspace.questions.at(-1)?.thread).toEqual([]);
    await workspace.restart();
    await command('and how is it scaled?');
    expect(workspace.questions.at(-1)?.thread).toContain('What is a StatefulSet?');
  });

  test('takes what Slack escapes for what was typed', async () => {
    await open();
    await command('is replicas &lt; 3 &amp;&amp; <@U1|bob> fine?');
    expect(workspace.questions[0]?.text).toBe('is replicas < 3 && fine?');
  });
});

/** Asks when the bot speaks here. */
const modeSaid = async () => wordsOf(await command('channel'));

describe.each(WAYS)('over $name, /k8s channel', ({ connection }) => {
  test('tells when the bot speaks in the channel', async () => {
    await open({ connection });
    expect(await modeSaid()).toContain('I answer when I am mentioned.');
    expect(await modeSaid()).toContain('Admins change it');
  });

  test.each([['is_admin'], ['is_owner']])('changes it for somebody who %s, past a restart', async (trait) => {
    await open({ connection, scopes: READS });
    workspace.slack.setPerson('U0ASKER', { [trait]: true });
    expect(wordsOf(await command('channel on'))).toContain('once in a thread');
    expect(await modeSaid()).toContain('once in a thread');
    expect(wordsOf(await command('channel OFF'))).toContain('I say nothing');
    await workspace.restart();
    expect(await modeSaid()).toContain('I say nothing');
    expect(wordsOf(await command('channel', { channel_id: 'C0OTHER' }))).toContain('when I am mentioned');
    expect(wordsOf(await command('channel', { team_id: 'T0OTHER' }))).toContain('when I am mentioned');
  });

  test('refuses somebody who is no admin', async () => {
    await open({ connection, scopes: READS });
    workspace.slack.setPerson('U0ASKER', {});
    for (const mode of ['on', 'mentions', 'off'])
      expect(wordsOf(await command(`channel ${mode}`))).toContain('Only admins of the workspace');
    expect(await modeSaid()).toContain('I answer when I am mentioned.');
  });

  test('says what to do where the app may not ask who is an admin', async () => {
    await open({ connection });
    expect(wordsOf(await command('channel off'))).toContain('ADMIN_USERS, or give me the scope users:read');
    expect(await modeSaid()).toContain('I answer when I am mentioned.');
  });

  test('believes ADMIN_USERS without asking', async () => {
    await open({ connection, settings: { admins: ['U0ASKER'] } });
    expect(wordsOf(await command('channel off'))).toContain('I say nothing');
    expect(workspace.slack.calls.map(({ method }) => method)).not.toContain('users.info');
  });

  test('on says what to do where the app may not read channels, and changes nothing', async () => {
    await open({ connection, settings: { admins: ['U0ASKER'] } });
    expect(wordsOf(await command('channel on'))).toContain('I may not read the messages of channels');
    expect(await modeSaid()).toContain('I answer when I am mentioned.');
  });

  test.each(['channels:history', 'groups:history'])('on is taken with the scope %s', async (scope) => {
    const settings = { admins: ['U0ASKER'] };
    await open({ connection, settings, scopes: [...USUAL_SCOPES, scope] });
    expect(wordsOf(await command('channel on'))).toContain('once in a thread');
  });
});

describe('/k8s channel', () => {
  test('has nothing to choose in a direct message', async () => {
    await open({ settings: { admins: ['U0ASKER'] } });
    expect(wordsOf(await command('channel off', { channel_id: 'D0DIRECT' }))).toContain(
      'In a direct message I answer everything',
    );
  });

  test('with other words behind it is a question', async () => {
    await open();
    await command('channel what is that?');
    expect(workspace.questions.map(({ text }) => text)).toEqual(['channel what is that?']);
  });

  test('names a channel that is set to be answered in', async () => {
    await open({ settings: { autoAnswerChannels: ['C0GENERAL'] } });
    expect(await modeSaid()).toContain('once in a thread');
  });
});

test('/k8s channel off silences mentions, while commands go on', async () => {
  await open({ settings: { admins: ['U0ASKER'] } });
  await command('channel off');
  await workspace.sendEvent(mention('What is a Pod?'));
  await workspace.askLast();
  expect(workspace.slack.messages).toHaveLength(1);
  expect(wordsOf(await command('What is a Pod?'))).toContain('A Pod is the smallest thing');
  await command('channel mentions');
  await workspace.nextMessage(() => workspace.sendEvent(mention('What is a Pod?')));
});

test('a team’s own knowledge base without documents for newcomers says so', async () => {
  await open({ bot: { catalogue: createCatalogue([]) } });
  expect(wordsOf(await command('onboard'))).toContain('no documents for newcomers');
  expect(wordsOf(await command('companies'))).toContain('I know 0 companies');
});

describe.each(WAYS)('over $name, the shortcut on a message', ({ connection }) => {
  test('answers in the thread of the message, to whoever chose it alone', async () => {
    await open({ connection });
    const thread = nextTs();
    const shortcut = messageShortcut(workspace.slack, 'What is a Pod?', { message: { thread_ts: thread } });
    const answer = await workspace.nextResponse(() => workspace.interact(shortcut));
    expect(answer).toMatchObject({ response_type: 'ephemeral', replace_original: false, thread_ts: thread });
    expect(wordsOf(answer)).toContain('A Pod is the smallest thing');
    expect(labelsOf(answer)).toContain('Share in the thread');
  });

  test('answers below a message that stands in no thread', async () => {
    await open({ connection });
    const ts = nextTs();
    const shortcut = messageShortcut(workspace.slack, 'What is a Pod?', { message: { ts } });
    const answer = await workspace.nextResponse(() => workspace.interact(shortcut));
    expect(answer).toMatchObject({ thread_ts: ts });
    expect(elementsOf(answer).map(({ action_id }) => action_id)).toContain(`share ${ts}`);
  });

  test.each([
    ['with no text', { text: '' }],
    ['of an app, with blocks alone', { text: undefined, bot_id: 'B0OTHER', blocks: [] }],
    ['that names somebody and says nothing', { text: '<@U1>' }],
  ])('says that there is nothing to answer in a message %s', async (_, message) => {
    await open({ connection });
    const answer = await workspace.nextResponse(() =>
      workspace.interact(messageShortcut(workspace.slack, '', { message })),
    );
    expect(wordsOf(answer)).toBe('That message has no text that I could answer.');
    expect(workspace.questions).toEqual([]);
  });

  test('takes nobody’s message for a question of the thread', async () => {
    await open({ connection });
    const thread = nextTs();
    const message = { thread_ts: thread };
    await workspace.nextResponse(() =>
      workspace.interact(messageShortcut(workspace.slack, 'What is a StatefulSet?', { message })),
    );
    await workspace.sendEvent(mention('and how is it scaled?', { thread_ts: thread }));
    await until(() => expect(workspace.questions).toHaveLength(2));
    expect(workspace.questions.at(-1)?.thread).toEqual([]);
  });
});
