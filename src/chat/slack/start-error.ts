import { AdapterError } from '../adapter.js';
import { slackFaultOf } from './slack-fault.js';

/** A token, by the setting that holds it. */
export type TokenName = 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN';

/** Says why the bot is not connected, and which setting to mend. */
export function startErrorFor(cause: unknown, token: TokenName): AdapterError {
  const fault = slackFaultOf(cause);
  if (fault?.kind === 'refused') {
    return new AdapterError(`Slack refused ${token} (${fault.code}): ${ADVICE[token]}`, {
      mayPass: false,
      cause,
    });
  }
  const reason = fault?.code ?? (cause instanceof Error ? cause.message : String(cause));
  return new AdapterError(
    `Cannot reach Slack (${reason}): check this machine’s connection, and SLACK_API_URL if it is set`,
    { mayPass: true, cause },
  );
}

/** Fails when a token holds what no token does; the network's own message would quote it. */
export function requirePlausible(token: TokenName, value: string): void {
  if (/^[\x21-\x7e]+$/.test(value)) return;
  throw new AdapterError(`${token} is empty or holds a space or line break: ${ADVICE[token]}`, {
    mayPass: false,
  });
}

const ADVICE = {
  SLACK_BOT_TOKEN: 'copy the Bot User OAuth Token (xoxb-…) from your app’s Install App page',
  SLACK_APP_TOKEN:
    'turn on Socket Mode for your app, and copy an app-level token (xapp-…) with connections:write from its Basic Information page',
} satisfies Record<TokenName, string>;
