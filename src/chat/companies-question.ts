import { type ExactFacets, exactListQuestion } from '../answers/exact-list.js';
import type { Catalogue } from './catalogue.js';

/** Something that companies should have in common; what kind of thing it is, where that was said. */
export interface Wanted {
  readonly value: string;
  readonly kind?: keyof ExactFacets;
}

/** Asks for the companies that have all of something: exactly those where these are names that we know, else by their words. */
export function companiesQuestion(wanted: readonly Wanted[], catalogue: Catalogue): string {
  const facets = wanted.map((each) => facetOf(each, catalogue));
  const exact: ExactFacets = Object.assign({}, ...facets);
  return facets.includes(undefined) || Object.keys(exact).length < wanted.length
    ? `companies ${wanted.map(({ value }) => value).join(' ')}`
    : exactListQuestion(exact);
}

function facetOf({ value, kind }: Wanted, { tools, industries, themes }: Catalogue): ExactFacets | undefined {
  const named = value.trim().toLowerCase();
  const find = (of: keyof ExactFacets, names: readonly string[]) =>
    kind === undefined || kind === of ? names.find((name) => name.toLowerCase() === named) : undefined;
  const tool = find('tool', tools);
  if (tool) return { tool };
  const industry = find(
    'industry',
    industries.map(({ name }) => name),
  );
  if (industry) return { industry };
  // Shown as words, written with hyphens.
  const theme = find('theme', themes)?.replaceAll(' ', '-');
  return theme === undefined ? undefined : { theme };
}
