import { Hono } from 'hono';
import type { Bot } from '../bot.js';
import type { WebSettings } from './adapter.js';
import { askRoutes } from './ask/ask.js';
import { createAssets } from './assets.js';
import { compression } from './compression.js';
import { guards } from './guards.js';
import { readKnowledgeRoutes } from './knowledge/read-knowledge.js';
import { walkRoutes } from './learn/walk.js';
import { HEALTH_PATH, healthPageRoutes } from './oversee/health-page.js';
import { INSIGHTS_PATH, insightsRoutes } from './oversee/insights.js';
import { createLayout, type View } from './page/layout.js';
import { isLoopback } from './page/local-host.js';
import { createPageLinks, NO_PAGES } from './page/page-links.js';
import { createShown } from './page/shown.js';
import { WALK_PATH } from './page/walk-path.js';
import { PREVIEW_PATH, previewRoutes } from './preview/preview.js';

/** The page: every view at its address, behind the guards. */
export function pageRoutes(
  bot: Bot,
  { host, knowledge, status, insights, previews = [], examples = async () => [], log }: WebSettings,
): Hono {
  const assets = createAssets();
  // What people asked is nobody's business who comes from elsewhere.
  const hasInsights = insights !== undefined && isLoopback(host);
  const views: readonly View[] = [
    'ask',
    ...(knowledge ? (['knowledge'] as const) : []),
    'learn',
    ...(hasInsights ? (['insights'] as const) : []),
    ...(status ? (['health'] as const) : []),
  ];
  const page = createLayout({ ...assets, views });
  const links = knowledge ? createPageLinks(knowledge.documents) : NO_PAGES;
  const shown = createShown(bot.press);
  const routes = new Hono();
  routes.use(...guards(host), compression);
  routes.route('/', assets.routes);
  routes.route('/', askRoutes({ bot, page, links, shown, previews }));
  routes.route(WALK_PATH, walkRoutes({ bot, page, links }));
  if (hasInsights) routes.route(INSIGHTS_PATH, insightsRoutes({ insights, page, log }));
  if (status) routes.route(HEALTH_PATH, healthPageRoutes({ status, host, page }));
  if (previews.length > 0) {
    routes.route(PREVIEW_PATH, previewRoutes({ platforms: previews, examples, shown, page }));
  }
  if (knowledge) routes.route('/', readKnowledgeRoutes({ knowledge, page }));
  return routes;
}
