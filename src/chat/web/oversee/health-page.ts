import { Hono } from 'hono';
import { html } from 'hono/html';
import type { DocumentProblem } from '../../../knowledge/document-problem.js';
import type { Connection } from '../../adapter.js';
import { counted } from '../../counted.js';
import type { DrawPage, Html } from '../page/layout.js';
import { isLoopback } from '../page/local-host.js';

/** How everything is at this moment, for whoever runs the bot. */
export interface Status {
  readonly platforms: readonly PlatformStatus[];
  readonly documents: number;
  readonly sections: number;
  readonly tracks: number;
  readonly steps: number;
  /** What is wrong with files of the knowledge folders. */
  readonly problems: readonly DocumentProblem[];
  readonly database: DatabaseStatus;
  readonly version: string;
  readonly upSeconds: number;
  readonly memoryBytes: number;
}

/** How a platform stands. */
export interface PlatformStatus {
  readonly name: string;
  /** `absent` is one that nobody has set up. */
  readonly state: Connection | 'connecting' | 'absent';
  /** Why it is not connected. */
  readonly reason?: string;
  /** How to set it up. */
  readonly remedy?: string;
}

/** How the database stands. */
export interface DatabaseStatus {
  readonly kind: 'file' | 'memory' | 'server';
  /** Why it cannot be used; nothing when it can. */
  readonly fault?: string;
  /** Whether the words of questions are kept. */
  readonly keepsWords: boolean;
  /** How long. */
  readonly days: number;
}

/** What the page of health takes. */
export interface HealthPageParts {
  readonly status: () => Promise<Status>;
  /** The address that is listened on: who reaches it from elsewhere is told less. */
  readonly host: string;
  readonly page: DrawPage;
}

/** Where it is. */
export const HEALTH_PATH = '/health';

/** So many problems are read at once; the command tells them all. */
const PROBLEMS_SHOWN = 200;

/** How everything is: platforms, knowledge with all that is wrong in it, database and process. */
export function healthPageRoutes({ status, host, page }: HealthPageParts): Hono {
  const routes = new Hono();
  const isForOwner = isLoopback(host);
  routes.get('/', async (context) => {
    const now = await status();
    return context.html(
      page({
        title: 'Health',
        current: 'health',
        main: healthOf(isForOwner ? now : lessOf(now), isForOwner),
      }),
    );
  });
  return routes;
}

/** What anybody may know who opens the page from elsewhere: how things are, not why, nor what is in whose files. */
function lessOf(status: Status): Status & { readonly hidden: number } {
  const { fault, ...database } = status.database;
  return {
    ...status,
    platforms: status.platforms.map(({ name, state }) => ({ name, state })),
    database: { ...database, ...(fault && { fault: 'the log says why' }) },
    problems: [],
    hidden: status.problems.length,
  };
}

function healthOf(status: Status & { readonly hidden?: number }, isForOwner: boolean): Html {
  const { platforms, problems, hidden = 0, database } = status;
  const toDo = [
    ...platforms.flatMap(({ name, state }) =>
      state === 'failed' || state === 'waiting' ? `${name} is not connected` : [],
    ),
    ...(database.fault ? ['the database cannot be used'] : []),
    ...(problems.length + hidden > 0
      ? [`${counted(problems.length + hidden, 'problem', 'problems')} in the knowledge base`]
      : []),
  ];
  return html`<div class="health">
    <h1>Health</h1>
    <p class="verdict ${toDo.length === 0 ? 'is-good' : 'is-bad'}">${
      toDo.length === 0 ? 'All is well.' : `To look at: ${toDo.join('; ')}.`
    }</p>
    <section aria-labelledby="platforms">
      <h2 id="platforms">Platforms</h2>
      <ul class="states">
        <li class="card">${stateLine('This page', 'connected')}
          <p class="fine">${isForOwner ? 'Served to this machine only.' : 'Served to everybody who reaches this machine.'}</p></li>
        ${platforms.map(platformOf)}
      </ul>
    </section>
    <section aria-labelledby="knowledge">
      <h2 id="knowledge">Knowledge</h2>
      ${figures([
        ['Documents', number(status.documents)],
        ['Sections', number(status.sections)],
        ['Tracks', number(status.tracks)],
        ['Steps in them', number(status.steps)],
      ])}
      ${problemsOf(problems, hidden)}
    </section>
    <section aria-labelledby="database">
      <h2 id="database">Database</h2>
      ${databaseOf(database)}
    </section>
    <section aria-labelledby="program">
      <h2 id="program">Program</h2>
      ${figures([
        ['Version', status.version],
        ['Running for', durationOf(status.upSeconds)],
        ['Memory', `${number(Math.round(status.memoryBytes / 1_000_000))} MB`],
      ])}
      <p class="fine">For probes and programs: <a href="/healthz">/healthz</a>, <a href="/readyz">/readyz</a>, <a href="/metrics">/metrics</a>.</p>
    </section>
  </div>`;
}

/** What is said of a platform, and how it looks. */
const STATES = {
  connected: ['Connected', 'good'],
  connecting: ['Connecting', 'busy'],
  waiting: ['Trying again', 'busy'],
  failed: ['Not connected', 'bad'],
  absent: ['Not set up', 'none'],
} as const satisfies Record<PlatformStatus['state'], readonly [string, string]>;

function platformOf({ name, state, reason, remedy }: PlatformStatus): Html {
  return html`<li class="card">${stateLine(name, state)}
    ${state !== 'connected' && reason ? html`<p>${sentence(reason)}</p>` : ''}
    ${remedy ? html`<p class="fine">${remedy}</p>` : ''}
  </li>`;
}

function stateLine(name: string, state: PlatformStatus['state']): Html {
  const [words, look] = STATES[state];
  return html`<p class="state"><strong>${name}</strong> <span class="badge is-${look}">${words}</span></p>`;
}

function problemsOf(problems: readonly DocumentProblem[], hidden: number): Html {
  if (problems.length + hidden === 0) {
    return html`<p>No problems. <code>npm run knowledge</code> looks closer: at links, spelling and what repeats itself.</p>`;
  }
  const rest = problems.length - PROBLEMS_SHOWN;
  return html`<h3>${counted(problems.length + hidden, 'problem', 'problems')}</h3>
    <p>${
      hidden > 0
        ? 'The log names them, with path and line.'
        : 'A document with a problem is served as it was before, or not at all. Mend the file and load this page again: it is read anew within two seconds.'
    }</p>
    ${
      problems.length === 0
        ? ''
        : html`<ol class="problems">${problems
            .slice(0, PROBLEMS_SHOWN)
            .map(
              ({ path, line, message }) =>
                html`<li><code class="place">${path}:${line}</code> ${withCode(message)}</li>`,
            )}</ol>`
    }
    ${rest > 0 ? html`<p class="fine">${number(rest)} more: <code>npm run knowledge</code> tells them all.</p>` : ''}`;
}

const KINDS = {
  file: 'A SQLite file',
  memory: 'In memory: it ends with the program',
  server: 'A PostgreSQL server',
} as const satisfies Record<DatabaseStatus['kind'], string>;

function databaseOf({ kind, fault, keepsWords, days }: DatabaseStatus): Html {
  return html`<div class="card">
    <p class="state"><strong>${KINDS[kind]}</strong> <span class="badge is-${fault ? 'bad' : 'good'}">${fault ? 'Cannot be used' : 'Open'}</span></p>
    ${fault ? html`<p>${sentence(fault)} Answering goes on without it.</p>` : ''}
    <p class="fine">Questions are kept for ${counted(days, 'day', 'days')}, ${keepsWords ? 'with' : 'without'} their words.</p>
  </div>`;
}

function figures(all: readonly (readonly [string, string])[]): Html {
  return html`<dl class="figures">${all.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A message with what it puts in backticks as code. */
function withCode(message: string): readonly (Html | string)[] {
  return message.split('`').map((part, place) => (place % 2 === 1 ? html`<code>${part}</code>` : part));
}

/** Words that stood in a log, as they stand on a page. */
function sentence(words: string): string {
  const begun = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}

/** How long something has lasted, in its two largest units. */
function durationOf(seconds: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
    ['second', 1],
  ] as const;
  const first = Math.max(
    units.findIndex(([, length]) => seconds >= length),
    0,
  );
  let left = Math.floor(seconds);
  const parts = units.slice(first, first + 2).flatMap(([name, length]) => {
    const count = Math.floor(left / length);
    left -= count * length;
    return count > 0 ? counted(count, name, `${name}s`) : [];
  });
  return parts.join(' ') || 'a moment';
}
