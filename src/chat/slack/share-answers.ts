import type { RespondFn } from '@slack/bolt';
import { notice, type Reply } from '../reply.js';
import { type ListenerParts, SLACK } from './parts.js';
import { context } from './pieces.js';
import { buttonOf } from './press-buttons.js';
import { answerOfShare, SHARED, SHARED_TO, threadOfShare } from './render-buttons.js';
import { renderReply, type SlackMessage } from './render-reply.js';
import { renderWindow } from './render-window.js';
import { explainFault, slackFaultOf } from './slack-fault.js';

/** Posts for everybody, on a press of the asker, what only they saw, and says who shared it. */
export function shareAnswers({ app, bot, inFlight, post }: ListenerParts): void {
  // A second press, before the first is seen to have worked, shares nothing twice.
  const shared = new Set<string>();

  app.action({ type: 'block_actions', action_id: SHARED }, async ({ ack, action, body, client, respond }) => {
    await ack();
    const button = buttonOf(action);
    const channel = body.channel?.id;
    const thread = threadOfShare(action.action_id);
    if (button?.kind !== 'share' || channel === undefined) return;

    const share = async () => {
      const reply = await bot.press(button, { platform: SLACK, user: body.user.id });
      if (reply.rated === undefined) return replaceWith(respond, reply);
      const message = sharedBy(body.user.id, reply);
      const where = { ...(thread && { thread_ts: thread }) };
      try {
        await post(client, { channel, ...where }, message);
      } catch (error) {
        // Where the bot is no member, the asker's own permission to answer still lasts.
        if (!NOT_THERE.has(slackFaultOf(error)?.code ?? '')) throw error;
        await respond({ ...message, ...where, response_type: 'in_channel', replace_original: false });
      }
      await replaceWith(respond, DONE);
    };

    const name = `${button.answer} ${channel} ${thread}`;
    if (shared.has(name)) return;
    if (shared.size >= SHARED_LIMIT) shared.clear();
    shared.add(name);
    const shareOrTell = async () => {
      try {
        await share();
      } catch (error) {
        shared.delete(name);
        const fault = slackFaultOf(error);
        if (fault)
          await respond({
            ...renderReply(notice(`I could not share it: ${explainFault(fault)}.`)),
            response_type: 'ephemeral',
            replace_original: false,
          });
        throw error;
      }
    };
    await inFlight.track(shareOrTell());
  });
}

/** Shares from a window, in a channel that is chosen there, and says in the window how it went. */
export function shareFromWindows({ app, bot, inFlight, post }: ListenerParts): void {
  app.action({ type: 'block_actions', action_id: SHARED_TO }, async ({ ack, action, body, client }) => {
    await ack();
    const answer = answerOfShare(action.action_id);
    const channel = action.type === 'conversations_select' ? action.selected_conversation : undefined;
    if (answer === undefined || !channel || body.view === undefined) return;
    const view_id = body.view.id;

    const share = async () => {
      const tell = (reply: Reply) => client.views.update({ view_id, view: renderWindow(reply, 'Share') });
      const reply = await bot.press({ kind: 'share', answer }, { platform: SLACK, user: body.user.id });
      if (reply.rated === undefined) return tell(reply);
      try {
        await post(client, { channel }, sharedBy(body.user.id, reply));
        return await tell(DONE);
      } catch (error) {
        const fault = slackFaultOf(error);
        if (fault) await tell(notice(`I could not share it: ${explainFault(fault)}.`));
        throw error;
      }
    };
    await inFlight.track(share());
  });
}

function sharedBy(user: string, reply: Reply): SlackMessage {
  const { blocks, ...message } = renderReply(reply);
  return { ...message, blocks: [...context(`Shared by <@${user}>`), ...blocks] };
}

/** Puts a few words where the private answer was. */
async function replaceWith(respond: RespondFn, reply: Reply): Promise<void> {
  await respond({ ...renderReply(reply), response_type: 'ephemeral', replace_original: true });
}

/** Shares that are remembered: their buttons are gone within a second. */
const SHARED_LIMIT = 1_000;

const DONE = notice('Shared.');

/** What Slack says of channels in which the bot may not write. */
const NOT_THERE: ReadonlySet<string> = new Set(['not_in_channel', 'channel_not_found', 'no_permission']);
