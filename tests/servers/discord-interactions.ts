/** What people do with the bot's commands and buttons, as Discord tells of it. */
import { componentsIn } from './discord-components.js';
import {
  APPLICATION_ID,
  ASKER,
  BOT_USER,
  CHANNEL_ID,
  COMMAND_ID,
  commandOf,
  DM_CHANNEL_ID,
  dmChannelOf,
  guildMessageOf,
  interactionOf,
  memberOf,
  messageOf,
  nextId,
  threadOf,
} from './discord-payloads.js';
import type { Json, Shown } from './discord-rest.js';

type Values = Readonly<Record<string, string | boolean>>;

const STRING = 3;
const BOOLEAN = 5;

function optionsOf(values: Values): object[] {
  return Object.entries(values).map(([name, value]) => ({
    type: typeof value === 'string' ? STRING : BOOLEAN,
    name,
    value,
  }));
}

/** `/k8s name option:value …`. */
export function subcommandOf(name: string, values: Values = {}, more: object = {}) {
  return commandOf('k8s', [{ type: 1, name, options: optionsOf(values) }], more);
}

/** An option of `/k8s name` in which somebody is typing. */
export function typingOf(
  name: string,
  option: string,
  typed: string,
  filled: Values = {},
  more: object = {},
) {
  const focused = { type: STRING, name: option, value: typed, focused: true };
  const options = [{ type: 1, name, options: [...optionsOf(filled), focused] }];
  return interactionOf(4, { id: COMMAND_ID, name: 'k8s', type: 1, options }, more);
}

/** The command in the menu of somebody's message. */
export function messageCommandOf(
  name: string,
  content: string,
  { message = {}, ...more }: { readonly message?: object } & Readonly<Record<string, unknown>> = {},
) {
  const { member: _, guild_id: __, ...target } = guildMessageOf({ content });
  const { id } = target;
  const messages = { [id]: { ...target, ...message } };
  const data = { id: '500000000000000002', name, type: 3, target_id: id, resolved: { messages } };
  return interactionOf(2, data, more);
}

/** A press of a button in a message of the bot. */
export function pressOf(shown: Shown, custom_id: string, more: object = {}) {
  const id = Number(componentWith(shown, custom_id)?.id ?? 0);
  return usedOf(shown, { component_type: 2, custom_id, id }, more);
}

/** A choice in a select in a message of the bot. */
export function choiceOf(shown: Shown, custom_id: string, value: string, more: object = {}) {
  const id = Number(componentWith(shown, custom_id)?.id ?? 0);
  return usedOf(shown, { component_type: 3, custom_id, id, values: [value] }, more);
}

/**
 * Somebody sends a window that a button of a message opened, with words in its one field; in the form of
 * https://discord.com/developers/docs/components/reference#label-label-interaction-response-structure.
 */
export function sentOf(shown: Shown, modal: Json, words: string, more: object = {}) {
  const [label] = modal.components as readonly Json[];
  const { custom_id } = (label?.component ?? {}) as Json;
  const field = { type: 4, id: 2, custom_id, value: words };
  const data = { custom_id: modal.custom_id, components: [{ type: 18, id: 1, component: field }] };
  return usedOf(shown, data, { type: 5, ...more });
}

function componentWith({ components }: Shown, customId: string) {
  return componentsIn(components).find(({ custom_id }) => custom_id === customId);
}

function usedOf(shown: Shown, data: object, more: object) {
  const { id, channel_id, flags, components, embeds, how } = shown;
  const message = {
    ...messageOf({ id, content: '', author: BOT_USER }),
    channel_id,
    application_id: APPLICATION_ID,
    flags,
    components,
    embeds,
    ...(how === 'posted' ? {} : { webhook_id: APPLICATION_ID, interaction_metadata: metadataOf() }),
  };
  const place =
    channel_id === DM_CHANNEL_ID ? inDm() : channel_id === CHANNEL_ID ? {} : inThread(threadOf(channel_id));
  return interactionOf(3, data, { message, ...place, ...more });
}

function metadataOf() {
  return {
    id: nextId(),
    type: 2,
    user: ASKER,
    authorizing_integration_owners: {},
    name: 'k8s ask',
    command_type: 1,
  };
}

/** Where somebody acts in a thread or a forum's post. */
export function inThread(thread: { readonly id: string }) {
  return { channel_id: thread.id, channel: { ...thread, permissions: '2248473465835073' } };
}

/** Where somebody acts in a direct message with the bot. */
export function inDm(user: object = ASKER) {
  return {
    guild_id: undefined,
    guild: undefined,
    guild_locale: undefined,
    member: undefined,
    user,
    channel_id: DM_CHANNEL_ID,
    channel: dmChannelOf(user),
    authorizing_integration_owners: { 1: ASKER.id },
    context: 1,
  };
}

/** Who acts, and what they are permitted in the channel. */
export function by(user: object, permissions: bigint = 0n) {
  return { member: { ...memberOf(user), permissions: String(permissions) } };
}
