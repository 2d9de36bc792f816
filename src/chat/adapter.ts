import type { Bot } from './bot.js';
import type { Reply } from './reply.js';

/** Connects the bot to one platform. */
export interface ChatAdapter {
  readonly name: string;
  /** Connects and begins to answer; fails with an `AdapterError` that says what to do. */
  start(bot: Bot): Promise<void>;
  /** Stops listening, finishes what is being answered, and disconnects. */
  stop(): Promise<void>;
}

/** A platform on which the bot can speak first. */
export interface Messenger {
  /**
   * Sends somebody a direct message, with a remark in small print above it; `refused` when the platform takes none
   * for them. Fails when it cannot be said now, and may be later. With `isRepeat`, it is looked first whether it stands
   * there: whoever sent it before may have ended before they could note it.
   */
  tell(person: string, reply: Reply, remark: string, isRepeat?: boolean): Promise<'told' | 'refused'>;
  /** The time zone that somebody lives in, as `Europe/Amsterdam`, where the platform knows and tells it; fails when it may later. */
  zoneOf?(person: string): Promise<string | undefined>;
}

/** How an adapter's connection stands: `waiting` comes back by itself, `failed` does not. */
export type Connection = 'connected' | 'waiting' | 'failed';

/** Is told whenever a connection changes; and why, in a sentence, where it is gone. */
export type OnConnection = (connection: Connection, reason?: string) => void;

/** Says in a sentence why a platform cannot be reached, and whether trying again may help. */
export class AdapterError extends Error {
  override readonly name = 'AdapterError';
  readonly mayPass: boolean;

  constructor(message: string, options: { readonly mayPass: boolean; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.mayPass = options.mayPass;
  }
}
