import type { RespondFn, webApi } from '@slack/bolt';
import { notice, type Reply } from '../reply.js';
import type { WalkButton } from '../walk-button.js';
import { FIRST_STEP_SENT } from '../words.js';
import { type ListenerParts, SLACK } from './parts.js';
import { patiently } from './patience.js';
import { renderReply } from './render-reply.js';
import { tellPerson } from './tell-person.js';

/** What a button in a track was pressed in. */
interface Pressed {
  readonly user: { readonly id: string };
  readonly container?: {
    readonly channel_id?: string;
    readonly message_ts?: string;
    readonly is_ephemeral?: boolean;
  };
}

/**
 * Makes walking through tracks: in a direct message each step takes the place of the one before. A track that is
 * begun elsewhere goes on in the direct message; where that cannot be, where it was begun, for the person alone.
 */
export function createWalk({ bot, post, respondWith, patience }: ListenerParts) {
  const replace = async (client: webApi.WebClient, channel: string, ts: string, reply: Reply) => {
    const { blocks, text } = renderReply(reply);
    await patiently(() => client.chat.update({ channel, ts, text, blocks }), patience);
  };

  return async (button: WalkButton, body: object, client: webApi.WebClient, respond: RespondFn) => {
    const { user, container: { channel_id: channel = '', message_ts: ts = '', is_ephemeral } = {} } =
      body as Pressed;
    const reply = await bot.walk(button, { platform: SLACK, user: user.id });
    if (!is_ephemeral && channel.startsWith('D') && ts !== '') return replace(client, channel, ts, reply);

    const respondPrivately = (said: Reply) =>
      respondWith(respond, renderReply(said), { response_type: 'ephemeral', replace_original: true });
    if (button.verb !== 'start') return respondPrivately(reply);
    const outcome = await tellPerson(post, client, user.id, reply, '').catch(() => 'refused' as const);
    const isMessage = ts !== '';
    if (outcome === 'refused') {
      if (isMessage) await respondPrivately(reply);
      return;
    }
    if (isMessage) await respondPrivately(notice(FIRST_STEP_SENT));
  };
}
