import {
  ChannelType,
  type GuildTextBasedChannel,
  type Message,
  MessageType,
  type NewsChannel,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
  type SendableChannels,
  type TextChannel,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import { isQuestion } from '../../answers/asking-part.js';
import { type Asked, talkIn } from '../asked.js';
import { channelModeOf } from '../channel-mode.js';
import type { Reply } from '../reply.js';
import { deliver } from './deliver.js';
import { discordFaultOf, isReferenceRefused } from './discord-fault.js';
import type { Drawn } from './draw-message.js';
import { channelName, DISCORD, type ListenerParts } from './parts.js';
import { questionText } from './question-text.js';
import { labelOf } from './render-buttons.js';

/** Does something unless it was done for the same message before. */
type Once = (id: string, answering: () => Promise<void>) => Promise<void>;

/**
 * Answers mentions in a thread, direct messages where they are, and in chosen channels questions that nobody
 * asked it; nothing comes of any other message.
 */
export function answerMessage(
  message: Message,
  { bot, memory, settings }: Pick<ListenerParts, 'bot' | 'memory' | 'settings'>,
  once: Once,
): Promise<void> | undefined {
  const modeOf = () => {
    const id = channelOf(message);
    return channelModeOf(memory.channels, DISCORD, { name: id, id }, settings);
  };

  const answer = () => once(message.id, async () => send(await bot.reply(askedBy(message)), message));

  /** Speaks only when it is sure, and once in a thread. */
  const answerUnasked = () =>
    once(message.id, async () => {
      const thread = message.channel.isThread() ? message.channelId : message.id;
      // Two questions at once in a thread: the second finds the first's word.
      const mayAnswer = () => memory.events.isNew([`spoke ${thread}`]);
      const reply = await bot.replyIfSure(askedBy(message), mayAnswer);
      if (reply) await send(reply, message);
    });

  if (!isFromPerson(message)) return undefined;
  if (message.guildId === null) return answer();
  if (isMentioned(message) || isAskedInReply(message))
    return modeOf().then((mode) => (mode === 'off' ? undefined : answer()));
  // Without the right to read messages there is no word in it.
  if (message.content === '' || isForSomebody(message)) return undefined;
  return modeOf().then((mode) => (mode === 'on' ? answerUnasked() : undefined));
}

/** A message as a question. What follows a direct message, or one in a thread, follows what was asked there. */
function askedBy(message: Message): Asked {
  const { channelId: channel, id, guildId, author } = message;
  const asked = {
    text: textOf(message),
    platform: DISCORD,
    asker: author.id,
    ...(guildId !== null && { channel: channelName(guildId, channelOf(message)) }),
  };
  if (guildId === null) return { ...asked, place: { channel }, follows: talkIn({ channel }) };
  // A thread that is made of a message has the message's id.
  return message.channel.isThread()
    ? { ...asked, place: { channel, thread: channel } }
    : { ...asked, place: { channel: id, thread: id }, thread: [] };
}

/** What a message says; of a forum's post that asks only in its title, the title. */
function textOf({ channel, content, id }: Message): string {
  const text = questionText(content);
  const isPost = channel.isThread() && channel.id === id && channel.parent?.type === ChannelType.GuildForum;
  return isPost && !isQuestion(text) && isQuestion(channel.name) ? channel.name : text;
}

/** The channel that is chosen for: of a thread or a forum's post, the one that it is in. */
function channelOf({ channel, channelId }: Message): string {
  return channel.isThread() ? (channel.parentId ?? channelId) : channelId;
}

function isFromPerson({ author, webhookId, type }: Message): boolean {
  if (author.bot || author.system || webhookId !== null) return false;
  return type === MessageType.Default || type === MessageType.Reply;
}

/** A message names the bot; `@everyone` does not. */
function isMentioned({ mentions, content, client }: Message): boolean {
  const { id } = client.user;
  return mentions.users.has(id) && new RegExp(`<@!?${id}>`).test(content);
}

/** A reply to the bot asks it when it is a question; thanks and remarks need no answer. */
function isAskedInReply({ mentions, content, client }: Message): boolean {
  return (
    mentions.repliedUser?.id === client.user.id &&
    mentions.has(client.user) &&
    isQuestion(questionText(content))
  );
}

/** A message that names or answers somebody is for them. */
function isForSomebody({ mentions, type }: Message): boolean {
  return (
    type === MessageType.Reply || mentions.everyone || mentions.users.size > 0 || mentions.roles.size > 0
  );
}

/** Answers in a thread of the message where that is permitted, else as a reply to it. */
async function send(reply: Reply, message: Message): Promise<void> {
  const thread = await threadFor(message);
  if (thread) {
    try {
      return await deliver(reply, (drawn) => thread.send(drawn));
    } catch (error) {
      // It was locked, deleted, or the permission was taken away just now.
      if (discordFaultOf(error)?.kind !== 'refused') throw error;
    }
  }
  await deliver(reply, (drawn) => replyOrSend(message, drawn));
}

/** The thread of a message in a guild's channel, a new one where it has none; nothing where it cannot be made. */
async function threadFor(message: Message): Promise<SendableChannels | undefined> {
  const channel = message.inGuild() ? message.channel : undefined;
  const question = questionText(message.content);
  if (!channel || question === '' || !mayMakeThread(channel)) return undefined;
  const name = labelOf(question);
  const autoArchiveDuration = ThreadAutoArchiveDuration.OneDay;
  try {
    return await channel.threads.create({ name, autoArchiveDuration, startMessage: message.id });
  } catch (error) {
    // It was deleted, has a thread already, the permission was taken away just now, or Discord makes none at present.
    const fault = discordFaultOf(error);
    if (fault === undefined) throw error;
    if (fault.code !== RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) return undefined;
    // Somebody was quicker, or it was made when Discord said that it had failed.
    const thread = await channel.threads.fetch(message.id);
    return thread?.sendable ? thread : undefined;
  }
}

function mayMakeThread(channel: GuildTextBasedChannel): channel is TextChannel | NewsChannel {
  if (channel.type !== ChannelType.GuildText && channel.type !== ChannelType.GuildAnnouncement) return false;
  return channel.permissionsFor(channel.client.user)?.has(THREAD_PERMISSIONS) ?? false;
}

/** What it takes to answer in a thread. */
const THREAD_PERMISSIONS = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.CreatePublicThreads,
  PermissionFlagsBits.SendMessagesInThreads,
];

async function replyOrSend(message: Message, drawn: Drawn): Promise<void> {
  try {
    await message.reply(drawn);
  } catch (error) {
    if (!isReferenceRefused(error) || !message.channel.isSendable()) throw error;
    await message.channel.send(drawn);
  }
}
