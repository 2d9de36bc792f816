import { termsOf } from './terms.js';

/** Words of a chat that are no part of a question: how people greet, hedge, excuse and amuse themselves. */
const FILLER: ReadonlySet<string> = new Set(
  termsOf(`actually anyways basically btw cheers curious damn dear dude dumb everybody everyone folks fyi guess guys haha
  hello hey hi hmm honestly kinda kindly lol maybe newbie noob ok okay omg ping pls plz quick quickly random really sorry
  stupid supposed team thx trying ugh versus vs wanna wonder wondering yeah yep yes yo explain understand help
  question idea told tell said say saying heard ask asking asked friend boss right surely supposed suppose anymore bro
  exactly precisely simply someone everything happen happening happens purpose forever usual hope seem sound wish stuff yet still lot bit
  teh wat wht waht wich dis dat hm huh wtf eli5 tel abt bc cuz coz rn tbh imo btw afaik fwiw ty pointers
  plain word good simple dummy dummies beginner`),
);

/** Whether a term of a question can be left out without changing what is asked. */
export function isFiller(term: string): boolean {
  return FILLER.has(term);
}
