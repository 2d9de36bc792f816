import { type RespondArguments, RespondError, type RespondFn } from '@slack/bolt';
import { type Patience, patiently } from './patience.js';
import { plainTextOf } from './plain-message.js';
import type { SlackMessage } from './render-reply.js';

/** How a message is shown that comes by a response's own address. */
export type Shown = Pick<RespondArguments, 'response_type' | 'replace_original' | 'thread_ts'>;

/** Sends a message by the address that came with a command or a press. */
export type RespondWith = (respond: RespondFn, message: SlackMessage, shown: Shown) => Promise<void>;

/** Makes responding: again after a fault that may pass, and as plain text when Slack refuses the blocks. */
export function createRespondWith(usual: Patience): RespondWith {
  // What only one person sees may come twice, when Slack took it and its word for that was lost.
  const patience = { ...usual, afterLostAnswers: true };
  return async (respond, { blocks, ...message }, shown) => {
    try {
      await patiently(() => respond({ ...message, ...shown, blocks }), patience);
    } catch (error) {
      // Of what it refuses here, Slack says no more than this.
      if (!(error instanceof RespondError) || error.statusCode !== 400) throw error;
      const text = plainTextOf(blocks) || message.text;
      await patiently(() => respond({ ...message, ...shown, text }), patience);
    }
  };
}
