import type { SectionId } from '../knowledge/address.js';
import type { Catalogue } from './catalogue.js';

/**
 * The questions that sections answer, as somebody writes them who takes the time; phrases that ask nothing, by which
 * sections are found too, are left out.
 */
export function questionsOf(sections: readonly SectionId[], catalogue: Catalogue): readonly string[] {
  const names = namesIn(catalogue);
  const questions = sections.flatMap((id) => {
    const asked = catalogue.find(id)?.section.questions.find((question) => ASKS.test(question));
    return asked === undefined ? [] : [asWritten(asked, names)];
  });
  return [...new Set(questions)];
}

/** What a question begins with. */
const ASKS = /^(?:what|which|who|why|when|where|how|is|are|can|do|does|should)\s/i;

function asWritten(question: string, names: ReadonlyMap<string, string>): string {
  // Front matter has questions in small letters, as they are typed.
  const words = question.replace(/[\p{L}\p{N}.+-]+/gu, (word) => names.get(word) ?? word);
  const written = words.charAt(0).toUpperCase() + words.slice(1);
  return /[?.!:]$/.test(written) ? written : `${written}?`;
}

/** Names of one word, by how they are typed. */
function namesIn({ industries, tools }: Catalogue): ReadonlyMap<string, string> {
  const companies = industries.flatMap((industry) => industry.companies.map(({ name }) => name));
  const names = ['Kubernetes', 'I', ...tools, ...companies];
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}
