import { createHash } from 'node:crypto';
import type { SectionId } from '../knowledge/address.js';

/** A short name for a section, for buttons and choices, which platforms let remember some 70 characters. */
export type SectionKey = string & { readonly of: 'section' };

/** Makes the short name of a section: the same as long as its document and heading stay. */
export function sectionKeyOf(id: SectionId): SectionKey {
  return createHash('sha256').update(id).digest('hex').slice(0, 16) as SectionKey;
}
