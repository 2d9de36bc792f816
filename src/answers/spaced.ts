/** Lower case, one space around every word: what is looked for is then found as whole words only, whatever stands between. "Babylon's" holds "babylon". */
export function spaced(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]s?(?![\p{L}\p{N}])/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  return ` ${words.trim()} `;
}
