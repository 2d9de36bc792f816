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
  return { ...message, components: numbered(message.components) };
}

/** Components with their numbers. */
export function numbered(components: unknown): unknown {
  let last = 0;
  const number = (some: unknown): unknown =>
    Array.isArray(some)
      ? some.map((component: Json) => {
          const id = ++last;
          const { components: inner } = component;
          return { ...component, id, ...(inner !== undefined && { components: number(inner) }) };
        })
      : [];
  return number(components);
}

/** So many of something in a time, and no more; in the form of https://discord.com/developers/docs/topics/rate-limits. */
export interface Bucket {
  readonly limit: number;
  /** Takes one, if there is one left. */
  take(): 'taken' | 'too many';
  /** How many are left, and in how many seconds there are as many as ever. */
  left(): { readonly remaining: number; readonly resetAfter: number };
}

/** Makes a bucket that is full again so many milliseconds after its first was taken. */
export function createBucket(limit: number, millis: number): Bucket {
  let begin = Number.NEGATIVE_INFINITY;
  let taken = 0;
  const renew = () => {
    if (performance.now() - begin >= millis) taken = 0;
  };
  return {
    limit,
    take: () => {
      renew();
      if (taken >= limit) return 'too many';
      if (taken === 0) begin = performance.now();
      taken++;
      return 'taken';
    },
    left: () => {
      renew();
      return {
        remaining: limit - taken,
        resetAfter: taken === 0 ? 0 : (begin + millis - performance.now()) / 1_000,
      };
    },
  };
}

/** What Discord says to who takes more than there is. */
export function tooMany(bucket: Bucket): RestAnswer {
  const { resetAfter } = bucket.left();
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: resetAfter, global: false },
  };
}

/** What Discord tells of a bucket in the head of each answer. */
export function headersOf(bucket: Bucket, isTooMany: boolean): Readonly<Record<string, string>> {
  const { remaining, resetAfter } = bucket.left();
  return {
    'x-ratelimit-limit': String(bucket.limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Date.now() / 1_000 + resetAfter),
    'x-ratelimit-reset-after': String(resetAfter),
    'x-ratelimit-bucket': 'abcd1234',
    ...(isTooMany && { 'retry-after': String(Math.ceil(resetAfter)), 'x-ratelimit-scope': 'user' }),
  };
}
