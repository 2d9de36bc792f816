import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

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
  readonly responseUrl: string;
  /** How many WebSockets are open, and how many there have been. */
  openSockets(): number;
  socketsSeen(): number;
  /** Makes the next calls of a method fail; `response_url` and `hello` count as methods. */
  fail(method: string, failure: Failure, times?: number): void;
  /** Holds back the answers of a method until the returned function is called. */
  hold(method: string): () => void;
  /** Sends an envelope over every open WebSocket's first; returns its id. */
  deliver(type: EnvelopeType, payload: object, retry?: number): string;
  /** Asks the client to connect anew, as Slack does every few hours. */
  requestReconnect(): void;
  /** Cuts every WebSocket without a word. */
  cutSockets(): void;
  /** Reads nothing more from the open WebSockets, as when a network swallows everything. */
  freezeSockets(): void;
  close(): Promise<void>;
}

export type EnvelopeType = 'events_api' | 'slash_commands' | 'interactive';

/** Starts Slack on 127.0.0.1; on a given port, to come back where it was. */
export async function startSlackServer(port = 0): Promise<SlackServer> {
  const calls: ApiCall[] = [];
  const acknowledgements: Acknowledgement[] = [];
  const responses: Record<string, unknown>[] = [];
  const messages: Record<string, unknown>[] = [];
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
    if (failure && 'status' in failure) {
      response.writeHead(failure.status, failure.headers ?? {}).end('no');
    } else if (isResponseUrl) {
      if (!failure) responses.push(body);
      response.writeHead(failure ? 404 : 200).end(failure ? failure.error : 'ok');
    } else {
      const result = failure ? { ok: false, ...failure } : call(method, token, body);
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
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
        if (!asString(body.channel)) return refuse('channel_not_found');
        const fault = blocksFault(body.blocks);
        if (fault)
          return {
            ok: false,
            error: 'invalid_blocks',
            response_metadata: { messages: [`[ERROR] ${fault}`] },
          };
        if (!asString(body.text) && !Array.isArray(body.blocks)) return refuse('no_text');
        messages.push(body);
        const ts = `${1_790_000_000 + clock++}.000100`;
        return {
          ok: true,
          channel: body.channel,
          ts,
          message: { ...body, ts, bot_id: BOT_ID, user: BOT_USER },
        };
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
    responseUrl: `http://127.0.0.1:${actualPort}/commands/${TEAM}/1/secret`,
    calls,
    acknowledgements,
    responses,
    messages,
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
    deliver: (type, payload, retry) => {
      const [socket] = sockets;
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

/** A slash command, as the fields of its form. */
export function slashCommand(text: string, responseUrl: string): Record<string, string> {
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

function nextTs(): string {
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

/** A form holds its structured fields as JSON. */
function bodyOf(request: IncomingMessage, text: string): Record<string, unknown> {
  if (request.headers['content-type']?.startsWith('application/json')) return JSON.parse(text);
  const fields = [...new URLSearchParams(text)].map(([key, value]) => {
    const isStructured = key === 'blocks' || key === 'attachments' || key === 'metadata';
    return [key, isStructured ? JSON.parse(value) : value] as const;
  });
  return Object.fromEntries(fields);
}

/** Slack's rules for blocks, as far as they concern sections and contexts. */
export function blocksFault(blocks: unknown): string | undefined {
  if (blocks === undefined) return undefined;
  if (!Array.isArray(blocks)) return 'blocks is no list';
  if (blocks.length > 50) return 'no more than 50 blocks';
  for (const block of blocks) {
    const texts =
      block.type === 'section' ? [block.text] : block.type === 'context' ? block.elements : undefined;
    if (!Array.isArray(texts)) return `unsupported block ${block.type}`;
    if (texts.length < 1 || texts.length > 10) return 'a context has 1 to 10 elements';
    for (const text of texts) {
      if (text?.type !== 'mrkdwn' && text?.type !== 'plain_text') return 'text is missing';
      if (text.text.length < 1 || text.text.length > 3_000) return 'text has 1 to 3,000 characters';
    }
  }
  return undefined;
}

function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
