import type { Names } from '../knowledge/vocabulary.js';
import { createPhraseFinder } from './phrases.js';

/** What a question asks for that no knowledge base about Kubernetes holds, each 0 or 1 unless said otherwise. */
export interface Scope {
  /** Subjects of others that it names: "git", "an S3 bucket"; how many. */
  readonly foreign: number;
  /** Facts about the asker's own organisation: "which namespace does our team use". */
  readonly own: number;
  /** The state of something at this moment, or a date: "is it down right now". */
  readonly live: number;
  /** Something to be done: "restart it for me", "write me a poem". */
  readonly action: number;
  /** Prices, pay, shares. */
  readonly money: number;
  /** The private life of people, or how to reach them. */
  readonly personal: number;
  /** What one thinks, or what the future brings. */
  readonly opinion: number;
}

/** Reads the scope of a question. */
export type ScopeReader = (question: string) => Scope;

/** How such questions are put; words of chat, so they are looked for as they are typed. */
const SIGNS: Readonly<Record<Exclude<keyof Scope, 'foreign'>, RegExp>> = {
  own: /\b(?:our|ours)\b|\b(?:we|us)\b.*\b(?:have|got|use|using|run|running|here|deployed|on call)\b|\bdo we\b|\bmy (?:city|company|boss|manager|salary|team|colleague|account|desk|laptop|phone|computer|mail|email|password)\b|\bof (?:us|ours)\b/i,
  live: /\b(?:right now|just now|currently|today|tonight|tomorrow|yesterday|at (?:the|this) moment|in this moment|these days|this (?:morning|week|weekend|month|afternoon|evening|year|quarter|sprint)|(?:next|last) (?:night|week|weekend|month|year|quarter|monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b|\b(?:is|are) .{1,40} (?:down|up|offline|online)\b(?! to)|\bstatus(?: page)?\W*$|\boutages?\b|\bnext (?:\w+ )?(?:kubecon|conference|meetup|release|open day|event|exam)\b|\bwhen (?:is|are|was|were|will|does) (?:the|our|my) (?:next|latest|last)\b/i,
  action: new RegExp(
    `^(?:\\W*(?:hey|hi|hello|please|pls|plz|yo|ok|okay|casebook|bot)\\W+)*(?:(?:can|could|would|will) (?:you|u) (?:please |pls |plz |also |just |quickly )?)?(?:${[
      'restart|delete|scale|deploy|redeploy|write|open|book|order|send|make|translate|remind|approve|merge|roll|drain|reboot|fix|kill|call|ping|generate|draft|review|summari[sz]e|check|schedule|post|cancel|buy|play|invite|assign|create|add|remove|install|upgrade|bump|rotate|increase|reset|give me (?:access|admin|the password)|grant',
    ].join(
      '|',
    )})\\b(?=.*\\b(?:for me|me|my|our|the|us|please|pls|a|an|in (?:prod|production|staging|dev))\\b)(?!.*\\bhow\\b)`,
    'i',
  ),
  money:
    /\b(?:price|prices|priced|pricing|salary|salaries|wages?|earns?|earning|payroll|paid|stocks?|shares?|share price|revenue|profits?|invest|valuation|ipo|turnover|per month|a month|(?:how much|what) (?:does|do|is|would|will|costs?) .*\b(?:costs?|charge|monthly|hour)|cheapest|discount|fees?|euros?|eur|usd|dollars?)\b|[$€£]/i,
  personal:
    /\b(?:phone|phone number|home address|lives?|married|wife|husband|birthday|born|hobby|hobbies|age|old is|religion|linkedin profile|personal|private life|email address|e-mail address|still works?|left the company|did .* quit|vacation|vacations|holidays?|days off|on call|on-call|lunch|horoscope|weather)\b/i,
  opinion:
    /\b(?:favou?rite|do you (?:think|like|prefer|believe)|your opinion|what do you think|honest opinion|(?:which|what|who) is (?:the )?(?:best|better|worst|coolest|nicest)|best .* (?:to buy|under|in \d{4})|should (?:i|we) (?:buy|learn|invest|hire|quit)|will .* (?:replace|survive|die|win|exist|still|be dead|take over)|future of|in (?:5|10|20|five|ten|twenty) years|predict\w*|next big)\b/i,
};

/** Makes a reader that knows the subjects of others, by field. */
export function createScopeReader(beyond: Names): ScopeReader {
  const foreignIn = createPhraseFinder(
    Object.entries(beyond).flatMap(([field, subjects]) =>
      subjects.map((subject) => [subject, field] as const),
    ),
    { anyForm: true },
  );
  return (question) => {
    const sign = (name: keyof typeof SIGNS) => Number(SIGNS[name].test(question));
    return {
      foreign: new Set(foreignIn(question).found.map(({ phrase }) => phrase)).size,
      own: sign('own'),
      live: sign('live'),
      action: sign('action'),
      money: sign('money'),
      personal: sign('personal'),
      opinion: sign('opinion'),
    };
  };
}
