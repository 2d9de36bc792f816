import type { Answering } from './answering.js';
import type { Person } from './asked.js';
import type { Button } from './button.js';
import type { Catalogue, Entry } from './catalogue.js';
import { commandReply } from './help.js';
import type { Memory } from './memory.js';
import type { NewcomerButton } from './newcomer-button.js';
import type { SourceUrlOf } from './passage.js';
import type { Reply } from './reply.js';
import { explanationReply, furtherReply, replyFor, sectionReply } from './reply-for.js';
import type { WalkButton } from './walk-button.js';
import { GONE, NOT_NOW, RATED, ratedUnhelpful, SECTION_GONE, WILL_TELL } from './words.js';

/** What the buttons of answers take. */
export interface PressingParts {
  readonly catalogue: Catalogue;
  readonly sourceUrlOf: SourceUrlOf;
  readonly memory: Pick<Memory, 'answers' | 'ratings' | 'waiting'>;
  readonly again: Answering['again'];
}

/** What a button of an answer can ask for; a track's lead elsewhere. */
export type AnswerButton = Exclude<Button, WalkButton | NewcomerButton>;

/** Does what the buttons of answers ask for. */
export interface Pressing {
  press(button: AnswerButton, by: Person): Promise<Reply>;
  /** A section, whole, or that it is there no more. */
  show(found: Entry | undefined): Reply;
}

/** Makes it with the knowledge base that there is at each moment. */
export function createPressing({ catalogue, sourceUrlOf, memory, again }: PressingParts): Pressing {
  const show = (found: Entry | undefined): Reply => {
    return found ? sectionReply(found.document, found.section, sourceUrlOf) : SECTION_GONE;
  };

  const pressed = async (button: AnswerButton, { platform, user }: Person): Promise<Reply> => {
    if (button.kind === 'read') return show(catalogue.findByKey(button.section));
    if (button.kind === 'post') return commandReply({ kind: button.page }, catalogue, sourceUrlOf);
    const question = await memory.answers.find(button.answer).catch(() => 'away' as const);
    if (question === 'away') return NOT_NOW;
    if (question === undefined) return GONE;
    switch (button.kind) {
      case 'section': {
        const id = question.sections[button.place];
        return show(id && catalogue.find(id));
      }
      case 'more':
        return furtherReply(again(question), button.page, sourceUrlOf);
      case 'why':
        return explanationReply(again(question));
      case 'share': {
        const [read] = question.sections;
        if (question.kind !== 'read') return replyFor(again(question), sourceUrlOf);
        const found = read && catalogue.find(read);
        return found ? { ...show(found), rated: question.id } : SECTION_GONE;
      }
      case 'rate': {
        const { answer, isHelpful } = button;
        await memory.ratings.rate({ answer, platform, rater: user, isHelpful });
        return isHelpful ? RATED : ratedUnhelpful(answer);
      }
      case 'comment':
        // A platform that can asks for the words; this one cannot.
        return RATED;
      case 'tell': {
        const { id, text, thread } = question;
        await memory.waiting.add({ answer: id, platform, person: user, text, thread, askedAt: new Date() });
        return WILL_TELL;
      }
    }
  };

  return { press: pressed, show };
}
