/** The text of any message, of a person or an app: alerts have theirs in attachments or blocks. */
export function textOfMessage(message: unknown): string {
  const { text, attachments, blocks } = Object(message) as Readonly<Record<string, unknown>>;
  if (typeof text === 'string' && text.trim() !== '') return text;
  const shown = [...textsIn(blocks, SHOWN), ...textsIn(attachments, SHOWN_ATTACHED)];
  const parts = shown.length > 0 ? shown : textsIn(attachments, SAID_INSTEAD);
  return [...new Set(parts)].join('\n').slice(0, TEXT_LIMIT);
}

/** More is not read of a question. */
const TEXT_LIMIT = 10_000;

/** Nothing that Slack shows is nested deeper. */
const DEPTH_LIMIT = 8;

/** The properties that hold what Slack shows of blocks, of attachments, and where it can show neither. */
const SHOWN: ReadonlySet<string> = new Set(['text']);
const SHOWN_ATTACHED: ReadonlySet<string> = new Set(['pretext', 'title', 'text', 'value']);
const SAID_INSTEAD: ReadonlySet<string> = new Set(['fallback']);

function textsIn(part: unknown, wanted: ReadonlySet<string>, depth = 0): string[] {
  if (depth > DEPTH_LIMIT || typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) return part.flatMap((each) => textsIn(each, wanted, depth + 1));
  if ('elements' in part && 'type' in part && LINES.has(part.type)) return lineOf(part.elements);
  return Object.entries(part).flatMap(([name, value]) => {
    if (typeof value !== 'string') return textsIn(value, wanted, depth + 1);
    return wanted.has(name) && value.trim() !== '' ? [value] : [];
  });
}

/** Parts of rich text whose elements stand in one line. */
const LINES: ReadonlySet<unknown> = new Set([
  'rich_text_section',
  'rich_text_preformatted',
  'rich_text_quote',
]);

/** Words, and links that have none. */
function lineOf(elements: unknown): string[] {
  if (!Array.isArray(elements)) return [];
  const line = elements
    .map((element) => {
      const { text, url } = Object(element) as Readonly<Record<string, unknown>>;
      return typeof text === 'string' ? text : typeof url === 'string' ? url : '';
    })
    .join('');
  return line.trim() === '' ? [] : [line];
}
