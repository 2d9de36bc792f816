import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type DocumentProblem, problemOf } from './document-problem.js';

/** The file that lists a folder's words. */
export const VOCABULARY_FILE = 'vocabulary.yaml';

const words = z.array(z.string().trim().min(1)).default([]);
const vocabularyFile = z.strictObject({ tags: words, themes: words, industries: words, tools: words });

/** The words that front matter may use, so that one thing has one name in all documents. */
export type Vocabulary = Readonly<Record<keyof z.infer<typeof vocabularyFile>, ReadonlySet<string>>>;

/** Reads the words of all folders together; nothing when no folder lists any. */
export async function readVocabulary(
  folders: readonly string[],
): Promise<{ vocabulary?: Vocabulary; problems: readonly DocumentProblem[] }> {
  const lists = { tags: new Set(''), themes: new Set(''), industries: new Set(''), tools: new Set('') };
  const problems: DocumentProblem[] = [];
  let found = false;
  for (const folder of folders) {
    const text = await readFile(join(folder, VOCABULARY_FILE), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    found = true;
    const listed = listsIn(text);
    if (typeof listed === 'string') problems.push(problemOf(VOCABULARY_FILE, listed));
    else {
      for (const [name, list] of Object.entries(lists)) {
        for (const word of listed[name as keyof typeof lists]) list.add(word);
      }
    }
  }
  return { ...(found && { vocabulary: lists }), problems };
}

function listsIn(text: string): z.infer<typeof vocabularyFile> | string {
  try {
    const checked = vocabularyFile.safeParse(parse(text, { schema: 'core' }) ?? {});
    return checked.success ? checked.data : z.prettifyError(checked.error);
  } catch (error) {
    return `is not valid YAML: ${(error as Error).message}`;
  }
}
