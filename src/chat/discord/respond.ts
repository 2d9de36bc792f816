import { type MessageComponentInteraction, MessageFlags, type RepliableInteraction } from 'discord.js';
import type { Reply } from '../reply.js';
import { deliver } from './deliver.js';
import type { Drawing } from './draw-message.js';

/** Discord waits three seconds for a first response, people one; an answer that is not ready by now is announced. */
const ANNOUNCED_AFTER_MILLIS = 500;

/** Responds to an interaction, in time. */
export async function respond(
  interaction: RepliableInteraction,
  replying: Promise<Reply>,
  { isPrivate, ...drawing }: Drawing & { readonly isPrivate: boolean },
): Promise<void> {
  const flags = isPrivate ? MessageFlags.Ephemeral : 0;
  if (await isLate(replying))
    await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
  const reply = await replying;
  await deliver(
    reply,
    (drawn) =>
      interaction.deferred
        ? interaction.editReply(drawn)
        : interaction.reply({ ...drawn, flags: (drawn.flags ?? 0) | flags }),
    drawing,
  );
}

/** Puts a reply in the place of the message in which something was pressed. */
export async function replaceMessage(
  interaction: MessageComponentInteraction,
  replying: Promise<Reply>,
): Promise<void> {
  if (await isLate(replying)) await interaction.deferUpdate();
  const reply = await replying;
  await deliver(reply, (drawn) =>
    interaction.deferred ? interaction.editReply(drawn) : interaction.update(drawn),
  );
}

/** Whether a reply takes so long that it must be announced. */
export async function isLate(replying: Promise<Reply>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<true>((resolve) => {
    timer = setTimeout(() => resolve(true), ANNOUNCED_AFTER_MILLIS);
  });
  const ready = replying.then(
    () => false,
    () => false,
  );
  return Promise.race([ready, late]).finally(() => clearTimeout(timer));
}
