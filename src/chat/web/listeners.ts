import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Bot } from '../bot.js';
import { askRoutes } from './ask.js';
import { createAssets } from './assets.js';
import { guards } from './guards.js';
import { createLayout } from './layout.js';
import { WALK_PATH, walkRoutes } from './walk.js';

/** The page: every view at its address, behind the guards. */
export function pageRoutes(bot: Bot, host: string): Hono {
  const assets = createAssets();
  const page = createLayout({ addressOf: assets.addressOf, views: ['ask', 'learn'] });
  const routes = new Hono();
  routes.use(...guards(host), compress());
  routes.route('/', assets.routes);
  routes.route('/', askRoutes({ bot, page }));
  routes.route(WALK_PATH, walkRoutes({ bot, page }));
  return routes;
}
