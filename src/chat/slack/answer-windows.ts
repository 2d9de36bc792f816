import { talkIn } from '../asked.js';
import { parseButton } from '../button.js';
import type { Reply } from '../reply.js';
import { GONE } from '../words.js';
import { askerIn, channelName, type ListenerParts, SLACK } from './parts.js';
import { HOME_ASK, HOME_CHOICES, HOME_SEARCH } from './render-home.js';
import { ASK_FIELD, ASK_WINDOW, askWindow, renderWindow } from './render-window.js';
import { type Choice, createSuggestions } from './suggestions.js';

/** Popular questions on the Home tab: a row or two of buttons. */
const POPULAR_LIMIT = 5;

/** Answers in windows and on the Home tab, where only one person looks. */
export function answerWindows({ app, bot, inFlight, home }: ListenerParts): void {
  const suggestions = createSuggestions(bot.catalogue);

  const replyTo = async (
    choice: Choice | undefined,
    user: string,
    team: string | undefined,
  ): Promise<Reply> => {
    if (choice === undefined) return GONE;
    const place = { channel: channelName(team, user), thread: 'window' };
    const asked = { ...askerIn(user), place };
    if (choice.kind === 'ask') return bot.reply({ ...asked, text: choice.text, follows: talkIn(place) });
    const button = parseButton(choice.value);
    if (button?.kind === 'read') return bot.read(button.section, asked);
    return button ? bot.press(button, { platform: SLACK, user }) : GONE;
  };

  app.options<'block_suggestion'>({ action_id: FIELDS }, async ({ options, ack }) => {
    await ack({ options: suggestions.optionsFor(options.value) });
  });

  app.view({ type: 'view_submission', callback_id: ASK_WINDOW }, async ({ view, body, ack }) => {
    const answer = async () => {
      const chosen = view.state.values[ASK_FIELD]?.[ASK_FIELD]?.selected_option;
      const reply = await replyTo(suggestions.choiceOf(chosen), body.user.id, body.team?.id);
      await ack({ response_action: 'update', view: renderWindow(reply, 'Answer') });
    };
    await inFlight.track(answer());
  });

  app.action({ type: 'block_actions', action_id: HOME_CHOICES }, async ({ ack, action, body, client }) => {
    await ack();
    const answer = async () => {
      const option =
        'selected_option' in action
          ? action.selected_option
          : { value: 'value' in action ? action.value : '' };
      const reply = await replyTo(
        suggestions.choiceOf(option as { value?: string }),
        body.user.id,
        body.team?.id,
      );
      await client.views.open({ trigger_id: body.trigger_id, view: renderWindow(reply, 'Answer') });
    };
    await inFlight.track(answer());
  });

  app.action({ type: 'block_actions', action_id: HOME_ASK }, async ({ ack, body, client }) => {
    await ack();
    await inFlight.track(client.views.open({ trigger_id: body.trigger_id, view: askWindow() }));
  });

  app.event('app_home_opened', async ({ event, client }) => {
    const show = async () => {
      const popular = await bot.popularQuestions(POPULAR_LIMIT);
      if (event.tab === 'home') {
        await home.show(client, event.user, popular);
      } else if (event.tab === 'messages' && popular.length > 0) {
        await client.assistant.threads.setSuggestedPrompts({
          channel_id: event.channel,
          prompts: popular
            .slice(0, PROMPTS_LIMIT)
            .map((question) => ({ title: question, message: question })),
        });
      }
    };
    await inFlight.track(show());
  });
}

/** Slack shows no more. */
const PROMPTS_LIMIT = 4;

/** The fields in which suggestions are shown. */
const FIELDS = new RegExp(`^(?:${ASK_FIELD}|${HOME_SEARCH})$`);
