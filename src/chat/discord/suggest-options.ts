import type { ApplicationCommandOptionChoiceData, AutocompleteInteraction } from 'discord.js';
import type { Bot } from '../bot.js';
import { buttonText } from '../button.js';
import { FIRST_READ } from '../first-read.js';
import { sectionPointer } from '../passage.js';
import { shortNameOf } from '../reply.js';
import { sectionKeyOf } from '../section-key.js';
import { COMPANY, INDUSTRY, ONE, OTHER, QUESTION, THEME, TOOL } from './commands.js';
import { labelOf } from './render-buttons.js';

type Choice = ApplicationCommandOptionChoiceData<string>;

/** Discord takes no more, and no longer ones. */
const CHOICES_LIMIT = 25;
const VALUE_LIMIT = 100;

/** Suggests while someone types an option of a command. */
export async function suggestOptions(typing: AutocompleteInteraction, { catalogue }: Bot): Promise<void> {
  const { name, value } = typing.options.getFocused(true);
  await typing.respond(choicesFor(name, value.trim(), catalogue).slice(0, CHOICES_LIMIT));
}

function choicesFor(option: string, typed: string, catalogue: Bot['catalogue']): readonly Choice[] {
  switch (option) {
    case QUESTION:
      return questionChoices(typed, catalogue);
    case COMPANY:
      return choicesOf(
        catalogue.industries.flatMap(({ companies }) => companies.map(({ name }) => name)),
        typed,
      );
    case INDUSTRY:
      return choicesOf(
        catalogue.industries.map(({ name }) => name),
        typed,
      );
    case TOOL:
      return choicesOf(catalogue.tools, typed);
    case THEME:
      return choicesOf(catalogue.themes, typed);
    case ONE:
    case OTHER:
      // As they were ranked: what is typed may stand anywhere in them.
      return [...new Set(catalogue.suggest(typed, CHOICES_LIMIT).map(({ document }) => document.title))].map(
        choiceOf,
      );
    default:
      return [];
  }
}

/** What was typed first, then sections that it begins, or what to read first; each is known again by its key. */
function questionChoices(typed: string, catalogue: Bot['catalogue']): readonly Choice[] {
  const isAsked = typed !== '' && typed.length <= VALUE_LIMIT;
  const asked = isAsked ? [{ name: labelOf(`Ask: ${typed}`), value: typed }] : [];
  const suggested =
    typed === ''
      ? FIRST_READ.flatMap((id) => catalogue.find(id) ?? [])
      : catalogue.suggest(typed, CHOICES_LIMIT);
  const sections = suggested.map(({ document, section }) => ({
    name: labelOf(shortNameOf(sectionPointer(document, section, () => undefined))),
    value: buttonText({ kind: 'read', section: sectionKeyOf(section.id) }),
  }));
  return [...asked, ...sections];
}

/** The names of which a word begins with what is typed, those that begin with it first. */
function choicesOf(names: readonly string[], typed: string): readonly Choice[] {
  const begun = typed.toLowerCase();
  const rankOf = (name: string) => {
    const words = name.toLowerCase();
    return words.startsWith(begun)
      ? 0
      : words.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(begun))
        ? 1
        : 2;
  };
  return [...new Set(names)]
    .filter((name) => rankOf(name) < 2)
    .sort((a, b) => rankOf(a) - rankOf(b) || a.localeCompare(b, 'en'))
    .map(choiceOf);
}

function choiceOf(name: string): Choice {
  return { name: labelOf(name), value: name.slice(0, VALUE_LIMIT) };
}
