import type { RespondFn, webApi } from '@slack/bolt';
import { talkIn } from '../asked.js';
import type { Command } from '../command.js';
import type { Reply } from '../reply.js';
import { FAILED, NOTHING_WRITTEN } from '../words.js';
import { chooseChannelMode } from './channel-mode.js';
import { PRIVATE, privateMessage } from './message-forms.js';
import { textOfMessage } from './message-text.js';
import { askerIn, channelName, type ListenerParts, SLACK } from './parts.js';
import { questionText } from './question-text.js';
import { askWindow } from './render-window.js';
import { tellGaps, tellTeam } from './tell-gaps.js';
import { chooseWelcome } from './welcome-people.js';

/** Answers `/k8s` and the shortcuts, for the asker alone, with a button that shares the answer. */
export function answerCommands(parts: ListenerParts): void {
  const { app, bot, inFlight, respondWith } = parts;

  /** Shows a reply to the asker alone; one that can be rated can be shared, in a thread where one is given. */
  const respondPrivately = (respond: RespondFn, reply: Reply, thread?: string) => {
    return respondWith(respond, privateMessage(reply, thread), {
      ...PRIVATE,
      ...(thread && { thread_ts: thread }),
    });
  };

  app.command('/k8s', async ({ command, ack, client, respond }) => {
    const answer = async () => {
      await ack();
      const place = {
        channel: channelName(command.team_id, command.channel_id),
        thread: `/k8s ${command.user_id}`,
      };
      const asked = bot.commandIn(questionText(command.text ?? ''));
      const reply =
        asked.kind === 'ask'
          ? await bot.reply({
              ...askerIn(command.user_id, command.team_id, {
                id: command.channel_id,
                name: command.channel_name,
              }),
              text: asked.question,
              isPrivate: true,
              place,
              ...(asked.isWhole ? { thread: [] } : { follows: talkIn(place) }),
            })
          : await replyToCommand(asked, command, client).catch(async (error: unknown) => {
              await respondPrivately(respond, FAILED);
              throw error;
            });
      await respondPrivately(respond, reply);
    };
    await inFlight.track(answer());
  });

  const replyToCommand = async (
    asked: Exclude<Command, { kind: 'ask' }>,
    command: {
      readonly team_id: string;
      readonly channel_id: string;
      readonly channel_name?: string;
      readonly user_id: string;
    },
    client: webApi.WebClient,
  ): Promise<Reply> => {
    switch (asked.kind) {
      case 'channel':
        return chooseChannelMode(asked.mode, command, client, parts);
      case 'gaps':
        return tellGaps(command.user_id, client, parts);
      case 'onboard':
        return asked.team
          ? tellTeam(command.user_id, client, parts)
          : bot.onboard({ platform: SLACK, user: command.user_id });
      case 'welcome':
        return chooseWelcome(asked.choice, command, client, parts);
      case 'forget-me':
        return bot.forget({ platform: SLACK, user: command.user_id });
      default:
        return bot.inform(asked);
    }
  };

  app.shortcut(
    { type: 'message_action', callback_id: 'answer_message' },
    async ({ shortcut, ack, respond }) => {
      const answer = async () => {
        await ack();
        const { message, user, team, channel } = shortcut;
        const text = questionText(textOfMessage(message));
        // Nothing is remembered of the place: whoever wrote the message did not ask.
        const reply =
          text === '' ? NOTHING_WRITTEN : await bot.reply({ ...askerIn(user.id, team?.id, channel), text });
        await respondPrivately(
          respond,
          reply,
          String(message.thread_ts ?? message.ts ?? shortcut.message_ts),
        );
      };
      await inFlight.track(answer());
    },
  );

  app.shortcut({ type: 'shortcut', callback_id: 'ask_global' }, async ({ shortcut, ack, client }) => {
    await ack();
    await inFlight.track(client.views.open({ trigger_id: shortcut.trigger_id, view: askWindow() }));
  });

  // What the app's settings name and we do not: Slack tells whoever used it that something failed otherwise.
  app.command(/^(?!\/k8s$)/, async ({ ack }) => ack());
  app.shortcut({ type: 'message_action', callback_id: /^(?!answer_message$)/ }, async ({ ack }) => ack());
  app.shortcut({ type: 'shortcut', callback_id: /^(?!ask_global$)/ }, async ({ ack }) => ack());
}
