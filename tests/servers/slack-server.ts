import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { blocksFault, TOO_LONG } from './block-kit.js';
import { createResponseUrls } from './response-urls.js';
import { createSlackViews, type SlackViews } from './slack-views.js';

export const BOT_TOKEN = 'xoxb-1111-2222-abcdefghij';
export const APP_TOKEN = 'xapp-1-A0001-3333-klmnopqrst';
export const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
export const BOT_USER = 'U0BOT';
export const BOT_ID = 'B0BOT';
export const TEAM = 'T0TEAM';
export const APP_ID = 'A0001';

/** A call of a Web API method, as it arrived. */
export interface ApiCall {
  readonly method: string;
  readonly token: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a method answers instead of its usual answer. */
export type Failure =
  | { readonly error: string }
  /** The connection is cut, or nothing is ever said. */
  | { readonly network: 'reset' | 'silent' }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> };

/** An acknowledgement that came over a WebSocket. */
export interface Acknowledgement {
  readonly envelopeId: string;
  readonly payload: unknown;
}

/** Slack on this machine: the Web API, `response_url`s and Socket Mode, as far as a bot sees them. */
export interface SlackServer {
  readonly port: number;
  readonly apiUrl: string;
  readonly calls: readonly ApiCall[];
  readonly acknowledgements: readonly Acknowledgement[];
  /** What was sent to a `response_url`. */
  readonly responses: readonly Readonly<Record<string, unknown>>[];
  /** The arguments of each `chat.postMessage` that was accepted. */
  readonly messages: readonly Readonly<Record<string, unknown>>[];
  /** The arguments of each `chat.update` that was accepted. */
  readonly updates: readonly Readonly<Record<string, unknown>>[];
  /** Where a message of the bot stands, and its name there. */
  placeOf(message: Readonly<Record<string, unknown>>): { readonly channel: string; readonly ts: string };
  /** Lets somebody delete a message of the bot. */
  deleteMessage(ts: string): void;
  /** A new one each time. */
  readonly responseUrl: string;
  /** Lets every `response_url` grow old. */
  expireResponseUrls(): void;
  readonly views: SlackViews;
  /** The arguments of each `assistant.threads.setSuggestedPrompts` that was accepted. */
  readonly prompts: readonly Readonly<Record<string, unknown>>[];
  /** Says what a person is in the workspace. */
  setPerson(user: string, traits: PersonTraits): void;
  /** Takes the bot out of a channel: it may no longer post there. */
  leave(channel: string): void;
  /** Takes no message in a channel, or to a person, for a reason that Slack has a word for; all of them again without one. */
  refuse(channel: string, error?: string): void;
  /** How many WebSockets are open, and how many there have been. */
  openSockets(): number;
  socketsSeen(): number;
  /** Makes the next calls of a method fail; `response_url` and `hello` count as methods. */
  fail(method: string, failure: Failure, times?: number): void;
  /** Holds back the answers of a method until the returned function is called. */
  hold(method: string): () => void;
  /** Sends an envelope over one of the open WebSockets, the first unless another is named; returns its id. */
  deliver(type: EnvelopeType, payload: object, retry?: number, socket?: number): string;
  /** Asks the client to connect anew, as Slack does every few hours. */
  requestReconnect(): void;
  /** Cuts every WebSocket without a word. */
  cutSockets(): void;
  /** Reads nothing more from the open WebSockets, as when a network swallows everything. */
  freezeSockets(): void;
  close(): Promise<void>;
}

/** What somebody may do in the workspace. */
export interface PersonTraits {
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  /** The time zone in their profile. */
  readonly tz?: string;
}

/** The scopes that an app has which answers where it is asked. */
export const USUAL_SCOPES: readonly string[] = [
  'app_mentions:read',
  'assistant:write',
  'chat:write',
  'commands',
  'im:history',
];

/** The scope that a method asks for. */
const SCOPE_OF: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.open': 'im:write',
  'conversations.history': 'im:history',
  'users.info': 'users:read',
  'assistant.threads.setSuggestedPrompts': 'assistant:write',
};

/** The scopes that it has besides which sees who joins. */
export const WELCOME_SCOPES: readonly string[] = ['channels:read', 'groups:read', 'im:write', 'users:read'];

/** Slack shows no more prompts. */
const PROMPTS_LIMIT = 4;

export interface SlackServerOptions {
  /** To come back where it was. */
  readonly port?: number;
  /** What the app was allowed when it was installed. */
  readonly scopes?: readonly string[];
}

export type EnvelopeType = 'events_api' | 'slash_commands' | 'interactive';

/** Starts Slack on 127.0.0.1. */
export async function startSlackServer(options: SlackServerOptions = {}): Promise<SlackServer> {
  const { port = 0, scopes = USUAL_SCOPES } = options;
  const calls: ApiCall[] = [];
  const acknowledgements: Acknowledgement[] = [];
  const responseUrls = createResponseUrls(`/commands/${TEAM}`);
  const views = createSlackViews();
  const prompts: Record<string, unknown>[] = [];
  const people = new Map<string, PersonTraits>();
  // Channel, or person -> why nothing is posted there.
  const refusals = new Map<string, string>();
  const messages: Record<string, unknown>[] = [];
  const updates: Record<string, unknown>[] = [];
  // A message's name -> its channel; and by what was posted.
  const standing = new Map<string, string>();
  const places = new Map<unknown, { readonly channel: string; readonly ts: string }>();
  const failures = new Map<string, Failure[]>();
  const holds = new Map<string, Promise<void>>();
  const sockets = new Set<WebSocket>();
  let socketsSeen = 0;
  let clock = 0;

  const server = createServer((request, response) => void answer(request, response));
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://slack').pathname;
    const text = await textOf(request);
    const isResponseUrl = path.startsWith('/commands/');
    if (request.method !== 'POST' || (!isResponseUrl && !path.startsWith('/api/'))) {
      response.writeHead(404).end();
      return;
    }
    const method = isResponseUrl ? 'response_url' : path.slice('/api/'.length);
    const body = bodyOf(request, text);
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? asString(body.token);
    calls.push({ method, token, body });
    await holds.get(method);
    const failure = failures.get(method)?.shift();
    if (failure && 'network' in failure) {
      if (failure.network === 'reset') request.socket.resetAndDestroy();
    } else if (failure && 'status' in failure) {
      response.writeHead(failure.status, failure.headers ?? {}).end('no');
    } else if (isResponseUrl) {
      const error = failure?.error ?? responseUrls.take(path, body);
      const status = error?.includes('blocks') ? 400 : error ? 404 : 200;
      response.writeHead(status).end(error ?? 'ok');
    } else {
      const result = failure ? { ok: false, ...failure } : call(method, token, body);
      response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'x-oauth-scopes': scopes.join(','),
        ...(method in SCOPE_OF && { 'x-accepted-oauth-scopes': SCOPE_OF[method] }),
      });
      response.end(JSON.stringify(result));
    }
  };

  const call = (method: string, token: string | undefined, body: Record<string, unknown>): object => {
    const refuse = (error: string) => ({ ok: false, error });
    if (token === undefined || token === '') return refuse('not_authed');
    const wanted = method === 'apps.connections.open' ? APP_TOKEN : BOT_TOKEN;
    if (token !== wanted) {
      return refuse([APP_TOKEN, BOT_TOKEN].includes(token) ? 'not_allowed_token_type' : 'invalid_auth');
    }
    const needed = SCOPE_OF[method];
    if (needed !== undefined && !scopes.includes(needed))
      return { ...refuse('missing_scope'), needed, provided: scopes.join(',') };
    switch (method) {
      case 'auth.test':
        return {
          ok: true,
          url: 'https://example.slack.com/',
          team: 'Example',
          user: 'casebook',
          team_id: TEAM,
          user_id: BOT_USER,
          bot_id: BOT_ID,
          is_enterprise_install: false,
        };
      case 'apps.connections.open':
        return { ok: true, url: `ws://127.0.0.1:${portOf()}/link/?ticket=${randomUUID()}&app_id=${APP_ID}` };
      case 'chat.postMessage':
      case 'chat.postEphemeral': {
        const channel = asString(body.channel);
        if (!channel) return refuse('channel_not_found');
        const refusal = refusals.get(channel);
        if (refusal !== undefined) return refuse(refusal);
        const fault = blocksFault(body.blocks);
        if (fault) {
          const error = fault === TOO_LONG ? TOO_LONG : 'invalid_blocks';
          return { ok: false, error, response_metadata: { messages: [`[ERROR] ${fault}`] } };
        }
        if (!asString(body.text) && !Array.isArray(body.blocks)) return refuse('no_text');
        messages.push(body);
        const ts = `${1_790_000_000 + clock++}.000100`;
        // A person's id in place of a channel's is their conversation with the bot.
        const place = channel.startsWith('U') ? `D${channel.slice(1)}` : channel;
        if (method === 'chat.postMessage') standing.set(ts, place);
        places.set(body, { channel: place, ts });
        if (method === 'chat.postEphemeral') return { ok: true, message_ts: ts };
        return {
          ok: true,
          channel: place,
          ts,
          message: { ...body, ts, bot_id: BOT_ID, user: BOT_USER },
        };
      }
      case 'chat.update': {
        const [channel, ts = ''] = [asString(body.channel), asString(body.ts)];
        if (!channel || channel.startsWith('U')) return refuse('channel_not_found');
        if (standing.get(ts) !== channel) return refuse('message_not_found');
        const fault = blocksFault(body.blocks);
        if (fault) {
          const error = fault === TOO_LONG ? TOO_LONG : 'invalid_blocks';
          return { ok: false, error, response_metadata: { messages: [`[ERROR] ${fault}`] } };
        }
        if (!asString(body.text) && !Array.isArray(body.blocks)) return refuse('no_text');
        updates.push(body);
        places.set(body, { channel, ts });
        return {
          ok: true,
          channel,
          ts,
          text: body.text,
          message: { ...body, bot_id: BOT_ID, user: BOT_USER },
        };
      }
      case 'views.open':
      case 'views.push':
      case 'views.update':
      case 'views.publish':
        return views.call(method, body);
      case 'conversations.open': {
        const users = asString(body.users);
        return users?.startsWith('U')
          ? { ok: true, channel: { id: `D${users.slice(1)}` } }
          : refuse('user_not_found');
      }
      case 'conversations.history': {
        const posted = messages.flatMap((message) => {
          const place = places.get(message);
          const isThere = place !== undefined && place.channel === body.channel;
          return isThere
            ? [{ type: 'message', ts: place.ts, text: message.text, bot_id: BOT_ID, user: BOT_USER }]
            : [];
        });
        // The newest first.
        return { ok: true, messages: posted.reverse().slice(0, Number(body.limit ?? 100)), has_more: false };
      }
      case 'users.info': {
        const id = asString(body.user) ?? '';
        const traits = people.get(id);
        if (!traits) return refuse('user_not_found');
        const none = { is_admin: false, is_owner: false, is_primary_owner: false };
        return { ok: true, user: { id, team_id: TEAM, name: 'asker', is_bot: false, ...none, ...traits } };
      }
      case 'assistant.threads.setSuggestedPrompts': {
        if (!asString(body.channel_id)) return refuse('channel_not_found');
        // For an agent, Slack sets nothing and says nothing; here a test should hear of it.
        if (body.thread_ts !== undefined) return refuse('invalid_thread_ts');
        const said = Array.isArray(body.prompts) ? body.prompts : [];
        const isWhole = said.every(({ title, message }) => asString(title) && asString(message));
        if (said.length < 1 || said.length > PROMPTS_LIMIT || !isWhole) return refuse('invalid_arguments');
        prompts.push(body);
        return { ok: true };
      }
      default:
        return refuse('unknown_method');
    }
  };

  const webSockets = new WebSocketServer({ server, path: '/link/' });
  webSockets.on('connection', (socket) => {
    sockets.add(socket);
    socketsSeen++;
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data));
      acknowledgements.push({ envelopeId: envelope_id, payload });
    });
    if (failures.get('hello')?.shift()) return;
    send(socket, {
      type: 'hello',
      num_connections: sockets.size,
      debug_info: { host: 'applink-1', build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: APP_ID },
    });
  });

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const portOf = () => (server.address() as AddressInfo).port;
  const actualPort = portOf();

  return {
    port: actualPort,
    apiUrl: `http://127.0.0.1:${actualPort}/api/`,
    get responseUrl() {
      return `http://127.0.0.1:${actualPort}${responseUrls.newPath()}`;
    },
    expireResponseUrls: responseUrls.expire,
    views,
    prompts,
    setPerson: (user, traits) => {
      people.set(user, traits);
    },
    leave: (channel) => {
      refusals.set(channel, 'not_in_channel');
    },
    refuse: (channel, error) => {
      if (error === undefined) refusals.delete(channel);
      else refusals.set(channel, error);
    },
    calls,
    acknowledgements,
    responses: responseUrls.responses,
    messages,
    updates,
    placeOf: (message) => {
      const place = places.get(message);
      if (!place) throw new Error('no message of the bot');
      return place;
    },
    deleteMessage: (ts) => {
      standing.delete(ts);
    },
    openSockets: () => sockets.size,
    socketsSeen: () => socketsSeen,
    fail: (method, failure, times = 1) => {
      failures.set(method, [...(failures.get(method) ?? []), ...Array<Failure>(times).fill(failure)]);
    },
    hold: (method) => {
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      holds.set(method, held);
      return () => {
        holds.delete(method);
        release();
      };
    },
    deliver: (type, payload, retry, to = 0) => {
      const socket = [...sockets][to];
      if (!socket) throw new Error('no WebSocket is open');
      const envelopeId = randomUUID();
      const retried = retry === undefined ? {} : { retry_attempt: retry, retry_reason: 'timeout' };
      send(socket, {
        envelope_id: envelopeId,
        payload,
        type,
        accepts_response_payload: type !== 'events_api',
        ...(type === 'events_api' && { retry_attempt: 0, retry_reason: '' }),
        ...retried,
      });
      return envelopeId;
    },
    requestReconnect: () => {
      for (const socket of sockets) {
        send(socket, { type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'applink-1' } });
      }
    },
    cutSockets: () => {
      for (const socket of sockets) socket.terminate();
    },
    freezeSockets: () => {
      for (const socket of sockets) socket.pause();
    },
    close: async () => {
      for (const socket of sockets) socket.terminate();
      webSockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Somebody joins the workspace, wrapped as Slack wraps events. */
export function teamJoin(user: string, traits: object = {}): object {
  const name = user.toLowerCase();
  return eventCallback(
    {
      type: 'team_join',
      user: {
        id: user,
        team_id: TEAM,
        name,
        deleted: false,
        real_name: name,
        tz: 'Europe/Amsterdam',
        profile: { real_name: name, display_name: name, team: TEAM },
        is_admin: false,
        is_owner: false,
        is_restricted: false,
        is_bot: false,
        is_app_user: false,
        ...traits,
      },
      cache_ts: Math.floor(Date.now() / 1_000),
      event_ts: nextTs(),
    },
    {},
  );
}

/** Somebody joins a channel that the bot is in, wrapped as Slack wraps events. */
export function memberJoined(user: string, channel = 'C0GENERAL', changes: object = {}): object {
  const channel_type = channel.startsWith('G') ? 'G' : 'C';
  return eventCallback(
    {
      type: 'member_joined_channel',
      user,
      channel,
      channel_type,
      team: TEAM,
      inviter: 'U0INVITER',
      event_ts: nextTs(),
      ...changes,
    },
    {},
  );
}

/** An `app_mention`, wrapped as Slack wraps events. */
export function mention(text: string, changes: object = {}, envelope: object = {}): object {
  const ts = nextTs();
  return eventCallback(
    {
      type: 'app_mention',
      user: 'U0ASKER',
      ts,
      client_msg_id: randomUUID(),
      text: `<@${BOT_USER}> ${text}`,
      team: TEAM,
      channel: 'C0GENERAL',
      event_ts: ts,
      ...changes,
    },
    envelope,
  );
}

/** A direct message to the bot, wrapped as Slack wraps events. */
export function directMessage(text: string, changes: object = {}, envelope: object = {}): object {
  const ts = nextTs();
  return eventCallback(
    {
      type: 'message',
      user: 'U0ASKER',
      ts,
      client_msg_id: randomUUID(),
      text,
      team: TEAM,
      channel: 'D0DIRECT',
      channel_type: 'im',
      event_ts: ts,
      ...changes,
    },
    envelope,
  );
}

/** A message in a channel that the app may read, wrapped as Slack wraps events. */
export function channelMessage(text: string, changes: object = {}, envelope: object = {}): object {
  return directMessage(text, { channel: 'C0GENERAL', channel_type: 'channel', ...changes }, envelope);
}

/** Somebody opens the app, at its Home tab or its messages. */
export function appHomeOpened(tab: 'home' | 'messages', changes: object = {}): object {
  const event = { type: 'app_home_opened', user: 'U0ASKER', channel: 'D0DIRECT', tab, event_ts: nextTs() };
  return eventCallback({ ...event, ...changes }, {});
}

/** A slash command, as the fields of its form. */
export function slashCommand(
  text: string,
  responseUrl: string,
  changes: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    token: 'deprecated',
    team_id: TEAM,
    team_domain: 'example',
    channel_id: 'C0GENERAL',
    channel_name: 'general',
    user_id: 'U0ASKER',
    user_name: 'asker',
    command: '/k8s',
    text,
    api_app_id: APP_ID,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: `${Date.now()}.1.${randomUUID()}`,
    ...changes,
  };
}

/** How a request differs from what Slack would send. */
export interface RequestChanges {
  readonly timestamp?: number;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends JSON or a form as Slack does: signed, and with the time. */
export function sendAsSlack(
  url: string,
  content: { readonly json: object } | { readonly form: Readonly<Record<string, string>> },
  changes: RequestChanges = {},
): Promise<Response> {
  const isJson = 'json' in content;
  const body = isJson ? JSON.stringify(content.json) : new URLSearchParams(content.form).toString();
  const timestamp = changes.timestamp ?? Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', changes.secret ?? SIGNING_SECRET)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  return fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${signature}`,
      ...changes.headers,
    },
  });
}

function eventCallback(event: object, envelope: object): object {
  return {
    token: 'deprecated',
    team_id: TEAM,
    context_team_id: TEAM,
    context_enterprise_id: null,
    api_app_id: APP_ID,
    event,
    type: 'event_callback',
    event_id: `Ev${randomUUID()}`,
    event_time: Math.floor(Date.now() / 1_000),
    authorizations: [
      { enterprise_id: null, team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: '4-context',
    ...envelope,
  };
}

let messageCount = 0;

/** The time of a new message, which is its name. */
export function nextTs(): string {
  return `${1_780_000_000 + messageCount++}.000200`;
}

function send(socket: WebSocket, message: object): void {
  socket.send(JSON.stringify(message));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const STRUCTURED: ReadonlySet<string> = new Set(['attachments', 'blocks', 'metadata', 'prompts', 'view']);

/** A form holds its structured fields as JSON. */
function bodyOf(request: IncomingMessage, text: string): Record<string, unknown> {
  if (request.headers['content-type']?.startsWith('application/json')) return JSON.parse(text);
  const fields = [...new URLSearchParams(text)].map(([key, value]) => {
    return [key, STRUCTURED.has(key) ? JSON.parse(value) : value] as const;
  });
  return Object.fromEntries(fields);
}

function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
