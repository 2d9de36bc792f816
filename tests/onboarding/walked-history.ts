import { createOnboarding } from '../../src/onboarding/onboarding.js';
import type { Action } from '../../src/onboarding/outcome.js';
import type { ProgressMemory } from '../../src/onboarding/progress-memory.js';
import { smallTrack } from './small-track.js';

/** What somebody does in the small track: walks on, or answers a question. */
type Deed =
  | 'start'
  | 'stop'
  | readonly ['next' | 'skip', step: string]
  | readonly ['answer', step: string, place: number, chosen: number, missed?: number];

const POD = 'meet-the-pod';
const DEPLOYMENT = 'meet-the-deployment';
const RIGHT = 0;
const WRONG = 1;

/**
 * Who did what, and when. On November 20 and 21 five people did something last. All came to the Pod: Ada, Bob and Fay
 * answered wrongly there, and Bob skipped it besides. Ada skipped the Deployment, and Cyd answered wrongly there.
 */
const HISTORY: readonly (readonly [
  time: string,
  platform: string,
  person: string,
  deeds: readonly Deed[],
])[] = [
  ['19T23:59:59.998', 'slack', 'U0EVE', ['start', ['skip', POD]]],
  ['19T23:59:59.999', 'slack', 'U0FAY', ['start', ['answer', POD, 0, WRONG]]],
  ['20T00:00:00.000', 'slack', 'U0FAY', [['answer', POD, 0, RIGHT, 1]]],
  [
    '20T10:00:00.000',
    'slack',
    'U0ADA',
    [
      'start',
      ['answer', POD, 0, WRONG],
      ['answer', POD, 0, WRONG, 1],
      ['answer', POD, 0, RIGHT, 2],
      ['next', 'look-around'],
      ['skip', DEPLOYMENT],
    ],
  ],
  ['20T11:00:00.000', 'discord', 'U0BOB', ['start', ['answer', POD, 0, WRONG], ['skip', POD], 'stop']],
  [
    '21T09:00:00.000',
    'slack',
    'U0CYD',
    [
      'start',
      ['answer', POD, 0, RIGHT],
      ['next', 'look-around'],
      ['answer', DEPLOYMENT, 0, RIGHT],
      // Here the second choice is the right one.
      ['answer', DEPLOYMENT, 1, RIGHT],
    ],
  ],
  ['21T23:59:59.999', 'slack', 'U0DAN', ['start']],
  ['22T00:00:00.000', 'slack', 'U0GUS', ['start', ['skip', POD]]],
];

/** Lets seven people walk through the small track, from November 19 to 22. */
export async function walkHistory(memory: ProgressMemory): Promise<void> {
  const track = smallTrack();
  for (const [time, platform, user, deeds] of HISTORY) {
    const now = new Date(`2026-11-${time}Z`);
    const onboarding = createOnboarding(
      async () => [track],
      memory,
      () => now,
    );
    for (const deed of deeds) await onboarding.act({ platform, user }, actionOf(deed));
  }
}

function actionOf(deed: Deed): Action {
  const track = 'first-steps';
  if (typeof deed === 'string') return { kind: deed, track };
  const [kind, step] = deed;
  if (kind !== 'answer') return { kind, track, step };
  const [, , place, chosen, missed = 0] = deed;
  return { kind, track, step, place, chosen: [chosen], missed };
}
