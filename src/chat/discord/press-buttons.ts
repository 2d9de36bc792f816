import type { ButtonInteraction, MessageComponentInteraction, StringSelectMenuInteraction } from 'discord.js';
import { type Button, parseButton } from '../button.js';
import { GONE, type Reply } from '../reply.js';
import { deliver } from './deliver.js';
import { DISCORD, type ListenerParts } from './parts.js';
import { replaceMessage, respond } from './respond.js';

/** Does what the buttons and choices of answers ask for, for who pressed them; sharing is for everybody. */
export async function pressButton(
  pressed: ButtonInteraction | StringSelectMenuInteraction,
  { bot }: Pick<ListenerParts, 'bot'>,
): Promise<void> {
  const { user } = pressed;
  const button = parseButton(pressed.isStringSelectMenu() ? (pressed.values[0] ?? '') : pressed.customId);
  const replying = button ? bot.press(button, { platform: DISCORD, user: user.id }) : Promise.resolve(GONE);
  if (button?.kind === 'share') await share(pressed, replying);
  else if (button?.kind === 'more' && isPage(pressed)) await replaceMessage(pressed, replying);
  else await respond(pressed, replying, { isPrivate: true });
}

/** Posts an answer for everybody; where it was private, it stays, without the button, so that nobody shares it twice. */
async function share(pressed: MessageComponentInteraction, replying: Promise<Reply>): Promise<void> {
  await replaceMessage(pressed, replying);
  const reply = await replying;
  if (reply.rated === undefined) return;
  await deliver(reply, (drawn) => pressed.followUp(drawn), { remark: `Shared by <@${pressed.user.id}>` });
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
