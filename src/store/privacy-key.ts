import { createHmac, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { StoreError } from './store-error.js';

/** The secret that hashes are made with: 32 bytes in hexadecimal digits. */
export type PrivacyKey = string;

/** How a key looks. */
const KEY = /^[0-9a-f]{64}$/;

/** How often a key is looked for that another process is just writing, and the pause between, in milliseconds. */
const LOOKS = 20;
const PAUSE = 25;

/** Whether a text is a key. */
export function isPrivacyKey(text: string): boolean {
  return KEY.test(text);
}

/** Makes a new key. */
export function createPrivacyKey(): PrivacyKey {
  return randomBytes(32).toString('hex');
}

/** Reads the key of a file, which is made when there is none. */
export async function keepPrivacyKey(file: string): Promise<PrivacyKey> {
  try {
    await makeOnce(file);
    return await readPrivacyKey(file);
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError(`Cannot keep the key ${file}: ${reason}; make it a file that can be written`, {
      cause,
    });
  }
}

/** `wx` makes the file or fails: of two processes one writes, and the other reads. */
async function makeOnce(file: string): Promise<void> {
  try {
    await writeFile(file, `${createPrivacyKey()}\n`, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

async function readPrivacyKey(file: string): Promise<PrivacyKey> {
  for (let look = 0; look < LOOKS; look++) {
    const text = await readFile(file, 'utf8');
    if (isPrivacyKey(text.trim())) return text.trim();
    if (text !== '') break;
    await setTimeout(PAUSE);
  }
  throw new StoreError(
    `Cannot read the key ${file}: it is not 64 hexadecimal digits; restore it, or move it away to have a new one made, with which everybody may rate once more`,
  );
}

/** Hashes parts so that only who has the key can tell what they were; no two lists of parts are hashed as one. */
export function hashOf(key: PrivacyKey, ...parts: readonly string[]): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(JSON.stringify(parts)).digest('hex');
}
