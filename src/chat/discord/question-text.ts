/**
 * Turns a message's content into the question in it, without the tags that only Discord understands.
 *
 * Mentions, channels, emoji and times go; quotes and code stay as they were typed.
 */
export function questionText(content: string): string {
  const text = content.replace(CODE_OR_TAG, (found: string, code: string | undefined) =>
    code === undefined ? ' ' : found,
  );
  return text.replace(LEFT_BY_A_MENTION, '').trim();
}

// Code is matched first, so that what looks like a tag inside it is kept. The forms of tags are those of
// https://discord.com/developers/docs/reference#message-formatting.
const CODE_OR_TAG =
  /(```[\s\S]*?```|``[^`\n]+``|`[^`\n]+`)|[ \t]*(?:<@[!&]?\d+>|<#\d+>|<a?:\w+:\d+>|<t:-?\d+(?::[a-z])?>|<\/[^<>:]+:\d+>|<id:\w+>|@everyone\b|@here\b)[ \t]*/gi;

/** `@casebook: what is a Pod?` leaves a colon behind. */
const LEFT_BY_A_MENTION = /^\s*[,:;]+\s*/;
