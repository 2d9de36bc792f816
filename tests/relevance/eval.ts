// Scores the answers of the shipped knowledge base. Run by `npm run eval`; `npm run eval -- unseen --wrong` also
// lists what went wrong in one set.

import { parseArgs } from 'node:util';
import { type Figures, figuresOf, type Verdict } from './judge.js';
import { ask, isFitted, loadProduct, questionsOf, SETS, type SetName } from './questions.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { wrong: { type: 'boolean', default: false } },
});
const unknown = positionals.find((name) => !SETS.includes(name as SetName));
if (unknown !== undefined) {
  console.error(`There is no set “${unknown}”; choose among ${SETS.join(', ')}, or name none for all.`);
  process.exit(2);
}

const answerQuestion = await loadProduct();
const sets = positionals.length > 0 ? (positionals as SetName[]) : SETS;
const rows: Record<string, Record<string, string>> = {};
for (const set of sets) {
  const verdicts = ask(answerQuestion, questionsOf(set));
  rows[set] = row(figuresOf(verdicts));
  if (set === 'development') {
    rows['  fitted half'] = row(figuresOf(verdicts.filter(({ asked }) => isFitted(asked))));
    rows['  other half'] = row(figuresOf(verdicts.filter(({ asked }) => !isFitted(asked))));
  }
  if (sets.length === 1 || set === 'development') {
    addGroups(verdicts, ({ asked }) => asked.kind);
    addGroups(verdicts, ({ asked }) => (asked.style ? `style ${asked.style}` : ''));
    addGroups(verdicts, ({ asked }) => (asked.company_named === false ? 'company not named' : ''));
  }
  if (values.wrong) tellWrong(verdicts);
}
console.table(rows);

/** A row for each group that a set falls into. */
function addGroups(verdicts: readonly Verdict[], groupOf: (verdict: Verdict) => string): void {
  const groups = [...new Set(verdicts.map(groupOf))].filter(Boolean).sort();
  for (const group of groups) {
    rows[`    ${group}`] = row(figuresOf(verdicts.filter((verdict) => groupOf(verdict) === group)));
  }
}

function tellWrong(verdicts: readonly Verdict[]): void {
  for (const { asked, status, right } of verdicts) {
    if (!right) console.log(`${asked.id} [${asked.kind}] ${status}: ${asked.question}`);
  }
}

function row(figures: Figures): Record<string, string> {
  const percent = (share: number) => (Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`);
  return {
    questions: String(figures.questions),
    'right first': percent(figures.rightFirst),
    'right among three': percent(figures.rightAmongThree),
    'declined though answerable': percent(figures.declinedWrongly),
    'wrong, said surely': percent(figures.wrongSurely),
    'declined rightly': percent(figures.declinedRightly),
  };
}
