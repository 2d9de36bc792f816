import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';

const packed = promisify(gzip);

/** Shorter answers fit in one packet anyway. */
const SHORTEST = 1_024;

/**
 * Packs pages for whoever takes them packed. Whole, not as a stream: they are small, and a stream’s end comes after
 * its beginning was answered, so that stopping waited three seconds for a connection.
 */
export const compression: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  const isTaken = takesGzip(context.req.header('accept-encoding'));
  const isText = /^(?:text\/|application\/json)/.test(headers.get('content-type') ?? '');
  if (!isText || headers.has('content-encoding')) return;
  context.header('Vary', 'Accept-Encoding', { append: true });
  if (!isTaken) return;
  const body = new Uint8Array(await context.res.clone().arrayBuffer());
  if (body.length < SHORTEST) return;
  const { status } = context.res;
  context.res = new Response(Uint8Array.from(await packed(body)), { status, headers });
  context.header('Content-Encoding', 'gzip');
  // What it was before it was packed.
  context.header('Content-Length', undefined);
};

/** Whether somebody takes what is packed, by what they say they accept. */
export function takesGzip(accepted = ''): boolean {
  return /(?:^|,)\s*gzip\s*(?!;\s*q=0(?:\.0*)?\s*(?:,|$))(?:;|,|$)/.test(accepted);
}
