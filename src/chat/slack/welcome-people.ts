import type { webApi } from '@slack/bolt';
import type { WelcomeChoice } from '../command.js';
import type { Entrance } from '../memory.js';
import { notice, type Reply } from '../reply.js';
import { refusalFor } from './admins.js';
import { type ListenerParts, SLACK } from './parts.js';
import { hasOneOfEach, isOneOfEachIn } from './scopes.js';
import { explainFault } from './slack-fault.js';

/** Slack’s own bot, which is not called one. */
const SLACKBOT = 'USLACKBOT';

/** Keeps who joins the workspace or a channel, to be welcomed where newcomers are. */
export function welcomePeople({ app, bot, inFlight }: Pick<ListenerParts, 'app' | 'bot' | 'inFlight'>): void {
  const joined = (user: string, entrance: Omit<Entrance, 'platform'>) =>
    inFlight.track(bot.joined({ platform: SLACK, user }, { platform: SLACK, ...entrance }));

  app.event('team_join', async ({ event: { user }, body }) => {
    if (!user.is_bot && user.id !== SLACKBOT) await joined(user.id, { server: body.team_id });
  });
  app.event('member_joined_channel', async ({ event: { user, channel, team }, body, context }) => {
    // Of another company's workspace, which shares the channel, nobody is new here.
    const isForeign = team !== undefined && team !== body.team_id;
    if (user !== context.botUserId && !isForeign) await joined(user, { server: body.team_id, channel });
  });
}

/** Whether an app is told of everybody who joins; yes where Slack does not say. */
export function seesJoins(identity: webApi.AuthTestResponse): boolean {
  return isOneOfEachIn(WORKSPACE_SCOPES, identity);
}

/** Somebody who wants to choose, and where. */
interface Chooser {
  readonly team_id: string;
  readonly channel_id: string;
  readonly channel_name?: string;
  readonly user_id: string;
}

/** Tells or changes whether newcomers are welcomed; only admins do. */
export async function chooseWelcome(
  choice: WelcomeChoice | undefined,
  { team_id: server, channel_id: channel, channel_name = '', user_id }: Chooser,
  client: webApi.WebClient,
  { bot, settings }: Pick<ListenerParts, 'bot' | 'settings'>,
): Promise<Reply> {
  const refusal = await refusalFor(user_id, NOT_ADMIN, client, settings);
  if (refusal) return refusal;
  const workspace = { platform: SLACK, server };
  const here = { ...workspace, channel };
  const isDirect = channel.startsWith('D') || channel_name.startsWith('mpdm-');
  if (choice === undefined) {
    const [isOn, isOnHere] = [await bot.welcomesAt(workspace), !isDirect && (await bot.welcomesAt(here))];
    return notice(`${isOn ? ON : isOnHere ? HERE : NEITHER} ${HOW}`);
  }
  if (choice === 'off') {
    await bot.chooseWelcome(workspace, false);
    return notice(OFF);
  }
  if (choice === 'here' && isDirect) return notice('Nobody joins a direct message; type it in a channel.');
  const [needed, place, words] =
    choice === 'on' ? ([WORKSPACE_SCOPES, workspace, ON] as const) : ([CHANNEL_SCOPES, here, HERE] as const);
  const mayListen = await hasOneOfEach(needed, client);
  if (typeof mayListen === 'object')
    return notice(`I could not ask what I may see: ${explainFault(mayListen)}.`);
  if (!mayListen) return notice(CANNOT_SEE);
  await bot.chooseWelcome(place, true);
  return notice(words);
}

/**
 * What tells of people who join a channel, and the workspace. Apps that read channels may look people up as well, and are
 * told of nobody who joins: those that are have both.
 */
const CHANNEL_SCOPES = [['channels:read', 'groups:read']];
const WORKSPACE_SCOPES = [...CHANNEL_SCOPES, ['users:read']];

const ON =
  'I welcome everybody who joins this workspace with one short direct message, and never twice. /k8s onboard welcome off ends it.';
const HERE =
  'I welcome everybody who joins this channel with one short direct message, and never twice; I must be a member of it (/invite me). /k8s onboard welcome off ends it.';
const OFF = 'I welcome nobody who joins.';
const NEITHER = 'I welcome nobody who joins this workspace, nor this channel.';
const HOW =
  '“/k8s onboard welcome on” is for all who join the workspace; “here” in place of “on” is for this channel, and “off” for nobody.';

const NOT_ADMIN =
  'Only admins of the workspace, and the people in ADMIN_USERS, choose whether newcomers are welcomed. Please ask one of them.';

const CANNOT_SEE =
  'I may not see who joins. Let whoever runs me print the manifest with “npm run -s slack:manifest -- --welcome”, paste it into the app’s settings and install the app again.';
