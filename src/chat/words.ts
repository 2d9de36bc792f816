import type { AnswerId, DeclineReason, SmallTalk } from '../answers/answer.js';
import { counted } from './counted.js';
import type { Forgotten } from './memory.js';
import { notice, type Reply } from './reply.js';

/** The reply to a question that could not be answered for a fault of ours. */
export const FAILED = notice(
  'Something went wrong on my side and I could not answer. Please ask again; if it keeps happening, tell whoever runs this bot.',
);

/** The reply to a button of an answer that is not remembered. */
export const GONE = notice('I no longer remember that answer. Please ask the question again.');

/** The reply to a button of a section that the knowledge base no longer has. */
export const SECTION_GONE = notice('The knowledge base no longer has that section. Please ask again.');

/** What is said to somebody who wants more than they may for a while. */
export function tooMuchOfPerson(seconds: number): Reply {
  return notice(`That is more at once than I can keep up with. Please try again in ${secondsWord(seconds)}.`);
}

/** What is said where a whole channel wants more than it may for a while. */
export function tooMuchInChannel(seconds: number): Reply {
  return notice(
    `This channel asks more at once than I can keep up with. Please try again in ${secondsWord(seconds)}, or ask me in a direct message.`,
  );
}

function secondsWord(seconds: number): string {
  return counted(seconds, 'second', 'seconds');
}

/** The reply to a button while the memory does not answer. */
export const NOT_NOW = notice('I cannot look that up right now. Please press it again in a minute.');

/** What is said where something could not be kept, as far as we know: it may still be, and to do it twice does no harm. */
export const NOT_KEPT = notice('I cannot keep that right now. Please try it again in a minute.');

/** What is said where it is not certain that everything of a person is deleted. */
export const NOT_FORGOTTEN = notice(
  'I could not make sure just now that everything is deleted. Please try it again in a minute; if it keeps happening, tell whoever runs this bot.',
);

/** What is said where something else than an answer failed for a fault of ours. */
export const NOT_DONE = notice(
  'Something went wrong on my side just now. Please try it again in a minute; if it keeps happening, tell whoever runs this bot.',
);

/** What is said to whoever rated an answer. */
export const RATED = notice('Thank you, that helps to make the answers better.');

/** What is said to whoever rated an answer as not helpful, with a way to say more. */
export function ratedUnhelpful(answer: AnswerId): Reply {
  const button = { label: 'Say what was missing', button: { kind: 'comment', answer } } as const;
  return {
    ...notice('Thank you. Whoever writes the documents sees that this one did not help.'),
    buttons: [button],
  };
}

/** What is said to whoever said what was missing. */
export const COMMENTED = notice('Thank you, that is kept with your rating for whoever writes the documents.');

/** What is said where a track was begun that goes on in a direct message. */
export const FIRST_STEP_SENT = 'I have sent you the step as a direct message; it goes on there.';

/** What is said to whoever chose to be reminded of their track, or not to be. */
export const REMINDERS_ON = notice('I will remind you when you leave a track for some days, twice at most.');
export const NO_REMINDERS = notice(
  'I will not remind you any more. Your place in the track is kept; /k8s onboard goes on.',
);

/** What is said to whoever chose to be named, or not to be. */
export const NAME_SHOWN = notice(
  'Those who look after newcomers see your name now, with the step that you are at, and nothing else. /k8s onboard takes it back.',
);
export const NAME_HIDDEN = notice('Nobody sees your name any more, only how many people are at which step.');

/** What is said when a step could not be kept, as far as we know. */
export const NOT_WALKED = notice(
  'I cannot keep your place in the track right now. What you have done so far is not lost; please try again in a minute.',
);

/** What is said where a window to write in could not be opened. */
export const TOO_LATE = notice('That came too late for a window to open. Please press the button once more.');

/** What is said to whoever sent no word. */
export const NO_COMMENT = notice('There was no word in that; what you said before stays as it is.');

/** What is said where the words of people are not to be kept. */
export const COMMENT_NOT_KEPT = notice(
  'Thank you. Whoever runs me has chosen to keep no words of anybody, so only your rating is kept.',
);

/** What stands over the words that somebody adds to a rating. */
export const COMMENT_TITLE = 'What was missing?';

/** Characters that are kept of them: some sentences. */
export const COMMENT_LIMIT = 1_000;

/** What stands below them. */
export const COMMENT_HINT = 'Those who run this bot read it, without your name.';

/** What is said to whoever wants to be told when a question can be answered. */
export const WILL_TELL = notice(
  'I will send you a direct message when my documents answer that. /k8s forget-me takes it back.',
);

/** What was deleted of a person. */
export function forgottenReply({ questions, ratings, waiting, tracks, welcomes }: Forgotten): Reply {
  if (questions + ratings + waiting + tracks + welcomes === 0)
    return notice('I had nothing of you on this platform.');
  const parts = [
    counted(questions, 'question', 'questions'),
    counted(ratings, 'rating', 'ratings'),
    counted(waiting, 'request to be told', 'requests to be told'),
    counted(tracks, 'track you began', 'tracks you began'),
    ...(welcomes > 0 ? ['the note that you were welcomed'] : []),
  ];
  return notice(
    `Deleted, of you on this platform: ${parts.join(', ')}. What I posted for others to see stays in its channel; delete it there.`,
  );
}

/** The reply to a message without words that somebody wants answered. */
export const NOTHING_WRITTEN = notice('That message has no text that I could answer.');

const EXAMPLES =
  '“What is a Pod?”, “How do I roll back a Deployment?” or “Why did Spotify move to Kubernetes?”';

/** What stands before places of which none is certain. */
export const NOT_SURE = 'I am not sure. This is the nearest I have:';

/** What stands before the companies of a list. */
export function listWords(count: number, common: readonly string[], isSure: boolean): string {
  const asked = common.map((phrase) => `“${phrase}”`).join(' and ');
  if (!isSure) return `No case study has all of ${asked}. These come nearest:`;
  return `${count === 1 ? 'One case study' : `${count} case studies`} for ${asked}:`;
}

/** What is said of a company without a case study. */
export function unknownCompanyWords(company: string, hasNearest: boolean): string {
  const words = `I have no case study of ${company}, and I do not answer with another company’s story.`;
  return hasNearest ? `${words} These are the nearest that I have:` : words;
}

/** What is said when nothing is answered, by the reason. */
export const DECLINED = {
  'no-match': `I don’t know that one. I answer questions about Kubernetes and the companies that run on it, from the documents I have; other words may find it. For example: ${EXAMPLES}`,
  'unknown-company': 'I have no case study of that company.',
  'off-topic': `That looks like a question about something else than Kubernetes, and Kubernetes is all I know, with the companies that run on it. For example: ${EXAMPLES}`,
  'own-affairs':
    'I know the documents that I was given, not your clusters and people, nor what is happening at this moment. I can tell how to find it out: ask “How do I see …?”',
  request:
    'I answer questions, and can do nothing else: change no cluster, send nothing, write nothing. I can tell how it is done: ask “How do I …?”',
  private: 'Prices, pay and people’s private affairs are in none of my documents.',
  opinion: 'I quote documents: I have no opinion of my own, and cannot see into the future.',
  language: 'I understand English only. Please ask in English, for example: “What is a Pod?”',
  'no-question': `What would you like to know? Ask me about Kubernetes, for example: ${EXAMPLES}`,
} satisfies Record<DeclineReason, string>;

/** What is said to people who ask nothing. */
export const SMALL_TALK = {
  greeting: `Hello! I answer questions about Kubernetes and the companies that run on it, with the source of each answer. For example: ${EXAMPLES}`,
  thanks: 'You’re welcome!',
  help: `Ask me anything about Kubernetes or a company that runs on it, in your own words. I answer with an excerpt and its source, and say so when I don’t know. For example: ${EXAMPLES}`,
} satisfies Record<SmallTalk, string>;
