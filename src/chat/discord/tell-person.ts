import { type Client, ComponentType, type DMChannel, RESTJSONErrorCodes } from 'discord.js';
import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import type { Reply } from '../reply.js';
import { deliver } from './deliver.js';
import { discordFaultOf } from './discord-fault.js';
import { drawMessage } from './draw-message.js';
import { escapeText } from './markdown.js';

/** Sends somebody a direct message. */
export function tellPerson(client: Client, person: string, reply: Reply): Promise<'told' | 'refused'> {
  return unlessRefused(async () => send(await directChannel(client, person), reply, ''));
}

/** Sends somebody a direct message, unless it stands there: whoever sent it may have ended before they could note it. */
export function tellPersonOnce(
  client: Client,
  person: string,
  reply: Reply,
  remark: string,
): Promise<'told' | 'refused'> {
  return unlessRefused(async () => {
    const channel = await directChannel(client, person);
    if (!(await standsIn(channel, reply, remark))) await send(channel, reply, remark);
  });
}

/** The channel is not kept: few of those who are told something say anything. */
function directChannel(client: Client, person: string): Promise<DMChannel> {
  return client.users.createDM(person, { cache: false });
}

function send(channel: DMChannel, reply: Reply, remark: string): Promise<void> {
  return deliver(reply, (drawn) => channel.send(drawn), { remark: escapeText(remark) });
}

/** Messages that are looked at, and for how many milliseconds they count: a reminder may come again after days. */
const LOOKED_BACK = 10;
const A_DAY = 24 * 60 * 60 * 1_000;

async function standsIn(channel: DMChannel, reply: Reply, remark: string): Promise<boolean> {
  // Most who join have never heard of us.
  if (channel.lastMessageId === null) return false;
  const words = wordsOf(drawMessage(reply, { remark: escapeText(remark) }).components);
  const messages = await channel.messages.fetch({ limit: LOOKED_BACK, cache: false });
  return messages.some(
    ({ author, createdTimestamp, components }) =>
      author.id === channel.client.user.id &&
      createdTimestamp > Date.now() - A_DAY &&
      wordsOf(components.map((each) => each.toJSON())) === words,
  );
}

/** All that a message says. */
function wordsOf(components: readonly APIMessageTopLevelComponent[]): string {
  return components
    .map((component) => {
      if (component.type === ComponentType.Container) return wordsOf(component.components);
      return component.type === ComponentType.TextDisplay ? component.content.trim() : '';
    })
    .join('\n');
}

async function unlessRefused(telling: () => Promise<void>): Promise<'told' | 'refused'> {
  try {
    await telling();
    return 'told';
  } catch (error) {
    const fault = discordFaultOf(error);
    if (fault === undefined) throw error;
    if (TAKES_NONE.has(fault.code)) return 'refused';
    // The reason is told in the log, and the error holds what was to be sent.
    throw new Error(fault.reason);
  }
}

/** What Discord says of people who left, or take no messages of the bot. */
const TAKES_NONE: ReadonlySet<number> = new Set([
  RESTJSONErrorCodes.UnknownUser,
  RESTJSONErrorCodes.InvalidRecipients,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
  RESTJSONErrorCodes.MissingAccess,
]);
