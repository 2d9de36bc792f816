import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Person } from '../../asked.js';

/** Knows a browser again, so that a track goes on tomorrow and a rating counts once; nothing else is in it. */
const COOKIE = 'casebook_browser';

/** As long as progress is kept when nothing is said; in seconds. */
const COOKIE_AGE = 180 * 24 * 60 * 60;

/** Whoever sits at the browser, by its cookie; from now on it has one. */
export function personOf(context: Context): Person {
  const user = knownPersonOf(context)?.user ?? randomUUID();
  // Lax: a link on another page leads to the same person; what such a page sends is refused anyway.
  setCookie(context, COOKIE, user, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: COOKIE_AGE });
  return { platform: 'web', user };
}

/** Whoever sits at the browser, if it has a cookie of ours. */
export function knownPersonOf(context: Context): Person | undefined {
  const user = getCookie(context, COOKIE);
  return user && /^[\da-f-]{36}$/.test(user) ? { platform: 'web', user } : undefined;
}
