import { setTimeout } from 'node:timers/promises';
import { DefaultRestOptions, type RESTOptions, type ResponseLike } from 'discord.js';
import type { Logger } from 'pino';
import { isOfTheNetwork, UNCONFIRMED } from './discord-fault.js';

type MakeRequest = RESTOptions['makeRequest'];

/** Between two attempts, in milliseconds: a connection that was closed is opened anew at once, a host that restarts is not. */
const PAUSE = 300;

/**
 * Makes sending requests to Discord so that nothing is lost and nothing doubled: the library repeats it after any fault
 * of the network, by itself only after some. A message sent again is posted once, for it has a nonce; one that follows
 * an interaction can have none, and is not sent again when Discord may have taken it.
 */
export function createMakeRequest(log: Logger): MakeRequest {
  const tellOfWait = createTellOfWait(log);
  return async (url, options) => {
    const send = isFollowUp(url, options.method) ? sendOnce : sendRepeatably;
    const response = await send(url, options);
    if (response.status === 429) tellOfWait(url, response);
    return response;
  };
}

/** Sends a request and reads its answer to the end, where a connection may be closed too. */
const sendWhole: MakeRequest = async (url, options) => {
  const { status, statusText, headers, ...response } = await received(url, options);
  const body = status === 204 ? null : await response.arrayBuffer();
  // Where a package brings the browser's types with it, streams are declared twice.
  return new Response(body, { status, statusText, headers }) as ResponseLike;
};

async function received(url: string, options: Parameters<MakeRequest>[1]) {
  const response = await DefaultRestOptions.makeRequest(url, options);
  const { status, statusText, headers } = response;
  return { status, statusText, headers, arrayBuffer: () => response.arrayBuffer() };
}

const sendRepeatably: MakeRequest = async (url, options) => {
  try {
    return await sendWhole(url, options);
  } catch (error) {
    if (!(error instanceof Error) || !isOfTheNetwork(error) || error.name === 'AbortError') throw error;
    await setTimeout(PAUSE);
    // The library looks for this word, and sends it again.
    const { code } = error as NodeJS.ErrnoException;
    throw Object.assign(new Error(`${error.message} (ECONNRESET)`, { cause: error }), { code });
  }
};

const sendOnce: MakeRequest = async (url, options) => {
  const response = await sendWhole(url, options).catch((error: unknown) => {
    if (error instanceof Error && wasNeverSent(error)) throw error;
    throw unconfirmed(error);
  });
  if (response.status >= 500) throw unconfirmed(`HTTP status ${response.status}`);
  return response;
};

/** `POST /webhooks/{application}/{token}` posts a message; with more behind it, one is changed. */
function isFollowUp(url: string, method: string | undefined): boolean {
  return method === 'POST' && FOLLOW_UP.test(url);
}

const FOLLOW_UP = /\/webhooks\/\d+\/[^/?]+(?:\?|$)/;

function wasNeverSent(error: Error): boolean {
  return 'code' in error && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(String(error.code));
}

function unconfirmed(cause: unknown): Error {
  return Object.assign(new Error('Discord did not confirm a message', { cause }), { code: UNCONFIRMED });
}

/** Tells in one line that Discord asks to wait, however many answers wait for the same. */
function createTellOfWait(log: Logger) {
  // Place -> until when one waits there, in milliseconds.
  const waits = new Map<string, number>();
  return (url: string, { headers }: ResponseLike) => {
    const seconds = Number(headers.get('retry-after') ?? 0);
    const scope = headers.get('x-ratelimit-scope') ?? 'user';
    const place = scope === 'global' ? scope : placeOf(url);
    if ((waits.get(place) ?? 0) > Date.now()) return;
    if (waits.size >= PLACES_LIMIT) waits.clear();
    waits.set(place, Date.now() + seconds * 1_000);
    log.warn({ place, scope, seconds }, 'Discord asks to wait between requests; answers wait with it');
  };
}

/** Channels in which one waits at the same time: more than ever. */
const PLACES_LIMIT = 1_000;

/** The path, without what only the answer of one interaction has. */
function placeOf(url: string): string {
  const { pathname } = new URL(url);
  return pathname.replace(/\/(interactions|webhooks)\/\d+\/.*$/, '/$1').replace(/^.*?\/v\d+\//, '/');
}
