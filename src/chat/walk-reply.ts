import type { Paragraph, RootContent } from 'mdast';
import type { SectionId } from '../knowledge/address.js';
import { parseMarkdown } from '../knowledge/parse-markdown.js';
import { blocksOf } from '../knowledge/section.js';
import type { Remark, TrackView, View, WeakSpot } from '../onboarding/onboarding.js';
import type { Quiz, Reference, Step, Track } from '../onboarding/track.js';
import { excerptOf } from '../search/excerpt.js';
import { termsOf } from '../search/terms.js';
import type { LabeledButton } from './button.js';
import type { Catalogue } from './catalogue.js';
import { type SourceUrlOf, sectionPointer } from './passage.js';
import { type Candidate, notice, type Passage, type Pointer, type Reply } from './reply.js';
import { sectionKeyOf } from './section-key.js';
import { placesIn, type WalkButton, walkKeyOf } from './walk-button.js';

/** What it takes to word what somebody sees of a track. */
export interface WalkParts {
  readonly catalogue: Catalogue;
  readonly sourceUrlOf: SourceUrlOf;
}

/** How a view of a track is worded; of a quiz with several right choices, what is chosen so far. */
export function walkReply(view: View, parts: WalkParts, chosen = 0): Reply {
  switch (view.kind) {
    case 'tracks':
      return tracksReply(view.tracks);
    case 'step':
      return stepReply(view.track, view.step, view.number, view.remark, parts);
    case 'quiz':
      return quizReply(view, chosen);
    case 'missed':
      return missedReply(view, parts);
    case 'summary':
      return summaryReply(view.track, view.weak, parts);
    case 'stopped':
      return {
        ...notice(
          `Stopped “${view.track.title}”, with ${view.number} of ${view.track.steps.length} steps behind you. It goes on from here whenever you like: press the button, or type /k8s onboard.`,
        ),
        buttons: [walk('Go on', view.track, { verb: 'start' })],
      };
    case 'gone':
      return notice('That track is no longer there. /k8s onboard shows those that are.');
  }
}

function tracksReply(tracks: readonly TrackView[]): Reply {
  return {
    kind: 'choices',
    text: 'Where would you like to begin? Each track is a few short steps, with something to read, to try and to answer. You can stop and go on whenever you like.',
    candidates: tracks.map(({ track, behind, state }): Candidate => {
      const { title, summary, audience, duration, steps } = track;
      const far = {
        new: `${steps.length} steps`,
        walking: `you are at ${behind + 1} of ${steps.length}`,
        stopped: `stopped, with ${behind} of ${steps.length} steps behind you`,
        finished: 'finished',
      }[state];
      const action = { new: 'Start', walking: 'Go on', stopped: 'Go on', finished: 'Once more' }[state];
      return {
        title,
        gist: `${summary} For ${audience}; ${duration}; ${far}.`,
        action,
        button: walk(action, track, { verb: 'start' }).button,
      };
    }),
  };
}

function stepReply(
  track: Track,
  step: Step,
  number: number,
  remark: Remark | undefined,
  parts: WalkParts,
): Reply {
  const task = step.task.length > 0 ? [words('**Try it**'), ...step.task] : [];
  const introduction = number === 1 && remark === undefined ? track.introduction : [];
  const quizzes = step.quizzes.length;
  const onward =
    quizzes > 0
      ? walk(quizzes === 1 ? 'Answer a question' : `Answer ${quizzes} questions`, track, {
          verb: 'quiz',
          step,
        })
      : walk(number === track.steps.length ? 'Finish' : 'Next', track, { verb: 'next', step });
  return {
    kind: 'excerpt',
    passage: pageOf(`${number} of ${track.steps.length}: ${step.title}`, [
      ...remarkBlocks(remark),
      ...introduction,
      ...step.text,
      ...task,
    ]),
    related: step.reads.flatMap((read) => pointerTo(read, parts)),
    relatedLabel: 'To read:',
    note: track.title,
    buttons: [
      onward,
      ...(number > 1 ? [walk('Back', track, { verb: 'back' })] : []),
      walk('Skip', track, { verb: 'skip', step }),
      walk('Stop', track, { verb: 'stop' }),
    ],
  };
}

function quizReply(
  { track, step, place, quiz, remark }: Extract<View, { kind: 'quiz' }>,
  chosen: number,
): Reply {
  const several = isOfSeveral(quiz);
  const marked = new Set(placesIn(chosen));
  const choices = quiz.choices.map(({ text }, each) => {
    const bit = 1 << each;
    const mark = several ? `${marked.has(each) ? '☑' : '☐'} ` : '';
    const label = `${mark}${LETTERS[each]}: ${text}`;
    return several
      ? walk(label, track, { verb: 'choose', step, place, chosen: chosen ^ bit })
      : walk(label, track, { verb: 'answer', step, place, chosen: bit });
  });
  return {
    kind: 'excerpt',
    passage: pageOf(step.title, [
      ...remarkBlocks(remark),
      words(`**${quiz.question}**`),
      ...quiz.choices.map(({ text }, each) => words(`${LETTERS[each]}: ${text}`)),
    ]),
    related: [],
    note: `Question ${place + 1} of ${step.quizzes.length}${several ? '; more than one is right: mark them, then press Answer' : ''}`,
    buttons: [
      ...choices,
      ...(several ? [walk('Answer', track, { verb: 'answer', step, place, chosen })] : []),
      walk('Back to the step', track, { verb: 'show' }),
    ],
  };
}

const LETTERS = ['A', 'B', 'C', 'D', 'E'];

function isOfSeveral({ choices }: Quiz): boolean {
  return choices.filter(({ isRight }) => isRight).length > 1;
}

/** Characters of the paragraph that explains: what one reads at a glance. */
const EXPLANATION_LIMIT = 600;

/** The paragraph that says what is right, and another try. */
function missedReply(
  { track, step, place, choice }: Extract<View, { kind: 'missed' }>,
  parts: WalkParts,
): Reply {
  const again = walk('Try again', track, { verb: 'quiz', step, place });
  const found = parts.catalogue.find(choice.explanation.section);
  if (found === undefined) return { ...notice('Not quite. Try once more.'), buttons: [again] };
  const { document, section } = found;
  const asked = `${step.quizzes[place]?.question} ${choice.text}`;
  const weights = new Map(termsOf(asked).map((term) => [term, 1]));
  const { blocks, shortened } = excerptOf(blocksOf(section), weights, { limit: EXPLANATION_LIMIT });
  return {
    kind: 'excerpt',
    passage: {
      ...sectionPointer(document, section, parts.sourceUrlOf),
      blocks: [words('Not quite. This is what the knowledge base says of it:'), ...blocks],
      shortened,
      sources: [],
    },
    related: pointerTo(choice.explanation, parts),
    relatedLabel: 'The whole section:',
    note: track.title,
    buttons: [again, walk('Back to the step', track, { verb: 'show' })],
  };
}

function summaryReply(track: Track, weak: readonly WeakSpot[], parts: WalkParts): Reply {
  const done = `You have come to the end of “${track.title}”, all ${track.steps.length} steps of it.`;
  if (weak.length === 0) {
    return notice(`${done} Every question was right at the first try. /k8s onboard shows the other tracks.`);
  }
  return {
    kind: 'choices',
    text: `${done} These are worth a second look:`,
    candidates: weak.map(({ step, missed, isSkipped }): Candidate => {
      const why = [
        ...(missed > 0 ? [`answered wrongly ${missed === 1 ? 'once' : `${missed} times`}`] : []),
        ...(isSkipped ? ['skipped'] : []),
      ];
      const [read] = step.reads.flatMap((each) => pointerTo(each, parts));
      return {
        title: step.title,
        gist: `${why.join(', ')}${read ? `; to read: ${read.title}` : ''}`,
        ...(read?.button && { button: read.button, action: 'Read' }),
      };
    }),
  };
}

/** A button in a track. */
function walk(
  label: string,
  track: Track,
  { step, ...button }: Omit<WalkButton, 'kind' | 'track' | 'step'> & { readonly step?: Step },
): LabeledButton {
  return {
    label,
    button: {
      kind: 'walk',
      ...button,
      track: walkKeyOf(track.id),
      ...(step && { step: walkKeyOf(step.id) }),
    },
  };
}

/** The button below an answer that leads back to where somebody is in a track. */
export function backToTrack(track: Track, number: number): LabeledButton {
  return walk(`Back to step ${number}`, track, { verb: 'show' });
}

/** A page of a track; it is in our own words, and names no source. */
function pageOf(title: string, blocks: readonly RootContent[]): Passage {
  return { title, blocks, shortened: false, sources: [] };
}

function pointerTo({ label, section }: Reference, { catalogue }: WalkParts): Pointer[] {
  return catalogue.find(section as SectionId)
    ? [{ title: label, button: { kind: 'read', section: sectionKeyOf(section) } }]
    : [];
}

function remarkBlocks(remark: Remark | undefined): readonly RootContent[] {
  switch (remark) {
    case 'right':
      return [words('Right.')];
    case 'elsewhere':
      return [words('You are already elsewhere in this track. Here it goes on:')];
    default:
      return [];
  }
}

/** A line of Markdown as a block. */
function words(markdown: string): RootContent {
  return parseMarkdown(markdown).children[0] ?? ({ type: 'paragraph', children: [] } satisfies Paragraph);
}
