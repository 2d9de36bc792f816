import { performance } from 'node:perf_hooks';
import { choicesFault, EPHEMERAL, messageFault, modalFault } from './discord-components.js';
import { nextId } from './discord-payloads.js';
import { invalid, type Json, type RestAnswer, refused, type Shown } from './discord-rest.js';

/** Discord waits so long for a first response. */
const PATIENCE = 3_000;

const COMMAND = 2;
const COMPONENT = 3;
const TYPING = 4;
const SUBMIT = 5;

const SAYS = 4;
const DEFERS = 5;
const DEFERS_CHANGE = 6;
const CHANGES = 7;
const SUGGESTS = 8;
const ASKS = 9;

/**
 * What may be responded first, by the type of interaction. A window is not available for one that was sent, says
 * https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type.
 */
const ALLOWED: Readonly<Record<number, readonly number[]>> = {
  [COMMAND]: [SAYS, DEFERS, ASKS],
  [COMPONENT]: [SAYS, DEFERS, DEFERS_CHANGE, CHANGES, ASKS],
  [TYPING]: [SUGGESTS],
  [SUBMIT]: [SAYS, DEFERS, DEFERS_CHANGE, CHANGES],
};

/** An interaction that was told of. */
interface Told {
  readonly type: number;
  readonly token: string;
  readonly channel: string;
  readonly at: number;
  /** The message in which something was pressed. */
  readonly source: { readonly id: string; readonly flags: number } | undefined;
  response: number | undefined;
  /** The message that `@original` names. */
  original: { readonly id: string; readonly flags: number } | undefined;
}

/** Discord's side of interactions: what it takes as a response, and when. */
export interface Interactions {
  told(data: Json): void;
  /** The first response. */
  respond(id: string, token: string, body: Json | undefined): RestAnswer;
  /** What is said or changed later. */
  follow(method: string, token: string, isOriginal: boolean, body: Json): RestAnswer;
  /** Lets all that were told of so far be too old to be answered. */
  expire(): void;
}

/** Makes it; what is shown, what is suggested, and the windows that are opened are told. */
export function createInteractions(
  show: (message: Shown) => void,
  suggest: (choices: readonly Json[]) => void,
  record: (answer: Json) => void,
  open: (modal: Json) => void,
): Interactions {
  const interactions = new Map<string, Told>();
  let expired = Number.NEGATIVE_INFINITY;

  const shownOf = (
    how: Shown['how'],
    { id, flags }: { id: string; flags: number },
    body: Json,
    told: Told,
  ) => {
    const message: Shown = {
      ...body,
      id,
      channel_id: told.channel,
      how,
      flags: (Number(body.flags ?? 0) & ~EPHEMERAL) | flags,
      isPrivate: (flags & EPHEMERAL) !== 0,
    };
    show(message);
    return { status: 200, body: asSent(message) };
  };

  /** Once drawn with components, a message stays so. */
  const say = (how: Shown['how'], flags: number, body: Json, told: Told): RestAnswer => {
    const wrong = messageFault(body) ?? emptyFault(body);
    if (wrong) return invalid(wrong);
    const message = { id: nextId(), flags: flags & EPHEMERAL };
    if (how === 'said') told.original = { ...message, flags: message.flags | Number(body.flags ?? 0) };
    return shownOf(how, message, body, told);
  };

  const change = (body: Json, told: Told): RestAnswer => {
    const { original } = told;
    if (original === undefined) return refused(404, 10008, 'Unknown Message');
    const wrong = messageFault({ ...body, flags: Number(body.flags ?? 0) | original.flags });
    if (wrong) return invalid(wrong);
    if (original.id === '') {
      const message = { id: nextId(), flags: original.flags & EPHEMERAL };
      told.original = { ...message, flags: message.flags | Number(body.flags ?? 0) };
      return shownOf('said', message, body, told);
    }
    return shownOf('changed', { id: original.id, flags: original.flags }, body, told);
  };

  return {
    told: (data) => {
      const { id, type, token, channel_id, message } = data;
      if (interactions.has(String(id))) return;
      const source = message as Json | undefined;
      interactions.set(String(id), {
        type: Number(type),
        token: String(token),
        channel: String(channel_id),
        at: performance.now(),
        source: source && { id: String(source.id), flags: Number(source.flags ?? 0) },
        response: undefined,
        original: undefined,
      });
    },
    respond: (id, token, body) => {
      const told = interactions.get(id);
      const isLate = told && (told.at <= expired || performance.now() - told.at > PATIENCE);
      if (!told || told.token !== token || isLate) return refused(404, 10062, 'Unknown interaction');
      if (told.response !== undefined)
        return refused(400, 40060, 'Interaction has already been acknowledged.');
      const type = Number(body?.type);
      if (!(ALLOWED[told.type] ?? []).includes(type)) return invalid(`a response of type ${type}`);
      const data = (body?.data ?? {}) as Json;
      const answer = first(type, data, told);
      if (answer.status >= 400) return answer;
      told.response = type;
      if (type === SAYS || type === CHANGES) record({ ...data, id });
      return { status: 204 };
    },
    follow: (method, token, isOriginal, body) => {
      const told = [...interactions.values()].find((each) => each.token === token);
      if (told?.response === undefined) return refused(404, 10015, 'Unknown Webhook');
      if (told.type === TYPING) return refused(404, 10015, 'Unknown Webhook');
      const answer = isOriginal
        ? method === 'PATCH'
          ? change(body, told)
          : refused(405, 0, '405: Method Not Allowed')
        : say('followed', Number(body.flags ?? 0), body, told);
      if (answer.status < 400) record({ ...body, method });
      return answer;
    },
    expire: () => {
      expired = performance.now();
    },
  };

  function first(type: number, data: Json, told: Told): RestAnswer {
    const flags = Number(data.flags ?? 0);
    switch (type) {
      case SAYS:
        return say('said', flags, data, told);
      case DEFERS:
        if ((flags & ~EPHEMERAL) !== 0) return invalid('only the flag for one person alone may be deferred');
        told.original = { id: '', flags };
        return { status: 204 };
      case DEFERS_CHANGE:
        told.original = told.source;
        return { status: 204 };
      case CHANGES:
        told.original = told.source;
        return change(data, told);
      case ASKS: {
        const wrong = modalFault(data);
        if (wrong) return invalid(wrong);
        open(data);
        return { status: 204 };
      }
      default: {
        const wrong = choicesFault(data.choices);
        if (wrong) return invalid(wrong);
        suggest(data.choices as readonly Json[]);
        return { status: 204 };
      }
    }
  }
}

function emptyFault({ content, embeds, components }: Json): string | undefined {
  const isEmpty = (value: unknown) => !value || (Array.isArray(value) && value.length === 0);
  return isEmpty(content) && isEmpty(embeds) && isEmpty(components) ? 'an empty message' : undefined;
}

/** A message as the one who sent it is told of it. */
function asSent({ id, channel_id, components, embeds, flags }: Shown): object {
  return {
    type: 20,
    id,
    channel_id,
    content: '',
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: embeds ?? [],
    timestamp: '2026-11-21T12:00:00.000000+00:00',
    edited_timestamp: null,
    flags,
    components: components ?? [],
    pinned: false,
    mention_everyone: false,
    tts: false,
  };
}
