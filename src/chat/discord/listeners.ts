import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, Events, GatewayDispatchEvents, type Interaction } from 'discord.js';
import type { GatewayGuildMemberAddDispatchData } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { answerCommand, answerMessageCommand } from './answer-commands.js';
import { answerMessage } from './answer-messages.js';
import { keepComment } from './comment.js';
import { discordFaultOf } from './discord-fault.js';
import { DISCORD, type ListenerParts } from './parts.js';
import { pressButton } from './press-buttons.js';
import { suggestOptions } from './suggest-options.js';
import { welcomeMember } from './welcome-people.js';

/**
 * Milliseconds for the question whether an interaction is new: Discord waits for a first response, and takes only one,
 * whatever two processes think of it.
 */
const CLAIM_PATIENCE = 150;

/** Listens to everything that people can do with the bot on Discord. */
export function listen(client: Client, parts: ListenerParts): void {
  const { memory, inFlight, log } = parts;
  const follow = (channel: string | null, work: Promise<void>) =>
    void inFlight.track(work.catch((error: unknown) => reportFault(error, channel, log)));
  const isNew = (id: string) => memory.events.isNew([`${DISCORD} ${id}`]);
  const once = async (id: string, answering: () => Promise<void>) => {
    if (await isNew(id)) await answering();
  };
  const onceInTime = async (id: string, answering: () => Promise<void>) => {
    if (await Promise.race([isNew(id), sleep(CLAIM_PATIENCE, true)])) await answering();
  };

  client.on(Events.InteractionCreate, (interaction) => {
    // What someone is typing comes with every key, and is answered at once.
    const answering = interaction.isAutocomplete()
      ? suggestOptions(interaction, parts.bot)
      : onceInTime(interaction.id, () => answerInteraction(interaction, parts));
    follow(interaction.channelId, answering);
  });
  client.on(Events.MessageCreate, (message) => {
    const answering = answerMessage(message, parts, once);
    if (answering) follow(message.channelId, answering);
  });
  // The library tells of nobody who joined while the connection was lost, nor before it has heard of their server.
  client.ws.on(GatewayDispatchEvents.GuildMemberAdd, (member: GatewayGuildMemberAddDispatchData) =>
    follow(null, welcomeMember(member, parts.bot)),
  );
}

/** Answers nothing that comes from now on. */
export function stopListening(client: Client): void {
  client.removeAllListeners(Events.InteractionCreate);
  client.removeAllListeners(Events.MessageCreate);
  client.ws.removeAllListeners(GatewayDispatchEvents.GuildMemberAdd);
}

async function answerInteraction(interaction: Interaction, parts: ListenerParts): Promise<void> {
  if (interaction.isChatInputCommand()) await answerCommand(interaction, parts);
  else if (interaction.isMessageContextMenuCommand()) await answerMessageCommand(interaction, parts);
  else if (interaction.isModalSubmit()) await keepComment(interaction, parts);
  else if (interaction.isButton() || interaction.isStringSelectMenu()) await pressButton(interaction, parts);
}

function reportFault(error: unknown, channel: string | null, log: Logger): void {
  const fault = discordFaultOf(error);
  if (fault === undefined) return log.error({ channel, err: error }, 'could not send an answer');
  const { kind, code, status, reason } = fault;
  log.warn({ channel, kind, code, status }, `could not send an answer: ${reason}`);
}
