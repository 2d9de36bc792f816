import { buttonText } from '../button.js';
import { notice, type Reply, shareButtonOf } from '../reply.js';
import { sharedMessage } from './message-forms.js';
import { type ListenerParts, SLACK } from './parts.js';
import { buttonOf } from './press-buttons.js';
import { answerOfShare, SHARED, SHARED_TO, threadOfShare } from './render-buttons.js';
import { renderReply } from './render-reply.js';
import { renderWindow } from './render-window.js';
import { explainFault, slackFaultOf } from './slack-fault.js';

/** Posts for everybody, on a press of the asker, what only they saw, and says who shared it. */
export function shareAnswers({ app, bot, inFlight, post, respondWith }: ListenerParts): void {
  const once = createOnce();

  app.action({ type: 'block_actions', action_id: SHARED }, async ({ ack, action, body, client, respond }) => {
    await ack();
    const button = buttonOf(action);
    const channel = body.channel?.id;
    const thread = threadOfShare(action.action_id);
    if ((button?.kind !== 'share' && button?.kind !== 'post') || channel === undefined) return;
    const where = { ...(thread && { thread_ts: thread }) };

    /** Puts a few words where the private answer was. */
    const replaceWith = (reply: Reply) =>
      respondWith(respond, renderReply(reply), { response_type: 'ephemeral', replace_original: true });

    const share = async () => {
      const reply = await bot.press(button, { platform: SLACK, user: body.user.id });
      if (shareButtonOf(reply) === undefined) return reply;
      const message = sharedMessage(body.user.id, reply);
      try {
        await post(client, { channel, ...where }, message);
      } catch (error) {
        // Where the bot is no member, the asker's own permission to answer still lasts.
        if (!NOT_THERE.has(slackFaultOf(error)?.code ?? '')) throw error;
        await respondWith(respond, message, {
          ...where,
          response_type: 'in_channel',
          replace_original: false,
        });
      }
      return DONE;
    };
    const explain = (reply: Reply) =>
      respondWith(respond, renderReply(reply), { response_type: 'ephemeral', replace_original: false });
    await inFlight.track(
      once(`${buttonText(button)} ${messageOf(body)} ${channel} ${thread}`, share, replaceWith, explain),
    );
  });

  app.action({ type: 'block_actions', action_id: SHARED_TO }, async ({ ack, action, body, client }) => {
    await ack();
    const answer = answerOfShare(action.action_id);
    const channel = action.type === 'conversations_select' ? action.selected_conversation : undefined;
    if (answer === undefined || !channel || body.view === undefined) return;
    const view_id = body.view.id;

    const tell = async (reply: Reply) => {
      await client.views.update({ view_id, view: renderWindow(reply, 'Share') });
    };
    const share = async () => {
      const reply = await bot.press({ kind: 'share', answer }, { platform: SLACK, user: body.user.id });
      if (reply.rated === undefined) return reply;
      await post(client, { channel }, sharedMessage(body.user.id, reply));
      return DONE;
    };
    await inFlight.track(once(`${answer} ${channel}`, share, tell, tell));
  });
}

/** The private message in which the button was: everybody has one of their own. */
function messageOf(body: object): string {
  const { container } = body as { readonly container?: { readonly message_ts?: string } };
  return container?.message_ts ?? '';
}

/** Shares that are remembered: their buttons are gone within a second. */
const SHARED_LIMIT = 1_000;

/** Makes sharing each answer once in each place: a second press, before the first is seen to have worked, does nothing. */
function createOnce() {
  const shared = new Set<string>();
  const sharing = async (name: string, share: () => Promise<Reply>, explain: Tell): Promise<Reply> => {
    try {
      return await share();
    } catch (error) {
      shared.delete(name);
      const fault = slackFaultOf(error);
      if (fault) await explain(notice(`I could not share it: ${explainFault(fault)}.`));
      throw error;
    }
  };

  return async (name: string, share: () => Promise<Reply>, tell: Tell, explain: Tell) => {
    if (shared.has(name)) return;
    if (shared.size >= SHARED_LIMIT) shared.clear();
    shared.add(name);
    const reply = await sharing(name, share, explain);
    // What is posted stays posted, also when this word fails.
    if (reply === DONE) return tell(reply);
    // It was too much, or the memory is away: the answer stays, and its button works.
    shared.delete(name);
    await explain(reply);
  };
}

/** Shows a few words to who shared. */
type Tell = (reply: Reply) => Promise<void>;

const DONE = notice('Shared.');

/** What Slack says of channels in which the bot may not write. */
const NOT_THERE: ReadonlySet<string> = new Set(['not_in_channel', 'channel_not_found', 'no_permission']);
