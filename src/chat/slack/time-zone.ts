import type { webApi } from '@slack/bolt';
import { slackFaultOf } from './slack-fault.js';

/** Who is quiet is looked at every few minutes, and seldom moves; in milliseconds. */
const KNOWN_FOR = 24 * 60 * 60 * 1_000;

/** Makes asking for the time zone in somebody's profile; nothing where the app may not look. */
export function createTimeZones(client: webApi.WebClient): (person: string) => Promise<string | undefined> {
  const known = new Map<string, { readonly zone: string | undefined; readonly askedAt: number }>();

  return async (person) => {
    const before = known.get(person);
    if (before && performance.now() - before.askedAt < KNOWN_FOR) return before.zone;
    const askedAt = performance.now();
    try {
      const { user } = await client.users.info({ user: person });
      known.set(person, { zone: user?.tz, askedAt });
      return user?.tz;
    } catch (error) {
      if (slackFaultOf(error)?.kind !== 'refused') throw error;
      known.set(person, { zone: undefined, askedAt });
      return undefined;
    }
  };
}
