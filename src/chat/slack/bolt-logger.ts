import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/** Sends what Bolt and its clients say to our log. */
export function boltLogger(log: Logger, level: 'as-said' | 'debug'): BoltLogger {
  const at = (said: 'warn' | 'error') => {
    const chosen = level === 'debug' ? 'debug' : said;
    return (...parts: unknown[]) => log[chosen](withoutTokens(parts.map(String).join(' ')));
  };
  return {
    error: at('error'),
    warn: at('warn'),
    info: (...parts: unknown[]) => log.debug(withoutTokens(parts.map(String).join(' '))),
    // At this level Bolt writes whole messages, and those are nobody's business.
    debug: () => {},
    setLevel: () => {},
    setName: () => {},
    getLevel: () => LogLevel.INFO,
  };
}

/** Removes what looks like a token: fetch quotes a header it does not like. */
export function withoutTokens(text: string): string {
  return text.replace(/\bx(?:ox[a-z]|app)-[\w-]+/g, '[token]');
}
