/** What is wrong with a file, said so that its author can mend it. */
export interface DocumentProblem {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** Makes a problem of a file as a whole. */
export function problemOf(path: string, message: string): DocumentProblem {
  return { path, line: 1, message };
}

/** Sorts by path. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
