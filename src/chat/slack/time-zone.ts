import type { webApi } from '@slack/bolt';
import { slackFaultOf } from './slack-fault.js';

/** The time zone in somebody's profile; nothing where the app may not look, or Slack does not say now. */
export async function timeZoneOf(person: string, client: webApi.WebClient): Promise<string | undefined> {
  try {
    const { user } = await client.users.info({ user: person });
    return user?.tz;
  } catch (error) {
    if (slackFaultOf(error)) return undefined;
    throw error;
  }
}
