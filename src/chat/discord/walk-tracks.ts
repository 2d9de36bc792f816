import { type ButtonInteraction, MessageFlags, type StringSelectMenuInteraction } from 'discord.js';
import type { Bot } from '../bot.js';
import { leavesMessage, type NewcomerButton } from '../newcomer-button.js';
import { notice } from '../reply.js';
import type { WalkButton } from '../walk-button.js';
import { FIRST_STEP_SENT } from '../words.js';
import { DISCORD } from './parts.js';
import { replaceMessage, respond } from './respond.js';
import { tellPerson } from './tell-person.js';

/**
 * Walks through a track: each step takes the place of the one before. A track that is begun in a server goes on in a
 * direct message; where that cannot be, where it was begun, for the person alone.
 */
export async function walkTrack(
  pressed: ButtonInteraction | StringSelectMenuInteraction,
  button: WalkButton | NewcomerButton,
  bot: Pick<Bot, 'walk' | 'press'>,
): Promise<void> {
  const { user, client, guildId, message } = pressed;
  const person = { platform: DISCORD, user: user.id, name: user.displayName };
  const walking = button.kind === 'walk' ? bot.walk(button, person) : bot.press(button, person);
  const isPrivate = guildId === null || message.flags.has(MessageFlags.Ephemeral);
  // In a message that others see, everybody may press, and each has a way of their own.
  if (!isPrivate) return respond(pressed, walking, { isPrivate: true });
  // An answer stays where it is.
  if (leavesMessage(button)) return respond(pressed, walking, { isPrivate: guildId !== null });
  const isStart = button.kind === 'walk' && button.verb === 'start';
  if (!isStart || guildId === null) return replaceMessage(pressed, walking);

  const beginning = walking.then(async (reply) => {
    // A few words are no step: they are said where it was pressed.
    if (reply.kind === 'notice') return reply;
    const outcome = await tellPerson(client, user.id, reply).catch(() => 'refused' as const);
    return outcome === 'told' ? notice(FIRST_STEP_SENT) : reply;
  });
  await replaceMessage(pressed, beginning);
}
