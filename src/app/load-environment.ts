import { config } from 'dotenv';
import { ConfigError } from './config.js';

/** Adds what `.env` sets to the process's environment, which wins; without such a file nothing happens. */
export function loadEnvironment(): void {
  const { error } = config({ quiet: true });
  if (error === undefined || ('code' in error && error.code === 'ENOENT')) return;
  throw new ConfigError([`the file .env cannot be read (${error.message}); mend it, or remove it`]);
}
