import type { webApi } from '@slack/bolt';
import type { Reply } from '../reply.js';
import { refusalFor } from './admins.js';
import { type ListenerParts, SLACK } from './parts.js';

/** Tells admins what could not be answered. */
export async function tellGaps(
  user: string,
  client: webApi.WebClient,
  { bot, settings }: Pick<ListenerParts, 'bot' | 'settings'>,
): Promise<Reply> {
  return (await refusalFor(user, NOT_ADMIN, client, settings)) ?? bot.gaps();
}

const NOT_ADMIN =
  'Only admins of the workspace, and the people in ADMIN_USERS, see what I could not answer: it is in people’s own words.';

/** Tells admins how far people are in their tracks; the app is in one workspace, so that all are theirs. */
export async function tellTeam(
  user: string,
  client: webApi.WebClient,
  { bot, settings }: Pick<ListenerParts, 'bot' | 'settings'>,
): Promise<Reply> {
  return (
    (await refusalFor(user, NOT_FOR_ALL, client, settings)) ??
    bot.team({ platform: SLACK, knows: async () => true })
  );
}

const NOT_FOR_ALL =
  'Only admins of the workspace, and the people in ADMIN_USERS, see how far everybody is. /k8s onboard shows how far you are.';
