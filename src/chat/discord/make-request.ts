import { setTimeout } from 'node:timers/promises';
import { DefaultRestOptions, type RESTOptions } from 'discord.js';
import { isOfTheNetwork, UNCONFIRMED } from './discord-fault.js';

type MakeRequest = RESTOptions['makeRequest'];

/** Between two attempts, in milliseconds: a connection that was closed is opened anew at once, a host that restarts is not. */
const PAUSE = 300;

/**
 * Sends a request to Discord so that nothing is lost and nothing doubled: the library repeats it after any fault of the
 * network, by itself only after some. A message sent again is posted once, for it has a nonce; one that follows an
 * interaction can have none, and is not sent again when Discord may have taken it.
 */
export const makeRequest: MakeRequest = (url, options) =>
  isFollowUp(url, options.method) ? sendOnce(url, options) : sendRepeatably(url, options);

const sendRepeatably: MakeRequest = async (url, options) => {
  try {
    return await DefaultRestOptions.makeRequest(url, options);
  } catch (error) {
    if (!(error instanceof Error) || !isOfTheNetwork(error) || error.name === 'AbortError') throw error;
    await setTimeout(PAUSE);
    // The library looks for this word, and sends it again.
    const { code } = error as NodeJS.ErrnoException;
    throw Object.assign(new Error(`${error.message} (ECONNRESET)`, { cause: error }), { code });
  }
};

const sendOnce: MakeRequest = async (url, options) => {
  const response = await DefaultRestOptions.makeRequest(url, options).catch((error: unknown) => {
    if (error instanceof Error && wasNeverSent(error)) throw error;
    throw unconfirmed(error);
  });
  if (response.status >= 500) throw unconfirmed(`HTTP status ${response.status}`);
  return response;
};

/** `POST /webhooks/{application}/{token}` posts a message; with more behind it, one is changed. */
function isFollowUp(url: string, method: string | undefined): boolean {
  return method === 'POST' && /\/webhooks\/\d+\/[^/?]+(?:\?|$)/.test(url);
}

function wasNeverSent(error: Error): boolean {
  return 'code' in error && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(String(error.code));
}

function unconfirmed(cause: unknown): Error {
  return Object.assign(new Error('Discord did not confirm a message', { cause }), { code: UNCONFIRMED });
}
