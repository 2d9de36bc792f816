/** What a figure looks like in a text: digits, or a number in words. */
const NUMBER =
  '(?:\\d[\\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?|millions?|half|twice|double|once)';

/** What is asked for, and how its figure is written; the first that fits. */
const FIGURES: readonly (readonly [asked: RegExp, written: RegExp])[] = [
  [
    /\bhow (?:long|quick(?:ly)?|fast)\b|\btime does\b|\bduration\b|\bhow much (?:time|faster|quicker)\b/i,
    new RegExp(
      `\\b${NUMBER}[\\s–-]*(?:to[\\s]+\\w+\\s)?(?:milli)?(?:ms|seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|years?|quarters?|times|%|percent)`,
      'i',
    ),
  ],
  [
    /\bhow much\b.*\b(?:sav\w+|cost\w*|cheaper|money|spend|pay)\b|\bhow much (?:cheaper|money)\b|\b(?:savings?|budget|costs?)\b/i,
    new RegExp(
      `[$€£¥]\\s?\\d|\\b${NUMBER}\\s?(?:%|percent|per cent|dollars?|euros?|pounds?|times|the cost|as much)`,
      'i',
    ),
  ],
  [
    /\bhow (?:many|much|often|big|large|old|far)\b|\b(?:number|percentage|percent|share|count|size|amount|version|port) of\b|\b(?:what|which) (?:percentage|percent|share|year|port|size|number|version)\b|\bwhen (?:did|was|were)\b/i,
    new RegExp(`\\b${NUMBER}\\b`, 'i'),
  ],
];

/** What the figure that a question asks for looks like; nothing when it asks for none. */
export function figureAskedFor(question: string): RegExp | undefined {
  return FIGURES.find(([asked]) => asked.test(question))?.[1];
}
