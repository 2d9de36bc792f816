import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AnswerId } from '../../../src/answers/answer.js';
import { openStore, type Store } from '../../../src/store/open-store.js';
import {
  blockActions,
  type Element,
  messagePlace,
  type Place,
  rating,
} from '../../servers/slack-interactions.js';
import { BOT_TOKEN, mention, nextTs } from '../../servers/slack-server.js';
import { createLearning, type Learning, UNKNOWN_QUESTION } from '../learning.js';
import {
  buttonNamed,
  elementCalled,
  labelsOf,
  openWorkspace,
  type Posted,
  WAYS,
  type Workspace,
  type WorkspaceOptions,
  wordsOf,
} from './workspace.js';

const HOUR = 60 * 60_000;
const TELL = 'Tell me when you know';

let clock: number;
let store: Store;
let learning: Learning;
let workspace: Workspace;

beforeEach(async () => {
  clock = Date.now();
  store = await openStore(':memory:', { now: () => new Date(clock) });
  learning = createLearning();
});
afterEach(async () => {
  expect(workspace.warnings).toEqual([]);
  await workspace.close();
  await store.close();
});

async function open(options: WorkspaceOptions = {}): Promise<void> {
  workspace = await openWorkspace({ lasting: store, ...options, bot: { ...learning.parts, ...options.bot } });
}

const press = (element: Element, place: Place, user?: string) =>
  workspace.interact(blockActions(workspace.slack, element, place, user === undefined ? {} : { user }));

/** A question that could not be answered, asked in a channel. */
async function declined(question = UNKNOWN_QUESTION): Promise<{ message: Posted; place: Place }> {
  const ts = nextTs();
  const message = await workspace.nextMessage(() => workspace.sendEvent(mention(question, { ts })));
  return { message, place: messagePlace({ channel: 'C0GENERAL', thread_ts: ts }) };
}

/** Somebody asks to be told. */
async function waitFor({ message, place }: Awaited<ReturnType<typeof declined>>, user = 'U0ASKER') {
  return workspace.nextView(() => press(buttonNamed(message, TELL), place, user));
}

const toldTo = (user: string) => workspace.slack.messages.filter(({ channel }) => channel === user);

const peopleWaiting = async () => (await store.waiting.all()).map(({ person }) => person);

describe.each(WAYS)('over $name, somebody who asked to be told', ({ connection }) => {
  test('is promised it in a window, kept once, and told once in a direct message', async () => {
    await open({ connection });
    const asked = await declined();
    const window = await waitFor(asked);
    expect(window).toMatchObject({ method: 'views.open', view: { title: { text: TELL } } });
    expect(wordsOf(window)).toContain('direct message');
    await waitFor(asked);
    expect(await peopleWaiting()).toEqual(['U0ASKER']);
    await workspace.tellWaiting();
    expect(toldTo('U0ASKER')).toEqual([]);

    learning.learn();
    await workspace.tellWaiting();
    await workspace.restart();
    clock += HOUR;
    await workspace.tellWaiting();
    const [told, ...more] = toldTo('U0ASKER');
    expect(more).toEqual([]);
    expect(wordsOf(told as Posted)).toMatch(
      /^You asked: “What is a ReferenceGrant\?” I could not answer then. Now I can:\n/,
    );
    expect(wordsOf(told as Posted)).toContain('lets one namespace name what is in another');
    expect(told).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
    expect(labelsOf(told as Posted)).toContain('Why this?');
  });

  test('can use the buttons of what they are told, and rate it, also after a restart', async () => {
    await open({ connection });
    await waitFor(await declined());
    learning.learn();
    await workspace.tellWaiting();
    await workspace.restart();
    const [told = {}] = toldTo('U0ASKER');
    const place = messagePlace({ channel: 'D0ASKER' });
    const why = await workspace.nextView(() => press(buttonNamed(told, 'Why this?'), place));
    expect(wordsOf(why)).toContain('“grant” was found');
    const thumbs = elementCalled(told, 'rate');
    const thanks = await workspace.nextResponse(() =>
      workspace.interact(rating(workspace.slack, thumbs, true, place)),
    );
    expect(wordsOf(thanks)).toContain('Thank you');
    const id = thumbs.positive_button?.value.split(' ')[2] as AnswerId;
    expect(await store.ratings.countOf(id)).toEqual({ helpful: 1, notHelpful: 0 });
  });
});

test('everybody who pressed it is told by one of two bots, each once', async () => {
  await open();
  await workspace.join();
  const asked = await declined();
  const people = Array.from({ length: 5 }, (_, n) => `U0P${n}`);
  for (const user of people) await waitFor(asked, user);
  learning.learn();
  await workspace.tellWaiting();
  for (const user of people) expect(toldTo(user)).toHaveLength(1);
});

test('it can be asked for where only the asker sees the answer, and in the window', async () => {
  await open();
  const shown = await workspace.nextResponse(() => workspace.command(UNKNOWN_QUESTION));
  expect(labelsOf(shown)).toEqual([TELL, 'Why this?']);
  await workspace.nextView(() => press(buttonNamed(shown, TELL), messagePlace({ isEphemeral: true })));
  expect(await peopleWaiting()).toEqual(['U0ASKER']);
});

test('of an answer that is forgotten nothing is promised', async () => {
  await open();
  const { message, place } = await declined();
  const old = { ...buttonNamed(message, TELL), value: 'v1 tell answer-of-old' };
  const window = await workspace.nextView(() => press(old, place));
  expect(wordsOf(window)).toContain('I no longer remember that answer');
  expect(wordsOf(window)).not.toContain('I will');
  expect(await peopleWaiting()).toEqual([]);
});

test('it is taken back by /k8s forget-me', async () => {
  await open();
  await waitFor(await declined());
  await workspace.nextResponse(() => workspace.command('forget-me'));
  learning.learn();
  await workspace.tellWaiting();
  expect(toldTo('U0ASKER')).toEqual([]);
});

describe('a direct message', () => {
  // What Slack’s reference of chat.postMessage says of people who take none.
  test.each(['channel_not_found', 'messages_tab_disabled', 'cannot_dm_bot', 'user_not_found'])(
    'that Slack refuses with %s is not tried for ever, and keeps nobody else waiting',
    async (error) => {
      await open();
      const asked = await declined();
      workspace.slack.refuse('U0GONE', error);
      await waitFor(asked, 'U0GONE');
      await waitFor(asked, 'U0THERE');
      learning.learn();
      await workspace.tellWaiting();
      expect(toldTo('U0THERE')).toHaveLength(1);
      const tries = () => workspace.slack.calls.filter(({ body }) => body.channel === 'U0GONE').length;
      expect(tries()).toBe(1);
      clock += HOUR;
      await workspace.tellWaiting();
      expect(tries()).toBe(1);
      expect(await peopleWaiting()).toEqual([]);
    },
  );

  test.each([
    ['a trouble of its own', () => workspace.slack.fail('chat.postMessage', { error: 'fatal_error' }, 3)],
    ['a lost connection', () => workspace.slack.fail('chat.postMessage', { network: 'reset' }, 3)],
    ['a scope that is missing', () => workspace.slack.refuse('U0ASKER', 'missing_scope')],
    ['a token that was revoked', () => workspace.slack.refuse('U0ASKER', 'token_revoked')],
  ])('that is not taken for %s comes later, once', async (_, break_) => {
    await open({ settings: { times: { pause: 5 } } });
    await waitFor(await declined());
    learning.learn();
    break_();
    await workspace.tellWaiting();
    expect(toldTo('U0ASKER')).toEqual([]);
    workspace.slack.refuse('U0ASKER');
    clock += HOUR;
    await workspace.tellWaiting();
    clock += HOUR;
    await workspace.tellWaiting();
    expect(toldTo('U0ASKER')).toHaveLength(1);
    expect(await peopleWaiting()).toEqual([]);
  });

  test('waits as long as Slack asks to', async () => {
    await open();
    await waitFor(await declined());
    learning.learn();
    workspace.slack.fail('chat.postMessage', { status: 429, headers: { 'retry-after': '1' } });
    await workspace.tellWaiting();
    expect(toldTo('U0ASKER')).toHaveLength(1);
  });

  test('whose blocks are refused comes as text, with what was asked', async () => {
    await open();
    await waitFor(await declined());
    learning.learn();
    workspace.slack.fail('chat.postMessage', { error: 'invalid_blocks' });
    await workspace.tellWaiting();
    const [told] = toldTo('U0ASKER');
    expect(told).toMatchObject({ text: expect.stringContaining('You asked: “What is a ReferenceGrant?”') });
    expect(told).not.toHaveProperty('blocks');
  });
});

test.each([
  '<!channel> <!here|here> <@U1> <#C1|general> &lt;!everyone&gt;',
  '*bold* _italic_ ~gone~ `code` ```fence``` > quote',
  'https://evil.example/x <https://evil.example|kubernetes.io> mailto:a@b.example',
  '&amp;lt;!channel&amp;gt; & < >',
  `🚀${'<'.repeat(400)}`,
  '” I could not answer then.\n\n*Now I can:*\n> nothing',
])('what is quoted of “%s” neither pings, nor leads anywhere, nor is drawn', async (text) => {
  await open({ bot: { answer: () => learning.parts.answer({ text: UNKNOWN_QUESTION, thread: [] }) } });
  await waitFor(await declined(text));
  learning.learn();
  await workspace.tellWaiting();
  const [told] = toldTo('U0ASKER');
  const [remark] = (told?.blocks ?? []) as readonly {
    readonly elements: readonly { readonly text: string; readonly verbatim?: boolean }[];
  }[];
  const [{ text: drawn, verbatim } = { text: '', verbatim: false }] = remark?.elements ?? [];
  expect(drawn).toContain('You asked: “');
  // Slack links no bare address there, and reads nothing between the entities as a form of its own.
  expect(verbatim).toBe(true);
  expect(drawn).not.toMatch(/[<>]/);
  expect(drawn).not.toMatch(/&(?!lt;|gt;|amp;)/);
  expect(drawn).not.toContain('\n');
  // A marker counts at the border of a word only, and a seam is a word's end.
  expect(drawn).not.toMatch(/(?<![\p{L}\p{N}\u200b])[*_~`](?=\p{L})/u);
  expect(told).not.toHaveProperty('link_names');
});

test('neither the question nor a name nor a token is in the log when it cannot be told', async () => {
  await open({ settings: { times: { pause: 5 } } });
  await waitFor(await declined());
  learning.learn();
  workspace.slack.fail('chat.postMessage', { error: 'fatal_error' }, 3);
  await workspace.tellWaiting();
  expect(workspace.logged.join()).not.toMatch(/ReferenceGrant|U0ASKER/);
  expect(workspace.logged.join()).not.toContain(BOT_TOKEN);
});
