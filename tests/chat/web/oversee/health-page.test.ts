import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import type { ChatAdapter } from '../../../../src/chat/adapter.js';
import { createWebAdapter } from '../../../../src/chat/web/adapter.js';
import type { Status } from '../../../../src/chat/web/oversee/health-page.js';
import { freePort } from '../../../app/program.js';
import { botThat } from '../../fake-bot.js';

const running: { adapter?: ChatAdapter } = {};
afterEach(() => running.adapter?.stop());

const WELL: Status = {
  platforms: [
    { name: 'Slack', state: 'connected' },
    { name: 'Discord', state: 'absent', remedy: 'Set DISCORD_TOKEN in .env.' },
  ],
  documents: 371,
  sections: 3_624,
  tracks: 4,
  steps: 40,
  problems: [],
  database: { kind: 'file', keepsWords: true, days: 180 },
  version: '1.2.3',
  upSeconds: 90_061,
  memoryBytes: 123_456_789,
};

const ILL: Status = {
  ...WELL,
  platforms: [
    { name: 'Slack', state: 'failed', reason: 'Slack refuses the token <xoxb>; see http://proxy.internal' },
    { name: 'Discord', state: 'waiting', reason: 'the connection ended' },
  ],
  problems: [{ path: 'team/secret-plan.md', line: 3, message: '`kind` must be <one> of the kinds' }],
  database: { kind: 'server', keepsWords: false, days: 1, fault: 'no server answers there' },
};

async function pageOf(status: Status, host = '127.0.0.1'): Promise<string> {
  const port = await freePort();
  running.adapter = createWebAdapter({
    host,
    port,
    page: true,
    mounts: [],
    health: () => ({ ready: true, adapters: {}, documents: 1, problems: 0 }),
    metrics: { text: async () => '', contentType: 'text/plain' },
    status: async () => status,
    log: pino({ level: 'silent' }),
  });
  await running.adapter.start(botThat(async () => ({ kind: 'notice', text: '', related: [] })));
  const page = await (await fetch(`http://127.0.0.1:${port}/health`)).text();
  return page.replace(/\s*\n\s*/g, '');
}

test('when all is well the page says so, with its figures', async () => {
  const page = await pageOf(WELL);
  expect(page).toContain('All is well.');
  expect(page).toContain('<strong>Slack</strong> <span class="badge is-good">Connected</span>');
  expect(page).toContain('Set DISCORD_TOKEN in .env.');
  for (const figure of ['371', '3,624', '40', '1.2.3', '1 day 1 hour', '123 MB'])
    expect(page).toContain(`<dd>${figure}</dd>`);
  expect(page).toContain('Questions are kept for 180 days, with their words.');
});

test('what is wrong is named with its reason, path and line, and nothing of it is markup', async () => {
  const page = await pageOf(ILL);
  expect(page).toContain(
    'To look at: Slack is not connected; Discord is not connected; the database cannot be used; 1 problem in the knowledge base.',
  );
  expect(page).toContain('Slack refuses the token &lt;xoxb&gt;; see http://proxy.internal.');
  expect(page).toContain('The connection ended.');
  expect(page).toContain('<code class="place">team/secret-plan.md:3</code>');
  expect(page).toContain('<code>kind</code> must be &lt;one&gt; of the kinds');
  expect(page).toContain('No server answers there. Answering goes on without it.');
});

test('who opens it from elsewhere is told how things are, and neither why nor of whose files', async () => {
  const page = await pageOf(ILL, '0.0.0.0');
  expect(page).toContain('<span class="badge is-bad">Not connected</span>');
  expect(page).toContain('1 problem');
  expect(page).not.toMatch(/proxy\.internal|xoxb|secret-plan|must be|no server answers/i);
});

test('of very many problems the first are shown, and how many more there are', async () => {
  const problems = Array.from({ length: 1_250 }, (_, n) => ({ path: `d${n}.md`, line: 1, message: 'bad' }));
  const page = await pageOf({ ...WELL, problems });
  expect(page.match(/<li><code/g)).toHaveLength(200);
  expect(page).toContain('1,050 more: <code>npm run knowledge</code>');
});
