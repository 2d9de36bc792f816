import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { PrivacyKey } from './privacy-key.js';

/** AES-256 in Galois/Counter Mode: nobody without the key reads it, and what was changed is not taken for whole. */
const CIPHER = 'aes-256-gcm';

/** Bytes that GCM takes, and gives (NIST SP 800-38D). */
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/** Encrypts a text. */
export function seal(key: PrivacyKey, text: string): string {
  const nonce = randomBytes(NONCE_LENGTH);
  const cipher = createCipheriv(CIPHER, sealingKeyOf(key), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64');
}

/** Decrypts a text; undefined when it was encrypted with another key, or changed. */
export function unseal(key: PrivacyKey, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv(CIPHER, sealingKeyOf(key), bytes.subarray(0, NONCE_LENGTH));
  try {
    decipher.setAuthTag(bytes.subarray(-TAG_LENGTH));
    const text = decipher.update(bytes.subarray(NONCE_LENGTH, -TAG_LENGTH));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** A key of its own, so that what is hashed and what is encrypted tell nothing of each other. */
function sealingKeyOf(key: PrivacyKey): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(key, 'hex'), '', 'casebook sealed', 32));
}
