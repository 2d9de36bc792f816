import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { isLocalHost, isLoopback } from './page/local-host.js';

/** A question and some earlier ones fit many times; nobody types more. */
const BODY_LIMIT = 512 * 1024;

/** What stands before every view, in order, for a server that is bound to `host`. */
export function guards(host: string): readonly MiddlewareHandler[] {
  return [ownNamesOnly(host), HEADERS, ownPagesOnly, BODIES, readableOnly, askedByPeopleOnly];
}

/** What stands before figures that programs read: bound to this machine only, no other site's page reads them. */
export function readerGuards(host: string): readonly MiddlewareHandler[] {
  return isLoopback(host) ? [ownNamesOnly(host), ownPagesOnly] : [];
}

/** Bound to this machine only, the page answers to its names only: no other site's page can reach it. */
function ownNamesOnly(host: string): MiddlewareHandler {
  return async (context, next) => {
    if (isLocalHost(host, context.req.header('host'))) return next();
    return context.text('This page is served to this machine only; open it by 127.0.0.1 or localhost.', 403);
  };
}

/** A page may run and load only what we serve, and be framed by nobody. */
const HEADERS = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    // The icon stands in the page itself.
    imgSrc: ['data:'],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
});

/**
 * What does something, and what programs read, is for our own pages: browsers say which page a request comes from.
 * Who says nothing is no browser, and asks for itself.
 */
const ownPagesOnly: MiddlewareHandler = async (context, next) => {
  const { req } = context;
  const isRead = req.method === 'GET' || req.method === 'HEAD';
  // A link on another page may lead here: that is a page which is opened, not one that reads us.
  const isOpened = isRead && req.header('sec-fetch-mode') === 'navigate';
  if (isOpened || isFromOurselves(req.header('sec-fetch-site'), req.header('origin'), req.header('host'))) {
    return next();
  }
  return context.text('Other pages may link here, but not ask or read for somebody.', 403);
};

function isFromOurselves(
  site: string | undefined,
  origin: string | undefined,
  host: string | undefined,
): boolean {
  // `none`: the person themselves, by the address bar or a bookmark.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return origin === undefined || hostOf(origin) === host;
}

/** The host of an origin; none of `null`, which a sandboxed page sends. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

const BODIES = bodyLimit({
  maxSize: BODY_LIMIT,
  onError: (context) => context.text('That is too long for a question; please shorten it.', 413),
});

/** A form that cannot be read is no fault of ours. */
const readableOnly: MiddlewareHandler = async (context, next) => {
  if (!isForm(context.req.header('content-type'))) return next();
  // Read once: whoever wants its fields gets them from here.
  const form = await context.req.formData().catch(() => undefined);
  return form ? next() : context.text('That form cannot be read; please send it again.', 400);
};

function isForm(type = ''): boolean {
  return /^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type);
}

/** An address may hold a question, which is kept and counted: browsers that fetch ahead, and looks at headers, ask nothing. */
const askedByPeopleOnly: MiddlewareHandler = async (context, next) => {
  const { req } = context;
  if (req.query('q') === undefined || req.path !== '/') return next();
  // Refused, it is fetched when somebody opens it.
  if (isAhead(req.header('sec-purpose') ?? req.header('purpose') ?? req.header('x-moz'))) {
    return context.text('This address asks a question; open it to ask.', 503, {
      'Cache-Control': 'no-store',
    });
  }
  return req.method === 'HEAD' ? context.html('') : next();
};

function isAhead(purpose = ''): boolean {
  return /\b(?:prefetch|prerender|preview)\b/i.test(purpose);
}
