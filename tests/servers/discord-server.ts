import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { COMPONENTS_V2, componentsIn, messageFault } from './discord-components.js';
import {
  APPLICATION_ID,
  ASKER,
  applicationOf,
  BOT_ID,
  BOT_USER,
  channelOf,
  dmChannelOf,
  forumOf,
  GUILD_ID,
  guildOf,
  memberOf,
  messageOf,
  nextId,
  PERMISSION,
  registeredCommandOf,
  threadOf,
  USUAL_PERMISSIONS,
  userOf,
} from './discord-payloads.js';
import { createInteractions } from './discord-responses.js';
import {
  type Bucket,
  headersOf,
  invalid,
  type Json,
  numbered,
  type RestAnswer,
  refused,
  type Shown,
  tooMany,
  withIds,
} from './discord-rest.js';

export { componentsIn } from './discord-components.js';
export type { Shown } from './discord-rest.js';

export const TOKEN = 'MTAwMDAwMDAwMDAwMDAwMDAy.GtEsTs.a-token-that-only-the-tests-own-server-knows';

/** What came in over REST, and the status it was answered with. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Json | undefined;
  readonly status: number;
}

/** An answer that the server gives instead of its own. */
export interface Fault {
  readonly method: string;
  readonly path: RegExp;
  readonly status?: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** How often; once when absent. */
  readonly times?: number;
  /** The request is carried out all the same, as when a gateway fails on the way back. */
  readonly carriedOut?: boolean;
  /** The connection is closed without a word instead of an answer, or in the middle of it. */
  readonly cutOff?: boolean | 'half';
  /** Nothing is ever answered. */
  readonly hangs?: boolean;
}

/** How the gateway behaves; may be changed while it runs. */
export interface GatewayHabits {
  greets: boolean;
  getsReady: boolean;
  /** Closes with this code instead of READY. */
  refusesWith: number | undefined;
  /** Answers the handshake with this HTTP status. */
  handshakeStatus: number | undefined;
  /** Leaves the handshake unanswered. */
  ignoresHandshake: boolean;
  heartbeatInterval: number;
  /** Whether the Message Content Intent is turned on in the developer portal. */
  messageContent: boolean;
  /** Whether the Server Members Intent is. */
  serverMembers: boolean;
  /** How many direct channels may be opened in a time; without end when absent. */
  directChannels: Bucket | undefined;
  /** What the bot is permitted; changed later, it is enforced without a word of it. */
  permissions: bigint;
}

/** The tests' own Discord. */
export interface DiscordServer {
  readonly apiUrl: string;
  readonly port: number;
  readonly requests: readonly RecordedRequest[];
  /** Messages that were posted, each once, however often it was sent. */
  readonly posted: readonly Json[];
  /** The data of each answer to an interaction. */
  readonly answers: readonly Json[];
  /** Every message of the bot that people see, wherever it stands. */
  readonly shown: readonly Shown[];
  /** What was suggested to those who type, each time. */
  readonly suggested: readonly (readonly Json[])[];
  /** The windows that were opened for who pressed something. */
  readonly modals: readonly Json[];
  /** The threads that the bot made. */
  readonly threads: readonly Json[];
  /** What each IDENTIFY held. */
  readonly identifies: readonly Json[];
  readonly resumes: readonly Json[];
  readonly habits: GatewayHabits;
  readonly commands: Map<string, readonly object[]>;
  /** How many sockets are open. */
  connections(): number;
  heartbeats(): number;
  fail(fault: Fault): void;
  /** Lets somebody take no direct messages, for one of the reasons of Discord's list of error codes. */
  closeDirectMessages(user: string, code: number, message: string): void;
  openDirectMessages(user: string): void;
  /** Tells of somebody who joins the guild, if the bot asked to be told. */
  joinGuild(user: object): void;
  leaveGuild(user: string): void;
  /** Forgets a message, as when its author deletes it. */
  deleteMessage(id: string): void;
  /** Lets every interaction so far be too old to be answered. */
  expireInteractions(): void;
  /** Tells of a thread or another channel. */
  addChannel(channel: Json): void;
  /** Sends an event in the present session; it waits there while nobody is connected. */
  dispatch(type: string, data: object): void;
  /** Cuts every connection without a word. */
  drop(): void;
  /** Asks to reconnect (op 7). */
  askToReconnect(): void;
  /** Says that the session is over (op 9). */
  invalidateSession(): void;
  /** Closes every connection with a code. */
  closeGateway(code: number): void;
  close(): Promise<void>;
}

/** An event's place in the session, so that it can be sent again after a lost connection. */
interface Session {
  readonly id: string;
  readonly events: { readonly s: number; readonly t: string; readonly d: object }[];
}

/** Milliseconds in which what was missed is told. */
const RESUMING = 30;

const GUILD_MEMBERS = 1 << 1;
const DIRECT_MESSAGES = 1 << 12;
const MESSAGE_CONTENT = 1 << 15;
const PRIVILEGED = GUILD_MEMBERS | (1 << 8) | MESSAGE_CONTENT;

/** Starts a Discord on 127.0.0.1 that knows one bot and one guild, with a channel and a forum. */
export async function startDiscordServer(wantedPort = 0): Promise<DiscordServer> {
  const requests: RecordedRequest[] = [];
  const posted: Json[] = [];
  const answers: Json[] = [];
  const identifies: Json[] = [];
  const resumes: Json[] = [];
  const faults: { fault: Fault; left: number }[] = [];
  const commands = new Map<string, readonly object[]>();
  const messages = new Set<string>();
  const byNonce = new Map<string, Json>();
  const shown: Shown[] = [];
  const suggested: (readonly Json[])[] = [];
  const modals: Json[] = [];
  const threads: Json[] = [];
  // Person -> what is said against a direct message to them.
  const closed = new Map<string, RestAnswer>();
  const channels = new Map<string, Json>(
    [channelOf(), forumOf(), dmChannelOf()].map((channel) => [channel.id, channel]),
  );
  const interactions = createInteractions(
    (message) => void shown.push(withIds(message)),
    (choices) => void suggested.push(choices),
    (answer) => void answers.push(answer),
    (modal) => void modals.push(modal),
  );
  const members = new Map<string, object>([BOT_USER, ASKER].map((user) => [user.id, memberOf(user)]));
  const sessions = new Map<string, Session>();
  const sockets = new Set<WebSocket>();
  const unanswered = new Set<Duplex>();
  let present: Session | undefined;
  let intents = 0;
  let beats = 0;
  const habits: GatewayHabits = {
    greets: true,
    getsReady: true,
    refusesWith: undefined,
    handshakeStatus: undefined,
    ignoresHandshake: false,
    heartbeatInterval: 41_250,
    messageContent: false,
    serverMembers: false,
    directChannels: undefined,
    permissions: USUAL_PERMISSIONS,
  };

  const http = createServer((request, response) => {
    void readBody(request).then((body) => answerRequest(request, response, body));
  });
  const gateway = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => {});
    if (habits.ignoresHandshake) {
      unanswered.add(socket);
      return;
    }
    if (habits.handshakeStatus !== undefined) {
      socket.end(`HTTP/1.1 ${habits.handshakeStatus} No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    gateway.handleUpgrade(request, socket, head, greet);
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(wantedPort, '127.0.0.1', resolve);
  });
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const gatewayUrl = `ws://127.0.0.1:${port}/gateway`;

  function answerRequest(request: IncomingMessage, response: ServerResponse, body: Json | undefined): void {
    const method = request.method ?? '';
    const path = decodeURIComponent((request.url ?? '').replace(/\?.*$/, ''));
    const query = new URLSearchParams(/\?(.*)$/.exec(request.url ?? '')?.[1]);
    const { authorization } = request.headers;
    const send = (answer: RestAnswer, headers: Readonly<Record<string, string>> = {}) => {
      requests.push({ method, path, authorization, body, status: answer.status });
      const type = answer.body === undefined ? {} : { 'content-type': 'application/json' };
      response.writeHead(answer.status, { ...type, ...headers });
      response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
    };
    const index = faults.findIndex(({ fault }) => fault.method === method && fault.path.test(path));
    const planned = faults[index];
    if (planned) {
      planned.left--;
      if (planned.left === 0) faults.splice(index, 1);
      const { fault } = planned;
      if (fault.carriedOut) restAnswer(method, path, authorization, body, query);
      if (fault.hangs) return;
      if (fault.cutOff) {
        requests.push({ method, path, authorization, body, status: 0 });
        if (fault.cutOff !== 'half') return void request.socket.destroy();
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        return void response.write('{"id":', () => request.socket.destroy());
      }
      const { status = 500 } = fault;
      const wrong = { message: String(status), code: 0, ...fault.body };
      return send({ status, body: wrong }, fault.headers);
    }
    const { directChannels } = habits;
    if (directChannels && method === 'POST' && path.endsWith('/users/@me/channels')) {
      const isTooMany = directChannels.take() === 'too many';
      const answer = isTooMany
        ? tooMany(directChannels)
        : restAnswer(method, path, authorization, body, query);
      return send(answer, headersOf(directChannels, isTooMany));
    }
    send(restAnswer(method, path, authorization, body, query));
  }

  function restAnswer(
    method: string,
    fullPath: string,
    authorization: string | undefined,
    body: Json | undefined,
    query: URLSearchParams,
  ): RestAnswer {
    const path = fullPath.replace(/^\/api\/v10/, '');
    if (path === fullPath) return NOT_FOUND;
    const callback = /^\/interactions\/(\d+)\/([^/]+)\/callback$/.exec(path);
    if (method === 'POST' && callback)
      return interactions.respond(callback[1] ?? '', callback[2] ?? '', body);
    const followUp = /^\/webhooks\/\d+\/([^/]+)(\/messages\/@original)?$/.exec(path);
    if (followUp) {
      return interactions.follow(method, followUp[1] ?? '', followUp[2] !== undefined, body ?? {});
    }
    if (authorization !== `Bot ${TOKEN}`)
      return { status: 401, body: { message: '401: Unauthorized', code: 0 } };

    if (method === 'GET' && path === '/gateway/bot') {
      const limit = { total: 1_000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 };
      return { status: 200, body: { url: gatewayUrl, shards: 1, session_start_limit: limit } };
    }
    if (method === 'GET' && path === '/users/@me') return { status: 200, body: BOT_USER };
    if (method === 'GET' && path === '/applications/@me')
      return { status: 200, body: applicationOf({ flags: applicationFlags() }) };
    const ofMember = /^\/guilds\/(\d+)\/members\/(\d+)$/.exec(path);
    if (method === 'GET' && ofMember) return memberAnswer(ofMember[1], ofMember[2] ?? '');
    if (method === 'POST' && path === '/users/@me/channels') return openDirectChannel(body?.recipient_id);
    const ofCommands = /^\/applications\/(\d+)(?:\/guilds\/(\d+))?\/commands$/.exec(path);
    if (ofCommands)
      return answerCommands(
        method,
        ofCommands[1] ?? '',
        ofCommands[2],
        body,
        query.get('with_localizations') === 'true',
      );
    const ofThreads = /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/.exec(path);
    if (method === 'POST' && ofThreads) return makeThread(ofThreads[1] ?? '', ofThreads[2] ?? '', body ?? {});
    const ofChannel = /^\/channels\/(\d+)(\/messages)?$/.exec(path);
    if (ofChannel) return answerChannel(method, ofChannel[1] ?? '', ofChannel[2] !== undefined, body);
    return NOT_FOUND;
  }

  /** Those of https://discord.com/developers/docs/resources/application#application-object-application-flags, for few servers. */
  function applicationFlags(): number {
    return (habits.serverMembers ? 1 << 15 : 0) | (habits.messageContent ? 1 << 19 : 0);
  }

  function memberAnswer(guild: string | undefined, user: string): RestAnswer {
    if (guild !== GUILD_ID) return refused(403, 50001, 'Missing Access');
    const member = members.get(user);
    return member ? { status: 200, body: member } : refused(404, 10007, 'Unknown Member');
  }

  /** The same channel with the same person each time; it can be had of somebody who takes no messages, too. */
  function openDirectChannel(recipient: unknown): RestAnswer {
    if (typeof recipient !== 'string' || !/^\d{17,20}$/.test(recipient)) return invalid('recipient_id');
    if (recipient === BOT_ID) return refused(400, 50007, 'Cannot send messages to this user');
    const known = [...channels.values()].find(({ recipients }) => recipientOf(recipients) === recipient);
    const channel: Json = known ?? { ...dmChannelOf(userOf(recipient, 'somebody')), id: nextId() };
    channels.set(String(channel.id), channel);
    const last = shown.findLast(({ channel_id }) => channel_id === channel.id);
    return { status: 200, body: { ...channel, last_message_id: last?.id ?? null } };
  }

  function answerCommands(
    method: string,
    application: string,
    guild: string | undefined,
    body: unknown,
    withTranslations: boolean,
  ): RestAnswer {
    if (application !== APPLICATION_ID) return refused(403, 20012, 'You are not authorized to do this');
    if (guild !== undefined && guild !== GUILD_ID) return refused(403, 50001, 'Missing Access');
    const scope = guild ?? 'global';
    if (method === 'PUT' && Array.isArray(body)) {
      commands.set(
        scope,
        body.map((command) => registeredCommandOf(command, guild)),
      );
    }
    const registered = commands.get(scope) ?? [];
    return { status: 200, body: withTranslations ? registered : untranslated(registered) };
  }

  function answerChannel(
    method: string,
    channel: string,
    ofMessages: boolean,
    body: Json | undefined,
  ): RestAnswer {
    const known = channels.get(channel);
    if (known === undefined) return refused(404, 10003, 'Unknown Channel');
    if (!ofMessages) return { status: 200, body: known };
    if (method === 'GET') return { status: 200, body: historyOf(channel) };
    if (method !== 'POST' || body === undefined) return NOT_FOUND;
    const unpermitted = closed.get(recipientOf(known.recipients) ?? '') ?? refusalIn(known);
    if (unpermitted) return unpermitted;
    const wrong = faultInMessage(body);
    if (wrong) return wrong;
    const reference = asJson(body.message_reference);
    if (reference && reference.fail_if_not_exists !== false && !messages.has(String(reference.message_id))) {
      const error = { code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' };
      return refused(400, 50035, 'Invalid Form Body', { message_reference: { _errors: [error] } });
    }
    if (reference && isLacking(PERMISSION.readHistory) && known.guild_id !== undefined)
      return refused(400, 160002, 'Cannot reply without permission to read message history');
    const nonce = body.enforce_nonce === true ? String(body.nonce) : undefined;
    const earlier = nonce === undefined ? undefined : byNonce.get(nonce);
    if (earlier) return { status: 200, body: earlier };
    const { content, components = [], flags = 0 } = body;
    const message = {
      ...messageOf({ content: String(content ?? '') }),
      channel_id: channel,
      components: numbered(components),
      flags,
    };
    messages.add(message.id);
    posted.push({ ...body, channel_id: channel, id: message.id });
    const as = { channel_id: channel, how: 'posted', flags: Number(flags), isPrivate: false } as const;
    shown.push(withIds({ ...body, id: message.id, ...as }));
    if (nonce !== undefined) byNonce.set(nonce, message);
    echo(message, known);
    return { status: 200, body: message };
  }

  /** What the bot posted in a channel, as it is now, newest first; what others wrote is not kept. */
  function historyOf(channel: string): readonly object[] {
    const posts = shown.filter(({ channel_id, how }) => channel_id === channel && how === 'posted');
    const now = posts.map((post) => shown.findLast(({ id }) => id === post.id) ?? post);
    return now.reverse().map(({ id, content, components, embeds, flags }) => ({
      ...messageOf({ id, content: String(content ?? '') }),
      channel_id: channel,
      timestamp: new Date().toISOString(),
      embeds: embeds ?? [],
      components,
      flags,
    }));
  }

  /** Whoever posts is told of their own message, too. */
  function echo(message: object, { type, guild_id }: Json): void {
    const isTold = guild_id !== undefined || (intents & DIRECT_MESSAGES) !== 0;
    if (present === undefined || !isTold) return;
    dispatch('MESSAGE_CREATE', {
      ...message,
      channel_type: type,
      ...(guild_id !== undefined && { guild_id }),
    });
  }

  function isLacking(permission: bigint): boolean {
    return (habits.permissions & permission) === 0n;
  }

  /** Why the bot may not write in a channel. */
  function refusalIn({ type, guild_id, thread_metadata }: Json): RestAnswer | undefined {
    if (guild_id === undefined) return undefined;
    if (type === 15) return refused(400, 50008, 'Cannot send messages in a non-text channel');
    if (isLacking(PERMISSION.viewChannel)) return refused(403, 50001, 'Missing Access');
    const isThread = thread_metadata !== undefined;
    return isLacking(isThread ? PERMISSION.sendInThreads : PERMISSION.sendMessages)
      ? refused(403, 50013, 'Missing Permissions')
      : undefined;
  }

  function makeThread(channel: string, message: string, body: Json): RestAnswer {
    const known = channels.get(channel);
    if (known === undefined) return refused(404, 10003, 'Unknown Channel');
    if (known.type !== 0 && known.type !== 5)
      return refused(400, 50024, 'Cannot execute action on this channel type');
    if (isLacking(PERMISSION.viewChannel)) return refused(403, 50001, 'Missing Access');
    if (isLacking(PERMISSION.createThreads)) return refused(403, 50013, 'Missing Permissions');
    if (!messages.has(message)) return refused(404, 10008, 'Unknown Message');
    if (channels.has(message))
      return refused(400, 160004, 'A thread has already been created for this message');
    const { name, auto_archive_duration } = body;
    if (typeof name !== 'string' || name.trim() === '' || name.length > 100) return invalid('name');
    if (![undefined, 60, 1_440, 4_320, 10_080].includes(auto_archive_duration as number | undefined))
      return invalid('auto_archive_duration');
    const thread = threadOf(message, channel, { name: name.trim(), owner_id: BOT_ID });
    channels.set(message, thread);
    threads.push(thread);
    dispatch('THREAD_CREATE', { ...thread, newly_created: true });
    return { status: 201, body: thread };
  }

  function greet(socket: WebSocket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const payload = asJson(JSON.parse(String(data))) ?? {};
      answerGateway(socket, Number(payload.op), payload.d);
    });
    if (habits.greets) {
      send(socket, {
        op: 10,
        d: { heartbeat_interval: habits.heartbeatInterval, _trace: [] },
        s: null,
        t: null,
      });
    }
  }

  function answerGateway(socket: WebSocket, op: number, data: unknown): void {
    const d = asJson(data) ?? {};
    if (op === 1) {
      beats++;
      send(socket, { op: 11, d: null, s: null, t: null });
    }
    if (op === 2) identify(socket, d);
    if (op === 6) resume(socket, d);
  }

  function identify(socket: WebSocket, d: Json): void {
    identifies.push(d);
    if (d.token !== TOKEN) return socket.close(4004, 'Authentication failed.');
    if (habits.refusesWith !== undefined) return socket.close(habits.refusesWith);
    intents = Number(d.intents);
    const granted =
      (habits.messageContent ? MESSAGE_CONTENT : 0) | (habits.serverMembers ? GUILD_MEMBERS : 0);
    const disallowed = PRIVILEGED & ~granted;
    if ((intents & disallowed) !== 0) return socket.close(4014, 'Disallowed intent(s).');
    if (!habits.getsReady) return;
    const session: Session = { id: nextId(), events: [] };
    sessions.set(session.id, session);
    present = session;
    dispatch('READY', {
      v: 10,
      user_settings: {},
      user: BOT_USER,
      session_type: 'normal',
      session_id: session.id,
      resume_gateway_url: gatewayUrl,
      relationships: [],
      private_channels: [],
      presences: [],
      guilds: [{ id: GUILD_ID, unavailable: true }],
      guild_join_requests: [],
      geo_ordered_rtc_regions: [],
      game_relationships: [],
      auth: {},
      application: { id: APPLICATION_ID, flags: applicationFlags() },
      shard: [0, 1],
      _trace: [],
    });
    const guild = guildOf(GUILD_ID, habits.permissions);
    dispatch('GUILD_CREATE', { ...guild, threads: [...channels.values()].filter(isThread) });
  }

  function resume(socket: WebSocket, d: Json): void {
    resumes.push(d);
    const session = sessions.get(String(d.session_id));
    if (d.token !== TOKEN) return socket.close(4004, 'Authentication failed.');
    if (!session) return send(socket, { op: 9, d: false, s: null, t: null });
    for (const event of session.events.filter(({ s }) => s > Number(d.seq)))
      send(socket, { op: 0, ...event });
    // Whoever is told of what they missed has long to wait for the end of it.
    setTimeout(() => dispatch('RESUMED', { _trace: [] }), RESUMING);
  }

  function dispatch(type: string, data: object): void {
    if (!present) throw new Error('nobody has identified yet');
    const told = asJson(data) ?? {};
    if (type === 'MESSAGE_CREATE') messages.add(String(told.id));
    if (type === 'INTERACTION_CREATE') interactions.told(asJson(JSON.parse(JSON.stringify(data))) ?? {});
    const d = type === 'MESSAGE_CREATE' ? asTold(told) : data;
    const event = { s: present.events.length + 1, t: type, d };
    present.events.push(event);
    for (const socket of sockets) send(socket, { op: 0, ...event });
  }

  /** What others write in a guild is told with its text only to those who may read it, or when it names them. */
  function asTold(message: Json): Json {
    const { guild_id, mentions, author } = message;
    const isOfBot = (user: unknown) => asJson(user)?.id === BOT_ID;
    const namesBot = Array.isArray(mentions) && mentions.some(isOfBot);
    if (guild_id === undefined || namesBot || isOfBot(author) || (intents & MESSAGE_CONTENT) !== 0)
      return message;
    return { ...message, content: '', embeds: [], attachments: [], components: [] };
  }

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    port,
    requests,
    posted,
    answers,
    shown,
    suggested,
    modals,
    threads,
    identifies,
    resumes,
    habits,
    commands,
    connections: () => sockets.size,
    heartbeats: () => beats,
    fail: (fault) => faults.push({ fault, left: fault.times ?? 1 }),
    closeDirectMessages: (user, code, message) => void closed.set(user, refused(403, code, message)),
    openDirectMessages: (user) => void closed.delete(user),
    joinGuild: (user) => {
      const member = memberOf(user);
      members.set(String(asJson(user)?.id), member);
      if ((intents & GUILD_MEMBERS) !== 0) dispatch('GUILD_MEMBER_ADD', { ...member, guild_id: GUILD_ID });
    },
    leaveGuild: (user) => {
      const member = members.get(user);
      members.delete(user);
      if ((intents & GUILD_MEMBERS) !== 0)
        dispatch('GUILD_MEMBER_REMOVE', { guild_id: GUILD_ID, user: asJson(member)?.user });
    },
    deleteMessage: (id) => messages.delete(id),
    expireInteractions: interactions.expire,
    addChannel: (channel) => {
      channels.set(String(channel.id), channel);
      dispatch(isThread(channel) ? 'THREAD_CREATE' : 'CHANNEL_CREATE', channel);
    },
    dispatch,
    drop: () => {
      for (const socket of sockets) socket.terminate();
      sockets.clear();
    },
    askToReconnect: () => {
      for (const socket of sockets) send(socket, { op: 7, d: null, s: null, t: null });
    },
    invalidateSession: () => {
      sessions.clear();
      present = undefined;
      for (const socket of sockets) send(socket, { op: 9, d: false, s: null, t: null });
    },
    closeGateway: (code) => {
      for (const socket of sockets) socket.close(code);
    },
    close: async () => {
      for (const socket of sockets) socket.terminate();
      for (const socket of unanswered) socket.destroy();
      gateway.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

const NOT_FOUND: RestAnswer = { status: 404, body: { message: '404: Not Found', code: 0 } };

function faultInMessage(body: Json): RestAnswer | undefined {
  const { content, embeds, components, flags } = body;
  const isEmpty = (value: unknown) => !Array.isArray(value) || value.length === 0;
  if (!content && isEmpty(embeds) && isEmpty(components))
    return refused(400, 50006, 'Cannot send an empty message');
  if ((Number(flags ?? 0) & ~(COMPONENTS_V2 | (1 << 2) | (1 << 12))) !== 0) return invalid('flags');
  const wrong = messageFault(body);
  return wrong === undefined ? undefined : invalid(wrong);
}

/** With whom a direct channel is. */
function recipientOf(recipients: unknown): string | undefined {
  return Array.isArray(recipients) ? recipients[0]?.id : undefined;
}

function isThread({ thread_metadata }: Json): boolean {
  return thread_metadata !== undefined;
}

/** Every text that a message shows. */
export function textsOf(message: Json | undefined): string {
  return componentsIn(message?.components)
    .map(({ content }) => content)
    .filter((content) => typeof content === 'string')
    .join('\n');
}

function send(socket: WebSocket, payload: object): void {
  socket.send(JSON.stringify(payload));
}

function asJson(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null ? (value as Json) : undefined;
}

async function readBody(request: IncomingMessage): Promise<Json | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}

/** Commands without what only those are told of who ask for it. */
function untranslated(commands: readonly object[]): readonly object[] {
  const text = JSON.stringify(commands, (key, value) => (key.endsWith('_localizations') ? undefined : value));
  return JSON.parse(text);
}
