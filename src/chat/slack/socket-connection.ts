import { setTimeout as sleep } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import type { OnConnection } from '../adapter.js';
import { startErrorFor } from './start-error.js';

/** The WebSocket over which Slack sends events, kept open until it is closed. */
export interface SocketConnection {
  /** Connects, and from then on connects again whenever the connection ends. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/** Slack greets at once; a connection that says nothing for so long is not one. */
const GREETING_LIMIT_MILLIS = 10_000;

/** How long the other side may take to say goodbye. */
const GOODBYE_LIMIT_MILLIS = 1_000;

/** A connection that lasted so long was a good one, and the next is tried at once. */
const GOOD_CONNECTION_MILLIS = 30_000;

const LONGEST_PAUSE_MILLIS = 30_000;

/**
 * Makes a connection that is not open yet.
 *
 * The client's own reconnecting is off: it gives up for good, with a rejection that nobody can catch, when
 * Slack cannot be reached at the first attempt.
 */
export function createSocketConnection(
  client: SocketModeReceiver['client'],
  onConnection: OnConnection,
  log: Logger,
): SocketConnection {
  const closing = new AbortController();
  let openedAt = 0;
  let failures = 0;

  const connect = async () => {
    const greeting = setTimeout(() => void disconnect(), GREETING_LIMIT_MILLIS);
    try {
      await client.start();
    } catch (error) {
      throw error ?? new Error('the connection ended before Slack greeted');
    } finally {
      clearTimeout(greeting);
    }
    // It may have been closed while it was being made.
    if (closing.signal.aborted) await disconnect();
    openedAt = performance.now();
  };

  const disconnect = async () => {
    const gone = client.disconnect();
    // Asked a second time, the client no longer waits for the other side.
    const force = setTimeout(() => void client.disconnect(), GOODBYE_LIMIT_MILLIS);
    await gone;
    clearTimeout(force);
  };

  const reconnect = async () => {
    // After a short one a single pause, so that a server that hangs up at once is not called without end.
    const wasGood = performance.now() - openedAt > GOOD_CONNECTION_MILLIS;
    failures = wasGood ? 0 : Math.min(failures, 1);
    onConnection('waiting', 'The connection to Slack ended; connecting again');
    log.info('the connection to Slack ended; connecting again');
    while (!closing.signal.aborted) {
      const pause = failures === 0 ? 0 : Math.min(500 * 2 ** failures, LONGEST_PAUSE_MILLIS);
      failures++;
      try {
        await sleep(pause, undefined, { signal: closing.signal });
        await connect();
        onConnection('connected');
        log.info('connected to Slack again');
        return;
      } catch (error) {
        if (closing.signal.aborted) return;
        const { message, mayPass } = startErrorFor(error, 'SLACK_APP_TOKEN');
        if (!mayPass) onConnection('failed', message);
        log.warn(`cannot connect to Slack again yet: ${message}`);
      }
    }
  };

  const onLost = () => {
    if (!closing.signal.aborted) void reconnect();
  };
  client.on('connected', () => {
    client.off('disconnected', onLost);
    client.once('disconnected', onLost);
  });

  return {
    open: connect,
    close: async () => {
      closing.abort();
      await disconnect();
    },
  };
}
