import { stringify } from 'csv-stringify/sync';
import type { Gap } from './gaps.js';
import { oneLine } from './report-words.js';

/** Writes gaps as CSV (RFC 4180) for spreadsheets, where what somebody typed must never become a formula. */
export function gapsCsv(gaps: readonly Gap[]): string {
  return stringify(
    gaps.map((gap) => ({
      question: oneLine(gap.asked?.text ?? ''),
      asked: gap.count,
      declined: gap.declined,
      unsure: gap.unsure,
      not_helpful: gap.notHelpful,
      waiting: gap.waiting,
      first_asked: gap.firstAsked.toISOString(),
      last_asked: gap.lastAsked.toISOString(),
      nearest_section: gap.nearest ?? '',
      other_wordings: gap.otherWordings.map(oneLine).join('\n'),
      comments: gap.comments.map(oneLine).join('\n'),
    })),
    {
      header: true,
      columns: [
        ...['question', 'asked', 'declined', 'unsure', 'not_helpful', 'waiting', 'first_asked'],
        ...['last_asked', 'nearest_section', 'other_wordings', 'comments'],
      ],
      record_delimiter: 'windows',
      escape_formulas: true,
    },
  );
}
