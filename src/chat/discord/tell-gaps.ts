import type { ChatInputCommandInteraction } from 'discord.js';
import { notice, type Reply } from '../reply.js';
import { managesServer } from './manages-server.js';
import { DISCORD, type ListenerParts } from './parts.js';

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
  if (settings.admins.includes(command.user.id))
    return bot.team({ platform: DISCORD, knows: async () => true });
  if (!managesServer(command)) return notice(NOT_FOR_ALL);
  // Whoever manages one server need not know who is in another.
  return bot.team({ platform: DISCORD, knows: (user) => isMember(command, user) });
}

/** Whether somebody is in the server where a command is used; no, where Discord does not say. */
async function isMember({ guild }: ChatInputCommandInteraction, user: string): Promise<boolean> {
  const member = await guild?.members.fetch({ user, cache: false, force: true }).catch(() => undefined);
  return member !== undefined;
}

const NOT_ALLOWED =
  'Only those who have the permission Manage Server here, and the people in ADMIN_USERS, see what I could not answer: it is in people’s own words.';

const NOT_FOR_ALL =
  'Only those who have the permission Manage Server here, and the people in ADMIN_USERS, see how far everybody is. /k8s onboard shows how far you are.';
