import { stat } from 'node:fs/promises';

/**
 * Notes which file stands at a path, and tells whether it still does: SQLite goes on writing to one that was moved or
 * deleted, and nobody finds again what is kept in it.
 */
export async function watchFileInPlace(path: string): Promise<() => Promise<boolean>> {
  const opened = await fileAt(path);
  return async () => {
    // What cannot be looked at, as in a folder that is closed to us, is taken to be there.
    const now = await fileAt(path).catch(() => opened);
    return now === opened;
  };
}

/** Names the file at a path, also apart from others that stand there later; nothing where there is none. */
async function fileAt(path: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev} ${ino}`;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
