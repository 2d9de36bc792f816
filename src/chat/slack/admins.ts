import type { webApi } from '@slack/bolt';
import type { SpeakingSettings } from '../channel-mode.js';
import { notice, type Reply } from '../reply.js';
import { explainFault, type SlackFault, slackFaultOf } from './slack-fault.js';

/** What is said to somebody who may not do what only admins may; nothing to admins and the people in ADMIN_USERS. */
export async function refusalFor(
  user: string,
  notAdmin: string,
  client: webApi.WebClient,
  { admins }: Pick<SpeakingSettings, 'admins'>,
): Promise<Reply | undefined> {
  const may = admins.includes(user) ? 'yes' : await isAdmin(client, user);
  if (may === 'yes') return undefined;
  if (typeof may === 'object')
    return notice(`I could not ask whether you are an admin: ${explainFault(may)}.`);
  return notice(may === 'no' ? notAdmin : UNKNOWN_ADMIN);
}

/** Whether somebody is an admin of the workspace; `unknown` where the app may not ask, and what went wrong where it could not. */
async function isAdmin(
  client: webApi.WebClient,
  user: string,
): Promise<'yes' | 'no' | 'unknown' | SlackFault> {
  try {
    const { user: person } = await client.users.info({ user });
    return person?.is_admin || person?.is_owner ? 'yes' : 'no';
  } catch (error) {
    const fault = slackFaultOf(error);
    if (fault?.code === 'missing_scope') return 'unknown';
    if (fault) return fault;
    throw error;
  }
}

const UNKNOWN_ADMIN =
  'I may not look up who is an admin of this workspace. Let whoever runs me put your member ID into ADMIN_USERS, or give me the scope users:read.';
