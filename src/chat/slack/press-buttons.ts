import type { BlockButtonAction, BlockElementAction, RespondFn, types, webApi } from '@slack/bolt';
import { type Button, parseButton } from '../button.js';
import { GONE, notice, type Reply } from '../reply.js';
import type { ListenerParts } from './parts.js';
import { SLACK } from './parts.js';
import { context } from './pieces.js';
import { postMessage } from './post-message.js';
import { PRESSED, RATED, SHARED, threadOfShare } from './render-buttons.js';
import { renderReply } from './render-reply.js';
import { renderWindow } from './render-window.js';
import { slackFaultOf } from './slack-fault.js';

/** Does what the buttons of answers ask for: windows for who pressed one, ratings, sharing. */
export function pressButtons({ app, bot, memory, inFlight, stopped }: ListenerParts): void {
  app.action({ type: 'block_actions', action_id: PRESSED }, async ({ ack, action, body, client }) => {
    await ack();
    const button = buttonOf(action);
    const show = async () => {
      const reply = button ? await bot.press(button, { platform: SLACK, user: body.user.id }) : GONE;
      await showWindow(client, body, renderWindow(reply, button ? TITLES[button.kind] : 'Casebook'), button);
    };
    await inFlight.track(show());
  });

  app.action({ type: 'block_actions', action_id: RATED }, async ({ ack, action, body, respond }) => {
    await ack();
    const button = buttonOf(action);
    const rate = async () => {
      const reply = button ? await bot.press(button, { platform: SLACK, user: body.user.id }) : GONE;
      await respond({ ...renderReply(reply), response_type: 'ephemeral', replace_original: false });
    };
    await inFlight.track(rate());
  });

  app.action({ type: 'block_actions', action_id: SHARED }, async ({ ack, action, body, client, respond }) => {
    await ack();
    const button = buttonOf(action);
    const channel = body.channel?.id;
    if (button === undefined || channel === undefined) return;
    const thread = threadOfShare(action.action_id);
    const share = async () => {
      // A second press, before the first is seen to have worked, shares nothing twice.
      if (
        !(await memory.events.isNew([
          `share ${button.kind === 'share' ? button.answer : ''} ${channel} ${thread}`,
        ]))
      )
        return;
      const reply = await bot.press(button, { platform: SLACK, user: body.user.id });
      if (reply === GONE) return replace(respond, GONE);
      const { blocks, ...message } = renderReply(reply);
      const shared = { ...message, blocks: [...context(`Shared by <@${body.user.id}>`), ...blocks] };
      try {
        await postMessage(client, { channel, ...(thread && { thread_ts: thread }) }, shared, stopped);
      } catch (error) {
        // Where the bot is no member, the asker's own permission to answer still lasts.
        if (!NOT_THERE.has(slackFaultOf(error)?.code ?? '')) throw error;
        await respond({
          ...shared,
          response_type: 'in_channel',
          replace_original: false,
          ...(thread && { thread_ts: thread }),
        });
      }
      await replace(respond, SHARED_NOW);
    };
    await inFlight.track(share());
  });
}

/** What is being looked at when something is pressed. */
interface Pressed {
  readonly trigger_id?: string;
  readonly view?: { readonly id: string; readonly type: string };
}

/** Opens a window, or lays it over the one in which the button was; turning pages stays in the same. */
async function showWindow(
  client: webApi.WebClient,
  { trigger_id = '', view: current }: Pressed,
  view: types.ModalView,
  button: Button | undefined,
): Promise<void> {
  if (current?.type !== 'modal') await client.views.open({ trigger_id, view });
  else if (button?.kind === 'more') await client.views.update({ view_id: current.id, view });
  else await client.views.push({ trigger_id, view });
}

/** The titles of windows, at most 24 characters. */
const TITLES = {
  read: 'Section',
  section: 'Section',
  more: 'More results',
  why: 'Why this answer',
  share: 'Answer',
  rate: 'Thank you',
} satisfies Record<Button['kind'], string>;

function buttonOf(action: BlockElementAction): Button | undefined {
  return 'value' in action
    ? parseButton((action as BlockButtonAction['actions'][number]).value ?? '')
    : undefined;
}

/** Puts a few words where the private answer was. */
async function replace(respond: RespondFn, reply: Reply): Promise<void> {
  await respond({ ...renderReply(reply), response_type: 'ephemeral', replace_original: true });
}

const SHARED_NOW = notice('Shared.');

/** What Slack says of channels in which the bot may not write. */
const NOT_THERE: ReadonlySet<string> = new Set(['not_in_channel', 'channel_not_found', 'no_permission']);
