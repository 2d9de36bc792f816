import {
  ApplicationFlags,
  type ChatInputCommandInteraction,
  type Client,
  GatewayIntentBits,
} from 'discord.js';
import type { GatewayGuildMemberAddDispatchData } from 'discord-api-types/v10';
import type { Bot } from '../bot.js';
import type { WelcomeChoice } from '../command.js';
import { notice, type Reply } from '../reply.js';
import { deliver } from './deliver.js';
import { discordFaultOf } from './discord-fault.js';
import { managesServer } from './manages-server.js';
import { DISCORD, type ListenerParts, NO_MEMBER } from './parts.js';

/** Keeps who joins a server, to be welcomed where newcomers are. */
export async function welcomeMember(
  { user, guild_id }: GatewayGuildMemberAddDispatchData,
  bot: Pick<Bot, 'joined'>,
): Promise<void> {
  if (!user.bot) await bot.joined({ platform: DISCORD, user: user.id }, entranceTo(guild_id));
}

/** Changes whether newcomers are welcomed, or posts a message for them; only those who manage the server do. */
export async function chooseWelcome(
  command: ChatInputCommandInteraction,
  choice: WelcomeChoice,
  { bot, settings }: Pick<ListenerParts, 'bot' | 'settings'>,
): Promise<Reply> {
  const { guildId, guild, user, client } = command;
  if (!settings.admins.includes(user.id) && !managesServer(command)) return notice(NOT_ALLOWED);
  if (guildId === null) return notice('Nobody joins a direct message; use it in a server.');
  if (guild === null) return notice(NO_MEMBER);
  if (choice === 'here') return postStart(command, bot);
  await bot.chooseWelcome(entranceTo(guildId), choice === 'on');
  if (choice === 'off') return notice(OFF);
  if (client.options.intents.has(GatewayIntentBits.GuildMembers)) return notice(ON);
  return notice(mayAskForMembers(client) ? ON_WHEN_RESTARTED : ON_WHEN_GRANTED);
}

function entranceTo(server: string) {
  return { platform: DISCORD, server };
}

/** Whether the application was granted the right to see who joins. */
function mayAskForMembers({ application }: Client): boolean {
  return application?.flags?.any(GRANTED) === true;
}

const GRANTED = [ApplicationFlags.GatewayGuildMembers, ApplicationFlags.GatewayGuildMembersLimited];

/** Posts a message for newcomers in the channel, to be pinned there. */
async function postStart({ channel }: ChatInputCommandInteraction, bot: Bot): Promise<Reply> {
  if (channel === null || !channel.isSendable()) return notice(NOT_POSTED);
  try {
    await deliver(await bot.startHere(), (drawn) => channel.send(drawn));
  } catch (error) {
    const fault = discordFaultOf(error);
    if (fault === undefined) throw error;
    return notice(`${NOT_POSTED} (${fault.reason})`);
  }
  return notice('Posted. Pin it, so that newcomers find it.');
}

const ON =
  'I welcome everybody who joins this server with one short direct message, and never twice. /k8s onboard action: welcome off ends it.';

const ON_WHEN_RESTARTED = `${ON} It begins when I am started again, for then I ask Discord to tell me who joins.`;

const ON_WHEN_GRANTED =
  'That is noted, and I cannot see yet who joins: let whoever runs me turn on the Server Members Intent on the application’s Bot page, and start me again. Meanwhile, action: start here posts a message with a button that newcomers can press.';

const OFF = 'I welcome nobody who joins this server.';

const NOT_POSTED =
  'I could not post here. Let me see this channel and send messages in it, or choose another one.';

const NOT_ALLOWED =
  'Only those who have the permission Manage Server here, and the people in ADMIN_USERS, choose whether newcomers are welcomed. Please ask one of them.';
