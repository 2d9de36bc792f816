import type { Names } from '../knowledge/vocabulary.js';
import { askingPartOf } from './asking-part.js';
import { createPhraseFinder } from './phrases.js';

/** What a question asks for that no knowledge base about Kubernetes holds, each 0 or 1 unless said otherwise. */
export interface Scope {
  /** Subjects of others that it names: "git", "an S3 bucket"; how many. */
  readonly foreign: number;
  /** Facts about the asker's own organisation: "which namespace does our team use". */
  readonly own: number;
  /** A word that nobody uses who does not speak of Kubernetes: "k8s", "kubectl", "pod". */
  readonly kubernetes: number;
  /** The state of something at this moment, or a date: "is it down right now". */
  readonly live: number;
  /** Something to be done: "restart it for me", "write me a poem". */
  readonly action: number;
  /** Pay, shares, bills. */
  readonly money: number;
  /** What something is sold for. */
  readonly price: number;
  /** The private life of people, or how to reach them. */
  readonly personal: number;
  /** What one thinks, or what the future brings. */
  readonly opinion: number;
}

/** Reads the scope of a question. */
export type ScopeReader = (question: string) => Scope;

/** What asks for a way or a meaning rather than for a fact: it may well be the asker's own case. */
const ASKS_FOR_WAY =
  /\b(?:how (?:do|can|to|would|should|does|come)|how\W*$|way to|which command|what command|should|could|can (?:i|we|you)|what (?:do|can|must|should) (?:i|we)|do i|need to|want to|trigger|fix|explain|difference|meaning|what(?:['’]?s| is| are) an?)\b/i;

/** Whether a message asks how something is done, or what it means. */
export function asksForWay(question: string): boolean {
  return ASKS_FOR_WAY.test(question);
}

/** What someone has trouble with may well be the asker's own: "our pods are stuck". */
const TROUBLE =
  /\b(?:errors?|fail\w*|stuck|crash\w*|broken|denied|forbidden|refused?|refuses|time[sd]? ?out|timeouts?|pending|terminating|evicted|killed|restarting|unreachable|keeps?|lost|wrong|blocks?|blocked|not|n['’]t|cannot|cant|wont|doesnt|isnt|shows?|says|mean|means)\b/i;

/** How people begin. */
const GREETINGS = '(?:(?:hey|hi|hello|please|pls|plz|plese|yo|ok|okay|casebook|bot|team)\\W+)*';

/** What people ask a bot to do. */
const ACTIONS =
  'restart|delete|scale|deploy|redeploy|open|make|approve|merge|roll|rollback|drain|reboot|fix|kill|generate|review|schedule|assign|create|add|remove|install|upgrade|bump|rotate|increase|reset|give me (?:access|admin|rights)|grant';

/** What nobody does to a cluster: "write a poem", "order pizza". */
const DEEDS =
  'write (?:me|us)|write (?:a|an|my|the) (?:[\\w-]+ ){0,2}(?:poem|letter|e-?mail|song|story|essay|text|speech|tweet|blog|haiku|joke)|book|order (?:for )?(?:me|us|a|an|some|two|\\d+) |send (?:me|us|an|e-?mail|him|her|them|the team)|translate (?!.*\\byaml\\b)|remind|e-?mail|draft|summari[sz]e|buy|play (?:me|us|a song|music)|invite';

/** Subjects of others beyond these make no question more foreign. */
const FOREIGN_LIMIT = 2;

/** How such questions are put; words of chat, so they are looked for as they are typed. */
const SIGNS: Readonly<Record<Exclude<keyof Scope, 'foreign' | 'own' | 'kubernetes'>, RegExp>> = {
  live: /\b(?:weather|right now|just now|currently (?:down|failing|running|open)|at (?:the|this) moment|in this moment)\b|\b(?:is|are) (?:(?!(?:\w*ing|scaled?|how|why)\b)[\w-]+ ){1,5}(?<!\b(?:shut|brought|taken|torn|scaled?|going|goes?|went|comes?|set|broken|slowed|wound) )(?:down|offline|online)\b(?! to)|\b(?:status page|api status|service status)\b|\boutages?\b.*\b(?:now|today|yesterday)\b|\bpost-?mortem\b|\bnext (?:\w+ )?(?:kubecon|conference|meetup|open day|event|exam|upgrade window|maintenance)\b|\bkubecon\b.*\b(?:when|where|tickets?|hotel|day)\b|\b(?:when|where|which day|what day)\b.*\b(?:kubecon|conference|meetup|open day)\b/i,
  action: new RegExp(
    [
      `^\\W*${GREETINGS}(?:(?:can|could|would|will) (?:you|u) (?:please |pls |plz |also |just |quickly )?)?(?:(?:${ACTIONS})\\b(?=.*\\b(?:for me|please|pls|in (?:prod|production|staging|dev))\\b)|(?:${DEEDS})\\b)(?!.*\\b(?:how|command)\\b)`,
      `^\\W*${GREETINGS}(?:(?:can|could|would|will|please|pls) )+(?:you|u) (?:please |pls |just )?(?:${ACTIONS}|${DEEDS})\\b`,
      `^\\W*${GREETINGS}(?:can|could|would|will) (?:you|u) (?:please )?(?:look (?:in|into|at)|check|see) (?:in |into |at )?(?:the |our |my )`,
      '\\b(?:can|could|would|will|please) (?:you|u)\\b.*\\b(?:for me|on my behalf)\\W*$',
    ].join('|'),
    'i',
  ),
  money:
    /\b(?:salary|salaries|wages?|earns?|earning|payroll|(?:gets?|are|is) paid|stock price|stocks?\W*$|share price|shares of|revenue|profits?|invest|valuation|ipo|turnover|per month|a month|each month|monthly|discount|fees?|charges? (?:us|me|them)|how much .* charge|costs? .{0,20}(?:per|a|an) (?:month|hour|year|day))\b/i,
  price:
    /\b(?:prices?|priced|pricing|cheapest|how much costs?|what (?:does|do|would|will) (?:[\w-]+ ){1,5}costs?\W*$|how much (?:is|are|does|do) .*\bcosts?)\b/i,
  personal:
    /\b(?:phone numbe?r|home address|married|(?:his|her|their|whose|s) (?:wife|husband)|birthday|how old is|hobby|hobbies|religion|linkedin profile|private life|email address|e-mail address|still works? (?:there|at|for)|vacation days|days off|who(?:['’]?s| is) on[- ]?call|who is on duty|quit)\b/i,
  opinion:
    /\b(?:favou?rite|(?:do|would) you (?:personally )?(?:think|like|prefer|believe|recommend)|you like more|your (?:own |honest |personal )?opinion|what do you think|honest opinion|overrated|overhyped|can you recommend|recommend me|best .* (?:to buy|under|in \d{4})|should (?:i|we) (?:buy|invest|hire|quit)|will .* (?:replace|survive|die|win|exist|still|be dead|take over|matter|go up)|future of|in (?:5|10|20|five|ten|twenty) years|in 20[3-9]\d|predict\w*|next big)\b/i,
};

/** Days near this one. */
const NEAR_DAYS =
  /\b(?:tonight|tomorrow|yesterday|this (?:week|weekend|month|afternoon|evening|quarter|sprint)|(?:next|last) (?:night|week|weekend|month|quarter|monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b|\btoday\W*$/i;

/** Facts of the asker's own house: "our cluster IP address", "which namespace do we use". */
const OWN =
  /\b(?:which|who|whose|where (?:is|are|does|do|did|can)|when (?:is|are|was|were|will|does|did)|how (?:many|much)|what(?:['’]?s| is| are| was) (?:the |our )?(?:names?|ip|address|password|hostname|host|version|url|link|status|state|budget|owner|size|number)|do we)\b.*\b(?:our|ours|of us|we (?:have|use|run|got|deploy\w*))\b|^\W*(?:(?:hey|hi|pls|please)\W+)*(?:is|are|did|has|does)\b.*\b(?:our|ours|of us)\b|^\W*(?:(?:hey|hi|pls|please)\W+)*(?:what(?:['’]?s| is) )?our [\w-]+(?: [\w-]+){0,4}\W*$|\bmy (?:salary|desk|vacation days|account)\b|\bwhich of (?:our|us)\b/i;

/** Words that are Kubernetes' alone. */
const KUBERNETES =
  /\b(?:k8s?|kube\w*|pods?|helm|kustomize|minikube|ingress(?:es)?|(?:daemon|stateful|replica)sets?|configmaps?|cronjobs?|rollouts?|replicas?|statefulsets?|pvcs?|pvs?|hpas?|crds?|pdbs?|etcd|kops|gke|eks|aks|openshift|crashloopbackoff|imagepullbackoff|oomkilled|nodeport|clusterip|taints?|tolerations?|cordon|sidecars?|gitops|liveness|readiness|rbac|serviceaccounts?|networkpolic\w+|cni|csi)\b/i;

/** Makes a reader that knows the subjects of others, by field. */
export function createScopeReader(beyond: Names): ScopeReader {
  const foreignIn = createPhraseFinder(
    Object.entries(beyond).flatMap(([field, subjects]) =>
      subjects.map((subject) => [subject, field] as const),
    ),
    { anyForm: true },
  );
  return (question) => {
    // The columns and keys of pasted output are no words of the asker.
    const isPaste = question.trim().includes('\n');
    const asking = askingPartOf(question);
    const sign = (name: keyof typeof SIGNS) => (isPaste ? 0 : Number(SIGNS[name].test(asking)));
    const kubernetes = Number(KUBERNETES.test(question));
    const asksWhy = /\bwhy\b/i.test(asking) && kubernetes === 1;
    const asksForFact = !isPaste && !asksWhy && !ASKS_FOR_WAY.test(asking);
    // Beside Kubernetes, subjects of others are the asker's own; without it, they are the subject.
    const foreign = foreignIn(kubernetes === 1 ? asking : question).found.map(({ phrase }) => phrase);
    const isAtEase = asksForFact && !TROUBLE.test(asking);
    return {
      foreign: Math.min(FOREIGN_LIMIT, new Set(foreign).size),
      kubernetes,
      own: Number(isAtEase && OWN.test(asking)),
      live: asksForFact && (sign('live') === 1 || (isAtEase && NEAR_DAYS.test(asking))) ? 1 : 0,
      action: sign('action'),
      money: sign('money'),
      price: sign('price'),
      personal: sign('personal'),
      opinion: sign('opinion'),
    };
  };
}
