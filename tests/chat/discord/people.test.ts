import { afterEach, describe, expect, test } from 'vitest';
import type { AnswerId } from '../../../src/answers/answer.js';
import type { AnsweredQuestion } from '../../../src/chat/memory.js';
import {
  by,
  inDm,
  inThread,
  messageCommandOf,
  pressOf,
  sentOf,
  subcommandOf,
  typingOf,
} from '../../servers/discord-interactions.js';
import {
  ASKER_ID,
  CHANNEL_ID,
  directMessageOf,
  GUILD_ID,
  guildMessageOf,
  nextId,
  PERMISSION,
  threadMessageOf,
  threadOf,
  userOf,
} from '../../servers/discord-payloads.js';
import type { Json, Shown } from '../../servers/discord-rest.js';
import { textsOf } from '../../servers/discord-server.js';
import {
  buttonNamed,
  type Guild,
  type GuildOptions,
  labelsOf,
  mentionOf,
  openGuild,
  optionsOf,
  until,
} from './guild.js';

const GONE = 'I no longer remember that answer';

let guild: Guild;
let added: AnsweredQuestion[];

afterEach(async () => {
  expect(guild.warnings).toEqual([]);
  await guild.close();
});

async function open(options: GuildOptions = {}): Promise<void> {
  guild = await openGuild(options);
  added = [];
  const { add } = guild.lasting.answers;
  guild.lasting.answers.add = async (question) => {
    added.push(question);
    await add(question);
  };
}

type Values = Readonly<Record<string, string | boolean>>;

const command = (name: string, values: Values = {}, more: object = {}) =>
  guild.nextShown(() => guild.interact(subcommandOf(name, values, more)));

const press = (shown: Shown, label: string, more: object = {}) =>
  guild.nextShown(() => guild.interact(pressOf(shown, buttonNamed(shown, label), more)));

const GRACE = userOf('400000000000000077', 'grace');

/** What is offered for what is typed, by its name. */
async function suggestedValue(typed: string, named: string): Promise<string> {
  const choices = await guild.nextSuggested(() => guild.interact(typingOf('ask', 'question', typed)));
  return String(choices.find(({ name }) => name === named)?.value);
}

describe('a suggestion that is chosen', () => {
  test('is remembered as read, rated, and shared as the same section', async () => {
    await open();
    const question = await suggestedValue('rollout', 'Deployments › How a rollout goes');
    const section = await command('ask', { question });
    expect(added).toMatchObject([
      {
        kind: 'read',
        platform: 'discord',
        asker: ASKER_ID,
        channel: `${GUILD_ID} ${CHANNEL_ID}`,
        sections: ['concepts/deployments.md#how-a-rollout-goes'],
      },
    ]);
    expect(textsOf(await press(section, 'Helpful'))).toContain('Thank you');
    const [{ id } = { id: 'answer-0' as AnswerId }] = added;
    expect(await guild.lasting.ratings.countOf(id)).toEqual({ helpful: 1, notHelpful: 0 });

    guild.interact(pressOf(section, buttonNamed(section, 'Share')));
    await until(() => expect(guild.discord.shown.at(-1)).toMatchObject({ how: 'followed' }));
    const shared = guild.discord.shown.at(-1) as Shown;
    expect(shared).toMatchObject({ isPrivate: false });
    expect(textsOf(shared)).toContain(`Shared by <@${ASKER_ID}>`);
    expect(textsOf(shared)).toContain('Step 0 of a rollout');
  });

  test('still is after a restart', async () => {
    await open();
    const question = await suggestedValue('rollout', 'Deployments › How a rollout goes');
    const section = await command('ask', { question });
    await guild.restart();
    guild.interact(pressOf(section, buttonNamed(section, 'Share')));
    await until(() => expect(guild.discord.shown.at(-1)).toMatchObject({ how: 'followed' }));
    expect(textsOf(guild.discord.shown.at(-1))).toContain('Step 0 of a rollout');
  });

  test('is what is asked next about', async () => {
    await open();
    await command('ask', { question: await suggestedValue('statefulset', 'StatefulSets') });
    await command('ask', { question: 'and how is it scaled?' });
    expect(guild.questions.at(-1)?.thread).toEqual(['What is a StatefulSet?']);
  });
});

describe('what a command shows that asks nothing', () => {
  test.each([
    ['companies', 'I know 12 companies'],
    ['onboard', 'New to Kubernetes?'],
  ])('is shared: %s', async (name, words) => {
    await open();
    const shown = await command(name);
    expect(shown).toMatchObject({ isPrivate: true });
    guild.interact(pressOf(shown, buttonNamed(shown, 'Share')));
    await until(() => expect(guild.discord.shown.at(-1)).toMatchObject({ how: 'followed' }));
    const shared = guild.discord.shown.at(-1) as Shown;
    expect(shared).toMatchObject({ isPrivate: false, channel_id: CHANNEL_ID });
    expect(textsOf(shared)).toContain(`Shared by <@${ASKER_ID}>`);
    expect(textsOf(shared)).toContain(words);
    expect(labelsOf(shared)).not.toContain('Share');
    // Where it was private it stays, without the button.
    const changed = guild.discord.shown.at(-2) as Shown;
    expect(changed).toMatchObject({ how: 'changed', id: shown.id });
    expect(labelsOf(changed)).not.toContain('Share');
    expect(guild.questions).toEqual([]);
  });

  test.each(['companies', 'onboard'])(
    'is posted with private: False, and not shared twice: %s',
    async (name) => {
      await open();
      const shown = await command(name, { private: false });
      expect(shown).toMatchObject({ isPrivate: false });
      expect(labelsOf(shown)).toEqual([]);
    },
  );

  test('pressed twice is posted once; somebody else shares it again', async () => {
    await open();
    const first = await command('companies');
    for (let times = 0; times < 2; times++) guild.interact(pressOf(first, buttonNamed(first, 'Share')));
    const second = await command('companies', {}, by(GRACE));
    guild.interact(pressOf(second, buttonNamed(second, 'Share'), by(GRACE)));
    await until(() => expect(guild.discord.shown.filter(({ how }) => how === 'followed')).toHaveLength(2));
    const shared = (await guild.said()).filter(({ how }) => how === 'followed');
    expect(shared.map((each) => /<@(\d+)>/.exec(textsOf(each))?.[1])).toEqual([ASKER_ID, GRACE.id]);
  });

  test('shows a section of the list that was shared to whoever chooses it', async () => {
    await open();
    const shown = await command('onboard', { private: false });
    expect(optionsOf(shown).map(({ label }) => label)).toEqual(['Pods', 'Deployments', 'Services']);
  });
});

/** An answer that was rated as not helpful, the thanks for it, and the window behind its button. */
async function ratedUnhelpful() {
  const answer = await guild.nextShown(() => guild.message(mentionOf('What is a Pod?')));
  const thanks = await press(answer, 'Not helpful');
  const opened = async (more: object = {}): Promise<Json> => {
    const before = guild.discord.modals.length;
    guild.interact(pressOf(thanks, buttonNamed(thanks, 'Say what was missing'), more));
    await until(() => expect(guild.discord.modals.length).toBeGreaterThan(before));
    return guild.discord.modals[before] as Json;
  };
  return { answer, thanks, opened };
}

const send = (shown: Shown, modal: Json, words: string, more: object = {}) =>
  guild.nextShown(() => guild.interact(sentOf(shown, modal, words, more)));

/** What was kept with ratings. */
function keptComments(): string[] {
  const comments: string[] = [];
  const { comment } = guild.lasting.ratings;
  guild.lasting.ratings.comment = async (rating, text) => {
    const outcome = await comment(rating, text);
    if (outcome === 'kept') comments.push(text);
    return outcome;
  };
  return comments;
}

describe('“Not helpful”', () => {
  test('is thanked for, and opens a window to say what was missing', async () => {
    await open();
    const comments = keptComments();
    const { thanks, opened } = await ratedUnhelpful();
    expect(thanks).toMatchObject({ how: 'said', isPrivate: true });
    expect(labelsOf(thanks)).toEqual(['Say what was missing']);
    const words = 'the **memory** limits @everyone <@&1> `code`\nand more';
    const done = await send(thanks, await opened(), words);
    expect(done).toMatchObject({ how: 'said', isPrivate: true });
    expect(textsOf(done)).toContain('kept with your rating');
    expect(comments).toEqual([words]);
    expect(guild.log()).not.toContain('memory');
  });

  test('keeps what fits, and has a word for what says nothing', async () => {
    await open();
    const comments = keptComments();
    const { thanks, opened } = await ratedUnhelpful();
    // Discord’s apps send no more than the field takes; others may.
    expect(textsOf(await send(thanks, await opened(), 'x'.repeat(4_000)))).toContain('kept');
    expect(comments.map(({ length }) => length)).toEqual([1_000]);
    expect(textsOf(await send(thanks, await opened(), ' \n '))).not.toBe('');
  });

  test('of nobody who rated it, or of an answer that is forgotten, says so', async () => {
    await open();
    const comments = keptComments();
    const { thanks, opened } = await ratedUnhelpful();
    expect(textsOf(await send(thanks, await opened(by(GRACE)), 'mine', by(GRACE)))).toContain(GONE);
    for (const custom_id of ['v1 comment answer-of-old', 'v1 why answer-1', 'constructor', 'x'.repeat(100)])
      expect(textsOf(await send(thanks, { ...(await opened()), custom_id }, 'mine'))).toContain(GONE);
    expect(comments).toEqual([]);
  });

  test('works in a direct message', async () => {
    await open();
    const comments = keptComments();
    const answer = await guild.nextShown(() => guild.message(directMessageOf({ content: 'What is a Pod?' })));
    const thanks = await press(answer, 'Not helpful', inDm());
    guild.interact(pressOf(thanks, buttonNamed(thanks, 'Say what was missing'), inDm()));
    await until(() => expect(guild.discord.modals).toHaveLength(1));
    const [modal = {}] = guild.discord.modals;
    expect(textsOf(await send(thanks, modal, 'more', inDm()))).toContain('kept with your rating');
    expect(comments).toEqual(['more']);
  });

  test('is still said after a restart, and keeps one window for a press that comes twice', async () => {
    await open();
    const comments = keptComments();
    const { thanks } = await ratedUnhelpful();
    await guild.restart();
    const pressed = pressOf(thanks, buttonNamed(thanks, 'Say what was missing'));
    guild.interact(pressed);
    guild.interact(pressed);
    await until(() => expect(guild.discord.modals).toHaveLength(1));
    const [modal = {}] = guild.discord.modals;
    await send(thanks, modal, 'more');
    expect(comments).toEqual(['more']);
    expect(guild.discord.modals).toHaveLength(1);
  });

  test('says that something went wrong when the words cannot be kept, and logs none of them', async () => {
    await open();
    const { thanks, opened } = await ratedUnhelpful();
    guild.lasting.ratings.comment = () => Promise.reject(new Error('disk full'));
    const done = await send(thanks, await opened(), 'a-secret-word');
    expect(textsOf(done)).toContain('I cannot keep that right now');
    expect(guild.takeWarnings()).toHaveLength(1);
    expect(guild.log()).not.toContain('a-secret');
  });
});

describe('/k8s forget-me', () => {
  test('deletes what is kept of a person, says what, and their buttons say that it is gone', async () => {
    await open();
    const { answer } = await ratedUnhelpful();
    const declined = await command('ask', { question: 'What is a ReferenceGrant?' });
    await press(declined, 'Tell me when you know');
    const others = await command('ask', { question: 'What is a Service?' }, by(GRACE));
    const forgotten = await command('forget-me');
    expect(forgotten).toMatchObject({ isPrivate: true });
    expect(textsOf(forgotten)).toContain('2 questions, 1 rating, 1 request to be told');
    expect(labelsOf(forgotten)).toEqual([]);
    expect(await guild.lasting.waiting.all()).toEqual([]);
    expect(textsOf(await press(answer, 'Why this?'))).toContain(GONE);
    expect(textsOf(await press(declined, 'Tell me when you know'))).toContain(GONE);
    await guild.restart();
    expect(textsOf(await press(answer, 'Why this?'))).toContain(GONE);
    expect(textsOf(await press(others, 'Why this?', by(GRACE)))).not.toContain(GONE);
    expect(textsOf(await command('forget-me', {}, inDm()))).toBe('I had nothing of you on this platform.');
  });
});

test('/k8s onboard action:team is for those who manage the server', async () => {
  await open();
  const team = async (more: object) => textsOf(await command('onboard', { action: 'team' }, more));
  expect(await team(by(GRACE, PERMISSION.manageGuild))).toContain('There are no tracks.');
  expect(await team(by(GRACE))).toContain('Manage Server');
  expect(await team(inDm(GRACE))).toContain('Manage Server');
});

describe('/k8s gaps', () => {
  const gaps = async (more: object) => {
    const shown = await command('gaps', {}, more);
    expect(shown).toMatchObject({ isPrivate: true });
    expect(labelsOf(shown)).not.toContain('Share');
    return textsOf(shown);
  };
  const ONLY = 'Only those who have the permission Manage Server';

  test.each([
    ['Manage Server', PERMISSION.manageGuild],
    ['Administrator', PERMISSION.administrator],
  ])('is shown to those who have the permission %s', async (_, permission) => {
    await open();
    expect(await gaps(by(GRACE, permission))).toBe('gaps');
  });

  test('is refused to anybody else, also to those who manage a channel', async () => {
    await open();
    expect(await gaps(by(GRACE))).toContain(ONLY);
    expect(await gaps(by(GRACE, PERMISSION.manageChannels))).toContain(ONLY);
  });

  test('is shown in a direct message to ADMIN_USERS alone', async () => {
    await open({ settings: { admins: [GRACE.id] } });
    expect(await gaps(inDm(GRACE))).toBe('gaps');
    expect(await gaps(inDm())).toContain(ONLY);
    expect(await gaps(by(GRACE))).toBe('gaps');
  });

  // A person may install the bot for themselves and use it in a server of their own, in which the bot is not.
  test('is refused in a server in which the bot is not, whatever somebody manages there', async () => {
    await open();
    const elsewhere = {
      guild_id: nextId(),
      guild: undefined,
      channel: undefined,
      authorizing_integration_owners: { 1: GRACE.id },
    };
    expect(await gaps({ ...by(GRACE, PERMISSION.manageGuild), ...elsewhere })).toContain(ONLY);
  });
});

describe('who asks, and in which channel,', () => {
  const QUESTION = 'What is a Pod?';
  const WHERE = { asker: ASKER_ID, channel: `${GUILD_ID} ${CHANNEL_ID}` };
  const ALONE = { asker: ASKER_ID };
  const thread = threadOf(nextId());

  /** A message in a direct conversation of several people, in which the app was installed by one of them. */
  const amongFriends = () => ({
    ...inDm(),
    context: 2,
    channel_id: nextId(),
    channel: { id: nextId(), type: 3 },
  });

  test.each<[string, () => void, object]>([
    ['a mention', () => guild.message(mentionOf(QUESTION)), WHERE],
    [
      'a mention in a thread',
      () => {
        guild.discord.addChannel(thread);
        const { content, mentions } = mentionOf(QUESTION);
        guild.message(threadMessageOf(thread.id, { content, mentions }));
      },
      WHERE,
    ],
    ['a direct message', () => guild.message(directMessageOf({ content: QUESTION })), ALONE],
    ['a command', () => guild.interact(subcommandOf('ask', { question: QUESTION })), WHERE],
    ['a command about a company', () => guild.interact(subcommandOf('case', { company: 'Acme' })), WHERE],
    [
      'a command in a thread',
      () => guild.interact(subcommandOf('ask', { question: QUESTION }, inThread(thread))),
      WHERE,
    ],
    [
      'a command in a direct message',
      () => guild.interact(subcommandOf('ask', { question: QUESTION }, inDm())),
      ALONE,
    ],
    [
      'a command in a conversation of several people',
      () => guild.interact(subcommandOf('ask', { question: QUESTION }, amongFriends())),
      ALONE,
    ],
    [
      'the command on a message',
      () => guild.interact(messageCommandOf('Answer with Casebook', QUESTION)),
      WHERE,
    ],
    [
      'the command on a direct message',
      () => guild.interact(messageCommandOf('Answer with Casebook', QUESTION, inDm())),
      ALONE,
    ],
    ['a question that nobody asked it', () => guild.message(guildMessageOf({ content: QUESTION })), WHERE],
  ])('come with %s', async (_, act, expected) => {
    await open({ settings: { autoAnswerChannels: [CHANNEL_ID] } });
    act();
    await until(() => expect(added).toHaveLength(1));
    const [{ asker, channel } = { asker: undefined, channel: undefined }] = added;
    expect({ ...(asker && { asker }), ...(channel && { channel }) }).toEqual(expected);
    await guild.said();
  });
});
