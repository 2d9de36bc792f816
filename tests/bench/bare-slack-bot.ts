// Bolt, and one query of MiniSearch for a mention: what ours is measured beside.

import bolt from '@slack/bolt';
import { createBareSearch } from './bare-search.js';

const {
  SLACK_BOT_TOKEN: token = '',
  SLACK_APP_TOKEN: appToken = '',
  SLACK_API_URL: slackApiUrl,
} = process.env;

const search = await createBareSearch();
const app = new bolt.App({
  token,
  appToken,
  socketMode: true,
  ...(slackApiUrl && { clientOptions: { slackApiUrl } }),
  logLevel: bolt.LogLevel.ERROR,
});
app.event('app_mention', async ({ event, say }) => {
  const { heading, text } = search(event.text.replace(/<[^>]*>/g, ''));
  const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text } }];
  await say({ text: heading, blocks, thread_ts: event.ts });
});
await app.start();
