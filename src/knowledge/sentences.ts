/** The sentences of a text, without the spaces around them. */
export function sentencesOf(text: string): string[] {
  return [...SENTENCES.segment(text)].map(({ segment }) => segment.trim()).filter(Boolean);
}

/** The first sentence of a text; the rest is not looked at. */
export function firstSentenceOf(text: string): string {
  for (const { segment } of SENTENCES.segment(text)) return segment.trim();
  return '';
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
