import {
  ApplicationIntegrationType,
  type ChatInputCommandInteraction,
  PermissionFlagsBits,
} from 'discord.js';

/** Whether somebody manages the server that they are in. Anybody may take the bot along into one in which it is not. */
export function managesServer({
  guildId,
  memberPermissions,
  authorizingIntegrationOwners: installed,
}: ChatInputCommandInteraction): boolean {
  const isMember = installed[ApplicationIntegrationType.GuildInstall] !== undefined;
  return guildId !== null && isMember && memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
}
