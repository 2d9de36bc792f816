import { afterEach, describe, expect, test } from 'vitest';
import {
  ASKER,
  BOT_USER,
  CHANNEL_ID,
  FORUM_ID,
  guildMessageOf,
  nextId,
  ROLE_ID,
  threadMessageOf,
  threadOf,
  userOf,
} from '../../servers/discord-payloads.js';
import { textsOf } from '../../servers/discord-server.js';
import { type Guild, type GuildOptions, mentionOf, openGuild, until } from './guild.js';

let guild: Guild;

afterEach(async () => {
  expect(guild.warnings).toEqual([]);
  await guild.close();
});

/** Opens a guild in which the bot answers by itself in the channel and in the forum. */
async function open(options: GuildOptions = {}): Promise<void> {
  guild = await openGuild({ settings: { autoAnswerChannels: [CHANNEL_ID, FORUM_ID] }, ...options });
}

type More = Partial<Parameters<typeof guildMessageOf>[0]>;

const say = (content: string, more: More = {}) => guild.message(guildMessageOf({ content, ...more }));

const MESSAGE_CONTENT = 1 << 15;

describe('the right to read messages', () => {
  test('is asked for only where channels are set', async () => {
    guild = await openGuild();
    expect(Number(guild.discord.identifies[0]?.intents) & MESSAGE_CONTENT).toBe(0);
    await guild.close();
    await open();
    expect(Number(guild.discord.identifies[0]?.intents) & MESSAGE_CONTENT).toBe(MESSAGE_CONTENT);
  });

  test('is not had without it: no message is answered that does not name the bot', async () => {
    guild = await openGuild();
    await guild.lasting.channels.choose('discord', CHANNEL_ID, 'on');
    say('What is a Pod?');
    expect(await guild.said()).toEqual([]);
  });
});

describe('in a channel that is on, the bot', () => {
  test('answers a question that nobody asked it, in a thread of it', async () => {
    await open();
    const id = nextId();
    const answer = await guild.nextShown(() => say('What is a Pod?', { id }));
    expect(answer).toMatchObject({ channel_id: id });
    expect(textsOf(answer)).toContain('A Pod is the smallest thing');
  });

  test.each([
    ['a statement', 'Our Pods are fine today.', {}],
    ['a statement that names what it knows', 'A Pod is the smallest thing.', {}],
    ['a question of which it is not sure', 'how do I scale?', {}],
    ['a question that it would decline', 'who painted the ceiling?', {}],
    ['a question about a company that it does not know', 'What is the case study of Wayne Enterprises?', {}],
    ['a greeting', 'hello, how are you?', {}],
    ['no words at all', '', {}],
    ['a question to somebody else', '<@5> What is a Pod?', { mentions: [userOf('5', 'bob')] }],
    ['a question to a role', `<@&${ROLE_ID}> What is a Pod?`, { more: { mention_roles: [ROLE_ID] } }],
    ['a question to everybody', '@everyone What is a Pod?', { more: { mention_everyone: true } }],
    ['a reply', 'What is a Pod?', { more: { type: 19 } }],
    ['a bot', 'What is a Pod?', { author: userOf(nextId(), 'robot', { bot: true }) }],
    ['itself', 'What is a Pod?', { author: BOT_USER }],
    ['a webhook', 'What is a Pod?', { more: { webhook_id: nextId() } }],
    ['a notice of Discord', 'What is a Pod?', { more: { type: 6 } }],
  ] as const)('says nothing to %s', async (_, content, more: More) => {
    await open();
    say(content, more);
    expect(await guild.said()).toEqual([]);
  });

  test('speaks once in a thread, past a restart, and again when it is mentioned there', async () => {
    await open();
    const thread = nextId();
    await guild.nextShown(() => say('What is a Pod?', { id: thread }));
    const more = { content: 'What is a Service?' };
    guild.message(threadMessageOf(thread, more));
    expect(await guild.said()).toHaveLength(1);
    await guild.restart();
    guild.message(threadMessageOf(thread, more));
    expect(await guild.said()).toHaveLength(1);
    const { content, mentions } = mentionOf('What is a Service?');
    guild.message(threadMessageOf(thread, { content, mentions }));
    expect(await guild.said()).toHaveLength(2);
  });

  test('answers one message once, however often it comes, past a restart', async () => {
    await open();
    const message = guildMessageOf({ content: 'What is a Pod?' });
    guild.message(message);
    guild.message(message);
    await guild.said();
    await guild.restart();
    guild.message(message);
    expect(await guild.said()).toHaveLength(1);
  });

  test('does not take what it passed over in silence for an earlier question', async () => {
    await open();
    const thread = threadOf(nextId());
    guild.discord.addChannel(thread);
    guild.message(threadMessageOf(thread.id, { content: 'how do I scale?' }));
    const { content, mentions } = mentionOf('What is a Pod?');
    await guild.nextShown(() => guild.message(threadMessageOf(thread.id, { content, mentions })));
    expect(guild.questions.at(-1)?.thread).toEqual([]);
  });
});

describe('in a forum that is on, the bot', () => {
  /** A new post, with its first message, whose id is the post's. */
  function post(content: string, more: More = {}): string {
    const id = nextId();
    guild.discord.addChannel(threadOf(id, FORUM_ID, { name: 'a post', newly_created: true }));
    guild.message(threadMessageOf(id, { id, content, ...more }));
    return id;
  }

  test('answers a post in it, once', async () => {
    await open();
    let id = '';
    const answer = await guild.nextShown(() => {
      id = post('What is a Pod?');
    });
    expect(answer).toMatchObject({ channel_id: id, how: 'posted' });
    guild.message(threadMessageOf(id, { content: 'What is a Service?', author: ASKER }));
    expect(await guild.said()).toHaveLength(1);
    expect(guild.discord.threads).toEqual([]);
  });

  test('says nothing to a post that asks nothing', async () => {
    await open();
    post('Our Pods are fine today.');
    expect(await guild.said()).toEqual([]);
  });

  test('answers a mention in a post where it is not on, and follows what was asked in it', async () => {
    await open({ settings: { autoAnswerChannels: [CHANNEL_ID] } });
    post('What is a Pod?');
    expect(await guild.said()).toEqual([]);
    const { content, mentions } = mentionOf('What is a StatefulSet?');
    let id = '';
    await guild.nextShown(() => {
      id = post(content, { mentions });
    });
    await guild.nextShown(() =>
      guild.message(threadMessageOf(id, { ...mentionOf('and how is it scaled?'), id: nextId() })),
    );
    expect(guild.questions.at(-1)?.thread).toEqual(['What is a StatefulSet?']);
  });
});

describe('elsewhere, the bot', () => {
  test('says nothing that it was not asked', async () => {
    await open({ settings: { autoAnswerChannels: [FORUM_ID] } });
    say('What is a Pod?');
    expect(await guild.said()).toEqual([]);
  });

  test('goes on answering mentions when the memory cannot tell a channel’s mode', async () => {
    await open();
    guild.lasting.channels.modeOf = () => Promise.reject(new Error('disk full'));
    await guild.nextShown(() => guild.message(mentionOf('What is a Pod?')));
    await until(() => expect(guild.warnings).toHaveLength(1));
    expect(guild.takeWarnings()).toEqual([expect.stringContaining('disk full')]);
  });
});
