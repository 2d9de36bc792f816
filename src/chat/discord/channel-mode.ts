import { type ChatInputCommandInteraction, PermissionFlagsBits } from 'discord.js';
import { CHANNEL_MODE_WORDS, channelModeOf, NO_MODE_HERE } from '../channel-mode.js';
import { CHANNEL_MODES } from '../command.js';
import { notice, type Reply } from '../reply.js';
import { DISCORD, type ListenerParts, NO_MEMBER } from './parts.js';

/** Tells or changes when the bot speaks in a channel; only those who manage the channel change it. */
export async function chooseChannelMode(
  command: ChatInputCommandInteraction,
  choice: string | null,
  { memory, settings }: Pick<ListenerParts, 'memory' | 'settings'>,
): Promise<Reply> {
  const { channel: place, channelId, guildId, memberPermissions, user } = command;
  if (guildId === null) return notice(NO_MODE_HERE);
  if (command.guild === null) return notice(NO_MEMBER);
  // Of a thread or a forum's post, what is chosen is for the channel that it is in.
  const channel = place?.isThread() ? (place.parentId ?? channelId) : channelId;
  const mode = CHANNEL_MODES.find((each) => each === choice);
  if (mode === undefined) {
    const chosen = await channelModeOf(memory.channels, DISCORD, { name: channel, id: channel }, settings);
    // What was chosen while it could read waits until it can again.
    if (chosen === 'on' && settings.autoAnswerChannels.length === 0) return notice(CANNOT_READ);
    return notice(`${CHANNEL_MODE_WORDS[chosen]} Those who manage channels change it with /k8s channel.`);
  }
  const mayChoose =
    settings.admins.includes(user.id) || memberPermissions?.has(PermissionFlagsBits.ManageChannels);
  if (!mayChoose) return notice(NOT_ALLOWED);
  if (mode === 'on' && settings.autoAnswerChannels.length === 0) return notice(CANNOT_READ);
  await memory.channels.choose(DISCORD, channel, mode);
  return notice(CHANNEL_MODE_WORDS[mode]);
}

const NOT_ALLOWED =
  'Only those who have the permission Manage Channels here, and the people in ADMIN_USERS, choose when I speak. Please ask one of them.';

const CANNOT_READ =
  'I may not read messages that do not mention me. Let whoever runs me turn on the Message Content Intent on the application’s Bot page, put a channel’s ID into AUTO_ANSWER_CHANNELS, and start me again; then it can be chosen for other channels too.';
