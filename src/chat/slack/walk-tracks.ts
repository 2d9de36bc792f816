import type { RespondFn, webApi } from '@slack/bolt';
import { leavesMessage, type NewcomerButton } from '../newcomer-button.js';
import { notice, type Reply } from '../reply.js';
import type { WalkButton } from '../walk-button.js';
import { FIRST_STEP_SENT } from '../words.js';
import { type ListenerParts, SLACK } from './parts.js';
import { patiently } from './patience.js';
import { renderReply } from './render-reply.js';
import { renderWindow } from './render-window.js';
import { slackFaultOf } from './slack-fault.js';
import { tellPerson } from './tell-person.js';

/** What a button in a track was pressed in: a message, or a window. */
interface Pressed {
  readonly user: { readonly id: string; readonly name?: string };
  readonly trigger_id?: string;
  readonly view?: { readonly id: string; readonly type: string };
  readonly container?: {
    readonly channel_id?: string;
    readonly message_ts?: string;
    readonly thread_ts?: string;
    readonly is_ephemeral?: boolean;
  };
}

/** Where a message of ours stands. */
interface Place {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
}

/**
 * Makes walking through tracks: in a direct message and in a window each step takes the place of the one before. A
 * track that is begun elsewhere, also on the Home tab, goes on in the direct message; where that cannot be, where it
 * was begun, for the person alone.
 */
export function createWalk({ bot, post, respondWith, patience, home, inFlight }: ListenerParts) {
  const replace = async (client: webApi.WebClient, { channel, ts, ...thread }: Place, reply: Reply) => {
    const message = renderReply(reply);
    const { blocks, text } = message;
    try {
      await patiently(() => client.chat.update({ channel, ts, text, blocks }), patience);
    } catch (error) {
      // A message that is gone, or may not be changed any longer, leaves room for another.
      if (slackFaultOf(error)?.kind !== 'refused') throw error;
      await post(client, { channel, ...thread }, message);
    }
  };

  const replyTo = (button: OfTracks, { id, name }: Pressed['user']) => {
    const person = { platform: SLACK, user: id, ...(name && { name }) };
    return button.kind === 'walk' ? bot.walk(button, person) : bot.press(button, person);
  };

  const show = async (button: OfTracks, body: object, client: webApi.WebClient, respond: RespondFn) => {
    const { user, view, trigger_id = '', container = {} } = body as Pressed;
    const reply = await replyTo(button, user);
    // A few words are no step: they are said where it was pressed.
    const isStep = button.kind === 'walk' && button.verb === 'start' && reply.kind !== 'notice';
    const tell = () => tellPerson(post, client, user.id, reply, '').catch(() => 'refused' as const);
    if (view?.type === 'modal') {
      const window = renderWindow(reply, TITLE);
      if (button.kind === 'newcomer') return void (await client.views.push({ trigger_id, view: window }));
      await patiently(() => client.views.update({ view_id: view.id, view: window }), patience);
      return;
    }
    if (view) {
      const said = isStep && (await tell()) === 'told' ? notice(FIRST_STEP_SENT) : reply;
      await client.views.open({ trigger_id, view: renderWindow(said, TITLE) });
      return;
    }
    const { channel_id: channel = '', message_ts: ts = '', thread_ts, is_ephemeral = false } = container;
    const thread = thread_ts === undefined ? {} : { thread_ts };
    if (!is_ephemeral && channel.startsWith('D')) {
      if (leavesMessage(button)) return post(client, { channel, ...thread }, renderReply(reply));
      return replace(client, { channel, ts, ...thread }, reply);
    }

    // What others see too stays as it is, and so does an answer.
    const isReplaced = is_ephemeral && !leavesMessage(button);
    const shown = { response_type: 'ephemeral', replace_original: isReplaced } as const;
    const respondPrivately = (said: Reply) =>
      respondWith(respond, renderReply(said), { ...shown, ...(!isReplaced && thread) });
    await respondPrivately(isStep && (await tell()) === 'told' ? notice(FIRST_STEP_SENT) : reply);
  };

  return async (button: OfTracks, body: object, client: webApi.WebClient, respond: RespondFn) => {
    await show(button, body, client, respond);
    // Nobody waits for it, and nothing else moves anybody.
    if (button.kind === 'walk')
      void inFlight.track(home.refresh(client, (body as Pressed).user.id)).catch(() => {});
  };
}

/** A button of a track, a welcome or a reminder. */
type OfTracks = WalkButton | NewcomerButton;

/** The title of the window that a track is walked in. */
const TITLE = 'Casebook';
