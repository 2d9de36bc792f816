import { afterEach, describe, expect, test } from 'vitest';
import type { AnswerId } from '../../../src/answers/answer.js';
import {
  BOT_USER,
  CHANNEL_ID,
  DM_CHANNEL_ID,
  directMessageOf,
  guildMessageOf,
  nextId,
  PERMISSION,
  threadMessageOf,
  threadOf,
  USUAL_PERMISSIONS,
} from '../../servers/discord-payloads.js';
import { textsOf } from '../../servers/discord-server.js';
import { answeredQuestion } from '../answered-question.js';
import { type Guild, type GuildOptions, mentionOf, openGuild, until } from './guild.js';

let guild: Guild;

afterEach(async () => {
  expect(guild.warnings).toEqual([]);
  await guild.close();
});

async function open(options: GuildOptions = {}): Promise<void> {
  guild = await openGuild(options);
}

/** Mentions the bot in a thread. */
const mentionIn = (thread: string, text: string, more: object = {}) =>
  guild.message(
    threadMessageOf(thread, { content: `<@${BOT_USER.id}> ${text}`, mentions: [BOT_USER], more }),
  );

/** Mentions the bot in the channel; gives the answer, and the id that its thread has. */
async function asked(text: string) {
  const message = mentionOf(text);
  return { thread: message.id, answer: await guild.nextShown(() => guild.message(message)) };
}

const lastThread = () => guild.questions.at(-1)?.thread;

describe('a mention in a channel', () => {
  test('is answered in a thread that is made of it and named by the question', async () => {
    await open();
    const { thread, answer } = await asked('What is a Pod?');
    expect(answer).toMatchObject({ channel_id: thread, how: 'posted' });
    expect(answer).not.toHaveProperty('message_reference');
    expect(textsOf(answer)).toContain('A Pod is the smallest thing');
    expect(guild.discord.threads).toMatchObject([
      { id: thread, parent_id: CHANNEL_ID, name: 'What is a Pod?' },
    ]);
  });

  test.each([
    ['lines', 'What is\n\n  a Pod?', 'What is a Pod?'],
    ['everybody', '@everyone What is a Pod?', 'What is a Pod?'],
    ['more than a name may hold', `What is a Pod? ${'🚀'.repeat(80)}`, /^What is a Pod\? 🚀+ …$/u],
  ])('of %s makes a thread with a name that Discord takes', async (_, text, name) => {
    await open();
    await asked(text);
    const [thread] = guild.discord.threads;
    if (typeof name === 'string') expect(thread?.name).toBe(name);
    else expect(thread?.name).toMatch(name);
  });

  test('follows nothing that was asked in the channel', async () => {
    await open();
    await asked('What is a StatefulSet?');
    await asked('and how is it scaled?');
    expect(lastThread()).toEqual([]);
  });

  test.each([
    ['make threads', PERMISSION.createThreads],
    ['write in threads', PERMISSION.sendInThreads],
  ])('is answered by a reply where the bot may not %s', async (_, permission) => {
    await open({ permissions: USUAL_PERMISSIONS & ~permission });
    const { thread, answer } = await asked('What is a Pod?');
    expect(answer).toMatchObject({ channel_id: CHANNEL_ID, message_reference: { message_id: thread } });
    expect(guild.discord.threads).toEqual([]);
    expect(guild.discord.requests.filter(({ path }) => path.endsWith('/threads'))).toEqual([]);
  });

  test('is answered by a reply when the permission was taken away just now', async () => {
    await open();
    guild.discord.habits.permissions &= ~PERMISSION.createThreads;
    const { thread, answer } = await asked('What is a Pod?');
    expect(answer).toMatchObject({ channel_id: CHANNEL_ID, message_reference: { message_id: thread } });
  });

  test('is answered in the channel when the message was deleted', async () => {
    await open({
      bot: (bot) => ({
        ...bot,
        reply: async (question) => {
          guild.discord.deleteMessage(message.id);
          return bot.reply(question);
        },
      }),
    });
    const message = mentionOf('What is a Pod?');
    const answer = await guild.nextShown(() => guild.message(message));
    expect(answer).toMatchObject({ channel_id: CHANNEL_ID });
    expect(guild.discord.shown).toHaveLength(1);
  });

  test('of which somebody else made a thread meanwhile is answered in that thread', async () => {
    await open();
    const message = mentionOf('What is a Pod?');
    guild.discord.addChannel(threadOf(message.id));
    const answer = await guild.nextShown(() => guild.message(message));
    expect(answer).toMatchObject({ channel_id: message.id });
  });

  test('that says of itself that it has a thread is answered in it', async () => {
    await open();
    const message = mentionOf('What is a Pod?', { more: { flags: 1 << 5 } });
    guild.discord.addChannel(threadOf(message.id));
    const answer = await guild.nextShown(() => guild.message(message));
    expect(answer).toMatchObject({ channel_id: message.id });
  });

  test('is answered once, in its thread, when Discord failed after making it', async () => {
    await open();
    guild.discord.fail({ method: 'POST', path: /threads$/, status: 502, carriedOut: true });
    const { thread, answer } = await asked('What is a Pod?');
    expect(answer).toMatchObject({ channel_id: thread });
    expect(await guild.said()).toHaveLength(1);
    expect(guild.discord.threads).toHaveLength(1);
  });

  test('without a word makes no thread', async () => {
    await open();
    const answer = await guild.nextShown(() => guild.message(mentionOf('')));
    expect(answer).toMatchObject({ channel_id: CHANNEL_ID });
    expect(guild.discord.threads).toEqual([]);
  });

  test('is answered by a reply when Discord makes no threads at present', async () => {
    await open();
    guild.discord.fail({ method: 'POST', path: /threads$/, status: 500, times: 4 });
    const answer = await guild.nextShown(() => guild.message(mentionOf('What is a Pod?')));
    expect(answer).toMatchObject({ channel_id: CHANNEL_ID });
    expect(guild.warnings).toEqual([]);
  });

  test('is answered by a reply when its thread takes no messages', async () => {
    await open();
    guild.discord.fail({ method: 'POST', path: /messages$/, status: 403, body: { code: 50013 } });
    const answer = await guild.nextShown(() => guild.message(mentionOf('What is a Pod?')));
    expect(answer).toMatchObject({ channel_id: CHANNEL_ID });
    expect(guild.discord.threads).toHaveLength(1);
    expect(guild.warnings).toEqual([]);
  });

  test('is answered by a reply in the text of a voice channel', async () => {
    await open();
    const voice = '300000000000000077';
    guild.discord.addChannel({ ...threadOf(voice), type: 2, thread_metadata: undefined, parent_id: null });
    const message = mentionOf('What is a Pod?', { more: { channel_id: voice, channel_type: 2 } });
    const answer = await guild.nextShown(() => guild.message(message));
    expect(answer).toMatchObject({ channel_id: voice, message_reference: { message_id: message.id } });
  });
});

describe('a mention in a thread', () => {
  test('is answered there, as a reply', async () => {
    await open();
    const thread = nextId();
    guild.discord.addChannel(threadOf(thread));
    const answer = await guild.nextShown(() => mentionIn(thread, 'What is a Pod?'));
    expect(answer).toMatchObject({ channel_id: thread, how: 'posted' });
    expect(guild.discord.threads).toEqual([]);
  });

  test('that the bot made is understood with what was asked before, also after a restart', async () => {
    await open();
    const { thread } = await asked('What is a StatefulSet?');
    const answer = await guild.nextShown(() => mentionIn(thread, 'and how is it scaled?'));
    expect(answer).toMatchObject({ channel_id: thread });
    expect(textsOf(answer)).toContain('one Pod after the other');
    expect(lastThread()).toEqual(['What is a StatefulSet?']);
    await guild.restart();
    await guild.nextShown(() => mentionIn(thread, 'and how is it scaled?'));
    expect(lastThread()).toContain('What is a StatefulSet?');
  });

  test('follows no other thread', async () => {
    await open();
    await asked('What is a Deployment?');
    const { thread } = await asked('What is a StatefulSet?');
    await guild.nextShown(() => mentionIn(thread, 'and how is it scaled?'));
    expect(lastThread()).toEqual(['What is a StatefulSet?']);
  });

  test('follows what was answered by a reply, where a thread is made later', async () => {
    await open({ permissions: USUAL_PERMISSIONS & ~PERMISSION.createThreads });
    const { thread } = await asked('What is a StatefulSet?');
    guild.discord.addChannel(threadOf(thread));
    await guild.nextShown(() => mentionIn(thread, 'and how is it scaled?'));
    expect(lastThread()).toEqual(['What is a StatefulSet?']);
  });

  test('that was there before the bot came is answered, too', async () => {
    await open();
    const thread = threadOf(nextId());
    guild.discord.addChannel(thread);
    await guild.restart();
    await guild.nextShown(() => mentionIn(thread.id, 'What is a Pod?'));
  });

  test('without a mention says nothing', async () => {
    await open();
    const { thread } = await asked('What is a Pod?');
    guild.message(threadMessageOf(thread, { content: 'What is a Service?' }));
    expect(await guild.said()).toHaveLength(1);
  });
});

describe('a direct message', () => {
  const write = (content: string) => guild.nextShown(() => guild.message(directMessageOf({ content })));

  test('is understood with what was asked there just now', async () => {
    await open();
    const first = await write('What is a StatefulSet?');
    expect(first).toMatchObject({ channel_id: DM_CHANNEL_ID });
    const answer = await write('and how is it scaled?');
    expect(lastThread()).toEqual(['What is a StatefulSet?']);
    expect(textsOf(answer)).toContain('one Pod after the other');
    await guild.restart();
    await write('and how is it scaled?');
    expect(lastThread()).toContain('What is a StatefulSet?');
  });

  test('does not follow what was asked an hour ago, nor a greeting', async () => {
    await open();
    await guild.lasting.answers.add(
      answeredQuestion({
        id: 'answer-of-old' as AnswerId,
        platform: 'discord',
        place: { channel: DM_CHANNEL_ID },
        text: 'What is a StatefulSet?',
        askedAt: new Date(Date.now() - 60 * 60 * 1_000),
      }),
    );
    await write('hello');
    await write('and how is it scaled?');
    expect(lastThread()).toEqual([]);
  });
});

describe('one message', () => {
  test('that comes twice is answered once, also after a restart', async () => {
    await open();
    const message = mentionOf('What is a Pod?');
    guild.message(message);
    guild.message(message);
    await until(() => expect(guild.discord.shown).toHaveLength(1));
    await guild.restart();
    guild.message(message);
    expect(await guild.said()).toHaveLength(1);
  });

  test('that comes to two bots that share a memory is answered by one of them', async () => {
    await open();
    await guild.join();
    guild.message(mentionOf('What is a Pod?'));
    expect(await guild.said()).toHaveLength(1);
  });

  test('that fails to be posted is told in one line, and the next is answered', async () => {
    await open();
    guild.discord.fail({ method: 'POST', path: /messages$/, status: 500, times: 4 });
    guild.message(mentionOf('What is a Pod?'));
    await until(() => expect(guild.warnings).toHaveLength(1));
    expect(guild.takeWarnings()).toEqual([expect.stringContaining('Discord could not be reached')]);
    guild.discord.fail({ method: 'POST', path: /messages$/, status: 403, body: { code: 50013 }, times: 2 });
    guild.message(mentionOf('What is a Service?'));
    await until(() => expect(guild.warnings).toHaveLength(1));
    expect(guild.takeWarnings()).toEqual([expect.stringContaining('Send Messages in Threads')]);
    await guild.said();
  });

  test('of a bot or a system, or without the right to read it, is passed over', async () => {
    await open();
    guild.message(guildMessageOf({ content: 'What is a Pod?' }));
    guild.message(mentionOf('What is a Pod?', { more: { type: 18 } }));
    await guild.said();
    expect(guild.questions.map(({ text }) => text)).toEqual(['hello', 'hello']);
  });
});

describe('a reply to the bot', () => {
  const replyOf = (content: string, mentions: readonly object[]) =>
    guildMessageOf({
      content,
      mentions,
      more: {
        type: 19,
        referenced_message: { ...guildMessageOf({ content: 'A Pod is …' }), author: BOT_USER },
      },
    });

  test('is answered when it asks and names the bot', async () => {
    await open();
    await guild.nextShown(() => guild.message(replyOf('What is a Service?', [BOT_USER])));
    expect(guild.questions.map(({ text }) => text)).toEqual(['What is a Service?']);
  });

  test('that only thanks, or names nobody, is passed over', async () => {
    await open();
    guild.message(replyOf('that is not what I meant', [BOT_USER]));
    guild.message(replyOf('What is a Service?', []));
    await guild.said();
    expect(guild.questions.map(({ text }) => text)).toEqual(['hello', 'hello']);
  });
});
