import {
  ChannelType,
  type Message,
  MessageType,
  PermissionFlagsBits,
  type SendableChannels,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import { type Asked, talkIn } from '../bot.js';
import type { ChannelMode } from '../memory.js';
import type { Reply } from '../reply.js';
import { type Drawn, deliver } from './deliver.js';
import { discordFaultOf, isReferenceRefused } from './discord-fault.js';
import { DISCORD, type ListenerParts } from './parts.js';
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
  const modeOf = async (): Promise<ChannelMode> => {
    const channel = channelOf(message);
    const chosen = await memory.channels.modeOf(DISCORD, channel);
    return chosen ?? (settings.autoAnswerChannels.includes(channel) ? 'on' : 'mentions');
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
  if (isMentioned(message)) return modeOf().then((mode) => (mode === 'off' ? undefined : answer()));
  // Without the right to read messages there is no word in it.
  if (message.content === '' || isForSomebody(message)) return undefined;
  return modeOf().then((mode) => (mode === 'on' ? answerUnasked() : undefined));
}

/** A message as a question. What follows a direct message, or one in a thread, follows what was asked there. */
function askedBy(message: Message): Asked {
  const { content, channelId: channel, id, guildId } = message;
  const asked = { text: questionText(content), platform: DISCORD };
  if (guildId === null) return { ...asked, place: { channel }, follows: talkIn({ channel }) };
  // A thread that is made of a message has the message's id.
  return message.channel.isThread()
    ? { ...asked, place: { channel, thread: channel } }
    : { ...asked, place: { channel: id, thread: id }, thread: [] };
}

/** The channel that is chosen for: of a thread or a forum's post, the one that it is in. */
function channelOf({ channel, channelId }: Message): string {
  return channel.isThread() ? (channel.parentId ?? channelId) : channelId;
}

function isFromPerson({ author, webhookId, type }: Message): boolean {
  if (author.bot || author.system || webhookId !== null) return false;
  return type === MessageType.Default || type === MessageType.Reply;
}

/** A message names the bot; a reply to it or `@everyone` does not. */
function isMentioned({ mentions, content, client }: Message): boolean {
  const { id } = client.user;
  return mentions.users.has(id) && new RegExp(`<@!?${id}>`).test(content);
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
  await deliver(reply, (drawn) => (thread ? thread.send(drawn) : replyOrSend(message, drawn)));
}

/** A new thread for a message in a guild's channel; none where it cannot be made. */
async function threadFor(message: Message): Promise<SendableChannels | undefined> {
  if (!message.inGuild() || !mayMakeThread(message)) return undefined;
  try {
    const name = labelOf(questionText(message.content));
    return await message.startThread({ name, autoArchiveDuration: ThreadAutoArchiveDuration.OneDay });
  } catch (error) {
    // It was deleted, has a thread already, or the permission was taken away just now.
    if (discordFaultOf(error)?.kind !== 'refused') throw error;
    return undefined;
  }
}

function mayMakeThread({ channel, client }: Message<true>): boolean {
  if (channel.type !== ChannelType.GuildText && channel.type !== ChannelType.GuildAnnouncement) return false;
  return channel.permissionsFor(client.user)?.has(THREAD_PERMISSIONS) ?? false;
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
