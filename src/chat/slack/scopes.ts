import type { webApi } from '@slack/bolt';
import { type SlackFault, slackFaultOf } from './slack-fault.js';

/** Whether the app was given one of some rights; what went wrong where it could not ask, and yes where Slack does not say. */
export async function hasOneOf(
  scopes: readonly string[],
  client: webApi.WebClient,
): Promise<boolean | SlackFault> {
  try {
    const { response_metadata } = await client.auth.test();
    const given = response_metadata?.scopes;
    return given === undefined || given.some((scope) => scopes.includes(scope));
  } catch (error) {
    const fault = slackFaultOf(error);
    if (fault) return fault;
    throw error;
  }
}
