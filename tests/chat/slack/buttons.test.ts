import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AnswerId } from '../../../src/answers/answer.js';
import {
  blockActions,
  type Element,
  messagePlace,
  messageShortcut,
  type Place,
  rating,
} from '../../servers/slack-interactions.js';
import { mention, nextTs } from '../../servers/slack-server.js';
import {
  buttonNamed,
  elementCalled,
  elementsOf,
  labelsOf,
  openWorkspace,
  type Posted,
  until,
  WAYS,
  type Workspace,
  wordsOf,
} from './workspace.js';

const CHANNEL = 'C0GENERAL';
const GONE = 'I no longer remember that answer';

let workspace: Workspace;

afterEach(async () => {
  await workspace.close();
});

/** An answer that stands in a thread of the channel, and the place where it stands. */
async function answered(question: string): Promise<{ message: Posted; place: Place; thread: string }> {
  const thread = nextTs();
  const message = await workspace.nextMessage(() => workspace.sendEvent(mention(question, { ts: thread })));
  return { message, thread, place: messagePlace({ channel: CHANNEL, thread_ts: thread }) };
}

/** An answer to `/k8s`, and the place where only the asker sees it. */
async function answeredPrivately(question: string, channel = CHANNEL) {
  const message = await workspace.nextResponse(() => workspace.command(question, { channel_id: channel }));
  return { message, place: messagePlace({ channel, isEphemeral: true }) };
}

const press = (element: Element, place: Place, user?: string) =>
  workspace.interact(blockActions(workspace.slack, element, place, user === undefined ? {} : { user }));

const viewPlace = ({ id }: { readonly id: string }): Place => ({ kind: 'view', id });

const isPressed = ({ action_id }: Element) => action_id.startsWith('press');

describe.each(WAYS)('over $name, a button', ({ connection }) => {
  beforeEach(async () => {
    workspace = await openWorkspace({ connection });
  });

  test('shows the whole section of which the answer is a part, in a window', async () => {
    const { message, place } = await answered('How does a rollout go?');
    expect(wordsOf(message)).not.toContain('Step 39');
    const view = await workspace.nextView(() => press(buttonNamed(message, 'Whole section'), place));
    expect(view.method).toBe('views.open');
    expect(view.view).toMatchObject({ type: 'modal', title: { text: 'Section' } });
    expect(wordsOf(view)).toContain('Step 0 of a rollout');
    expect(wordsOf(view)).toContain('Step 39 of a rollout');
    expect(wordsOf(view)).toContain('Source: <https://kubernetes.io/deployments/|Deployments>');
  });

  test('shows a related section', async () => {
    const { message, place } = await answered('What is a Pod?');
    const view = await workspace.nextView(() => press(elementCalled(message, 'press related'), place));
    expect(wordsOf(view)).toContain('A liveness probe restarts');
  });

  test('says why this was the answer', async () => {
    const { message, place } = await answered('What is a Pod?');
    const view = await workspace.nextView(() => press(buttonNamed(message, 'Why this?'), place));
    expect(wordsOf(view)).toContain('“pod” was found');
  });

  test('turns pages in one window, and lays a section over it', async () => {
    const { message, place } = await answered('What is a Pod?');
    const first = await workspace.nextView(() => press(buttonNamed(message, 'More results'), place));
    expect(first.method).toBe('views.open');
    expect(wordsOf(first)).toContain('page 1 of 2');
    expect(labelsOf(first)).not.toContain('Previous');

    const second = await workspace.nextView(() => press(buttonNamed(first, 'Next'), viewPlace(first)));
    expect(second).toMatchObject({ method: 'views.update', id: first.id });
    expect(wordsOf(second)).toContain('page 2 of 2');
    expect(labelsOf(second)).not.toContain('Next');
    expect(wordsOf(second)).not.toBe(wordsOf(first));

    const section = await workspace.nextView(() => press(buttonNamed(second, 'Show'), viewPlace(second)));
    expect(section).toMatchObject({ method: 'views.push', root: first.id });
    const back = await workspace.nextView(() => press(buttonNamed(second, 'Previous'), viewPlace(second)));
    expect(back).toMatchObject({ method: 'views.update', id: first.id });
    expect(wordsOf(back)).toBe(wordsOf(first));
  });

  test('of a list shows each company, and those that were left out', async () => {
    const { message, place } = await answered('which companies use Prometheus?');
    expect(wordsOf(message)).toContain('… and 2 more');
    const shown = elementsOf(message).filter(({ action_id }) => action_id.startsWith('press show'));
    expect(shown).toHaveLength(10);
    for (const element of shown) {
      const view = await workspace.nextView(() => press(element, place));
      expect(wordsOf(view)).toContain('uses Prometheus');
    }
    const more = await workspace.nextView(() => press(buttonNamed(message, 'More results'), place));
    expect(labelsOf(more).filter((label) => label === 'Show')).toHaveLength(2);
  });

  test.each([
    'What is a Pod?',
    'How does a rollout go?',
    'how do I scale?',
    'which companies use Prometheus?',
    'compare Deployment and StatefulSet',
    'case study of Wayne Enterprises',
  ])('of an answer to “%s” still does what it says after a restart', async (question) => {
    const { message, place } = await answered(question);
    const before = [];
    const buttons = elementsOf(message).filter(isPressed);
    expect(buttons.length).toBeGreaterThan(0);
    for (const each of buttons) before.push(wordsOf(await workspace.nextView(() => press(each, place))));
    await workspace.restart();
    const after = [];
    for (const each of buttons) after.push(wordsOf(await workspace.nextView(() => press(each, place))));
    expect(after).toEqual(before);
    expect(after.join()).not.toContain(GONE);
  });

  test('of an answer that is forgotten says so', async () => {
    const { message, place } = await answered('What is a Pod?');
    const forgotten = { ...buttonNamed(message, 'Why this?'), value: 'v1 why answer-of-old' };
    expect(wordsOf(await workspace.nextView(() => press(forgotten, place)))).toContain(GONE);
    const thumbs = elementCalled(message, 'rate');
    const old = { ...thumbs, positive_button: { value: 'v1 rate answer-of-old 1' } };
    const said = await workspace.nextResponse(() =>
      workspace.interact(rating(workspace.slack, old, true, place)),
    );
    expect(said).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(wordsOf(said)).toContain(GONE);
  });

  test('answers below the message when it was too late for a window', async () => {
    const { message, place, thread } = await answered('What is a Pod?');
    const late = blockActions(workspace.slack, buttonNamed(message, 'Why this?'), place);
    workspace.slack.views.expireTriggers();
    const said = await workspace.nextResponse(() => workspace.interact(late));
    expect(said).toMatchObject({ response_type: 'ephemeral', replace_original: false, thread_ts: thread });
    expect(wordsOf(said)).toContain('“pod” was found');
    expect(workspace.slack.views.changes).toEqual([]);
  });
});

describe('the thumbs below an answer', () => {
  beforeEach(async () => {
    workspace = await openWorkspace();
  });

  test('count once for each person, the last press of each, and thank in the thread', async () => {
    const { message, place, thread } = await answered('What is a Pod?');
    const thumbs = elementCalled(message, 'rate');
    const rate = (isHelpful: boolean, user: string) =>
      workspace.nextResponse(() =>
        workspace.interact(rating(workspace.slack, thumbs, isHelpful, place, user)),
      );
    const thanks = await rate(true, 'U1');
    expect(thanks).toMatchObject({
      response_type: 'ephemeral',
      replace_original: false,
      thread_ts: thread,
    });
    expect(wordsOf(thanks)).toContain('Thank you');
    await rate(true, 'U2');
    await rate(false, 'U3');
    await rate(false, 'U2');
    const value = thumbs.positive_button?.value ?? '';
    const id = value.split(' ')[2] as AnswerId;
    expect(await workspace.lasting.ratings.countOf(id)).toEqual({ helpful: 1, notHelpful: 2 });
  });

  test('thank in the channel where the answer stands in no thread', async () => {
    const { message } = await answeredPrivately('What is a Pod?');
    const place = messagePlace({ isEphemeral: true });
    const thanks = await workspace.nextResponse(() =>
      workspace.interact(rating(workspace.slack, elementCalled(message, 'rate'), true, place)),
    );
    expect(thanks).not.toHaveProperty('thread_ts');
  });

  test('are not below a refusal, a greeting or a word of help', async () => {
    for (const text of ['who painted the ceiling?', 'hello']) {
      const { message } = await answered(text);
      expect(() => elementCalled(message, 'rate')).toThrow();
    }
    const { message } = await answeredPrivately('help');
    expect(elementsOf(message)).toEqual([]);
  });

  test('say that something went wrong when the rating cannot be kept', async () => {
    const { message, place } = await answered('What is a Pod?');
    workspace.lasting.ratings.rate = () => Promise.reject(new Error('disk full'));
    const said = await workspace.nextResponse(() =>
      workspace.interact(rating(workspace.slack, elementCalled(message, 'rate'), true, place)),
    );
    expect(wordsOf(said)).toContain('I cannot keep that right now');
  });
});

describe.each(WAYS)('over $name, sharing', ({ connection }) => {
  beforeEach(async () => {
    workspace = await openWorkspace({ connection });
  });

  test('posts the answer for everybody, says who shared it, and puts a word where it was', async () => {
    const { message, place } = await answeredPrivately('What is a Pod?');
    const button = buttonNamed(message, 'Share in the channel');
    const shared = await workspace.nextMessage(() => press(button, place, 'U0ASKER'));
    expect(shared).toMatchObject({ channel: CHANNEL });
    expect(shared).not.toHaveProperty('thread_ts');
    expect(wordsOf(shared)).toMatch(/^Shared by <@U0ASKER>/);
    expect(wordsOf(shared)).toContain('A Pod is the smallest thing');
    expect(labelsOf(shared)).toContain('Why this?');
    expect(labelsOf(shared)).not.toContain('Share in the channel');
    await until(() => expect(workspace.slack.responses).toHaveLength(2));
    expect(workspace.slack.responses[1]).toMatchObject({
      response_type: 'ephemeral',
      replace_original: true,
    });
    expect(wordsOf(workspace.slack.responses[1] as Posted)).toBe('Shared.');
  });

  test('pressed twice posts once', async () => {
    const { message, place } = await answeredPrivately('What is a Pod?');
    const button = buttonNamed(message, 'Share in the channel');
    const release = workspace.slack.hold('chat.postMessage');
    await press(button, place);
    await press(button, place);
    release();
    await until(() => expect(workspace.slack.messages).toHaveLength(1));
    await press(button, place);
    await workspace.askLast();
    expect(workspace.slack.messages).toHaveLength(2);
  });

  test('goes through the asker’s own permission where the bot is not in the channel', async () => {
    workspace.slack.leave('G0SECRET');
    const { message, place } = await answeredPrivately('What is a Pod?', 'G0SECRET');
    await press(buttonNamed(message, 'Share in the channel'), place);
    await until(() => expect(workspace.slack.responses).toHaveLength(3));
    const [, shared, word] = workspace.slack.responses;
    expect(shared).toMatchObject({ response_type: 'in_channel', replace_original: false });
    expect(wordsOf(shared as Posted)).toMatch(/^Shared by <@U0ASKER>\n.*Pods/);
    expect(word).toMatchObject({ response_type: 'ephemeral', replace_original: true });
    expect(workspace.slack.messages).toEqual([]);
  });

  test('stays in the thread of the message that was asked about', async () => {
    const thread = nextTs();
    const shortcut = messageShortcut(workspace.slack, 'What is a Pod?', { message: { thread_ts: thread } });
    const answer = await workspace.nextResponse(() => workspace.interact(shortcut));
    const place = messagePlace({ thread_ts: thread, isEphemeral: true });
    const button = buttonNamed(answer, 'Share in the thread');
    const shared = await workspace.nextMessage(() => press(button, place));
    expect(shared).toMatchObject({ channel: CHANNEL, thread_ts: thread });
  });

  test('stays in the thread also where the bot is not in the channel', async () => {
    workspace.slack.leave('C0THEIRS');
    const thread = nextTs();
    const changes = { channel: 'C0THEIRS', message: { thread_ts: thread } };
    const answer = await workspace.nextResponse(() =>
      workspace.interact(messageShortcut(workspace.slack, 'What is a Pod?', changes)),
    );
    const place = messagePlace({ channel: 'C0THEIRS', thread_ts: thread, isEphemeral: true });
    const shared = await workspace.nextResponse(() =>
      press(buttonNamed(answer, 'Share in the thread'), place),
    );
    expect(shared).toMatchObject({ response_type: 'in_channel', thread_ts: thread });
  });

  test('works after a restart', async () => {
    const { message, place } = await answeredPrivately('What is a Pod?');
    await workspace.restart();
    const button = buttonNamed(message, 'Share in the channel');
    const shared = await workspace.nextMessage(() => press(button, place));
    expect(wordsOf(shared)).toContain('A Pod is the smallest thing');
  });

  test('of an answer that is forgotten is told to the asker alone', async () => {
    const { message, place } = await answeredPrivately('What is a Pod?');
    const button = { ...buttonNamed(message, 'Share in the channel'), value: 'v1 share answer-of-old' };
    const said = await workspace.nextResponse(() => press(button, place));
    // What only the asker sees stays as it is.
    expect(said).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(wordsOf(said)).toContain(GONE);
    expect(workspace.slack.messages).toEqual([]);
  });

  test('that fails says why, and can be tried again', async () => {
    const { message, place } = await answeredPrivately('What is a Pod?');
    const button = buttonNamed(message, 'Share in the channel');
    workspace.slack.fail('chat.postMessage', { error: 'is_archived' });
    const said = await workspace.nextResponse(() => press(button, place));
    expect(wordsOf(said)).toContain('I could not share it: Slack refused it (is_archived)');
    expect(said).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(await workspace.nextMessage(() => press(button, place))).toMatchObject({ channel: CHANNEL });
  });

  test('goes to each thread and each answer by itself', async () => {
    const first = await answeredPrivately('What is a Pod?');
    const second = await answeredPrivately('What is a Service?');
    await press(buttonNamed(first.message, 'Share in the channel'), first.place);
    await press(buttonNamed(second.message, 'Share in the channel'), second.place);
    await until(() => expect(workspace.slack.messages).toHaveLength(2));
  });
});

describe('whatever comes as the value or the name of a button', () => {
  beforeEach(async () => {
    workspace = await openWorkspace();
  });

  const VALUES = [
    undefined,
    '',
    'v1',
    'v1 why',
    'v1 why answer-1 --',
    'v2 why answer-1',
    'v1 constructor answer-1',
    'v1 __proto__ answer-1',
    'v1 section answer-1 -1',
    'v1 section answer-1 99999',
    'v1 section answer-1 4096',
    'v1 more answer-1 9999',
    'v1 read 0000000000000000',
    'v1 read ../../etc/passwd',
    'ask What is a Pod?',
    `v1 why answer-${'x'.repeat(5_000)}`,
    '<!channel>',
    '🚀'.repeat(300),
  ];

  test('a window opens with a few words, and nothing is posted', async () => {
    const { message, place } = await answered('What is a Pod?');
    const button = buttonNamed(message, 'Why this?');
    for (const value of VALUES) {
      const { value: _, ...rest } = button;
      const view = await workspace.nextView(() => press({ ...rest, ...(value && { value }) }, place));
      expect(wordsOf(view)).toMatch(/no longer|nothing more/);
    }
    expect(workspace.slack.messages).toHaveLength(1);
    expect(workspace.warnings).toEqual([]);
  });

  test('nothing is shared but an answer, and a rating is kept of answers alone', async () => {
    const { message, place } = await answeredPrivately('What is a Pod?');
    const share = buttonNamed(message, 'Share in the channel');
    const section = buttonNamed(message, 'Why this?').value ?? '';
    for (const value of [...VALUES, section, 'v1 rate answer-1 1']) {
      const { value: _, ...rest } = share;
      await press({ ...rest, ...(value && { value }) }, place);
      await press({ ...rest, type: 'feedback_buttons', action_id: 'rate', ...(value && { value }) }, place);
    }
    await workspace.askLast();
    expect(workspace.slack.messages).toHaveLength(1);
  });

  test('names that are none of ours do nothing, and a strange thread is none', async () => {
    const { message, place } = await answeredPrivately('What is a Pod?');
    const button = buttonNamed(message, 'Share in the channel');
    for (const action_id of ['', 'shared', 'rate ', 'pressed', 'home_read', 'x'.repeat(255)])
      workspace.slack.deliver('interactive', blockActions(workspace.slack, { ...button, action_id }, place));
    await workspace.askLast();
    expect(workspace.slack.messages).toHaveLength(1);
    const shared = await workspace.nextMessage(() =>
      press({ ...button, action_id: 'share <!channel>' }, place),
    );
    expect(shared).not.toHaveProperty('thread_ts');
  });
});
