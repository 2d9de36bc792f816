import {
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  HTTPError,
  RateLimitError,
  RESTJSONErrorCodes,
} from 'discord.js';

/** What went wrong with a call to Discord: it said no, or it could not be asked. */
export interface DiscordFault {
  readonly kind: 'refused' | 'unreachable';
  /** Discord's number for the reason, 0 when it gives none. */
  readonly code: number;
  /** The HTTP status, 0 when there was no answer. */
  readonly status: number;
  /** In a few words; nothing of what was asked or answered is in it. */
  readonly reason: string;
}

/**
 * Reads an error of Discord's packages; undefined when it is none of theirs.
 *
 * Such errors hold the message that was to be sent and addresses with tokens, so they are never logged whole.
 */
export function discordFaultOf(error: unknown): DiscordFault | undefined {
  if (error instanceof DiscordAPIError) {
    const code = typeof error.code === 'number' ? error.code : 0;
    const reason = MEANINGS[code] ?? `HTTP status ${error.status}, code ${code}`;
    return { kind: 'refused', code, status: error.status, reason };
  }
  if (error instanceof DiscordjsError && GONE_FROM_CACHE.has(error.code)) {
    return { kind: 'refused', code: 0, status: 0, reason: 'the channel or the server is gone' };
  }
  if (error instanceof HTTPError) return unreachable(error.status, `HTTP status ${error.status}`);
  if (error instanceof RateLimitError) return unreachable(429, 'too many requests');
  if (error instanceof Error && isOfTheNetwork(error)) return unreachable(0, networkReasonOf(error));
  return undefined;
}

/** The code of an error when Discord may have taken a message and did not say so. */
export const UNCONFIRMED = 'E_UNCONFIRMED';

/** Whether Discord refused what a message looks like, rather than the message. */
export function isLayoutRefused(error: unknown): boolean {
  const { kind, status, code = 0 } = discordFaultOf(error) ?? {};
  return kind === 'refused' && status === 400 && MEANINGS[code] === undefined;
}

/** Whether the bot lacks a permission: an embed takes one more than a text. */
export function isPermissionMissing(error: unknown): boolean {
  return discordFaultOf(error)?.code === RESTJSONErrorCodes.MissingPermissions;
}

/** Whether a message may be sent, only not as a reply: what it replies to is gone, or may not be read. */
export function isReferenceRefused(error: unknown): boolean {
  if (!(error instanceof DiscordAPIError)) return false;
  if (error.code === RESTJSONErrorCodes.UnknownMessage) return true;
  if (error.code === RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory) return true;
  const { rawError } = error;
  return 'errors' in rawError && Object.hasOwn(Object(rawError.errors), 'message_reference');
}

/** What the library says of a channel or server that went away meanwhile. */
const GONE_FROM_CACHE: ReadonlySet<string> = new Set([
  DiscordjsErrorCodes.ChannelNotCached,
  DiscordjsErrorCodes.GuildUncachedMe,
  DiscordjsErrorCodes.GuildUncachedEntityResolve,
]);

const MEANINGS: Readonly<Record<number, string>> = {
  [RESTJSONErrorCodes.UnknownChannel]: 'the channel is gone',
  [RESTJSONErrorCodes.UnknownWebhook]: 'the time in which a command can be answered is over',
  [RESTJSONErrorCodes.InvalidWebhookToken]: 'the time in which a command can be answered is over',
  [RESTJSONErrorCodes.UnknownMessage]: 'the message was deleted',
  [RESTJSONErrorCodes.UnknownInteraction]:
    'the time in which a command can be answered is over, or another process answered it',
  [RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged]: 'the command has been answered already',
  [RESTJSONErrorCodes.MissingAccess]: 'the bot cannot see the channel; give it View Channel there',
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser]: 'the person takes no direct messages from the bot',
  [RESTJSONErrorCodes.OpeningDirectMessagesTooFast]: 'direct messages are opened too fast',
  [RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel]: 'the channel takes no messages',
  [RESTJSONErrorCodes.MissingPermissions]:
    'the bot lacks a permission in the channel; give it Send Messages, and in threads Send Messages in Threads',
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread]: 'the thread is archived',
  [RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory]:
    'the bot may not read the channel’s history; give it Read Message History',
};

function unreachable(status: number, reason: string): DiscordFault {
  return { kind: 'unreachable', code: 0, status, reason: `Discord could not be reached (${reason})` };
}

/** Whether an error is one of the network: it has a code in capitals, or is the end of a request that took too long. */
export function isOfTheNetwork(error: Error): boolean {
  return error.name === 'AbortError' || ('code' in error && /^(E|UND_ERR_)[A-Z_]+$/.test(String(error.code)));
}

function networkReasonOf(error: Error): string {
  if (error.name === 'AbortError') return 'it took too long';
  if ('code' in error && error.code === UNCONFIRMED) return 'it may have taken the message all the same';
  return 'code' in error ? String(error.code) : error.message;
}
