import type { CaseStudy } from './case-study.js';
import { escaped } from './escaped.js';
import type { Facet, Relation } from './facet.js';
import { asksForWay } from './scope.js';

/** Companies that have in common what a question asks for. */
export interface CompaniesListed {
  readonly studies: readonly CaseStudy[];
  /** What they have in common, as it was asked. */
  readonly facets: readonly Facet[];
  /** Whether they have all of it, and not only some. */
  readonly haveAll: boolean;
}

/** Lists the companies that a question asks for; nothing when it asks for no companies. */
export type CompanyLister = (question: string, facets: readonly Facet[]) => CompaniesListed | undefined;

/** What a group of companies is called. */
const GROUP =
  'compan(?:ies|ys)|firms|organi[sz]ations|orgs|businesses|enterprises|corporations|startups|start-ups|users|adopters|customers|shops|players|sellers|makers|vendors|providers|operators|brands|institutions|agencies|labs|case studies|(?:user |success |customer )?stories|references';

/** Words of one noun phrase: "which other big european companies". */
const WITHIN_PHRASE =
  "(?:(?!(?:that|who|which|whose|with|is|are|was|does|did|do|has|had)\\b)[\\w’'-]+ ){0,4}";

/** "Which companies …", "list all firms …", "of these companies", "any company …", "openstack users". */
const ASKS_FOR_GROUP = new RegExp(
  [
    `\\b(?:which|what|any|other|others|all|some|list|name|give me|show me|show|examples? of|how many|find|are there|who are|these|those) ${WITHIN_PHRASE}(?:${GROUP})\\b`,
    `\\b(?:are there|any|some|other|more) (?:good )?examples\\b`,
    `\\bof (?:the|your|our|all) (?:companies|firms|case studies|stories)\\b`,
    `\\b(?:any|every|another|a single|which other) (?:\\w+ ){0,2}(?:company|firm|organi[sz]ation|startup|business)\\b`,
    `^\\W*${WITHIN_PHRASE}(?:${GROUP})\\b`,
  ].join('|'),
  'i',
);

/** One company is meant, however it is put. */
const ASKS_FOR_ONE =
  /\b(?:is|was|are) the (?:one|company|firm)\b|\bwhich one\b|\bthe one (?:that|who|where)\b/i;

/** What stands before "who" where it asks and does not relate: "the hoster who put servers in houses". */
const WHO_BEGINS =
  '(?:^|[.?!,:;…]|\\b(?:know|knows|me|wonder|wondering|curious|hey|hi|team|folks|guys|question)\\b)[\\W]*(?:and |so |but |also |ok )?';

/** What companies do that others may have done too. */
const DEEDS =
  'works?|working|use[sd]?|using|runs?|running|ran|on|try|tried|move[ds]?|moving|left|leaves?|leaving|switch(?:ed)?|migrat(?:e|ed)|drop(?:ped|s)?|ditch(?:ed)?|doing|went|gone|goes|builds?|built|save[ds]?|saving|cuts?|reduce[ds]?|halve[ds]?|combine[ds]?|replace[ds]?|evaluate[ds]?|consider(?:ed)?|looked (?:at|into)|tested|rejected|weighed|experimented|turned down|has (?!access)|have|had|got|gets?|(?:was|were|is|are) (?:on|off|with|in|from|using|running|still)|came|comes|operates?|relies|rely|deploys?|deployed|trains?|trained|made|makes?|managed?|manages|chose|chooses?|picked|adopted|adopts?|sells?|offers?|contribute[ds]?|contributes|automate[ds]?|splits?|speeds?|sped|improved?|scales?|scaled|handles?|serves?|does|do|did|started|began|starts|abandoned|swapped|let|lets|keeps?|kept|stores?|stored|signs?|signed|open[- ]sourced';

/** "Who uses …", "who else moved off …", "did anybody try …"; and "openstack, who?". */
const ASKS_WHO = new RegExp(
  [
    `${WHO_BEGINS}who(?:['’]?s|['’]?ve|['’]?d)? (?:(?:else|all|also|already|actually|really|of them|there|here|ever) ){0,2}(?:${DEEDS})\\b`,
    `${WHO_BEGINS}who['’]?s (?:\\w+ing|on)\\b`,
    `\\b(?:any|some) ?(?:one|body)\\b(?: else| here| there| out there)? (?:of them |in (?:the|those|these|your) (?:case studies|stories) )?(?:${DEEDS})\\b`,
    `\\bwho\\W*$`,
  ].join('|'),
  'i',
);

/** Who did it once is no group: "who made Kubernetes". */
const ASKS_FOR_PERSON =
  /\bwho (?:is|are|was|were|made|makes|wrote|started|leads?|led) (?:the|your|you|behind|this|that|kubernetes|k8s|it)\b/i;

/** What asks for a kind of company: "any banks?", "and German retailers?". */
const KIND_BEGINS =
  '^\\W*(?:(?:hey|hi|so|and|ok|also|team)\\W+)*(?:(?:any|which|what|other|some|all|are there(?: any)?|do (?:we|you) have(?: any)?|got(?: any)?) (?:\\w+ ){0,3}?|(?:\\w+ )?)';

/** What was left for Kubernetes. */
const LEFT =
  /\b(?:left|leaves?|leaving|off|away|before|from|previous(?:ly)?|formerly|former|used to|replac\w*|instead of|drop\w*|ditch\w*|abandon\w*|rid of|retir\w*|prior|earlier|gave up|give up|phased out|was on|were on|been on|had|quit|out of|old|moved? on|behind|started (?:out )?(?:on|with)|at first|initially|originally|once)\b/i;

/** What was looked at. */
const CONSIDERED =
  /\b(?:consider\w*|evaluat\w*|looked? (?:at|into)|looking (?:at|into)|weighed|weighing|compar\w*|tested|testing|tried|try|trying|reject\w*|shortlist\w*|decided against|alternatives?|experiment\w*|turned down)\b/i;

/** A question that asks for companies is shorter. */
const QUESTION_LENGTH = 400;

/** Makes the lister of a knowledge base's case studies. */
export function createCompanyLister(studies: readonly CaseStudy[]): CompanyLister {
  return (message, facets) => {
    const question = message.slice(0, QUESTION_LENGTH);
    if (facets.length === 0 || !asksForCompanies(question, facets)) return undefined;
    const relations = relationsIn(question, facets);
    const fitting = relations.map((relation) =>
      studies
        .map((study) => ({ study, fits: facets.filter((facet) => has(study, facet, relation)).length }))
        .filter(({ fits }) => fits > 0),
    );
    const all = fitting.map((each) => each.filter(({ fits }) => fits === facets.length));
    // One company is no list where others have had to do with the same tool.
    const complete = all.find((each) => each.length > 1) ?? all.find((each) => each.length > 0);
    const partly = fitting.find((each) => each.length > 0) ?? [];
    const most = Math.max(0, ...partly.map(({ fits }) => fits));
    const chosen = complete ?? partly.filter(({ fits }) => fits === most);
    return { studies: chosen.map(({ study }) => study), facets, haveAll: complete !== undefined };
  };
}

/** Whether a question with facets asks for the companies that have them. */
function asksForCompanies(question: string, facets: readonly Facet[]): boolean {
  if (ASKS_FOR_ONE.test(question) || asksForWay(question)) return false;
  if (ASKS_FOR_GROUP.test(question)) return true;
  if (ASKS_WHO.test(question) && !ASKS_FOR_PERSON.test(question)) return true;
  const kinds = facets.filter(({ meanings }) => meanings.some(({ kind }) => kind === 'business'));
  return kinds.some(({ phrase }) =>
    phrase
      .split(/ (?:or|and) /)
      .some((noun) =>
        new RegExp(`${KIND_BEGINS}${escaped(noun.replace(/y$/, ''))}(?:s|es|ies)\\b`, 'i').test(question),
      ),
  );
}

/** How companies stand to a tool, the likeliest first; the others are tried when it fits nobody. */
function relationsIn(question: string, facets: readonly Facet[]): readonly Relation[] {
  const isTool = facets.some(({ meanings }) => meanings.some(({ kind }) => kind === 'tool'));
  if (!isTool) return ['runs'];
  const isLeft = LEFT.test(question);
  const isConsidered = CONSIDERED.test(question);
  if (isLeft && isConsidered) return ['left-or-considered', 'any'];
  if (isLeft) return ['left', 'had', 'any'];
  if (isConsidered) return ['considered', 'any'];
  return ['runs', 'any'];
}

function has({ frontMatter }: CaseStudy, { meanings }: Facet, relation: Relation): boolean {
  return meanings.some(({ fits }) => fits(frontMatter, relation));
}
