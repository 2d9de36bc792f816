import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The compiled program, running. */
export interface Program {
  readonly process: ChildProcess;
  readonly base: string;
  /** Everything printed so far. */
  output(): string;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
}

/** A developer's own .env must not reach a test: what is set to nothing there is not read from the file. */
const UNSET = Object.fromEntries(
  [
    'SLACK_BOT_TOKEN SLACK_APP_TOKEN SLACK_SIGNING_SECRET SLACK_MODE SLACK_API_URL',
    'DISCORD_TOKEN DISCORD_APPLICATION_ID DISCORD_GUILD_ID DISCORD_API_URL DISCORD_REQUESTS_PER_SECOND',
    'WELCOME WELCOME_CHANNELS REMIND_AFTER_DAYS',
    'ADMIN_USERS AUTO_ANSWER_CHANNELS RATE_LIMIT_PERSON RATE_LIMIT_CHANNEL',
    'PRIVACY_KEY STORE_QUESTIONS RETENTION_DAYS WELCOME WELCOME_CHANNELS REMIND_AFTER_DAYS',
    'HOST WEB_CHAT KNOWLEDGE_DIR SOURCE_BASE_URL LOG_LEVEL',
  ].flatMap((names) => names.split(' ').map((name) => [name, ''])),
);

/** Nor may a test touch a developer's own database. */
const NO_FILE = { DATABASE_URL: ':memory:' };

/** Starts the compiled program on a free port with nothing else set than what is given. */
export async function startProgram(
  env: Readonly<Record<string, string>> = {},
  command: readonly string[] = ['node', 'dist/main.js'],
  folder = process.cwd(),
): Promise<Program> {
  const port = env.PORT ?? String(await freePort());
  const { PATH = '', HOME = '' } = process.env;
  const [name = 'node', ...args] = command;
  // A process group of its own, so that whatever it starts can be ended with it.
  const child = spawn(name, args, {
    cwd: folder,
    env: { PATH, HOME, ...(folder === process.cwd() && { ...UNSET, ...NO_FILE }), ...env, PORT: port },
    detached: true,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  return {
    process: child,
    base: `http://127.0.0.1:${port}`,
    output: () => printed,
    ended: new Promise((resolve) => child.on('close', resolve)),
  };
}

/** Ends a program and all that it started, at once. */
export function killGroup({ process: { pid } }: Program): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Waits until a condition holds. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  millis = 15_000,
): Promise<void> {
  const end = Date.now() + millis;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Whether an address answers with success. */
export async function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    (response) => response.ok,
    () => false,
  );
}

/** A port that nobody has at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
