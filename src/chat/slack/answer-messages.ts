import type { webApi } from '@slack/bolt';
import { type Asked, talkIn } from '../asked.js';
import { channelModeOf } from '../channel-mode.js';
import type { Reply } from '../reply.js';
import { channelName, type ListenerParts, SLACK } from './parts.js';
import { questionText } from './question-text.js';
import { renderReply } from './render-reply.js';

/** Answers mentions and direct messages in their thread; in chosen channels, questions that nobody asked it. */
export function answerMessages({ app, bot, memory, settings, inFlight, post }: ListenerParts): void {
  const postIn = (reply: Reply, { channel, ts, thread_ts }: Message, client: webApi.WebClient) =>
    post(client, { channel, thread_ts: thread_ts ?? ts }, renderReply(reply));

  /** A message as a question; in a direct message what follows need not be in its thread. */
  const askedBy = (message: Message, { team_id: team }: Delivery): Asked => {
    const { ts, thread_ts, text = '', channel_type, user } = message;
    const channel = channelName(team, message.channel);
    return {
      text: questionText(text),
      platform: SLACK,
      ...(user && { asker: user }),
      ...(isAmongOthers(message) && { channel }),
      place: { channel, thread: thread_ts ?? ts },
      ...(!thread_ts && (channel_type === 'im' ? { follows: talkIn({ channel }) } : { thread: [] })),
    };
  };

  /** The same message may come as two events, and the same event more than once. */
  const isNew = ({ channel, ts }: Message, { team_id: team, event_id: id }: Delivery) =>
    memory.events.isNew([`message ${team} ${channel} ${ts}`, ...(id ? [`event ${id}`] : [])]);

  const modeOf = (id: string, team: string) =>
    channelModeOf(memory.channels, SLACK, { name: channelName(team, id), id }, settings);

  const answer = async (message: Message, delivery: Delivery, client: webApi.WebClient) => {
    if (!(await isNew(message, delivery))) return;
    await postIn(await bot.reply(askedBy(message, delivery)), message, client);
  };

  /** Speaks only when it is sure, and once in a thread. */
  const answerUnasked = async (message: Message, delivery: Delivery, client: webApi.WebClient) => {
    const { team_id: team } = delivery;
    const { channel, ts, thread_ts, text = '' } = message;
    if ((await modeOf(channel, team)) !== 'on' || isAddressed(text)) return;
    if (!(await isNew(message, delivery))) return;
    // Two questions at once in a thread: the second finds the first's word.
    const mayAnswer = () => memory.events.isNew([`spoke ${team} ${channel} ${thread_ts ?? ts}`]);
    const reply = await bot.replyIfSure(askedBy(message, delivery), mayAnswer);
    if (reply) await postIn(reply, message, client);
  };

  app.event('app_mention', async ({ event, body, client }) => {
    if (event.subtype === 'bot_message' || !isFromPerson(event)) return;
    const mentioned = async () => {
      if ((await modeOf(event.channel, body.team_id)) === 'off') return;
      await answer(event, body, client);
    };
    await inFlight.track(mentioned());
  });

  app.event('message', async ({ event, body, client }) => {
    if (!isTyped(event) || !isFromPerson(event)) return;
    await inFlight.track(
      event.channel_type === 'im' ? answer(event, body, client) : answerUnasked(event, body, client),
    );
  });
}

interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly text?: string;
  /** Absent of mentions, which come from channels. */
  readonly channel_type?: string;
  readonly user?: string;
}

/**
 * Whether a message was written in a channel, and not in a direct message of two or more people. A mention does not
 * say so; of the ids that begin with G, which old private channels and group messages have, none is kept.
 */
function isAmongOthers({ channel, channel_type: type }: Message): boolean {
  return type === undefined ? channel.startsWith('C') : type === 'channel' || type === 'group';
}

interface Delivery {
  readonly team_id: string;
  readonly event_id: string;
}

/** A message that names somebody is for them; one that names the bot comes as a mention besides. */
function isAddressed(text: string): boolean {
  return /<[@!]/.test(text);
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
