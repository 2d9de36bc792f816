import type { BlockButtonAction, BlockElementAction, RespondFn, types, webApi } from '@slack/bolt';
import type { AnswerId } from '../../answers/answer.js';
import { type Button, parseButton } from '../button.js';
import type { Reply } from '../reply.js';
import { GONE, TOO_LATE } from '../words.js';
import { type ListenerParts, SLACK } from './parts.js';
import { PRESSED, RATED, SHARED, SHARED_TO } from './render-buttons.js';
import { HOME_ASK, HOME_CHOICES } from './render-home.js';
import { renderReply } from './render-reply.js';
import { COMMENT_FIELD, COMMENT_WINDOW, commentWindow, renderWindow } from './render-window.js';
import { slackFaultOf } from './slack-fault.js';
import { createWalk } from './walk-tracks.js';

/** Does what the buttons of answers ask for: windows for who pressed one, and ratings. */
export function pressButtons(parts: ListenerParts): void {
  const { app, bot, inFlight, respondWith } = parts;
  const walk = createWalk(parts);
  const press = (button: Button | undefined, user: string) =>
    button ? bot.press(button, { platform: SLACK, user }) : GONE;

  /** Answers below the message in which something was pressed, in its thread where it stands in one. */
  const answerPrivately = (respond: RespondFn, body: object, reply: Reply) => {
    const { container } = body as { readonly container?: { readonly thread_ts?: string } };
    const thread = container?.thread_ts;
    const shown = { response_type: 'ephemeral', replace_original: false } as const;
    return respondWith(respond, renderReply(reply), { ...shown, ...(thread && { thread_ts: thread }) });
  };

  app.action(
    { type: 'block_actions', action_id: PRESSED },
    async ({ ack, action, body, client, respond }) => {
      await ack();
      const show = async () => {
        const button = buttonOf(action);
        if (button?.kind === 'walk' || button?.kind === 'newcomer')
          return walk(button, body, client, respond);
        const asksWords = button?.kind === 'comment';
        const reply = asksWords ? TOO_LATE : await press(button, body.user.id);
        const title = button ? TITLES[button.kind] : 'Casebook';
        const view = asksWords ? commentWindow(button.answer) : renderWindow(reply, title);
        try {
          await showWindow(client, body, view, button);
        } catch (error) {
          // A window must be opened within three seconds of the press; a message need not.
          if (body.view || !slackFaultOf(error)) throw error;
          await answerPrivately(respond, body, reply);
        }
      };
      await inFlight.track(show());
    },
  );

  app.action({ type: 'block_actions', action_id: RATED }, async ({ ack, action, body, respond }) => {
    await ack();
    const rate = async () => {
      const reply = await press(buttonOf(action), body.user.id);
      await answerPrivately(respond, body, reply);
    };
    await inFlight.track(rate());
  });

  app.view({ type: 'view_submission', callback_id: COMMENT_WINDOW }, async ({ view, body, ack }) => {
    const keep = async () => {
      const text = view.state.values[COMMENT_FIELD]?.[COMMENT_FIELD]?.value ?? '';
      const answer = view.private_metadata as AnswerId;
      const reply = await bot.comment(answer, text, { platform: SLACK, user: body.user.id });
      await ack({ response_action: 'update', view: renderWindow(reply, TITLES.comment) });
    };
    await inFlight.track(keep());
  });

  // Of an older version of ours, or of nobody: Slack shows whoever pressed it that something is wrong otherwise.
  app.action({ type: 'block_actions' }, async ({ action, ack }) => {
    if (!isOurs(action.action_id)) await ack();
  });
}

/** Whether something that can be used has a listener of its own. */
function isOurs(actionId: string): boolean {
  return actionId === RATED || actionId === HOME_ASK || OURS.some((name) => name.test(actionId));
}

const OURS: readonly RegExp[] = [PRESSED, SHARED, SHARED_TO, HOME_CHOICES];

/** What is being looked at when something is pressed. */
interface Pressed {
  readonly trigger_id?: string;
  readonly view?: {
    readonly id: string;
    readonly type: string;
    readonly title?: { readonly text: string };
  };
}

/** Opens a window, or lays it over the one in which the button was; turning pages stays in the same. */
async function showWindow(
  client: webApi.WebClient,
  { trigger_id = '', view: current }: Pressed,
  view: types.ModalView,
  button: Button | undefined,
): Promise<void> {
  if (current?.type !== 'modal') {
    await client.views.open({ trigger_id, view });
    return;
  }
  const turn = () => client.views.update({ view_id: current.id, view });
  if (button?.kind === 'more' && current.title?.text === TITLES.more) {
    await turn();
    return;
  }
  try {
    await client.views.push({ trigger_id, view });
  } catch (error) {
    // Slack lays three windows over one another and no more; then the last makes room.
    if (slackFaultOf(error)?.code !== 'push_limit_reached') throw error;
    await turn();
  }
}

/** The titles of windows, at most 24 characters. */
const TITLES = {
  read: 'Section',
  section: 'Section',
  more: 'More results',
  why: 'Why this answer',
  share: 'Answer',
  post: 'Answer',
  rate: 'Thank you',
  comment: 'Not helpful',
  tell: 'Tell me when you know',
  walk: 'Casebook',
  newcomer: 'Casebook',
} satisfies Record<Button['kind'], string>;

/** The button of ours that was pressed, if it was one. */
export function buttonOf(action: BlockElementAction): Button | undefined {
  return 'value' in action
    ? parseButton((action as BlockButtonAction['actions'][number]).value ?? '')
    : undefined;
}
