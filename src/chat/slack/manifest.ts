import { EVENTS_PATH } from './event-endpoint.js';

/** What an app's manifest can be made for. */
export interface ManifestOptions {
  /** The address under which Slack reaches the bot; Socket Mode, which needs none, when absent. */
  readonly url?: string;
  /** Whether it may answer in channels without being mentioned, for which it must read them. */
  readonly autoAnswer?: boolean;
  /** Whether it may welcome people, for which it must see who joins. */
  readonly welcome?: boolean;
}

/** The rights that the app needs, each for what it does with it. */
export const SCOPES = {
  'app_mentions:read': 'to be told of messages that mention it',
  'assistant:write': 'to suggest first questions where people write to it',
  'chat:write': 'to answer',
  commands: 'for `/k8s` and the shortcuts',
  'im:history': 'to read what people write to it directly',
} as const;

/** The rights that it needs besides to answer in channels without being mentioned. */
export const AUTO_ANSWER_SCOPES = {
  'channels:history': 'to read the public channels that it was invited to',
  'groups:history': 'to read the private channels that it was invited to',
  'users:read': 'to know who is an admin and may choose its channels',
} as const;

/** The rights that it needs besides to welcome people who join. */
export const WELCOME_SCOPES = {
  'channels:read': 'to see who joins a public channel that it was invited to',
  'im:write':
    'to look, when it was stopped in the middle of welcoming somebody, whether the message is there',
  'groups:read': 'to see who joins a private channel that it was invited to',
  'users:read': 'to see who joins the workspace, who is an admin, and in which time zone it is day',
} as const;

const EVENTS = ['app_home_opened', 'app_mention', 'message.im'];
const AUTO_ANSWER_EVENTS = ['message.channels', 'message.groups'];
const WELCOME_EVENTS = ['member_joined_channel', 'team_join'];

/** Makes the manifest that Slack creates the app from, with the fewest rights that work. */
export function slackManifest({ url, autoAnswer = false, welcome = false }: ManifestOptions) {
  const scopes = new Set([
    ...Object.keys(SCOPES),
    ...(autoAnswer ? Object.keys(AUTO_ANSWER_SCOPES) : []),
    ...(welcome ? Object.keys(WELCOME_SCOPES) : []),
  ]);
  const events = [...EVENTS, ...(autoAnswer ? AUTO_ANSWER_EVENTS : []), ...(welcome ? WELCOME_EVENTS : [])];
  const endpoint = url && new URL(EVENTS_PATH, url).href;
  return {
    _metadata: { major_version: 2 },
    display_information: {
      name: 'Casebook',
      description: 'Answers Kubernetes questions with their sources',
      background_color: '#1d4f9c',
    },
    features: {
      bot_user: { display_name: 'casebook', always_online: true },
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      agent_view: {
        agent_description:
          'Answers Kubernetes questions with excerpts from a knowledge base, each with its source',
      },
      slash_commands: [
        {
          command: '/k8s',
          description: 'Ask about Kubernetes; only you see the answer',
          usage_hint: 'What is a Pod?',
          should_escape: false,
          ...(endpoint && { url: endpoint }),
        },
      ],
      shortcuts: [
        {
          type: 'message',
          name: 'Answer with Casebook',
          callback_id: 'answer_message',
          description: 'Looks for an answer to this message; only you see it',
        },
        {
          type: 'global',
          name: 'Ask Casebook',
          callback_id: 'ask_global',
          description: 'Ask about Kubernetes; only you see the answer',
        },
      ],
    },
    oauth_config: {
      scopes: {
        bot: [...scopes].sort(),
      },
    },
    settings: {
      event_subscriptions: {
        ...(endpoint && { request_url: endpoint }),
        bot_events: events.sort(),
      },
      interactivity: {
        is_enabled: true,
        ...(endpoint && { request_url: endpoint, message_menu_options_url: endpoint }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: endpoint === undefined,
      token_rotation_enabled: false,
    },
  };
}
