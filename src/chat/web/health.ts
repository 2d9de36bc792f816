import { Hono } from 'hono';
import { isLocalHost } from './page/local-host.js';

/** How the bot is, for probes and people. */
export interface Health {
  /** Whether traffic may come: documents are loaded and each adapter has found out where it stands. */
  readonly ready: boolean;
  readonly adapters: Readonly<Record<string, string>>;
  readonly documents: number;
  readonly problems: number;
}

/** Figures in the text format of their reader. */
export interface MetricsText {
  text(): Promise<string>;
  readonly contentType: string;
}

/** `/healthz` (the process lives), `/readyz` (it may be asked) and `/metrics`. */
export function healthRoutes(health: () => Health, metrics: MetricsText, host: string): Hono {
  const routes = new Hono();
  routes.get('/healthz', (context) => context.text('ok'));
  routes.get('/readyz', (context) => {
    const now = health();
    return context.json(now, now.ready ? 200 : 503);
  });
  routes.get('/metrics', async (context) => {
    if (!isLocalHost(host, context.req.header('host'))) return context.text('not from here', 403);
    return context.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType });
  });
  return routes;
}
