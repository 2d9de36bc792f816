import { Hono } from 'hono';
import { readerGuards } from './guards.js';

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

/**
 * `/healthz` (the process lives), for everybody; `/readyz` (it may be asked) and `/metrics`, which tell more. Probes of
 * a cluster never come to an address of one machine only.
 */
export function healthRoutes(health: () => Health, metrics: MetricsText, host: string): Hono {
  const routes = new Hono();
  routes.get('/healthz', (context) => context.text('ok'));
  for (const path of ['/readyz', '/metrics']) routes.use(path, ...readerGuards(host));
  routes.get('/readyz', (context) => {
    const now = health();
    return context.json(now, now.ready ? 200 : 503);
  });
  routes.get('/metrics', async (context) =>
    context.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType }),
  );
  return routes;
}
