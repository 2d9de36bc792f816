import {
  ApplicationIntegrationType,
  type ChatInputCommandInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import { notice, type Reply } from '../reply.js';
import type { ListenerParts } from './parts.js';

/** Tells those who manage a server what could not be answered there, and the people in ADMIN_USERS all of it. */
export async function tellGaps(
  command: ChatInputCommandInteraction,
  { bot, settings }: Pick<ListenerParts, 'bot' | 'settings'>,
): Promise<Reply> {
  if (settings.admins.includes(command.user.id)) return bot.gaps();
  // Whoever manages one server need not know what is asked in another.
  return managesServer(command) ? bot.gaps(command.guildId ?? undefined) : notice(NOT_ALLOWED);
}

/** Tells those who manage a server, and the people in ADMIN_USERS, how far people are in their tracks. */
export async function tellTeam(
  command: ChatInputCommandInteraction,
  { bot, settings }: Pick<ListenerParts, 'bot' | 'settings'>,
): Promise<Reply> {
  const may = settings.admins.includes(command.user.id) || managesServer(command);
  return may ? bot.team() : notice(NOT_FOR_ALL);
}

/** Anybody may take the bot along into a server of their own, in which it is not. */
function managesServer({
  guildId,
  memberPermissions,
  authorizingIntegrationOwners: installed,
}: ChatInputCommandInteraction): boolean {
  const isMember = installed[ApplicationIntegrationType.GuildInstall] !== undefined;
  return guildId !== null && isMember && memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
}

const NOT_ALLOWED =
  'Only those who have the permission Manage Server here, and the people in ADMIN_USERS, see what I could not answer: it is in people’s own words.';

const NOT_FOR_ALL =
  'Only those who have the permission Manage Server here, and the people in ADMIN_USERS, see how far everybody is. /k8s onboard shows how far you are.';
