import type { RootContent } from 'mdast';
import { blocksOf } from '../knowledge/section.js';
import type { TrackView } from '../onboarding/onboarding.js';
import type { Remark, View, WeakSpot } from '../onboarding/outcome.js';
import type { Choice, Quiz, Reference, Step, Track } from '../onboarding/track.js';
import type { Wishes } from '../onboarding/walker-memory.js';
import { excerptOf } from '../search/excerpt.js';
import { termsOf } from '../search/terms.js';
import { bold, pageOf, paragraph, words } from './blocks.js';
import type { LabeledButton } from './button.js';
import type { Catalogue } from './catalogue.js';
import { counted } from './counted.js';
import { newcomer } from './newcomer-button.js';
import { passageFor, type SourceUrlOf } from './passage.js';
import { type Candidate, notice, type Reply } from './reply.js';
import { type SectionKey, sectionKeyOf } from './section-key.js';
import { quizKeyOf, type WalkButton, walkKeyOf } from './walk-button.js';

/** What it takes to word what somebody sees of a track. */
export interface WalkParts {
  readonly catalogue: Catalogue;
  readonly sourceUrlOf: SourceUrlOf;
}

/** How a view of a track is worded. */
export function walkReply(view: View | undefined, parts: WalkParts): Reply {
  if (view === undefined) return notice('That track is no longer there. /k8s onboard shows those that are.');
  return { ...replyTo(view, parts), view };
}

function replyTo(view: View, parts: WalkParts): Reply {
  switch (view.kind) {
    case 'step':
      return stepReply(view.track, view.step, view.number, view.remark, parts);
    case 'quiz':
      return quizReply(view);
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
  }
}

/** All tracks, and how far somebody is in each. */
export function tracksReply(tracks: readonly TrackView[]): Reply {
  return {
    kind: 'choices',
    text: 'Where would you like to begin? Each track is a few short steps, with something to read, to try and to answer. You can stop and go on whenever you like.',
    candidates: tracks.map((view): Candidate => {
      const { title, summary, audience, duration } = view.track;
      const action = onwardWords(view);
      return {
        title,
        gist: `${progressWords(view)}. ${summary} For ${audience}; ${duration}.`,
        action,
        button: walk(action, view.track, { verb: 'start' }).button,
      };
    }),
    tracks,
  };
}

/** What somebody who began may choose besides. */
export function wishButtons({ reminders, named }: Wishes, mayRemind: boolean): readonly LabeledButton[] {
  const reminding = reminders
    ? newcomer('Stop reminding me', 'no-reminders')
    : newcomer('Remind me', 'reminders');
  return [...(mayRemind ? [reminding] : []), named ? newcomer('Hide my name', 'no-name') : SHOW_NAME];
}

/** The first step of somebody's first track, with what they should know, and are asked, once. */
export function withFirstWords(reply: Reply, remindAfterDays: number): Reply {
  if (reply.kind !== 'excerpt') return reply;
  const { passage, buttons = [] } = reply;
  const reminding =
    remindAfterDays > 0
      ? `When you leave a track for ${counted(remindAfterDays, 'day', 'days')} I remind you, twice at most. `
      : '';
  const naming =
    'Those who look after newcomers see how many people are at which step, and no names. May they see yours?';
  const blocks = [
    ...passage.blocks,
    { type: 'thematicBreak' } as const,
    words(`${reminding}${naming} Unless you press “${SHOW_NAME.label}”, they do not.`),
  ];
  return { ...reply, passage: { ...passage, blocks }, buttons: [...buttons, SHOW_NAME] };
}

const SHOW_NAME = newcomer('Show my name', 'name');

/** What stands on the button that leads into a track. */
export function onwardWords({ state }: TrackView): string {
  return { new: 'Start', walking: 'Go on', stopped: 'Go on', finished: 'Once more' }[state];
}

/** How far somebody is. */
export function progressWords({ track, behind, at, state }: TrackView): string {
  const { length } = track.steps;
  switch (state) {
    case 'new':
      return `${length} ${length === 1 ? 'step' : 'steps'}`;
    case 'walking':
      return at
        ? `You are at ${at} of ${length}`
        : length === 1
          ? 'Its step is behind you'
          : `All ${length} steps are behind you`;
    case 'stopped':
      return `Stopped, with ${behind} of ${length} steps behind you`;
    case 'finished':
      return 'Finished';
  }
}

function stepReply(
  track: Track,
  step: Step,
  number: number,
  remark: Remark | undefined,
  parts: WalkParts,
): Reply {
  const task = step.task.length > 0 ? [bold('Try it'), ...step.task] : [];
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
    related: pointersTo(step.reads, parts),
    relatedLabel: 'To read:',
    note: track.title,
    buttons: [
      onward,
      ...(number > 1 ? [walk('Back', track, { verb: 'back', step })] : []),
      walk('Skip', track, { verb: 'skip', step }),
      walk('Stop', track, { verb: 'stop' }),
    ],
  };
}

function quizReply({
  track,
  step,
  place,
  quiz,
  chosen,
  missed,
  remark,
}: Extract<View, { kind: 'quiz' }>): Reply {
  const several = isOfSeveral(quiz);
  const bits = chosen.reduce((sum, each) => sum | (1 << each), 0);
  const shown = { step, place, quiz: quizKeyOf(quiz), missed };
  const choices = quiz.choices.map(({ text }, each) => {
    const bit = 1 << each;
    const mark = several ? `${chosen.includes(each) ? '☑' : '☐'} ` : '';
    return walk(`${mark}${LETTERS[each]}: ${text}`, track, {
      ...shown,
      ...(several ? { verb: 'choose', chosen: bits ^ bit } : { verb: 'answer', chosen: bit }),
    });
  });
  return {
    kind: 'excerpt',
    passage: pageOf(step.title, [
      ...remarkBlocks(remark),
      ...quiz.written.map(emphasized),
      ...quiz.choices.map(choiceLine),
    ]),
    related: [],
    note: `Question ${place + 1} of ${step.quizzes.length}${several ? '; more than one is right: mark them, then press Answer' : ''}`,
    buttons: [
      ...choices,
      ...(several ? [walk('Answer', track, { ...shown, verb: 'answer', chosen: bits })] : []),
      walk('Back to the step', track, { verb: 'show' }),
    ],
  };
}

const LETTERS = ['A', 'B', 'C', 'D', 'E'];

/** Whether a question has more than one right choice. */
export function isOfSeveral({ choices }: Quiz): boolean {
  return choices.filter(({ isRight }) => isRight).length > 1;
}

function choiceLine({ written }: Choice, place: number): RootContent {
  return paragraph([{ type: 'text', value: `${LETTERS[place]}: ` }, ...written]);
}

/** A paragraph in bold; other blocks as they are. */
function emphasized(block: RootContent): RootContent {
  return block.type === 'paragraph' ? paragraph([{ type: 'strong', children: block.children }]) : block;
}

/**
 * What says what is right, and another try. Half as long an excerpt lacked the deciding words for one choice in ten of
 * the tracks that come with us.
 */
function missedReply(
  { track, step, place, choice, missed }: Extract<View, { kind: 'missed' }>,
  parts: WalkParts,
): Reply {
  const quiz = step.quizzes[place];
  const again = walk('Try again', track, {
    verb: 'quiz',
    step,
    place,
    missed,
    ...(quiz && { quiz: quizKeyOf(quiz) }),
  });
  const buttons = [again, walk('Back to the step', track, { verb: 'show' })];
  const found = parts.catalogue.find(choice.explanation.section);
  if (found === undefined) return { ...notice('Not quite. Try once more.'), buttons };
  const right = quiz?.choices.filter(({ isRight }) => isRight).map(({ text }) => text) ?? [];
  const said = [quiz?.question, choice.text, ...right].join(' ');
  const excerpt = excerptOf(blocksOf(found.section), new Map(termsOf(said).map((term) => [term, 1])));
  const passage = passageFor({ ...found, excerpt, score: 1, matched: [] }, parts.sourceUrlOf);
  return {
    kind: 'excerpt',
    passage: {
      ...passage,
      blocks: [words('Not quite. This is what the knowledge base says of it:'), ...passage.blocks],
    },
    related: excerpt.shortened ? pointersTo([choice.explanation], parts) : [],
    relatedLabel: 'The whole section:',
    note: track.title,
    buttons,
  };
}

function summaryReply(track: Track, weak: readonly WeakSpot[], parts: WalkParts): Reply {
  const done = `You have come to the end of “${track.title}”.`;
  if (weak.length === 0) {
    const hasQuizzes = track.steps.some(({ quizzes }) => quizzes.length > 0);
    return {
      ...notice(hasQuizzes ? `${done} Every question was right at the first try.` : done),
      buttons: [newcomer('All tracks', 'tracks')],
    };
  }
  // Where two may be chosen, they must be two.
  const named = new Set<SectionKey>();
  return {
    kind: 'choices',
    text: `${done} These are worth a second look:`,
    candidates: weak.map((spot): Candidate => {
      const { step } = spot;
      const reads = pointersTo(step.reads, parts);
      const read = reads.find(({ button }) => !named.has(button.section)) ?? reads[0];
      const isNew = read !== undefined && !named.has(read.button.section);
      if (read) named.add(read.button.section);
      return {
        title: step.title,
        gist: `${weaknessWords(spot)}${read ? `; to read: ${read.title}` : ''}`,
        ...(isNew && { button: read.button, action: 'Read' }),
      };
    }),
  };
}

/** Why a step is worth a second look. */
export function weaknessWords({ missed, isSkipped }: WeakSpot): string {
  const why = [
    ...(missed > 0 ? [`answered wrongly ${missed === 1 ? 'once' : `${missed} times`}`] : []),
    ...(isSkipped ? ['skipped'] : []),
  ];
  return why.join(', ');
}

/** A button in a track. */
export function walk(
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
  return walk(`Back to step ${number}`, track, { verb: 'resume' });
}

/** Sections that there are, each once. */
export function pointersTo(references: readonly Reference[], { catalogue }: Pick<WalkParts, 'catalogue'>) {
  const shown = new Map(references.map((each) => [each.section, each]).reverse() as [string, Reference][]);
  return references
    .filter((each) => shown.get(each.section) === each && catalogue.find(each.section))
    .map(({ label, section }) => ({
      title: label,
      button: { kind: 'read', section: sectionKeyOf(section) } as const,
    }));
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
