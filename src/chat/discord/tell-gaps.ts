import {
  ApplicationIntegrationType,
  type ChatInputCommandInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import { notice, type Reply } from '../reply.js';
import type { ListenerParts } from './parts.js';

/** Tells those who manage a server what could not be answered there, and the people in ADMIN_USERS all of it. */
export async function tellGaps(
  { guildId, memberPermissions, user, authorizingIntegrationOwners: installed }: ChatInputCommandInteraction,
  { bot, settings }: Pick<ListenerParts, 'bot' | 'settings'>,
): Promise<Reply> {
  if (settings.admins.includes(user.id)) return bot.gaps();
  // Anybody may take the bot along into a server of their own, in which it is not.
  const isMember = installed[ApplicationIntegrationType.GuildInstall] !== undefined;
  const mayManage = memberPermissions?.has(PermissionFlagsBits.ManageGuild);
  // Whoever manages one server need not know what is asked in another.
  return guildId !== null && isMember && mayManage ? bot.gaps(guildId) : notice(NOT_ALLOWED);
}

const NOT_ALLOWED =
  'Only those who have the permission Manage Server here, and the people in ADMIN_USERS, see what I could not answer: it is in people’s own words.';
