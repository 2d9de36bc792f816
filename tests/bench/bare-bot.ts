// The least that a bot of this kind does: Bolt, and one query of MiniSearch for a mention. What ours is measured beside.

import bolt from '@slack/bolt';
import MiniSearch from 'minisearch';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.js';

const {
  SLACK_BOT_TOKEN: token = '',
  SLACK_APP_TOKEN: appToken = '',
  SLACK_API_URL: slackApiUrl,
} = process.env;

const { documents } = await loadKnowledge(['knowledge']);
const search = new MiniSearch({ fields: ['title', 'heading', 'text'], storeFields: ['heading', 'text'] });
search.addAll(
  documents.flatMap((document) =>
    document.sections.map(({ id, heading, text }) => ({ id, title: document.title, heading, text })),
  ),
);

const app = new bolt.App({
  token,
  appToken,
  socketMode: true,
  ...(slackApiUrl && { clientOptions: { slackApiUrl } }),
  logLevel: bolt.LogLevel.ERROR,
});
app.event('app_mention', async ({ event, say }) => {
  const [best] = search.search(event.text.replace(/<[^>]*>/g, ''));
  await say({
    text: String(best?.heading ?? 'Nothing found'),
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: String(best?.text ?? '…').slice(0, 2_900) } }],
    thread_ts: event.ts,
  });
});
await app.start();
