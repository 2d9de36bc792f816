import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AnswerId } from '../../../src/answers/answer.js';
import { createCatalogue } from '../../../src/chat/catalogue.js';
import type { AnsweredQuestion } from '../../../src/chat/memory.js';
import {
  blockActions,
  blockSuggestion,
  type Element,
  globalShortcut,
  messagePlace,
  messageShortcut,
  type Option,
  type Place,
  rating,
  textSubmission,
  viewSubmission,
} from '../../servers/slack-interactions.js';
import {
  appHomeOpened,
  channelMessage,
  directMessage,
  mention,
  nextTs,
  USUAL_SCOPES,
} from '../../servers/slack-server.js';
import type { ViewChange } from '../../servers/slack-views.js';
import {
  buttonNamed,
  elementCalled,
  labelsOf,
  openWorkspace,
  optionNamed,
  type Posted,
  until,
  WAYS,
  type Workspace,
  type WorkspaceOptions,
  wordsOf,
} from './workspace.js';

const GONE = 'I no longer remember that answer';
const READS = [...USUAL_SCOPES, 'users:read', 'channels:history'];
const CHANNEL = 'C0GENERAL';

let workspace: Workspace;
let added: AnsweredQuestion[];

afterEach(async () => {
  expect(workspace.warnings).toEqual([]);
  await workspace.close();
});

async function open(options: WorkspaceOptions = {}): Promise<void> {
  workspace = await openWorkspace(options);
  added = [];
  const { add } = workspace.lasting.answers;
  workspace.lasting.answers.add = async (question) => {
    added.push(question);
    await add(question);
  };
}

const command = (text: string, changes: Readonly<Record<string, string>> = {}) =>
  workspace.nextResponse(() => workspace.command(text, changes));

const press = (element: Element, place: Place, user?: string) =>
  workspace.interact(blockActions(workspace.slack, element, place, user === undefined ? {} : { user }));

const viewPlace = ({ id }: ViewChange): Place => ({ kind: 'view', id });

const onlyForAsker = (changes: Partial<Extract<Place, { kind: 'message' }>> = {}) =>
  messagePlace({ isEphemeral: true, ...changes });

/** Chooses in the window to ask in what is offered under a name for what is typed. */
async function chosenInWindow(typed: string, name: string): Promise<ViewChange> {
  const window = await workspace.nextView(() => workspace.interact(globalShortcut(workspace.slack)));
  const { options } = (await workspace.interact(blockSuggestion(window, 'question', typed))) as {
    options: Option[];
  };
  const field = { block_id: 'question', action_id: 'question' };
  return workspace.nextView(() =>
    workspace.interact(viewSubmission(workspace.slack, window, field, optionNamed(options, name))),
  );
}

describe.each(WAYS)('over $name, a section that is chosen in the window', ({ connection }) => {
  test('is remembered as read, and shared as that section', async () => {
    await open({ connection });
    const section = await chosenInWindow('rollout', 'Deployments › How a rollout goes');
    await until(() => expect(added).toHaveLength(1));
    expect(added).toMatchObject([
      {
        kind: 'read',
        asker: 'U0ASKER',
        platform: 'slack',
        sections: ['concepts/deployments.md#how-a-rollout-goes'],
      },
    ]);
    expect(added[0]).not.toHaveProperty('channel');

    const share = blockActions(workspace.slack, elementCalled(section, 'share_to'), viewPlace(section)) as {
      actions: object[];
    };
    const actions = share.actions.map((action) => ({ ...action, selected_conversation: 'C0CHOSEN' }));
    const shared = await workspace.nextMessage(() => workspace.interact({ ...share, actions }));
    expect(shared).toMatchObject({ channel: 'C0CHOSEN' });
    expect(wordsOf(shared)).toMatch(/^Shared by <@U0ASKER>/);
    expect(wordsOf(shared)).toContain('Step 0 of a rollout');
    const thanks = await workspace.nextResponse(() =>
      workspace.interact(rating(workspace.slack, elementCalled(shared, 'rate'), true, messagePlace())),
    );
    expect(wordsOf(thanks)).toContain('Thank you');
    const [{ id } = { id: 'answer-0' as AnswerId }] = added;
    expect(await workspace.lasting.ratings.countOf(id)).toEqual({ helpful: 1, notHelpful: 0 });
  });

  test('is what is asked next about', async () => {
    await open({ connection });
    await chosenInWindow('statefulset', 'StatefulSets');
    await chosenInWindow('and how is it scaled?', 'Ask: and how is it scaled?');
    expect(workspace.questions.at(-1)).toEqual({
      text: 'and how is it scaled?',
      thread: ['What is a StatefulSet?'],
    });
  });
});

test('a company that is chosen on the Home tab is remembered as read', async () => {
  await open();
  const tab = await workspace.nextView(() => workspace.sendEvent(appHomeOpened('home')));
  const menu = elementCalled(tab, 'home_read 1');
  const { options = [] } = menu as { options?: readonly Option[] };
  await workspace.nextView(() =>
    workspace.interact(
      blockActions(workspace.slack, menu, viewPlace(tab), { option: optionNamed(options, 'Acme') }),
    ),
  );
  await until(() => expect(added).toMatchObject([{ kind: 'read', asker: 'U0ASKER' }]));
});

describe.each(WAYS)('over $name, what a command shows that asks nothing', ({ connection }) => {
  test.each([
    ['companies', 'I know 12 companies'],
    ['onboard', 'New to Kubernetes?'],
  ])('is shared: %s', async (line, words) => {
    await open({ connection });
    const shown = await command(line);
    const share = buttonNamed(shown, 'Share in the channel');
    const shared = await workspace.nextMessage(() => press(share, onlyForAsker()));
    expect(shared).toMatchObject({ channel: CHANNEL });
    expect(wordsOf(shared)).toMatch(/^Shared by <@U0ASKER>/);
    expect(wordsOf(shared)).toContain(words);
    expect(labelsOf(shared)).not.toContain('Share in the channel');
    await until(() => expect(workspace.slack.responses).toHaveLength(2));
    expect(wordsOf(workspace.slack.responses[1] as Posted)).toBe('Shared.');
  });
});

describe('what a command shows that asks nothing', () => {
  test('pressed twice is posted once', async () => {
    await open();
    const share = buttonNamed(await command('companies'), 'Share in the channel');
    const place = onlyForAsker();
    await press(share, place);
    await press(share, place);
    await workspace.askLast();
    expect(workspace.slack.messages).toHaveLength(2);
  });

  test('is shared again by somebody else, and by the same person another day', async () => {
    await open();
    const users = ['U0ASKER', 'U0OTHER', 'U0ASKER'];
    for (const [times, user] of users.entries()) {
      const shown = await command('companies', { user_id: user });
      await press(buttonNamed(shown, 'Share in the channel'), onlyForAsker(), user);
      // What was shown, and the word that it is shared.
      await vi.waitFor(() => expect(workspace.slack.responses).toHaveLength(2 * times + 2));
    }
    expect(workspace.slack.messages.map(wordsOf)).toEqual(
      users.map((user) => expect.stringMatching(new RegExp(`^Shared by <@${user}>`))),
    );
  });

  test('goes through the asker’s own permission where the bot is not in the channel', async () => {
    await open();
    workspace.slack.leave('G0SECRET');
    const share = buttonNamed(await command('companies', { channel_id: 'G0SECRET' }), 'Share in the channel');
    const shared = await workspace.nextResponse(() => press(share, onlyForAsker({ channel: 'G0SECRET' })));
    expect(shared).toMatchObject({ response_type: 'in_channel' });
    expect(wordsOf(shared)).toContain('I know 12 companies');
  });

  test('is not shared where there is nothing to show', async () => {
    await open({ bot: { catalogue: createCatalogue([]) } });
    expect(labelsOf(await command('onboard'))).not.toContain('Share in the channel');
  });
});

/** An answer that was rated as not helpful, and the thanks for it. */
async function ratedUnhelpful(user = 'U0ASKER') {
  const thread = nextTs();
  const message = await workspace.nextMessage(() =>
    workspace.sendEvent(mention('What is a Pod?', { ts: thread })),
  );
  const place = messagePlace({ channel: CHANNEL, thread_ts: thread });
  const thumbs = elementCalled(message, 'rate');
  const thanks = await workspace.nextResponse(() =>
    workspace.interact(rating(workspace.slack, thumbs, false, place, user)),
  );
  const answer = thumbs.positive_button?.value.split(' ')[2] as AnswerId;
  return { message, thanks, thread, answer };
}

/** What was kept with ratings. */
function keptComments(): string[] {
  const comments: string[] = [];
  const { comment } = workspace.lasting.ratings;
  workspace.lasting.ratings.comment = async (by, text) => {
    const outcome = await comment(by, text);
    if (outcome === 'kept') comments.push(text);
    return outcome;
  };
  return comments;
}

/** Opens the window behind “Say what was missing”. */
const commentWindow = (thanks: Posted, thread: string, user?: string) =>
  workspace.nextView(() =>
    press(buttonNamed(thanks, 'Say what was missing'), onlyForAsker({ thread_ts: thread }), user),
  );

const fieldOf = (window: ViewChange) => {
  const { block_id = '', action_id } = elementCalled(window, 'comment');
  return { block_id, action_id };
};

const send = (window: ViewChange, words: string | null, user?: string) =>
  workspace.nextView(() =>
    workspace.interact(textSubmission(workspace.slack, window, fieldOf(window), words, user)),
  );

describe.each(WAYS)('over $name, “Not helpful”', ({ connection }) => {
  test('is thanked for in the thread, and opens a window to say what was missing', async () => {
    await open({ connection });
    const comments = keptComments();
    const { thanks, thread } = await ratedUnhelpful();
    expect(thanks).toMatchObject({
      response_type: 'ephemeral',
      replace_original: false,
      thread_ts: thread,
    });
    expect(labelsOf(thanks)).toEqual(['Say what was missing']);
    const window = await commentWindow(thanks, thread);
    expect(window).toMatchObject({ method: 'views.open', view: { callback_id: 'comment' } });
    expect(elementCalled(window, 'comment')).toMatchObject({ type: 'plain_text_input', multiline: true });
    const done = await send(window, 'the *memory* limits <!channel> & more');
    expect(done).toMatchObject({ method: 'response_action', id: window.id });
    expect(wordsOf(done)).toContain('kept with your rating');
    expect(comments).toEqual(['the *memory* limits <!channel> & more']);
    expect(workspace.slack.messages).toHaveLength(1);
  });

  test('keeps what fits', async () => {
    await open({ connection });
    const comments = keptComments();
    const { thanks, thread } = await ratedUnhelpful();
    await send(await commentWindow(thanks, thread), 'x'.repeat(3_000));
    expect(comments.map(({ length }) => length)).toEqual([1_000]);
  });

  test('of nobody who rated it, or of an answer that is forgotten, says so', async () => {
    await open({ connection });
    const comments = keptComments();
    const { thanks, thread, answer } = await ratedUnhelpful();
    const other = await commentWindow(thanks, thread, 'U0OTHER');
    expect(wordsOf(await send(other, 'mine', 'U0OTHER'))).toContain(GONE);
    const window = await commentWindow(thanks, thread);
    const { view } = window;
    const old = { ...window, view: { ...view, private_metadata: 'answer-of-old' } };
    expect(view).toMatchObject({ private_metadata: answer });
    expect(wordsOf(await send(old, 'mine'))).toContain(GONE);
    expect(comments).toEqual([]);
  });

  test('has a word for a window that is sent empty', async () => {
    await open({ connection });
    const { thanks, thread } = await ratedUnhelpful();
    for (const words of [null, '', ' \n '])
      expect(wordsOf(await send(await commentWindow(thanks, thread), words))).not.toBe('');
  });
});

describe('“Not helpful”', () => {
  test('says that something went wrong when the words cannot be kept', async () => {
    await open();
    const { thanks, thread } = await ratedUnhelpful();
    workspace.lasting.ratings.comment = () => Promise.reject(new Error('disk full'));
    const done = await send(await commentWindow(thanks, thread), 'a secret word');
    expect(wordsOf(done)).toContain('I cannot keep that right now');
    expect(workspace.takeWarnings()).toHaveLength(1);
    expect(workspace.logged.join()).not.toContain('a secret');
  });

  test('says so where it was too late to open the window', async () => {
    await open();
    const { thanks, thread } = await ratedUnhelpful();
    const button = buttonNamed(thanks, 'Say what was missing');
    const late = blockActions(workspace.slack, button, onlyForAsker({ thread_ts: thread }));
    workspace.slack.views.expireTriggers();
    const before = workspace.slack.responses.length;
    await workspace.interact(late);
    await workspace.askLast();
    workspace.takeWarnings();
    expect(workspace.slack.responses.length).toBe(before + 1);
  });
});

describe.each(WAYS)('over $name, /k8s forget-me', ({ connection }) => {
  test('deletes what is kept of a person, says what, and their buttons say that it is gone', async () => {
    await open({ connection });
    const { message, thread } = await ratedUnhelpful();
    const declined = await command('What is a ReferenceGrant?');
    await workspace.nextView(() => press(buttonNamed(declined, 'Tell me when you know'), onlyForAsker()));
    const others = await command('What is a Service?', { user_id: 'U0OTHER' });
    const forgotten = await command('forget-me');
    expect(forgotten).toMatchObject({ response_type: 'ephemeral' });
    expect(wordsOf(forgotten)).toContain('2 questions, 1 rating, 1 request to be told');
    expect(labelsOf(forgotten)).toEqual([]);
    expect(await workspace.lasting.waiting.all()).toEqual([]);

    const why = buttonNamed(message, 'Why this?');
    const inThread = messagePlace({ channel: CHANNEL, thread_ts: thread });
    expect(wordsOf(await workspace.nextView(() => press(why, inThread)))).toContain(GONE);
    await workspace.restart();
    expect(wordsOf(await workspace.nextView(() => press(why, inThread)))).toContain(GONE);
    const theirs = buttonNamed(others, 'Why this?');
    expect(wordsOf(await workspace.nextView(() => press(theirs, onlyForAsker())))).not.toContain(GONE);
    expect(wordsOf(await command('forget-me'))).toBe('I had nothing of you on this platform.');
  });
});

describe.each(WAYS)('over $name, /k8s gaps', ({ connection }) => {
  test.each([['is_admin'], ['is_owner']])('is shown to somebody who %s, alone', async (trait) => {
    await open({ connection, scopes: READS });
    workspace.slack.setPerson('U0ASKER', { [trait]: true });
    const shown = await command('gaps');
    expect(wordsOf(shown)).toBe('gaps');
    expect(shown).toMatchObject({ response_type: 'ephemeral' });
    expect(labelsOf(shown)).not.toContain('Share in the channel');
  });

  test('is refused to anybody else', async () => {
    await open({ connection, scopes: READS });
    workspace.slack.setPerson('U0ASKER', {});
    expect(wordsOf(await command('gaps'))).toContain('Only admins of the workspace');
  });

  test('is shown to ADMIN_USERS without asking, and refused where the app may not ask', async () => {
    await open({ connection, settings: { admins: ['U0ADMIN'] } });
    expect(wordsOf(await command('gaps', { user_id: 'U0ADMIN' }))).toBe('gaps');
    expect(workspace.slack.calls.map(({ method }) => method)).not.toContain('users.info');
    expect(wordsOf(await command('gaps'))).toContain('ADMIN_USERS, or give me the scope users:read');
  });
});

test('/k8s onboard team is for admins', async () => {
  await open({ scopes: READS });
  workspace.slack.setPerson('U0ASKER', {});
  expect(wordsOf(await command('onboard team'))).toContain('Only admins of the workspace');
  workspace.slack.setPerson('U0ASKER', { is_admin: true });
  expect(wordsOf(await command('onboard team'))).toContain('There are no tracks.');
});

test('/k8s gaps is refused when Slack does not say who somebody is', async () => {
  await open({ scopes: READS });
  for (const error of ['user_not_found', 'fatal_error']) {
    workspace.slack.fail('users.info', { error }, 3);
    const shown = await command('gaps');
    expect(wordsOf(shown)).toContain('I could not ask whether you are an admin');
    workspace.slack.setPerson('U0ASKER', {});
  }
});

describe('who asks, and in which channel,', () => {
  const WHERE = { asker: 'U0ASKER', channel: 'T0TEAM C0GENERAL' };
  const ALONE = { asker: 'U0ASKER' };
  const QUESTION = 'What is a Pod?';

  /** What is remembered of the one question that was asked. */
  async function remembered(): Promise<Pick<AnsweredQuestion, 'asker' | 'channel'>> {
    await until(() => expect(added).toHaveLength(1));
    const [{ asker, channel } = { asker: undefined, channel: undefined }] = added;
    return { ...(asker && { asker }), ...(channel && { channel }) };
  }

  test.each<[string, () => Promise<unknown>, object]>([
    ['a mention', () => workspace.sendEvent(mention(QUESTION)), WHERE],
    ['a mention in a thread', () => workspace.sendEvent(mention(QUESTION, { thread_ts: nextTs() })), WHERE],
    ['a direct message', () => workspace.sendEvent(directMessage(QUESTION)), ALONE],
    ['a command in a channel', () => workspace.command(QUESTION), WHERE],
    ['a command about a company', () => workspace.command('case Acme'), WHERE],
    [
      'a command in a direct message',
      () => workspace.command(QUESTION, { channel_id: 'D0DIRECT', channel_name: 'directmessage' }),
      ALONE,
    ],
    // Slack names a conversation of several people so: `mpdm-ada--grace--alan-1`.
    [
      'a command in a conversation of several people',
      () => workspace.command(QUESTION, { channel_id: 'G0SOME', channel_name: 'mpdm-ada--grace--alan-1' }),
      ALONE,
    ],
    [
      'a command in a private channel',
      () => workspace.command(QUESTION, { channel_id: 'G0SECRET', channel_name: 'privategroup' }),
      { asker: 'U0ASKER', channel: 'T0TEAM G0SECRET' },
    ],
    [
      'the shortcut on a message',
      () => workspace.interact(messageShortcut(workspace.slack, QUESTION)),
      WHERE,
    ],
    [
      'the shortcut on a direct message',
      () => workspace.interact(messageShortcut(workspace.slack, QUESTION, { channel: 'D0DIRECT' })),
      ALONE,
    ],
    ['the window to ask in', () => chosenInWindow(QUESTION, `Ask: ${QUESTION}`), ALONE],
    ['a question that nobody asked it', () => workspace.sendEvent(channelMessage(QUESTION)), WHERE],
  ])('come with %s', async (_, act, expected) => {
    await open({ scopes: READS, settings: { autoAnswerChannels: [CHANNEL] } });
    await act();
    expect(await remembered()).toEqual(expected);
  });

  test('come with a message in a conversation of several people, without its channel', async () => {
    await open({ scopes: READS, settings: { autoAnswerChannels: ['G0SOME'] } });
    await workspace.sendEvent(channelMessage(QUESTION, { channel: 'G0SOME', channel_type: 'mpim' }));
    expect(await remembered()).toEqual(ALONE);
  });
});
