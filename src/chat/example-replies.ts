import type { Answer } from '../answers/answer.js';
import type { Question } from '../answers/question.js';
import type { Track } from '../onboarding/track.js';
import { type Catalogue, companiesReply } from './catalogue.js';
import type { SourceUrlOf } from './passage.js';
import type { Reply } from './reply.js';
import { replyFor } from './reply-for.js';
import { tracksReply, walkReply } from './walk-reply.js';

/** A reply of one kind, for who wants to see them all without asking. */
export interface ExampleReply {
  readonly name: string;
  /** What it is an example of. */
  readonly label: string;
  /** What was asked, where something was. */
  readonly question?: string;
  readonly reply: Reply;
}

/** What it takes to make examples. */
export interface ExampleParts {
  readonly answer: (question: Question) => Answer;
  readonly catalogue: Catalogue;
  readonly sourceUrlOf: SourceUrlOf;
  readonly tracks: readonly Track[];
}

/** Examples of what comes of a question, of each kind that this knowledge base has one of. */
export async function askedExamples(
  { answer, catalogue, sourceUrlOf }: Pick<ExampleParts, 'answer' | 'catalogue' | 'sourceUrlOf'>,
  nextTurn: () => Promise<unknown>,
): Promise<readonly ExampleReply[]> {
  const examples: ExampleReply[] = [];
  for (const { name, label, questions, fits } of wantedFrom(catalogue)) {
    for (const question of questions) {
      // Others who ask at the same time are answered in between.
      await nextTurn();
      const reply = replyFor(answer({ text: question, thread: [] }), sourceUrlOf);
      if (!fits(reply)) continue;
      examples.push({ name, label, question, reply });
      break;
    }
  }
  return examples;
}

interface Wanted {
  readonly name: string;
  readonly label: string;
  /** The first whose reply fits is the example. */
  readonly questions: readonly string[];
  readonly fits: (reply: Reply) => boolean;
}

function wantedFrom({ industries, tools }: Catalogue): readonly Wanted[] {
  const companies = industries.flatMap((industry) => industry.companies.map(({ name }) => name));
  const [one, other] = companies;
  return [
    {
      name: 'excerpt',
      label: 'An excerpt with its source',
      fits: ({ kind }) => kind === 'excerpt',
      questions: [
        'How do I roll back a Deployment?',
        'What is a Pod?',
        ...(one ? [`Why did ${one} move to Kubernetes?`] : []),
      ],
    },
    {
      name: 'table',
      label: 'An excerpt with a table',
      fits: (reply) => reply.kind === 'excerpt' && reply.passage.blocks.some(({ type }) => type === 'table'),
      questions: [
        'Which QoS classes are there?',
        ...companies.slice(0, 5).map((name) => `What results did ${name} have?`),
      ],
    },
    {
      name: 'clue',
      label: 'A pasted error',
      fits: (reply) => reply.kind === 'excerpt' && reply.clue !== undefined,
      questions: [
        'web-7d4b9   0/1   CrashLoopBackOff   12   20m\nWarning  BackOff  kubelet  Back-off restarting failed container',
      ],
    },
    {
      name: 'choices',
      label: 'Choices, when it is not sure',
      fits: ({ kind }) => kind === 'choices',
      questions: ['scaling', 'storage', 'network', 'security'],
    },
    {
      name: 'list',
      label: 'A list of companies',
      fits: ({ kind }) => kind === 'list',
      questions: tools.slice(0, 5).map((tool) => `Which companies use ${tool}?`),
    },
    {
      name: 'comparison',
      label: 'A comparison',
      fits: ({ kind }) => kind === 'comparison',
      questions: [
        'Compare Deployment and StatefulSet',
        ...(one && other ? [`Compare ${one} and ${other}`] : []),
      ],
    },
    {
      name: 'declined',
      label: 'A question without an answer',
      fits: ({ kind }) => kind === 'notice',
      questions: ['How do I bake bread?'],
    },
  ];
}

/** Examples of what comes of a command, and of a track's buttons. */
export function shownExamples({
  tracks,
  catalogue,
  sourceUrlOf,
}: Pick<ExampleParts, 'tracks' | 'catalogue' | 'sourceUrlOf'>): readonly ExampleReply[] {
  const companies: ExampleReply = {
    name: 'companies',
    label: 'All companies',
    question: '/k8s companies',
    reply: { ...companiesReply(catalogue), share: { kind: 'post', page: 'companies' } },
  };
  const [track] = tracks;
  const [step] = track?.steps ?? [];
  if (track === undefined || step === undefined) return [companies];
  const quizzed = track.steps.find(({ quizzes }) => quizzes.length > 0);
  const [quiz] = quizzed?.quizzes ?? [];
  const words = { catalogue, sourceUrlOf };
  const wrong = quiz?.choices.find(({ isRight }) => !isRight);
  return [
    companies,
    {
      name: 'tracks',
      label: 'Tracks for newcomers',
      question: '/k8s onboard',
      reply: tracksReply(tracks.map((each) => ({ track: each, behind: 0, at: undefined, state: 'new' }))),
    },
    {
      name: 'step',
      label: 'A step of a track',
      reply: walkReply({ kind: 'step', track, step, number: 1 }, words),
    },
    ...(quizzed && quiz
      ? [
          {
            name: 'quiz',
            label: 'A question in a track',
            reply: walkReply(
              { kind: 'quiz', track, step: quizzed, place: 0, quiz, chosen: [], missed: 0 },
              words,
            ),
          },
        ]
      : []),
    ...(quizzed && wrong
      ? [
          {
            name: 'missed',
            label: 'A wrong choice in a track',
            reply: walkReply(
              { kind: 'missed', track, step: quizzed, place: 0, choice: wrong, missed: 1 },
              words,
            ),
          },
        ]
      : []),
  ];
}
