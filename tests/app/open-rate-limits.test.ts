import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createMetrics } from '../../src/app/metrics.js';
import { openRateLimits } from '../../src/app/open-rate-limits.js';
import { openStore } from '../../src/store/open-store.js';
import { POSTGRES_BINARIES, POSTGRES_MISSING, startPostgresServer } from '../servers/postgres-server.js';

const privacyKey = 'ab'.repeat(32);
const rateLimits = { person: 1, channel: 0 };
const ANN = { platform: 'slack', asker: 'U1' };

function open(databaseUrl: string) {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line).msg) });
  const metrics = createMetrics();
  const opened = openRateLimits({ rateLimits, databaseUrl, privacyKey }, metrics.countLimited, log);
  onTestFinished(opened.close);
  return { limits: opened.limits, lines, metrics };
}

test('with a file, limits hold in the process, and the figures tell how often', async () => {
  const { limits, lines, metrics } = open('file:./data/casebook.db');
  expect(await limits.refusalFor(ANN)).toBeUndefined();
  expect(await limits.refusalFor(ANN)).toMatchObject({ kind: 'notice' });
  expect(await open('file:./data/casebook.db').limits.refusalFor(ANN)).toBeUndefined();
  expect(await metrics.text()).toContain('casebook_limited_total{platform="slack"} 1');
  expect(lines).toEqual([]);
});

test.skipIf(!POSTGRES_BINARIES)(
  `with a server, limits hold for all processes${POSTGRES_MISSING}`,
  async () => {
    const server = await startPostgresServer();
    onTestFinished(() => server.remove());
    const url = await server.createDatabase();
    await (await openStore(url, { privacyKey })).close();
    const { limits, lines } = open(url);
    expect(await limits.refusalFor(ANN)).toBeUndefined();
    expect(await open(url).limits.refusalFor(ANN)).toMatchObject({ kind: 'notice' });
    expect(lines).toEqual([]);
  },
  60_000,
);

test('with an address that cannot be read, limits hold in the process, and no password is told', async () => {
  const { limits, lines } = open('postgres://u:s3cret@h/a@b');
  expect(await limits.refusalFor(ANN)).toBeUndefined();
  expect(await limits.refusalFor(ANN)).toMatchObject({ kind: 'notice' });
  expect(lines).toEqual([
    expect.stringMatching(/^the database could not count questions: .*counts its own meanwhile$/),
  ]);
  expect(lines.join()).not.toContain('s3cret');
});
