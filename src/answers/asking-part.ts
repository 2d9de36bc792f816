/** How sentences begin that ask, or that want something. */
const ASKS =
  /^\W*(?:(?:and|so|but|or|hey|hi|hello|ok|okay|well|also|please|pls|plz|team|folks|all|question|sorry|now|then)\W+)*(?:what|whats|which|who|whos|whose|where|when|why|how|hows|is|are|was|were|does|do|did|can|could|would|should|will|has|have|any|explain|tell|show|give|list|describe|need|looking|wondering|wonder|difference|write|restart|delete|book|send|translate|remind|approve|merge|cancel|create|add|remove|install|upgrade|reset)\b|\b(?:how (?:do|can|to|would|should)|what(?:'s| is| are| does)|which (?:command|one)|why (?:is|are|does|do|did))\b/i;

/** How sentences begin that ask for something to be said. */
const INTERROGATES =
  /^\W*(?:(?:and|so|but|hey|hi|hello|ok|okay|please|team|folks|all|question|sorry|also|anyone know|does anyone know|any idea)\W+)*(?:what|whats|what's|which|who|whos|where|when|why|how|hows|is|are|was|were|does|do|did|can|could|should|difference between)\b/i;

/** Whether a message is a question, for where nobody has said that it is one. */
export function isQuestion(text: string): boolean {
  return sentencesOf(text).some((sentence) => ENDS_ASKING.test(sentence) || INTERROGATES.test(sentence));
}

const ENDS_ASKING = /\?(?:\s|$|[!?.])/;

/** Sentences and half-sentences, as they are divided in chat. */
const SENTENCES = /[^.!?;:\n]+(?:[.!?;:]+(?=\S)[^.!?;:\n]+)*[.!?;:\n]*/g;

/**
 * The part of a message that asks; all of it when no sentence does.
 *
 *     "Our shop is slow since yesterday. How do I add replicas?"  → "How do I add replicas?"
 */
export function askingPartOf(text: string): string {
  const asking = sentencesOf(text).filter((sentence) => ENDS_ASKING.test(sentence) || ASKS.test(sentence));
  return asking.length > 0 ? asking.join(' ') : text;
}

function sentencesOf(text: string): string[] {
  return (text.match(SENTENCES) ?? []).map((sentence) => sentence.trim()).filter(Boolean);
}
