import type { Explanation, JudgementExplained, WordExplained } from '../answers/explanation.js';

/** What an explanation says, line by line, as people read it. */
export function explanationLines({ reasons, words, judgement }: Explanation): string[] {
  return [
    ...reasons.map((reason) => `because ${reason}`),
    ...words.map(wordLine),
    ...(judgement ? judgementLines(judgement) : []),
  ];
}

function wordLine({ asked, meant, term, fields }: WordExplained): string {
  const taken = meant === undefined ? `“${asked}”` : `“${asked}”, taken for “${meant}”,`;
  if (fields.length === 0) return `${taken} was not found there`;
  const as = term === undefined || term === asked ? '' : ` as ${term}`;
  return `${taken} was found${as} in the ${[...new Set(fields)].join(', ')}`;
}

function judgementLines({ section, score, answerable, right, thresholds }: JudgementExplained): string[] {
  return [
    `best section: ${section}, score ${score.toFixed(1)}`,
    `there is an answer: ${percent(answerable)} (offered from ${percent(thresholds.unsure)} on)`,
    `this is it: ${percent(right)} (said surely from ${percent(thresholds.sure)} on)`,
  ];
}

/** The signals that spoke, for those who work on judging. */
export function signalsLine({ judgement }: Explanation): string[] {
  if (judgement === undefined) return [];
  const spoke = Object.entries(judgement.signals)
    .filter(([, value]) => value !== 0)
    .map(([signal, value]) => `${signal} ${Math.round(value * 100) / 100}`);
  return [`signals: ${spoke.join(', ')}`];
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
