import { RespondError, webApi } from '@slack/bolt';
import { withoutTokens } from './bolt-logger.js';

/** What went wrong with a call to Slack: it said no, or it could not be asked. */
export interface SlackFault {
  readonly kind: 'refused' | 'unreachable';
  /** Slack's own word for it, or the network's. */
  readonly code: string;
}

/** Reads an error of Slack's packages; undefined when it is none of theirs. */
export function slackFaultOf(error: unknown): SlackFault | undefined {
  if (error instanceof webApi.WebAPIPlatformError) {
    // A proxy's page in place of Slack's answer is no word of Slack's.
    const code = /^[\w.-]{1,80}$/.test(error.data.error) ? error.data.error : 'an answer that makes no sense';
    return { kind: SLACKS_TROUBLES.has(code) ? 'unreachable' : 'refused', code };
  }
  if (error instanceof webApi.WebAPIRateLimitedError) return { kind: 'unreachable', code: 'ratelimited' };
  if (error instanceof webApi.WebAPIHTTPError) return unreachable(`HTTP status ${error.statusCode}`);
  if (error instanceof webApi.WebAPIRequestError) return unreachable(networkReasonOf(error.original));
  if (error instanceof RespondError) return responseFault(error.statusCode);
  // What its client throws when it is told to wait and not how long.
  if (error instanceof Error && error.message.startsWith('Retry header')) return unreachable('ratelimited');
  if (error instanceof TypeError && error.cause instanceof Error) return unreachable(networkReasonOf(error));
  return undefined;
}

/** Says what a fault means for an answer that was to be posted. */
export function explainFault({ kind, code }: SlackFault): string {
  if (kind === 'unreachable') return `Slack could not be reached (${code})`;
  return `Slack refused it (${code})${code in MEANINGS ? `: ${MEANINGS[code]}` : ''}`;
}

/** Errors that are Slack's own trouble and pass. */
const SLACKS_TROUBLES: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'rate_limited',
  'ratelimited',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);

const MEANINGS: Readonly<Record<string, string>> = {
  expired_trigger_id: 'the three seconds in which a window can be opened were over',
  account_inactive: 'the app was removed from the workspace; install it again and set SLACK_BOT_TOKEN',
  channel_not_found: 'the channel is gone, or the bot is not in it; invite the bot with /invite',
  invalid_auth: 'the token is no longer valid; copy SLACK_BOT_TOKEN anew from the Install App page',
  is_archived: 'the channel is archived',
  missing_scope: 'the app lacks a right; add the scopes the README lists and install the app again',
  msg_too_long: 'the answer is too long',
  no_permission: 'the app may not write there',
  not_in_channel: 'the bot is not in the channel; invite it with /invite',
  restricted_action: 'the workspace does not let the bot write there',
  thread_not_found: 'the thread is gone',
  token_revoked: 'the token was revoked; copy SLACK_BOT_TOKEN anew from the Install App page',
  'HTTP status 404': 'the time in which a command can be answered is over',
  'HTTP status 410': 'the time in which a command can be answered is over',
};

/** Of a response's own address, Slack tells only the status. */
function responseFault(status: number): SlackFault {
  if (status === 429) return unreachable('ratelimited');
  return status >= 500
    ? unreachable(`HTTP status ${status}`)
    : { kind: 'refused', code: `HTTP status ${status}` };
}

function unreachable(code: string): SlackFault {
  return { kind: 'unreachable', code };
}

/** fetch says only “fetch failed”; its cause knows why. */
function networkReasonOf(error: Error): string {
  const { cause } = error;
  if (!(cause instanceof Error)) return withoutTokens(error.message);
  return withoutTokens(cause.message || ('code' in cause ? String(cause.code) : error.message));
}
