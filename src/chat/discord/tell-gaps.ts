import {
  ApplicationIntegrationType,
  type ChatInputCommandInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import { notice, type Reply } from '../reply.js';
import type { ListenerParts } from './parts.js';

/** Tells those who manage a server what could not be answered. */
export async function tellGaps(
  { memberPermissions, user, authorizingIntegrationOwners: installed }: ChatInputCommandInteraction,
  { bot, settings }: Pick<ListenerParts, 'bot' | 'settings'>,
): Promise<Reply> {
  const may =
    settings.admins.includes(user.id) ||
    // Anybody may take the bot along into a server of their own, in which it is not.
    (installed[ApplicationIntegrationType.GuildInstall] &&
      memberPermissions?.has(PermissionFlagsBits.ManageGuild));
  return may ? bot.gaps() : notice(NOT_ALLOWED);
}

const NOT_ALLOWED =
  'Only those who have the permission Manage Server here, and the people in ADMIN_USERS, see what I could not answer: it is in people’s own words.';
