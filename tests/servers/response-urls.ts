import { blocksFault, TOO_LONG } from './block-kit.js';

/** The addresses that Slack gives out for answering something that a person did. */
export interface ResponseUrls {
  /** What was sent to one of them and accepted. */
  readonly responses: readonly Readonly<Record<string, unknown>>[];
  /** Gives out the path of a new one. */
  newPath(): string;
  /** Lets every one of them grow old. */
  expire(): void;
  /** Takes what was sent to a path; says what is wrong with it. */
  take(path: string, body: Readonly<Record<string, unknown>>): string | undefined;
}

/** How often one may be used. */
const USES = 5;

/** How long one may be used, in milliseconds. */
const LIFE = 30 * 60 * 1_000;

/** Makes addresses below a path. */
export function createResponseUrls(base: string): ResponseUrls {
  const responses: Readonly<Record<string, unknown>>[] = [];
  const given = new Map<string, { readonly givenAt: number; uses: number }>();
  let expiredAt = Number.NEGATIVE_INFINITY;

  return {
    responses,
    newPath: () => {
      const path = `${base}/${given.size + 1}/secret`;
      given.set(path, { givenAt: Date.now(), uses: 0 });
      return path;
    },
    expire: () => {
      expiredAt = Date.now();
    },
    take: (path, body) => {
      const url = given.get(path);
      if (!url) return 'no_url';
      if (url.givenAt <= expiredAt || Date.now() - url.givenAt > LIFE) return 'expired_url';
      if (url.uses >= USES) return 'used_url';
      const fault = faultOf(body);
      if (fault) return fault;
      url.uses++;
      responses.push(body);
      return undefined;
    },
  };
}

function faultOf(body: Readonly<Record<string, unknown>>): string | undefined {
  const { response_type, replace_original, delete_original, thread_ts, text, blocks } = body;
  if (![undefined, 'ephemeral', 'in_channel'].includes(response_type as string))
    return 'invalid_response_type';
  for (const flag of [replace_original, delete_original])
    if (flag !== undefined && typeof flag !== 'boolean') return 'invalid_arguments';
  if (thread_ts !== undefined && !/^\d+\.\d+$/.test(String(thread_ts))) return 'invalid_thread_ts';
  const fault = blocksFault(blocks);
  if (fault) return fault === TOO_LONG ? fault : `invalid_blocks: ${fault}`;
  return text === undefined && blocks === undefined && !delete_original ? 'no_text' : undefined;
}
