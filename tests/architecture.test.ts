import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

/** What people do on the page, each in a room of its own. */
const VIEWS = [
  'chat/web/ask',
  'chat/web/knowledge',
  'chat/web/preview',
  'chat/web/learn',
  'chat/web/oversee',
];

/**
 * The rooms and the rooms each may import, as src/README.md draws them. Arrows go down and never back.
 */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  knowledge: [],
  search: ['knowledge'],
  answers: ['search', 'knowledge'],
  feedback: ['answers', 'knowledge'],
  onboarding: ['knowledge'],
  chat: ['onboarding', 'feedback', 'answers', 'search', 'knowledge'],
  'chat/slack': ['chat', 'answers', 'search', 'knowledge'],
  'chat/discord': ['chat', 'answers', 'search', 'knowledge'],
  'chat/web/page': ['chat', 'answers', 'search', 'knowledge'],
  'chat/web/ask': ['chat/web/page', 'chat', 'answers', 'search', 'knowledge'],
  'chat/web/knowledge': ['chat/web/page', 'chat', 'answers', 'search', 'knowledge'],
  'chat/web/preview': ['chat/web/page', 'chat', 'knowledge'],
  'chat/web/learn': ['chat/web/page', 'chat'],
  'chat/web/oversee': ['chat/web/page', 'chat', 'knowledge'],
  'chat/web': [...VIEWS, 'chat/web/page', 'chat'],
  'chat/console': ['chat', 'answers', 'search', 'knowledge'],
  store: ['chat', 'onboarding', 'feedback', 'answers', 'knowledge'],
  app: [
    'chat',
    'chat/slack',
    'chat/discord',
    'chat/web',
    'chat/web/page',
    ...VIEWS,
    'chat/console',
    'store',
    'onboarding',
    'feedback',
    'answers',
    'search',
    'knowledge',
  ],
  '': ['app', 'chat/console', 'chat/discord', 'chat/slack', 'chat/web', 'onboarding', 'answers', 'knowledge'],
};

/** Packages that one place alone may import. */
const ONLY_IN: Readonly<Record<string, RegExp>> = {
  minisearch: /^search\/section-index\.ts$/,
  dotenv: /^app\/load-environment\.ts$/,
  '@slack/bolt': /^chat\/slack\//,
  'discord.js': /^chat\/discord\//,
  'discord-api-types': /^chat\/discord\//,
  hono: /^chat\/web\//,
  '@hono/node-server': /^chat\/web\//,
  'highlight.js': /^chat\/web\/page\/highlight\.ts$/,
  undici: /^chat\/slack\//,
  'pino-pretty': /^app\/create-log\.ts$/,
  'prom-client': /^app\/metrics\.ts$/,
  kysely: /^store\//,
  libsql: /^store\//,
  pg: /^store\//,
  vega: /^feedback\/charts\.ts$/,
  hastscript: /^feedback\/report-pa(?:ge|rts)\.ts$/,
  'csv-stringify': /^feedback\/gaps-csv\.ts$/,
};

/** Rooms that know no platform and no log. */
const PURE = /^(knowledge|search|answers|feedback|onboarding)\//;

const SOURCE = 'src';
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'));

interface Import {
  readonly from: string;
  readonly to: string;
}

const imports: readonly Import[] = files.flatMap((from) => {
  const text = readFileSync(join(SOURCE, from), 'utf8');
  const names = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
  return names.map((name) => ({ from, to: name }));
});

const inside = imports
  .filter(({ to }) => to.startsWith('.'))
  .map(({ from, to }) => ({
    from,
    to: relative(SOURCE, join(SOURCE, dirname(from), to))
      .replaceAll('\\', '/')
      .replace(/\.js$/, '.ts'),
  }));

function roomOf(path: string): string {
  const folder = dirname(path);
  return folder === '.' ? '' : folder.replace(/^(chat\/web)\/browser$/, '$1');
}

test('every import leads to a file that is there', () => {
  expect(inside.filter(({ to }) => !files.includes(to))).toEqual([]);
});

test('every room is drawn, and imports only the rooms below it', () => {
  const wrong = inside.filter(({ from, to }) => {
    const allowed = ARROWS[roomOf(from)];
    return allowed === undefined || (roomOf(from) !== roomOf(to) && !allowed.includes(roomOf(to)));
  });
  expect(wrong).toEqual([]);
});

test('no file imports itself in a circle', () => {
  const below = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const { from, to } of withoutTypes(inside)) below.get(from)?.push(to);
  const done = new Set<string>();
  const circles: string[][] = [];
  const walk = (file: string, path: readonly string[]) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file]);
    if (done.has(file) || path.includes(file)) return;
    for (const next of below.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  expect(circles).toEqual([]);
});

/** Types are gone when the program runs: two files may name each other's. */
function withoutTypes(all: readonly Import[]): readonly Import[] {
  return all.filter(({ from, to }) => {
    const name = to.slice(to.lastIndexOf('/') + 1).replace(/\.ts$/, '.js');
    const text = readFileSync(join(SOURCE, from), 'utf8');
    const statements = [...text.matchAll(/import\s+(type\s)?[^;]*?'([^']+)'/g)];
    return statements.some((match) => match[2]?.endsWith(`/${name}`) && match[1] === undefined);
  });
}

test('each platform’s package stays in its room, and one file alone knows the search engine', () => {
  const packageOf = (name: string) =>
    Object.keys(ONLY_IN).find((only) => name === only || name.startsWith(`${only}/`));
  const wrong = imports.filter(({ from, to }) => {
    const only = packageOf(to);
    return only !== undefined && !ONLY_IN[only]?.test(from);
  });
  expect(wrong).toEqual([]);
});

test('what draws charts is loaded by the report and by a thread of its own alone, and only when it is wanted', () => {
  const importersOf = (file: string) => inside.filter(({ to }) => to === file).map(({ from }) => from);
  expect(importersOf('feedback/charts.ts')).toEqual(['feedback/report-parts.ts']);
  expect(importersOf('feedback/report-parts.ts').sort()).toEqual([
    'app/insights-worker.ts',
    'feedback/report-page.ts',
  ]);
  expect(importersOf('app/insights-worker.ts')).toEqual([]);
  expect(importersOf('feedback/report-page.ts')).toEqual(['app/report-command.ts']);
  expect(readFileSync('src/app/report-command.ts', 'utf8')).not.toMatch(/^import .*(report-page|gaps-csv)/m);
  expect(importersOf('app/report-command.ts').filter((from) => from !== 'app/report-sources.ts')).toEqual([
    'report.ts',
  ]);
});

test('what a preview loads of a platform knows nothing of its library', () => {
  const below = withoutTypes(inside);
  const reached = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const { from, to } of below) if (from === file) reached(to, seen);
    return seen;
  };
  for (const platform of ['slack', 'discord']) {
    const loaded = reached(`chat/${platform}/message-forms.ts`);
    expect(loaded).toContain(`chat/${platform}/render-reply.ts`);
    const texts = [...loaded].map((file) => readFileSync(join(SOURCE, file), 'utf8'));
    expect(texts.join('\n')).not.toMatch(/^import (?!type)[^;]*from '(?:@slack\/bolt|discord\.js)'/m);
  }
  expect(readFileSync('src/app/platform-previews.ts', 'utf8')).not.toMatch(/^import (?!type)/m);
});

test('knowledge, search, answers, feedback and onboarding know no log, and only what reads and watches files knows the disk', () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      PURE.test(from) &&
      (to === 'pino' ||
        (to.startsWith('node:') &&
          to !== 'node:path/posix' &&
          !/^(knowledge\/(list-folder|read-knowledge|watch-knowledge)|onboarding\/load-tracks)\.ts$/.test(
            from,
          ))),
  );
  expect(wrong).toEqual([]);
});

test('only the app and the programs themselves read the environment', () => {
  const readers = files.filter((file) => readFileSync(join(SOURCE, file), 'utf8').includes('process.env'));
  expect(readers.filter((file) => roomOf(file) !== '' && roomOf(file) !== 'app')).toEqual([]);
});

test('there is no utils, no helpers, no types.ts and no barrel', () => {
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|types|index)(\.ts$|\/)/.test(file))).toEqual([]);
});
