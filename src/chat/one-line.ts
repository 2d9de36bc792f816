/** A text in one line, cut after so many characters; never in the middle of one. */
export function oneLine(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= limit ? line : `${line.slice(0, limit).replace(/[\ud800-\udbff]$/, '')} …`;
}
