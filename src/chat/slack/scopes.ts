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
    return isOneOfEachIn(groups, await client.auth.test());
  } catch (error) {
    const fault = slackFaultOf(error);
    if (fault) return fault;
    throw error;
  }
}

/** The same, of what Slack said when it was asked who the app is. */
export function isOneOfEachIn(
  groups: readonly (readonly string[])[],
  { response_metadata }: webApi.AuthTestResponse,
): boolean {
  const given = response_metadata?.scopes;
  return given === undefined || groups.every((scopes) => scopes.some((scope) => given.includes(scope)));
}
