import { DiscordjsError, DiscordjsErrorCodes, GatewayCloseCodes } from 'discord.js';
import { AdapterError } from '../adapter.js';
import { discordFaultOf } from './discord-fault.js';

/** Says why the bot cannot log in to Discord, and which setting to mend. */
export function startErrorFor(cause: unknown): AdapterError {
  if (cause instanceof AdapterError) return cause;
  const isTokenInvalid = cause instanceof DiscordjsError && cause.code === DiscordjsErrorCodes.TokenInvalid;
  const fault = discordFaultOf(cause);
  if (isTokenInvalid || fault?.status === 401) {
    return new AdapterError(WRONG_TOKEN, { mayPass: false, cause });
  }
  const reason = fault?.reason ?? (cause instanceof Error ? cause.message : String(cause));
  return new AdapterError(
    `Cannot log in to Discord: ${reason}; check this machine’s connection, and DISCORD_API_URL if it is set`,
    { mayPass: true, cause },
  );
}

/** Says why Discord closed the connection and will not take it up again. */
export function startErrorForClose(code: number): AdapterError {
  const message =
    CLOSE_MEANINGS[code] ??
    `Discord closed the connection for good (code ${code}); see “Gateway Close Event Codes” in its documentation`;
  return new AdapterError(message, { mayPass: false, cause: code });
}

/** Whether Discord refused what the bot asked to be told of. */
export function isIntentRefused(error: unknown): boolean {
  return error instanceof AdapterError && error.cause === GatewayCloseCodes.DisallowedIntents;
}

/** Fails when the token holds what no token does; the network's own message would quote it. */
export function requirePlausible(token: string): void {
  if (/^[\x21-\x7e]+$/.test(token)) return;
  throw new AdapterError(`DISCORD_TOKEN is empty or holds a space or line break: ${COPY_TOKEN}`, {
    mayPass: false,
  });
}

const COPY_TOKEN =
  'copy the token from your application’s Bot page in the Discord developer portal (Reset Token)';

const WRONG_TOKEN = `Discord refused DISCORD_TOKEN: ${COPY_TOKEN}`;

const REFUSED_INTENTS =
  'Discord refused the intents of the application that DISCORD_TOKEN belongs to: without AUTO_ANSWER_CHANNELS Casebook needs none of the privileged ones, so check in the developer portal that the token is the right application’s, and that it is not suspended';

const REFUSED_CONTENT =
  'Discord does not let the bot read messages: turn on the Message Content Intent on the application’s Bot page in the developer portal, or take the Discord channels out of AUTO_ANSWER_CHANNELS';

const CLOSE_MEANINGS: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: WRONG_TOKEN,
  [GatewayCloseCodes.InvalidIntents]: REFUSED_INTENTS,
  [GatewayCloseCodes.DisallowedIntents]: REFUSED_CONTENT,
  [GatewayCloseCodes.ShardingRequired]:
    'Discord asks for several connections, since the bot that DISCORD_TOKEN belongs to is in too many servers for one: Casebook makes only one',
};
