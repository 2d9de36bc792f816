import { createHash } from 'node:crypto';
import type { types } from '@slack/bolt';
import { buttonText, parseButton } from '../button.js';
import type { Catalogue } from '../catalogue.js';
import { sectionPointer } from '../passage.js';
import { shortNameOf } from '../reply.js';
import { sectionKeyOf } from '../section-key.js';
import { labelOf } from './pieces.js';

/** What was chosen in a field that suggests: what was typed, or a section. */
export type Choice =
  | { readonly kind: 'ask'; readonly text: string }
  | { readonly kind: 'read'; readonly value: string };

/** The options of a field while someone types in it, and what a chosen one means. */
export interface Suggestions {
  optionsFor(typed: string): types.PlainTextOption[];
  choiceOf(
    option: { readonly value?: string; readonly text?: { readonly text: string } } | null | undefined,
  ): Choice | undefined;
}

/** More options than a phone shows help nobody. */
const OPTIONS_LIMIT = 20;

/** Slack refuses a longer value. */
const VALUE_LIMIT = 75;

/** Long questions that are being typed just now. */
const LONG_LIMIT = 1_000;

const ASK = 'ask ';
const LONG = 'long ';

/** Makes the suggestions: first what was typed as a question, then sections of which it is the beginning. */
export function createSuggestions(catalogue: Catalogue): Suggestions {
  // What was typed and is too long for a value, by a digest of it.
  const long = new Map<string, string>();

  const valueFor = (typed: string): string => {
    if (ASK.length + typed.length <= VALUE_LIMIT) return ASK + typed;
    const digest = createHash('sha256').update(typed).digest('hex').slice(0, 32);
    long.set(digest, typed);
    if (long.size > LONG_LIMIT) long.delete(long.keys().next().value ?? '');
    return LONG + digest;
  };

  return {
    optionsFor: (input) => {
      const typed = input.trim();
      if (typed === '') return [];
      const sections = catalogue.suggest(typed, OPTIONS_LIMIT).map(({ document, section }) => ({
        text: labelOf(shortNameOf(sectionPointer(document, section, () => undefined))),
        value: buttonText({ kind: 'read', section: sectionKeyOf(section.id) }),
      }));
      return [{ text: labelOf(`Ask: ${typed}`), value: valueFor(typed) }, ...sections];
    },
    choiceOf: (option) => {
      const { value = '', text } = option ?? {};
      if (value.startsWith(ASK)) return { kind: 'ask', text: value.slice(ASK.length) };
      if (value.startsWith(LONG)) {
        // After a restart only what the option shows of it is known.
        const shown = text?.text.replace(/^Ask: /, '').replace(/ …$/, '') ?? '';
        return { kind: 'ask', text: long.get(value.slice(LONG.length)) ?? shown };
      }
      return parseButton(value)?.kind === 'read' ? { kind: 'read', value } : undefined;
    },
  };
}
