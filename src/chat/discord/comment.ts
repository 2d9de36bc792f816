import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import type { AnswerId } from '../../answers/answer.js';
import { buttonText, parseButton } from '../button.js';
import { COMMENT_HINT, COMMENT_LIMIT, COMMENT_TITLE, GONE } from '../words.js';
import { DISCORD, type ListenerParts } from './parts.js';
import { respond } from './respond.js';

/** What the field of words is called when they are sent. */
const FIELD = 'comment';

/** The window to say in what an answer was missing. */
export function commentModal(answer: AnswerId): APIModalInteractionResponseCallbackData {
  return {
    title: 'Not helpful',
    custom_id: buttonText({ kind: 'comment', answer }),
    components: [
      {
        type: ComponentType.Label,
        label: COMMENT_TITLE,
        description: COMMENT_HINT,
        component: {
          type: ComponentType.TextInput,
          custom_id: FIELD,
          style: TextInputStyle.Paragraph,
          max_length: COMMENT_LIMIT,
        },
      },
    ],
  };
}

/** Keeps what somebody said in that window. */
export async function keepComment(
  sent: ModalSubmitInteraction,
  { bot }: Pick<ListenerParts, 'bot'>,
): Promise<void> {
  const button = parseButton(sent.customId);
  const by = { platform: DISCORD, user: sent.user.id };
  const keeping =
    button?.kind === 'comment'
      ? bot.comment(button.answer, sent.fields.getTextInputValue(FIELD), by)
      : Promise.resolve(GONE);
  await respond(sent, keeping, { isPrivate: true });
}
