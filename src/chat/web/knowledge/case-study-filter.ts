import type { CaseStudy, CaseStudyMatter } from '../../../answers/case-study.js';
import { CASE_STUDIES_PATH } from '../page/document-address.js';

/** What case studies can be filtered by. */
export type FilterKey = keyof typeof VALUES;

/** What of a case study each filter looks at. */
const VALUES = {
  industry: ({ industry }: CaseStudyMatter): readonly string[] => [industry],
  tool: ({ tools }: CaseStudyMatter): readonly string[] => tools,
  theme: ({ themes }: CaseStudyMatter): readonly string[] => themes,
  year: ({ year }: CaseStudyMatter): readonly string[] => [String(year)],
};

/** The filters, in the order in which they stand. */
export const FILTER_KEYS = Object.keys(VALUES) as FilterKey[];

/** What is wanted: a case study has all of it. */
export type Filter = Readonly<Partial<Record<FilterKey, string>>>;

/** What the table may be sorted by; newest first for years. */
export type SortKey = 'company' | 'industry' | 'year';

/** What is sorted by, and whether the other way round. */
export interface Order {
  readonly by: SortKey;
  readonly isReversed: boolean;
}

/** How the table stands when nothing is said. */
const USUAL: Order = { by: 'company', isReversed: false };

/** Reads the filter of an address; what is left empty is not asked for. */
export function parseFilter(query: Readonly<Record<string, string>>): Filter {
  return Object.fromEntries(
    FILTER_KEYS.flatMap((key) => {
      const value = query[key]?.trim();
      return value ? [[key, value]] : [];
    }),
  );
}

/** Reads the order of an address: `year`, or `-year` for the other way round. */
export function parseOrder(text = ''): Order {
  const [, reversed, by] = /^(-?)(company|industry|year)$/.exec(text) ?? [];
  return by === undefined ? USUAL : { by: by as SortKey, isReversed: reversed === '-' };
}

/** The address of the table with a filter and an order. */
export function tableAddress(filter: Filter, order: Order = USUAL): string {
  const query = new URLSearchParams(FILTER_KEYS.flatMap((key) => (filter[key] ? [[key, filter[key]]] : [])));
  const written = orderText(order);
  if (written !== orderText(USUAL)) query.set('sort', written);
  return query.size === 0 ? CASE_STUDIES_PATH : `${CASE_STUDIES_PATH}?${query}`;
}

/** An order as it stands in an address. */
export function orderText({ by, isReversed }: Order): string {
  return `${isReversed ? '-' : ''}${by}`;
}

/** Whether a case study has all that is wanted. */
export function fits({ frontMatter }: CaseStudy, filter: Filter): boolean {
  return FILTER_KEYS.every((key) => {
    const wanted = filter[key];
    return wanted === undefined || VALUES[key](frontMatter).includes(wanted);
  });
}

/** The filter without one of its wishes. */
export function without(key: FilterKey, filter: Filter): Filter {
  const { [key]: _, ...rest } = filter;
  return rest;
}

/** A value that a filter can be set to, and how many case studies there are then. */
export interface FilterOption {
  readonly value: string;
  readonly count: number;
}

/** What a filter can be set to as the others are; years newest first, all else by name. */
export function optionsOf(key: FilterKey, studies: readonly CaseStudy[], filter: Filter): FilterOption[] {
  const others = without(key, filter);
  const counts = new Map<string, number>();
  for (const study of studies) {
    if (!fits(study, others)) continue;
    for (const value of new Set(VALUES[key](study.frontMatter)))
      counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const wanted = filter[key];
  if (wanted !== undefined && !counts.has(wanted)) counts.set(wanted, 0);
  const options = [...counts].map(([value, count]) => ({ value, count }));
  return options.sort((a, b) =>
    key === 'year' ? Number(b.value) - Number(a.value) : byText(a.value, b.value),
  );
}

/** The case studies that fit, in an order. */
export function selected(studies: readonly CaseStudy[], filter: Filter, order: Order): CaseStudy[] {
  const direction = order.isReversed ? -1 : 1;
  return studies
    .filter((study) => fits(study, filter))
    .sort(
      (a, b) =>
        direction * COMPARE[order.by](a.frontMatter, b.frontMatter) ||
        COMPARE.company(a.frontMatter, b.frontMatter),
    );
}

const COMPARE: Readonly<Record<SortKey, (a: CaseStudyMatter, b: CaseStudyMatter) => number>> = {
  company: (a, b) => byText(a.company, b.company),
  industry: (a, b) => byText(a.industry, b.industry),
  year: (a, b) => b.year - a.year,
};

function byText(a: string, b: string): number {
  return a.localeCompare(b, 'en', { sensitivity: 'base' });
}

/** A value as people read it: themes are written with hyphens. */
export function labelOf(key: FilterKey, value: string): string {
  return key === 'theme' ? value.replaceAll('-', ' ') : value;
}
