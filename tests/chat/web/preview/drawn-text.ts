const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** What is to be read in HTML, in the order in which it stands there. */
export function textIn(html: string): string {
  return html
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:#x([\da-f]+)|#(\d+)|(amp|lt|gt|quot));/gi, (_, hex, decimal, name) =>
      name ? (ENTITIES[name] ?? '') : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    );
}

/** Its letters and digits alone: what stands between them is drawn in many ways. */
export function lettersIn(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Every element in HTML, as `tag name="value"`, without closing ones. */
export function elementsIn(html: string): readonly string[] {
  return (html.match(/<[^>]*>?/g) ?? []).filter((tag) => !tag.startsWith('</'));
}
