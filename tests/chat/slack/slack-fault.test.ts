import { RespondError, webApi } from '@slack/bolt';
import { expect, test } from 'vitest';
import { explainFault, slackFaultOf } from '../../../src/chat/slack/slack-fault.js';

const platform = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error });
const network = new Error('connect ECONNREFUSED 10.0.0.1:443');
const failed = new TypeError('fetch failed', { cause: network });
const ADDRESS = 'https://hooks.slack.com/commands/T1/2/secret';

test.each([
  [platform('not_in_channel'), 'refused', 'not_in_channel'],
  [platform('service_unavailable'), 'unreachable', 'service_unavailable'],
  [platform('<html>\n502</html>'), 'refused', 'an answer that makes no sense'],
  [new webApi.WebAPIRateLimitedError(30), 'unreachable', 'ratelimited'],
  [new webApi.WebAPIHTTPError(503, 'no', {}, 'a page'), 'unreachable', 'HTTP status 503'],
  [new webApi.WebAPIRequestError(failed), 'unreachable', network.message],
  [new webApi.WebAPIRequestError(new Error('bad xoxb-1-2-abc')), 'unreachable', 'bad [token]'],
  [new Error(`Retry header did not contain … (url: ${ADDRESS})`), 'unreachable', 'ratelimited'],
  [new RespondError(`Failed to respond to ${ADDRESS}`, 410), 'refused', 'HTTP status 410'],
  [new RespondError('no', 429), 'unreachable', 'ratelimited'],
  [new RespondError('no', 502), 'unreachable', 'HTTP status 502'],
  [failed, 'unreachable', network.message],
])('slackFaultOf(%s) is %s: %s', (error, kind, code) => {
  expect(slackFaultOf(error)).toEqual({ kind, code });
  const words = explainFault({ kind: kind as 'refused' | 'unreachable', code });
  expect(words).toContain(`(${code})`);
  expect(words).not.toContain('\n');
  expect(words).not.toContain('hooks.slack.com');
});

test.each([new Error('disk full'), new TypeError('x is no function'), 'words', undefined])(
  'slackFaultOf(%s) is none of Slack’s',
  (error) => expect(slackFaultOf(error)).toBeUndefined(),
);

test('explainFault() says what would help', () => {
  expect(explainFault({ kind: 'refused', code: 'not_in_channel' })).toContain('invite it with /invite');
  expect(explainFault({ kind: 'refused', code: 'HTTP status 404' })).toContain('time');
});
