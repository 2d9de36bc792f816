/** Turns a message as Slack writes it into the question a person typed, without whom it was addressed to. */
export function questionText(text: string): string {
  return text
    .replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (_, sign: string, target: string, label = '') => {
      if (sign === '#') return label ? `#${label}` : '';
      if (sign === '@') return '';
      // A date is the one special form that says something to the reader.
      if (sign === '!') return target.startsWith('date^') ? label : '';
      return label || target;
    })
    .replace(/&(lt|gt|amp);/g, (entity, name: string) => CHARACTERS[name] ?? entity)
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

const CHARACTERS: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' };
