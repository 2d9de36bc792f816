import { createServer, type RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import type { ChatAdapter } from '../adapter.js';
import type { ExampleReply } from '../example-replies.js';
import { type Health, healthRoutes, type MetricsText } from './health.js';
import type { KnowledgeToRead } from './knowledge/read-knowledge.js';
import type { Status } from './oversee/health-page.js';
import type { Insights } from './oversee/insights.js';
import type { PlatformPreview } from './preview/preview.js';

/** Another adapter's place on the one port. */
export interface Mount {
  readonly path: string;
  readonly listener: RequestListener;
}

/** What the one port serves, and where. */
export interface WebSettings {
  readonly host: string;
  readonly port: number;
  /** Whether the chat page is served. */
  readonly page: boolean;
  readonly mounts: readonly Mount[];
  readonly health: () => Health;
  readonly metrics: MetricsText;
  /** The knowledge base to read; none of its pages when absent. */
  readonly knowledge?: KnowledgeToRead;
  /** How everything is, for the page of health; no page of it when absent. */
  readonly status?: () => Promise<Status>;
  /** What was asked in the last days; shown to this machine only. */
  readonly insights?: (days: number) => Promise<Insights>;
  /** The platforms on which a reply can be looked at; none when absent. */
  readonly previews?: readonly PlatformPreview[];
  /** An example of each kind of reply, to be looked at there. */
  readonly examples?: () => Promise<readonly ExampleReply[]>;
  readonly log: Logger;
}

/** Whatever is answered is taken for what it says it is, and runs nothing; a page says itself what it may. */
const BARE_HEADERS = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
] as const;

/** Says why the port could not be opened. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/** Serves the chat page, health and metrics, and what other adapters mount, on one port. */
export function createWebAdapter(settings: WebSettings): ChatAdapter {
  const { host, port, mounts, log } = settings;
  const server = createServer();

  return {
    name: 'web',
    start: async (bot) => {
      const routes = healthRoutes(settings.health, settings.metrics, host);
      if (settings.page) {
        // What draws pages is loaded where there are any.
        const { pageRoutes } = await import('./listeners.js');
        routes.route('/', pageRoutes(bot, settings));
      }
      routes.notFound((context) => context.text('There is nothing at this address.', 404));
      routes.onError((err, context) => {
        log.error({ err, method: context.req.method, path: context.req.path }, 'could not serve a request');
        return context.text('Something went wrong on our side; please try again in a minute.', 500);
      });
      const answer = getRequestListener(routes.fetch);
      server.on('request', (request, response) => {
        for (const [name, value] of BARE_HEADERS) response.setHeader(name, value);
        const path = request.url?.split('?', 1)[0];
        const mount = mounts.find((mount) => mount.path === path);
        if (mount) mount.listener(request, response);
        else void answer(request, response);
        // What was sent and not read, as beyond a limit, is read to its end: otherwise the answer never arrives.
        response.on('finish', () => request.resume());
      });
      await new Promise<void>((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) => reject(listenErrorFor(error, host, port)));
        server.listen(port, host, resolve);
      });
      server.on('error', (err) => log.error({ err }, 'the web server had a fault'));
      const address = server.address();
      const actual = typeof address === 'object' && address ? address.port : port;
      const shown = host.includes(':') ? `[${host}]` : host;
      log.info(
        settings.page ? `chat page: http://${shown}:${actual}` : `listening on http://${shown}:${actual}`,
      );
    },
    stop: () =>
      new Promise((resolve) => {
        if (!server.listening) return resolve();
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function listenErrorFor(error: NodeJS.ErrnoException, host: string, port: number): ListenError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `port ${port} on ${host} is taken; stop the program that has it, or set PORT to another`,
    EACCES: `port ${port} may not be opened by this user; set PORT to one above 1023`,
    EADDRNOTAVAIL: `this machine has no address ${host}; set HOST to one it has, such as 127.0.0.1`,
    ENOTFOUND: `the name ${host} is not known; set HOST to an address of this machine, such as 127.0.0.1`,
  };
  const reason = reasons[error.code ?? ''] ?? `port ${port} on ${host} cannot be opened (${error.message})`;
  return new ListenError(`Cannot start: ${reason}`, { cause: error });
}
