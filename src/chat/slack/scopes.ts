import type { webApi } from '@slack/bolt';
import { type SlackFault, slackFaultOf } from './slack-fault.js';

/**
 * Whether the app was given one right of each group; what went wrong where it could not ask, and yes where Slack does
 * not say.
 */
export async function hasOneOfEach(
  groups: readonly (readonly string[])[],
  client: webApi.WebClient,
): Promise<boolean | SlackFault> {
  try {
    const { response_metadata } = await client.auth.test();
    const given = response_metadata?.scopes;
    return given === undefined || groups.every((scopes) => scopes.some((scope) => given.includes(scope)));
  } catch (error) {
    const fault = slackFaultOf(error);
    if (fault) return fault;
    throw error;
  }
}
