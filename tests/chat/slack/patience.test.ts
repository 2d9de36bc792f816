import { RespondError, webApi } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { patiently } from '../../../src/chat/slack/patience.js';

const refusal = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error });
const cut = () => new TypeError('fetch failed', { cause: new Error('other side closed') });

/** Work that fails with each error in turn, and then is done; tells how often it was tried. */
function workThat(...errors: readonly Error[]) {
  const work = {
    tries: 0,
    run: async () => {
      const error = errors[work.tries++];
      if (error) throw error;
      return 'done';
    },
  };
  return work;
}

const usual = { stopped: new AbortController().signal, pause: 1 };
const mayRepeat = { ...usual, afterLostAnswers: true };

describe('patiently()', () => {
  test.each([
    ['a trouble of Slack’s', refusal('internal_error'), usual],
    ['“later” without a time', refusal('ratelimited'), usual],
    ['“later” in a header that says no time', new Error('Retry header did not contain …'), usual],
    ['“later” of no time at all', new webApi.WebAPIRateLimitedError(0), usual],
    ['a status of 500 at a response’s address', new RespondError('no', 500), mayRepeat],
    ['a status of 429 at a response’s address', new RespondError('no', 429), mayRepeat],
    ['a connection that is cut, where twice does no harm', cut(), mayRepeat],
  ])('tries again after %s', async (_, error, patience) => {
    const work = workThat(error, error);
    expect(await patiently(work.run, patience)).toBe('done');
    expect(work.tries).toBe(3);
  });

  test.each([
    ['a refusal', refusal('is_archived'), mayRepeat, 1],
    ['an address that is too old', new RespondError('no', 404), mayRepeat, 1],
    ['a connection that is cut, where nobody knows whether it was done', cut(), usual, 1],
    ['a fault of ours', new RangeError('ours'), mayRepeat, 1],
    ['“later” of more than ten minutes', new webApi.WebAPIRateLimitedError(601), mayRepeat, 1],
    ['a trouble that lasts', refusal('fatal_error'), usual, 3],
    ['“later” without a time, again and again', refusal('ratelimited'), usual, 3],
  ])('gives up after %s', async (_, error, patience, tries) => {
    const work = workThat(...Array<Error>(9).fill(error));
    await expect(patiently(work.run, patience)).rejects.toBe(error);
    expect(work.tries).toBe(tries);
  });

  test('waits as often as Slack says how long, and tries for a trouble besides', async () => {
    const later = new webApi.WebAPIRateLimitedError(0);
    const work = workThat(...Array<Error>(9).fill(later));
    expect(await patiently(work.run, usual)).toBe('done');
    expect(work.tries).toBe(10);
  });

  test('ends with its time', async () => {
    const stop = new AbortController();
    const work = workThat(new webApi.WebAPIRateLimitedError(300));
    const done = patiently(work.run, { stopped: stop.signal });
    stop.abort();
    await expect(done).rejects.toMatchObject({ name: 'AbortError' });
  });
});
