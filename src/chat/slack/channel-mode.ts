import type { webApi } from '@slack/bolt';
import { CHANNEL_MODE_WORDS, channelModeOf, NO_MODE_HERE } from '../channel-mode.js';
import type { ChannelMode } from '../memory.js';
import { notice, type Reply } from '../reply.js';
import { refusalFor } from './admins.js';
import { channelName, type ListenerParts, SLACK } from './parts.js';
import { hasOneOfEach } from './scopes.js';
import { explainFault } from './slack-fault.js';

/** Somebody who wants to choose, and the channel that they choose for. */
interface Chooser {
  readonly team_id: string;
  readonly channel_id: string;
  readonly channel_name?: string;
  readonly user_id: string;
}

/** Tells or changes when the bot speaks in a channel; only admins change it. */
export async function chooseChannelMode(
  mode: ChannelMode | undefined,
  { team_id, channel_id, channel_name = '', user_id }: Chooser,
  client: webApi.WebClient,
  { memory, settings }: Pick<ListenerParts, 'memory' | 'settings'>,
): Promise<Reply> {
  const channel = channelName(team_id, channel_id);
  if (mode === undefined) {
    const chosen = await channelModeOf(memory.channels, SLACK, { name: channel, id: channel_id }, settings);
    return notice(`${CHANNEL_MODE_WORDS[chosen]} Admins change it with /k8s channel on, mentions or off.`);
  }
  if (channel_id.startsWith('D') || channel_name.startsWith('mpdm-')) return notice(NO_MODE_HERE);
  const refusal = await refusalFor(user_id, NOT_ADMIN, client, settings);
  if (refusal) return refusal;
  const maySpeak = mode !== 'on' || (await hasOneOfEach([['channels:history', 'groups:history']], client));
  if (typeof maySpeak === 'object')
    return notice(`I could not ask what I may read: ${explainFault(maySpeak)}.`);
  if (!maySpeak) return notice(CANNOT_READ);
  await memory.channels.choose(SLACK, channel, mode);
  return notice(CHANNEL_MODE_WORDS[mode]);
}

const NOT_ADMIN =
  'Only admins of the workspace, and the people in ADMIN_USERS, choose when I speak in a channel. Please ask one of them.';

const CANNOT_READ =
  'I may not read the messages of channels. Let whoever runs me print the manifest with “npm run -s slack:manifest -- --auto-answer”, paste it into the app’s settings and install the app again; then invite me to this channel.';
