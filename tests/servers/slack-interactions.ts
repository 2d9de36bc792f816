import { APP_ID, BOT_ID, BOT_USER, nextTs, type SlackServer, TEAM } from './slack-server.js';
import type { ShownView } from './slack-views.js';

/** Something in a block that a person can use. */
export interface Element {
  readonly type: string;
  readonly action_id: string;
  readonly block_id?: string;
  readonly value?: string;
  readonly text?: unknown;
  /** The thumbs, which know two values. */
  readonly positive_button?: { readonly value: string };
  readonly negative_button?: { readonly value: string };
}

/** An option of a menu. */
export interface Option {
  readonly text: { readonly type: string; readonly text: string };
  readonly value: string;
}

/** Where a person uses it. */
export type Place =
  | {
      readonly kind: 'message';
      readonly channel: string;
      readonly ts: string;
      readonly thread_ts?: string;
      /** What the asker alone sees; Slack sends nothing of it but where it stands. */
      readonly isEphemeral?: boolean;
    }
  | { readonly kind: 'view'; readonly id: string };

/** A message in which something stands that can be used. */
export function messagePlace(changes: Partial<Extract<Place, { kind: 'message' }>> = {}): Place {
  return { kind: 'message', channel: 'C0GENERAL', ts: nextTs(), ...changes };
}

/** Somebody presses a button or chooses an option. */
export function blockActions(
  slack: SlackServer,
  element: Element,
  place: Place,
  { user = 'U0ASKER', option }: { readonly user?: string; readonly option?: Option } = {},
): object {
  const { type, action_id, block_id = 'b1', value, text } = element;
  const chosen = option
    ? {
        selected_option: option,
        ...(type.endsWith('select') && { placeholder: plainText('What is a Pod?') }),
      }
    : { ...(text !== undefined && { text }), ...(value !== undefined && { value }) };
  return {
    type: 'block_actions',
    ...commonOf(user),
    ...whereOf(slack, place),
    actions: [{ type, action_id, block_id, ...chosen, action_ts: nextTs() }],
  };
}

/** Somebody presses one of the thumbs. */
export function rating(
  slack: SlackServer,
  { action_id, positive_button, negative_button }: Element,
  isHelpful: boolean,
  place: Place,
  user?: string,
): object {
  const { value = '' } = (isHelpful ? positive_button : negative_button) ?? {};
  const pressed = { type: 'feedback_buttons', action_id, value, text: plainText('Helpful') };
  return blockActions(slack, pressed, place, user === undefined ? {} : { user });
}

/** Somebody chooses “Answer with Casebook” on a message. */
export function messageShortcut(
  slack: SlackServer,
  text: string,
  changes: { readonly channel?: string; readonly message?: object } = {},
): object {
  const { channel = 'C0GENERAL', message } = changes;
  const ts = nextTs();
  return {
    type: 'message_action',
    ...commonOf('U0ASKER'),
    action_ts: nextTs(),
    callback_id: 'answer_message',
    trigger_id: slack.views.trigger(),
    response_url: slack.responseUrl,
    channel: channelOf(channel),
    message_ts: ts,
    message: { type: 'message', user: 'U0WRITER', ts, client_msg_id: 'm1', text, team: TEAM, ...message },
  };
}

/** Somebody chooses “Ask Casebook” among the shortcuts. */
export function globalShortcut(slack: SlackServer): object {
  return {
    type: 'shortcut',
    ...commonOf('U0ASKER'),
    action_ts: nextTs(),
    callback_id: 'ask_global',
    trigger_id: slack.views.trigger(),
  };
}

/** Somebody types into a field that suggests. */
export function blockSuggestion(view: ShownView, action_id: string, value: string): object {
  return {
    type: 'block_suggestion',
    ...commonOf('U0ASKER'),
    container: { type: 'view', view_id: view.id },
    action_id,
    block_id: 'b1',
    value,
    view: payloadOf(view),
  };
}

/** Somebody sends a window with one field, in which they chose an option. */
export function viewSubmission(
  slack: SlackServer,
  view: ShownView,
  field: { readonly block_id: string; readonly action_id: string },
  option: Option | null,
): object {
  const { block_id, action_id } = field;
  const values = { [block_id]: { [action_id]: { type: 'external_select', selected_option: option } } };
  return {
    type: 'view_submission',
    ...commonOf('U0ASKER'),
    trigger_id: slack.views.trigger(view.id),
    view: { ...payloadOf(view), state: { values } },
    response_urls: [],
  };
}

/** Somebody sends a window with words in its one field, which are nothing where it was left empty. */
export function textSubmission(
  slack: SlackServer,
  view: ShownView,
  { block_id, action_id }: { readonly block_id: string; readonly action_id: string },
  value: string | null,
  user = 'U0ASKER',
): object {
  const values = { [block_id]: { [action_id]: { type: 'plain_text_input', value } } };
  return {
    type: 'view_submission',
    ...commonOf(user),
    trigger_id: slack.views.trigger(view.id),
    view: { ...payloadOf(view), state: { values } },
    response_urls: [],
  };
}

function commonOf(user: string) {
  return {
    user: { id: user, username: 'asker', name: 'asker', team_id: TEAM },
    api_app_id: APP_ID,
    token: 'deprecated',
    team: { id: TEAM, domain: 'example' },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function whereOf(slack: SlackServer, place: Place): object {
  if (place.kind === 'view') {
    const view = slack.views.find(place.id);
    if (!view) throw new Error(`no view ${place.id} is shown`);
    return {
      container: { type: 'view', view_id: view.id },
      trigger_id: slack.views.trigger(view.id),
      view: payloadOf(view),
    };
  }
  const { channel, ts, thread_ts, isEphemeral = false } = place;
  const thread = thread_ts === undefined ? {} : { thread_ts };
  const message = { type: 'message', user: BOT_USER, bot_id: BOT_ID, app_id: APP_ID, ts, text: 'Answer' };
  return {
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel,
      is_ephemeral: isEphemeral,
      ...thread,
    },
    trigger_id: slack.views.trigger(),
    channel: channelOf(channel),
    ...(!isEphemeral && { message: { ...message, team: TEAM, ...thread } }),
    state: { values: {} },
    response_url: slack.responseUrl,
  };
}

/** A channel as Slack names it to an app: one that it is no member of by its kind alone. */
function channelOf(id: string): object {
  const name = id.startsWith('D') ? 'directmessage' : id.startsWith('G') ? 'privategroup' : 'general';
  return { id, name };
}

function payloadOf({ id, root, view }: ShownView): object {
  return {
    id,
    team_id: TEAM,
    private_metadata: '',
    callback_id: '',
    state: { values: {} },
    hash: '1790.abc',
    clear_on_close: false,
    notify_on_close: false,
    previous_view_id: null,
    root_view_id: root,
    app_id: APP_ID,
    external_id: '',
    app_installed_team_id: TEAM,
    bot_id: BOT_ID,
    ...view,
  };
}

function plainText(text: string): Option['text'] {
  return { type: 'plain_text', text };
}
