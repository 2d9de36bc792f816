import {
  type Client,
  Events,
  type Interaction,
  type InteractionReplyOptions,
  type Message,
  MessageFlags,
  type MessageReplyOptions,
  MessageType,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Bot } from '../bot.js';
import type { InFlight } from '../in-flight.js';
import type { EventMemory } from '../memory.js';
import type { Reply } from '../reply.js';
import { ASK, COMMAND, QUESTION } from './commands.js';
import { type DiscordFault, discordFaultOf, isLayoutRefused, isReferenceRefused } from './discord-fault.js';
import { questionText } from './question-text.js';
import { renderReply, renderReplyAsEmbed } from './render-reply.js';

/** What the listeners answer with. */
export interface ListenerParts {
  readonly bot: Bot;
  readonly events: EventMemory;
  readonly inFlight: InFlight;
  readonly log: Logger;
}

/** The platform's name, in memory and log. */
const DISCORD = 'discord';

/** Answers what a client is asked: by the command, by a mention, and in direct messages. */
export function listen(client: Client, { bot, events, inFlight, log }: ListenerParts): void {
  const answer = (id: string, channel: string | null, answering: () => Promise<void>) => {
    const once = async () => {
      if (await events.isNew([`${DISCORD} ${id}`])) await answering();
    };
    const report = (error: unknown) => reportFault(error, channel, log);
    void inFlight.track(once().catch(report));
  };
  client.on(Events.InteractionCreate, (interaction) =>
    answer(interaction.id, interaction.channelId, () => answerInteraction(interaction, bot)),
  );
  client.on(Events.MessageCreate, (message) => {
    if (!isQuestion(message)) return;
    answer(message.id, message.channelId, () => answerMessage(message, bot));
  });
}

/** Answers nothing that comes from now on. */
export function stopListening(client: Client): void {
  client.removeAllListeners(Events.InteractionCreate);
  client.removeAllListeners(Events.MessageCreate);
}

/** A person's direct message, or one that names the bot; a reply to the bot or `@everyone` does not. */
function isQuestion({ author, webhookId, type, guildId, mentions, content, client }: Message): boolean {
  if (author.bot || author.system || webhookId !== null) return false;
  if (type !== MessageType.Default && type !== MessageType.Reply) return false;
  if (guildId === null) return true;
  const { id } = client.user;
  return mentions.users.has(id) && new RegExp(`<@!?${id}>`).test(content);
}

async function answerMessage(message: Message, bot: Bot): Promise<void> {
  const reply = await bot.reply({ text: questionText(message.content), platform: DISCORD });
  await deliver(reply, (drawn) => replyOrSend(message, drawn));
}

async function replyOrSend(message: Message, drawn: MessageReplyOptions): Promise<void> {
  try {
    await message.reply(drawn);
  } catch (error) {
    if (!isReferenceRefused(error) || !message.channel.isSendable()) throw error;
    await message.channel.send(drawn);
  }
}

async function answerInteraction(interaction: Interaction, bot: Bot): Promise<void> {
  if (!interaction.isRepliable()) return;
  const question = questionOf(interaction);
  const reply =
    question === undefined ? UNKNOWN_COMMAND : await bot.reply({ text: question, platform: DISCORD });
  await deliver(reply, async (drawn) => {
    await interaction.reply({ ...drawn, flags: (drawn.flags ?? 0) | MessageFlags.Ephemeral });
  });
}

function questionOf(interaction: Interaction): string | undefined {
  if (!interaction.isChatInputCommand() || interaction.commandName !== COMMAND) return undefined;
  if (interaction.options.getSubcommand(false) !== ASK) return undefined;
  return interaction.options.getString(QUESTION) ?? '';
}

/** A command of an older version lives on until Discord has heard of the newer one everywhere. */
const UNKNOWN_COMMAND: Reply = {
  kind: 'notice',
  text: `I don’t know that command. Ask me with /${COMMAND} ${ASK}, or mention me with your question.`,
  related: [],
};

type Drawn = Pick<
  MessageReplyOptions & InteractionReplyOptions,
  'components' | 'embeds' | 'allowedMentions'
> & {
  readonly flags?: MessageFlags.IsComponentsV2;
};

/** Sends a reply as components; as an embed, where those are refused. */
async function deliver(reply: Reply, send: (drawn: Drawn) => Promise<void>): Promise<void> {
  try {
    await send({
      components: [renderReply(reply)],
      flags: MessageFlags.IsComponentsV2,
      allowedMentions: NO_MENTIONS,
    });
  } catch (error) {
    const fault = discordFaultOf(error);
    if (!fault || !isLayoutRefused(fault)) throw error;
    await send({ embeds: [renderReplyAsEmbed(reply)], allowedMentions: NO_MENTIONS });
  }
}

const NO_MENTIONS = { parse: [], repliedUser: false } as const;

function reportFault(error: unknown, channel: string | null, log: Logger): void {
  const fault: DiscordFault | undefined = discordFaultOf(error);
  if (fault === undefined) return log.error({ channel, err: error }, 'could not send an answer');
  const { kind, code, status, reason } = fault;
  log.warn({ channel, kind, code, status }, `could not send an answer: ${reason}`);
}
