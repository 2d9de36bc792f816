import type { types } from '@slack/bolt';
import type { AnswerId } from '../../answers/answer.js';
import { type Button, buttonText, type LabeledButton, parseButton } from '../button.js';
import {
  type Candidate,
  type Pointer,
  RELATED_LABEL,
  type Reply,
  shareButtonOf,
  shortNameOf,
} from '../reply.js';
import { plain } from './mrkdwn.js';
import { context, labelOf } from './pieces.js';

/** What the buttons of answers are called when Slack tells that one was pressed; each needs a name of its own. */
export const PRESSED = /^press\b/;

/** What the names of buttons that show related sections begin with. */
export const RELATED = 'press related';

/** What the thumbs below an answer are called. */
export const RATED = 'rate';

/** Draws a button. */
export function buttonElement({ label, button }: LabeledButton, name: string | number): types.Button {
  return { type: 'button', action_id: `press ${name}`, text: labelOf(label), value: buttonText(button) };
}

/** The button beside an entry that shows it whole. */
export function showButton(
  { button, action = 'Show' }: Pointer & Pick<Candidate, 'action'>,
  name: string | number,
): types.Button | undefined {
  return button && buttonElement({ label: action, button }, `show ${name}`);
}

/** Slack refuses a row with more. */
const ROW_LIMIT = 25;

/** Related sections, each as a button that shows it. */
export function relatedButtons(related: readonly Pointer[], label = RELATED_LABEL): types.KnownBlock[] {
  const elements = related.flatMap((pointer, index) =>
    pointer.button
      ? [buttonElement({ label: shortNameOf(pointer), button: pointer.button }, `related ${index}`)]
      : [],
  );
  return elements.length === 0 ? [] : [...context(plain(label)), ...row(elements)];
}

/** What can be asked of an answer, in one row. */
export function buttonRow(buttons: readonly LabeledButton[]): types.KnownBlock[] {
  return row(buttons.map((button, index) => buttonElement(button, index)));
}

function row(buttons: readonly types.Button[]): types.KnownBlock[] {
  return buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons.slice(0, ROW_LIMIT) }];
}

/** The thumbs below an answer. */
export function ratingButtons(answer: AnswerId | undefined): types.KnownBlock[] {
  if (answer === undefined) return [];
  const side = (label: string, isHelpful: boolean) => ({
    text: labelOf(label),
    value: buttonText({ kind: 'rate', answer, isHelpful } satisfies Button),
    accessibility_label: isHelpful ? 'This answer helped' : 'This answer did not help',
  });
  return [
    {
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          action_id: RATED,
          positive_button: side('Helpful', true),
          negative_button: side('Not helpful', false),
        },
      ],
    },
  ];
}

/** What the button that shares an answer is called; behind it, the thread that it goes to. */
export const SHARED = /^share\b/;

/** Posts for everybody what only the asker sees. */
export function shareButton(reply: Reply, thread?: string): types.KnownBlock[] {
  const button = shareButtonOf(reply);
  if (button === undefined) return [];
  const share = buttonElement({ label: thread ? 'Share in the thread' : 'Share in the channel', button }, '');
  return [
    {
      type: 'actions',
      elements: [{ ...share, action_id: `share ${thread ?? ''}`.trim(), style: 'primary' }],
    },
  ];
}

/** The thread that a share button names. */
export function threadOfShare(actionId: string): string | undefined {
  return /^share (\d+\.\d+)$/.exec(actionId)?.[1];
}

/** What the field is called in which one chooses where to share an answer; behind it, the answer. */
export const SHARED_TO = /^share_to /;

/** In a window, which belongs to no channel: the field to choose one in which the answer is shared. */
export function shareField(answer: AnswerId | undefined): types.KnownBlock[] {
  if (answer === undefined) return [];
  return [
    {
      type: 'actions',
      elements: [
        {
          type: 'conversations_select',
          action_id: `share_to ${answer}`,
          placeholder: labelOf('Share in …'),
          filter: { include: ['public', 'private', 'mpim'] },
        },
      ],
    },
  ];
}

/** The answer that such a field shares. */
export function answerOfShare(actionId: string): AnswerId | undefined {
  const button = parseButton(`v1 share ${actionId.replace(SHARED_TO, '')}`);
  return button?.kind === 'share' ? button.answer : undefined;
}
