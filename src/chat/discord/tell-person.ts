import { type Client, RESTJSONErrorCodes } from 'discord.js';
import type { Reply } from '../reply.js';
import { deliver } from './deliver.js';
import { discordFaultOf } from './discord-fault.js';
import { escapeText } from './markdown.js';

/** Sends somebody a direct message. */
export async function tellPerson(
  client: Client,
  person: string,
  reply: Reply,
  remark: string,
): Promise<'told' | 'refused'> {
  try {
    await deliver(reply, (drawn) => client.users.send(person, drawn), { remark: escapeText(remark) });
    return 'told';
  } catch (error) {
    if (TAKES_NONE.has(discordFaultOf(error)?.code ?? 0)) return 'refused';
    throw error;
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
