import { type Logger, pino } from 'pino';
import type { LogLevel } from './config.js';

/** Makes the log: lines of JSON for programs, or readable ones when a person watches. */
export async function createLog(level: LogLevel): Promise<Logger> {
  const options = { level, base: null };
  if (!process.stdout.isTTY) return pino(options);
  const { default: pretty } = await import('pino-pretty');
  return pino(
    options,
    pretty({ colorize: true, translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname', singleLine: true }),
  );
}
