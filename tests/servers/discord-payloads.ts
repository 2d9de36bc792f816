/** Shapes of Discord's gateway events and REST answers, as full as Discord sends them. */

export const APPLICATION_ID = '100000000000000001';
export const BOT_ID = '100000000000000002';
export const ROLE_ID = '100000000000000003';
export const GUILD_ID = '200000000000000001';
export const CHANNEL_ID = '300000000000000001';
export const DM_CHANNEL_ID = '300000000000000002';
/** A forum, in which each post is a thread. */
export const FORUM_ID = '300000000000000003';
export const ASKER_ID = '400000000000000001';

const SEND_MESSAGES = 1n << 11n;
const VIEW_CHANNEL = 1n << 10n;
const EMBED_LINKS = 1n << 14n;
const READ_HISTORY = 1n << 16n;
const CREATE_THREADS = 1n << 35n;
const SEND_IN_THREADS = 1n << 38n;

/** Permissions by the names that Discord's apps show. */
export const PERMISSION = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  viewChannel: VIEW_CHANNEL,
  sendMessages: SEND_MESSAGES,
  readHistory: READ_HISTORY,
  createThreads: CREATE_THREADS,
  sendInThreads: SEND_IN_THREADS,
} as const;

/** What the bot is usually permitted. */
export const USUAL_PERMISSIONS =
  VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | READ_HISTORY | CREATE_THREADS | SEND_IN_THREADS;

/** When Discord's count of milliseconds began. */
const EPOCH = 1_420_070_400_000n;

const A_MILLISECOND = 1n << 22n;

let lastId = (BigInt(Date.now()) - EPOCH) * A_MILLISECOND;

/** A snowflake that was not used yet: it tells about when it was made. */
export function nextId(): string {
  lastId += A_MILLISECOND;
  return String(lastId);
}

export function userOf(id: string, name: string, more: object = {}) {
  return {
    id,
    username: name,
    avatar: null,
    discriminator: '0',
    public_flags: 0,
    flags: 0,
    banner: null,
    accent_color: null,
    global_name: name,
    avatar_decoration_data: null,
    collectibles: null,
    display_name_styles: null,
    banner_color: null,
    clan: null,
    primary_guild: null,
    ...more,
  };
}

export const BOT_USER = userOf(BOT_ID, 'casebook', {
  bot: true,
  verified: true,
  mfa_enabled: false,
  email: null,
});
export const ASKER = userOf(ASKER_ID, 'ada');

export function applicationOf(more: object = {}) {
  return {
    id: APPLICATION_ID,
    name: 'Casebook',
    icon: null,
    description: '',
    type: null,
    bot: BOT_USER,
    summary: '',
    is_monetized: false,
    is_verified: false,
    is_discoverable: false,
    bot_public: true,
    bot_require_code_grant: false,
    integration_types_config: { 0: {}, 1: {} },
    verify_key: '0'.repeat(64),
    flags: 0,
    hook: true,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: ASKER,
    approximate_guild_count: 1,
    approximate_user_install_count: 0,
    interactions_event_types: [],
    interactions_version: 1,
    explicit_content_filter: 0,
    rpc_application_state: 0,
    store_application_state: 1,
    verification_state: 1,
    integration_public: true,
    integration_require_code_grant: false,
    discoverability_state: 1,
    discovery_eligibility_flags: 0,
    monetization_state: 1,
    monetization_eligibility_flags: 0,
    team: null,
    ...more,
  };
}

export function memberOf(user: object, more: object = {}) {
  return {
    user,
    nick: null,
    avatar: null,
    banner: null,
    roles: [],
    joined_at: '2025-01-01T00:00:00.000000+00:00',
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
    ...more,
  };
}

export function guildOf(id: string = GUILD_ID, permissions: bigint = USUAL_PERMISSIONS) {
  const role = (roleId: string, name: string) => ({
    id: roleId,
    name,
    description: null,
    permissions: String(permissions),
    position: 0,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: true,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  });
  return {
    id,
    name: 'Platform team',
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    owner_id: '400000000000000009',
    application_id: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: [role(id, '@everyone'), role(ROLE_ID, 'operators')],
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'en-US',
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    hub_type: null,
    premium_progress_bar_enabled: false,
    latest_onboarding_question_id: null,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
    inventory_settings: null,
    joined_at: '2025-01-01T00:00:00.000000+00:00',
    large: false,
    lazy: true,
    member_count: 2,
    unavailable: false,
    members: [memberOf(BOT_USER)],
    channels: [channelOf(), forumOf()],
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    activity_instances: [],
    embedded_activities: [],
    version: 1,
  };
}

export function channelOf(more: object = {}) {
  return {
    id: CHANNEL_ID,
    type: 0,
    last_message_id: null,
    flags: 0,
    guild_id: GUILD_ID,
    name: 'kubernetes',
    parent_id: null,
    rate_limit_per_user: 0,
    topic: null,
    position: 0,
    permission_overwrites: [],
    nsfw: false,
    icon_emoji: null,
    theme_color: null,
    ...more,
  };
}

/** A forum of the guild. */
export function forumOf(more: object = {}) {
  return channelOf({
    id: FORUM_ID,
    type: 15,
    name: 'questions',
    available_tags: [],
    default_reaction_emoji: null,
    default_sort_order: null,
    default_forum_layout: 0,
    ...more,
  });
}

/** A thread: of a message, whose id it has, or a post of a forum. */
export function threadOf(id: string, parent: string = CHANNEL_ID, more: object = {}) {
  return {
    id,
    type: 11,
    last_message_id: null,
    flags: 0,
    guild_id: GUILD_ID,
    name: 'a thread',
    parent_id: parent,
    rate_limit_per_user: 0,
    bitrate: 64_000,
    user_limit: 0,
    rtc_region: null,
    owner_id: ASKER_ID,
    thread_metadata: {
      archived: false,
      archive_timestamp: '2026-11-21T12:00:00.000000+00:00',
      auto_archive_duration: 1_440,
      locked: false,
      create_timestamp: '2026-11-21T12:00:00.000000+00:00',
    },
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    ...more,
  };
}

/** A message in a thread of the guild; the first one of a forum's post has the post's id. */
export function threadMessageOf(thread: string, { more = {}, ...parts }: MessageParts) {
  return guildMessageOf({ ...parts, more: { channel_id: thread, channel_type: 11, ...more } });
}

export function dmChannelOf(recipient: object = ASKER) {
  return { id: DM_CHANNEL_ID, type: 1, last_message_id: null, flags: 0, recipients: [recipient] };
}

interface MessageParts {
  readonly content: string;
  readonly id?: string;
  readonly author?: object;
  readonly mentions?: readonly object[];
  readonly more?: object;
}

/** A message in a channel of the guild. */
export function guildMessageOf({
  content,
  id = nextId(),
  author = ASKER,
  mentions = [],
  more = {},
}: MessageParts) {
  const { user: _, ...member } = memberOf(author);
  return {
    ...messageOf({ id, content, author, mentions }),
    channel_id: CHANNEL_ID,
    channel_type: 0,
    guild_id: GUILD_ID,
    member,
    mentions: mentions.map((user) => ({ ...user, member })),
    ...more,
  };
}

/** A direct message to the bot. */
export function directMessageOf({ content, id = nextId(), author = ASKER, more = {} }: MessageParts) {
  return {
    ...messageOf({ id, content, author, mentions: [] }),
    channel_id: DM_CHANNEL_ID,
    channel_type: 1,
    ...more,
  };
}

/** What all messages have. */
export function messageOf({ content, id = nextId(), author = BOT_USER, mentions = [] }: MessageParts) {
  return {
    type: 0,
    content,
    mentions,
    mention_roles: [],
    attachments: [],
    embeds: [],
    timestamp: '2026-11-21T12:00:00.000000+00:00',
    edited_timestamp: null,
    flags: 0,
    components: [],
    id,
    author,
    pinned: false,
    mention_everyone: false,
    tts: false,
  };
}

/** Something that a person did in the guild with what belongs to the bot. */
export function interactionOf(type: number, data: object, more: object = {}) {
  return {
    id: nextId(),
    application_id: APPLICATION_ID,
    type,
    token: `interaction-token-${nextId()}`,
    version: 1,
    data,
    guild_id: GUILD_ID,
    guild: { id: GUILD_ID, locale: 'en-US', features: [] },
    guild_locale: 'en-US',
    channel_id: CHANNEL_ID,
    channel: { ...channelOf(), permissions: '2248473465835073' },
    member: { ...memberOf(ASKER), permissions: '2248473465835073' },
    locale: 'en-US',
    app_permissions: '274877991936',
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: 10_485_760,
    authorizing_integration_owners: { 0: GUILD_ID },
    context: 0,
    ...more,
  };
}

/** A command that someone has typed in the guild. */
export function commandOf(name: string, options: readonly object[], more: object = {}) {
  return interactionOf(2, { id: COMMAND_ID, name, type: 1, options }, more);
}

/** The id of a command. */
export const COMMAND_ID = '500000000000000001';

/** `/k8s ask question:…`. */
export function askCommandOf(question: string, more: object = {}) {
  const options = [{ type: 1, name: 'ask', options: [{ type: 3, name: 'question', value: question }] }];
  return commandOf('k8s', options, more);
}

/** A command as Discord returns it: with its own fields, and defaults for what was left out. */
export function registeredCommandOf(command: Readonly<Record<string, unknown>>, guildId?: string) {
  return {
    id: nextId(),
    application_id: APPLICATION_ID,
    version: nextId(),
    default_member_permissions: null,
    name_localizations: null,
    description_localizations: null,
    ...(guildId === undefined
      ? { dm_permission: true, contexts: null, integration_types: [0] }
      : { guild_id: guildId }),
    nsfw: false,
    ...command,
  };
}
