import {
  type ButtonInteraction,
  type MessageComponentInteraction,
  MessageFlags,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { type Button, parseButton } from '../button.js';
import { notice, type Reply, shareButtonOf } from '../reply.js';
import { GONE } from '../words.js';
import { commentModal } from './comment.js';
import { deliver } from './deliver.js';
import { type DiscordFault, discordFaultOf } from './discord-fault.js';
import { DISCORD, type ListenerParts } from './parts.js';
import { isLate, replaceMessage, respond } from './respond.js';
import { walkTrack } from './walk-tracks.js';

/** Does what the buttons and choices of answers ask for, for who pressed them; sharing is for everybody. */
export async function pressButton(
  pressed: ButtonInteraction | StringSelectMenuInteraction,
  { bot, memory }: Pick<ListenerParts, 'bot' | 'memory'>,
): Promise<void> {
  const { user } = pressed;
  const button = parseButton(pressed.isStringSelectMenu() ? (pressed.values[0] ?? '') : pressed.customId);
  if (button?.kind === 'walk' || button?.kind === 'newcomer') return walkTrack(pressed, button, bot);
  if (button?.kind === 'comment') return pressed.showModal(commentModal(button.answer));
  const replying = button ? bot.press(button, { platform: DISCORD, user: user.id }) : Promise.resolve(GONE);
  if (button?.kind === 'share' || button?.kind === 'post') await share(pressed, replying, memory);
  else if (button?.kind === 'more' && isPage(pressed)) await replaceMessage(pressed, replying);
  else await respond(pressed, replying, { isPrivate: true });
}

/** Posts an answer for everybody; where it was private, it stays, without the button, so that nobody shares it twice. */
async function share(
  pressed: MessageComponentInteraction,
  replying: Promise<Reply>,
  { events }: ListenerParts['memory'],
): Promise<void> {
  if (await isLate(replying)) await pressed.deferUpdate();
  const reply = await replying;
  if (shareButtonOf(reply) === undefined) return tell(pressed, reply);
  await replaceMessage(pressed, replying);
  // The button may be pressed again before it is gone.
  if (!(await events.isNew([`shared ${pressed.message.id}`]))) return;
  const remark = `Shared by <@${pressed.user.id}>`;
  try {
    await deliver(reply, (drawn) => pressed.followUp(drawn), { remark });
  } catch (error) {
    const fault = discordFaultOf(error);
    if (fault) await tell(pressed, notice(notShared(fault)));
    throw error;
  }
}

function notShared({ kind, reason }: DiscordFault): string {
  return kind === 'refused'
    ? `I could not share it: ${reason}.`
    : `I could not tell whether it was shared: ${reason}. If it is not there, please ask again.`;
}

/** Says something to who pressed a button alone, and leaves the message as it is. */
async function tell(pressed: MessageComponentInteraction, reply: Reply): Promise<void> {
  await deliver(reply, (drawn) => {
    const message = { ...drawn, flags: (drawn.flags ?? 0) | MessageFlags.Ephemeral };
    return pressed.deferred || pressed.replied ? pressed.followUp(message) : pressed.reply(message);
  });
}

/** Whether a message is a page of results, and no answer: nothing else in it can be asked. */
function isPage({ message }: MessageComponentInteraction): boolean {
  const kinds = message.components.flatMap((row) =>
    'components' in row
      ? row.components.flatMap((each) => kindOf('customId' in each ? each.customId : ''))
      : [],
  );
  return kinds.every((kind) => kind === 'more');
}

function kindOf(customId: string | null): Button['kind'][] {
  const button = parseButton(customId ?? '');
  return button ? [button.kind] : [];
}
