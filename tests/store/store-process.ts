import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

/** A process of its own that runs a few lines, and what it prints. */
export interface StoreProcess {
  /** The lines printed so far. */
  readonly lines: readonly string[];
  /** Resolves when so many lines were printed. */
  printed(count: number): Promise<void>;
  kill(): void;
  /** Resolves when it has ended and all of its lines are here. */
  readonly ended: Promise<void>;
}

const OPEN_STORE = pathToFileURL('dist/store/open-store.js').href;

/** Runs code that may call `openStore` (of the compiled program) and `print`. */
export function startStoreProcess(code: string): StoreProcess {
  const program = `
    import { openStore } from ${JSON.stringify(OPEN_STORE)};
    import { writeSync } from 'node:fs';
    const print = (line) => writeSync(1, line + '\\n');
    ${code}`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const ended = new Promise<void>((resolve) => reader.once('close', resolve));
  return {
    lines,
    printed: async (count) => {
      const missed = ended.then(() => {
        if (lines.length < count) throw new Error(`ended after ${lines.length} lines`);
      });
      const come = new Promise<void>((resolve) => {
        const look = () => lines.length >= count && resolve();
        reader.on('line', look);
        look();
      });
      await Promise.race([come, missed]);
    },
    kill: () => child.kill('SIGKILL'),
    ended,
  };
}
