import { type Client, SimpleShardingStrategy, type WebSocketOptions, WebSocketShardStatus } from 'discord.js';

/** Follows the client's one connection to Discord's gateway, so that it can be ended for good. */
export interface Gateway {
  /** Option of the client through which its connection is followed. */
  readonly buildStrategy: NonNullable<WebSocketOptions['buildStrategy']>;
  /** Lets no connection be made any more, and closes the present one. */
  end(client: Client): Promise<void>;
}

/** A gateway that has not greeted after this will not; the next attempt follows at once. */
const HANDSHAKE_LIMIT = 5_000;

/** A handshake may begin so much later than the wait for its end, and must be heard when it fails. */
const A_MOMENT = 500;

/**
 * Makes a gateway to follow.
 *
 * `client.destroy()` alone leaves three holes. A connection that has just dropped comes back half a second
 * later, since its shard looks idle in between; one whose handshake is under way loses its error listener,
 * so that a failing handshake ends the process; and one that waits for READY is closed, but never said to be.
 */
export function createGateway(): Gateway {
  let sealed = false;
  let greeted = false;
  let standStill = () => {};
  let manager: Manager | undefined;
  let strategy: SimpleShardingStrategy | undefined;

  return {
    buildStrategy: (built) => {
      const { retrieveSessionInfo } = built.options;
      // Asked before every connection. One that is no longer wanted waits here for ever, which holds nothing open.
      built.options.retrieveSessionInfo = (shard) => {
        if (!sealed) return retrieveSessionInfo(shard);
        standStill();
        return new Promise(() => {});
      };
      built.options.handshakeTimeout = HANDSHAKE_LIMIT;
      built.on('hello', () => {
        greeted = true;
      });
      built.on('closed', () => {
        greeted = false;
      });
      manager = built;
      strategy = new SimpleShardingStrategy(built);
      return strategy;
    },
    end: async (client) => {
      const stands = new Promise<void>((resolve) => {
        standStill = resolve;
      });
      sealed = true;
      const status = (await strategy?.fetchStatus())?.first();
      if (status === WebSocketShardStatus.Connecting && !greeted) await handshakeOf(manager);
      await Promise.race([client.destroy(), stands]);
    },
  };
}

type Manager = Parameters<Gateway['buildStrategy']>[0];

/** Resolves when a handshake has succeeded or failed, at the latest when it is given up. */
async function handshakeOf(manager: Manager | undefined): Promise<void> {
  const given = new Promise((resolve) => setTimeout(resolve, HANDSHAKE_LIMIT + A_MOMENT).unref());
  await Promise.race([eventOf(manager, 'hello'), eventOf(manager, 'closed'), given]);
}

function eventOf(manager: Manager | undefined, event: 'hello' | 'closed'): Promise<void> {
  return new Promise((resolve) => {
    manager?.once(event, () => resolve());
  });
}
