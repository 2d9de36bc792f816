import type { IncomingMessage, RequestListener } from 'node:http';

/** Where Slack sends events and commands. */
export const EVENTS_PATH = '/slack/events';

/** Slack's own limit for the age of a request; Bolt holds it for the past only. */
const CLOCK_LIMIT_SECONDS = 5 * 60;

/** Lets through to Bolt what Slack may have sent just now. */
export function createEventEndpoint(
  receiver: () => RequestListener | undefined,
  now: () => number = Date.now,
): RequestListener {
  return (request, response) => {
    const refuse = (status: number, headers: Record<string, string> = {}) => {
      response.writeHead(status, headers).end();
    };
    if (request.url?.split('?', 1)[0] !== EVENTS_PATH) return refuse(404);
    if (request.method !== 'POST') return refuse(405, { allow: 'POST' });
    if (!isTimely(request, now())) return refuse(401);
    const deliver = receiver();
    // Slack sends it again, in a minute and in five.
    if (!deliver) return refuse(503);
    withPlainFormType(request);
    deliver(request, response);
  };
}

/** A request without a time is left to Bolt, which refuses it unless it says nothing (`ssl_check`). */
function isTimely(request: IncomingMessage, now: number): boolean {
  const time = request.headers['x-slack-request-timestamp'];
  return time === undefined || Math.abs(now / 1_000 - Number(time)) <= CLOCK_LIMIT_SECONDS;
}

/** Bolt knows a form only when its type names no character set. */
function withPlainFormType(request: IncomingMessage): void {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') request.headers['content-type'] = type;
}
