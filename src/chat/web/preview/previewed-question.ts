/** What was asked when a reply was shown, as the address of its preview carries it, so that one finds the way back. */
export interface PreviewedQuestion {
  readonly text: string;
  /** The same, behind an address. */
  readonly query: string;
}

/** Reads it from what stands behind an address; nothing where nothing was asked. */
export function questionIn({
  q = [],
  after = [],
}: Readonly<Record<string, string[]>>): PreviewedQuestion | undefined {
  const [text = ''] = q;
  if (text.trim() === '') return undefined;
  const query = new URLSearchParams([['q', text], ...after.map((earlier) => ['after', earlier])]);
  return { text, query: `?${query}` };
}
