import type { types } from '@slack/bolt';
import { buttonText } from '../button.js';
import type { Catalogue, Industry } from '../catalogue.js';
import type { Candidate } from '../reply.js';
import { bold, plain } from './mrkdwn.js';
import { context, fitted, labelOf, section, TITLE_LIMIT } from './pieces.js';
import { showButton } from './render-buttons.js';
import { searchField } from './render-window.js';

/** What the parts of the Home tab are called when somebody uses them. */
export const HOME_SEARCH = 'home_search';
export const HOME_ASK = 'home_ask';
export const HOME_READ = 'home_read';
export const HOME_POPULAR = 'home_popular';

/** What on it asks for an answer at once. */
export const HOME_CHOICES = new RegExp(`^(?:${HOME_SEARCH}|${HOME_READ}|${HOME_POPULAR})\\b`);

/** Industries shown: with the rest of the tab they stay within the 100 blocks that Slack allows. */
const INDUSTRIES_LIMIT = 55;

/** Tracks shown: a phone's screen or two. */
const TRACKS_LIMIT = 10;

/** Draws the Home tab: a field to search in, what others ask, one's tracks, the case studies, and how to ask elsewhere. */
export function renderHome(
  catalogue: Catalogue,
  popular: readonly string[],
  tracks: readonly Candidate[] = [],
): types.HomeView {
  const { documents, sections } = catalogue.size;
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: labelOf('Ask about Kubernetes') },
      {
        type: 'actions',
        elements: [
          searchField(HOME_SEARCH),
          { type: 'button', action_id: HOME_ASK, text: labelOf('Ask a question'), style: 'primary' },
        ],
      },
      ...context(`${documents} documents with ${sections} sections, each with its sources`),
      ...popularQuestions(popular),
      ...trackBlocks(tracks),
      ...caseStudies(catalogue.industries),
      { type: 'header', text: labelOf('Ask anywhere') },
      ...section(HELP),
    ],
  };
}

function popularQuestions(questions: readonly string[]): types.KnownBlock[] {
  if (questions.length === 0) return [];
  const elements = questions.map((question, index) => ({
    type: 'button' as const,
    action_id: `${HOME_POPULAR} ${index}`,
    text: labelOf(question),
    value: `ask ${question}`.slice(0, 2_000),
  }));
  return [
    { type: 'header', text: labelOf('Often asked') },
    { type: 'actions', elements },
  ];
}

/** Each track, how far one is, and a button that goes on. */
function trackBlocks(tracks: readonly Candidate[]): types.KnownBlock[] {
  if (tracks.length === 0) return [];
  return [
    { type: 'header', text: labelOf('Learn step by step') },
    ...tracks
      .slice(0, TRACKS_LIMIT)
      .flatMap((track, index) =>
        section(
          `${bold(fitted(track.title, TITLE_LIMIT))}\n${fitted(track.gist, 1_000)}`,
          showButton(track, `track ${index}`),
        ),
      ),
  ];
}

function caseStudies(industries: readonly Industry[]): types.KnownBlock[] {
  if (industries.length === 0) return [];
  return [
    { type: 'header', text: labelOf('How companies did it') },
    ...industries.slice(0, INDUSTRIES_LIMIT).map(industryBlock),
  ];
}

function industryBlock({ name, companies }: Industry, index: number): types.KnownBlock {
  const names = companies.map((company) => company.name).join(', ');
  return {
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: `${bold(fitted(name, TITLE_LIMIT))}\n${fitted(names, 1_000)}`,
      verbatim: true,
    },
    accessory: {
      type: 'static_select',
      action_id: `${HOME_READ} ${index}`,
      placeholder: labelOf('Read one'),
      options: companies.slice(0, 100).map((company) => ({
        text: labelOf(company.name),
        value: buttonText({ kind: 'read', section: company.introduction }),
      })),
    },
  };
}

const HELP = [
  `• ${plain('Mention me in a channel that I am in: everybody sees the answer, in a thread.')}`,
  `• ${plain('Write to me under Messages: follow-up questions are understood.')}`,
  `• \`/k8s What is a Pod?\` ${plain('anywhere: only you see the answer, and can share it.')}`,
  `• ${plain('On any message: More actions › Answer with Casebook.')}`,
].join('\n');
