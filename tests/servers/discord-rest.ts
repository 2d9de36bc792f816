export type Json = Readonly<Record<string, unknown>>;

/** A message of the bot as people see it, once for each time that it appears or changes. */
export interface Shown extends Json {
  readonly id: string;
  readonly channel_id: string;
  /** Posted in a channel; said, changed or followed up in an interaction. */
  readonly how: 'posted' | 'said' | 'changed' | 'followed';
  readonly flags: number;
  /** Whether only who asked sees it. */
  readonly isPrivate: boolean;
}

/** What a request is answered with. */
export interface RestAnswer {
  readonly status: number;
  readonly body?: object;
}

/** Says no, as Discord does. */
export function refused(status: number, code: number, message: string, errors?: object): RestAnswer {
  return { status, body: { message, code, ...(errors && { errors }) } };
}

/** Says that something in a request is not as it should be. */
export function invalid(what: string): RestAnswer {
  const error = { code: 'BASE_TYPE_INVALID', message: what };
  return refused(400, 50035, 'Invalid Form Body', { _errors: [error] });
}

/** Discord numbers the components of a message. */
export function withIds(message: Shown): Shown {
  let last = 0;
  const numbered = (components: unknown): unknown =>
    Array.isArray(components)
      ? components.map((component: Json) => {
          const id = ++last;
          const { components: inner } = component;
          return { ...component, id, ...(inner !== undefined && { components: numbered(inner) }) };
        })
      : [];
  return { ...message, components: numbered(message.components) };
}
