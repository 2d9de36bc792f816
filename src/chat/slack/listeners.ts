import type { App, webApi } from '@slack/bolt';
import type { Bot } from '../bot.js';
import type { InFlight } from '../in-flight.js';
import type { SeenEvents } from '../seen-events.js';
import { postMessage } from './post-message.js';
import { questionText } from './question-text.js';
import { renderReply } from './render-reply.js';

/** What the listeners answer with. */
export interface ListenerParts {
  readonly bot: Bot;
  readonly seen: SeenEvents;
  readonly inFlight: InFlight;
  readonly stopped: AbortSignal;
}

/** Answers mentions and direct messages in their thread, and `/k8s` for the asker alone. */
export function registerListeners(app: App, { bot, seen, inFlight, stopped }: ListenerParts): void {
  const replyTo = async (text: string) =>
    renderReply(await bot.reply({ text: questionText(text), thread: [] }, 'slack'));

  const answerInThread = async (message: Message, event: Delivery, client: webApi.WebClient) => {
    const { channel, ts } = message;
    // The same message may come as two events, and the same event more than once.
    const names = [`message ${event.team_id} ${channel} ${ts}`];
    if (event.event_id) names.push(`event ${event.event_id}`);
    if (!seen.isNew(names)) return;
    const place = { channel, thread_ts: message.thread_ts ?? ts };
    await postMessage(client, place, await replyTo(message.text ?? ''), stopped);
  };

  app.event('app_mention', async ({ event, body, client }) => {
    if (event.subtype === 'bot_message' || !isFromPerson(event)) return;
    await inFlight.track(answerInThread(event, body, client));
  });

  app.event('message', async ({ event, body, client }) => {
    if (event.channel_type !== 'im' || !isTyped(event) || !isFromPerson(event)) return;
    await inFlight.track(answerInThread(event, body, client));
  });

  app.command('/k8s', async ({ command, ack, respond }) => {
    const answer = async () => {
      await ack();
      const message = await replyTo(command.text ?? '');
      await respond({ ...message, response_type: 'ephemeral', replace_original: false });
    };
    await inFlight.track(answer());
  });
}

interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly text?: string;
}

interface Delivery {
  readonly team_id: string;
  readonly event_id: string;
}

/** Other subtypes tell of changes to a message, or of people coming and going. */
function isTyped<Event extends { readonly subtype?: string | undefined }>(
  event: Event,
): event is Extract<Event, { subtype: undefined | 'file_share' | 'thread_broadcast' }> {
  return (
    event.subtype === undefined || event.subtype === 'file_share' || event.subtype === 'thread_broadcast'
  );
}

/** Bots are not answered, so that two of them cannot talk for ever; Bolt has left out our own messages already. */
function isFromPerson(event: { readonly user?: string; readonly bot_id?: string }): boolean {
  return event.bot_id === undefined && event.user !== undefined && event.user !== 'USLACKBOT';
}
