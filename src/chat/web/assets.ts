import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { takesGzip } from './compression.js';

/** What the page loads: one stylesheet and a few scripts, read once and kept packed. */
export interface Assets {
  /** Where a stylesheet or a script is loaded from; another address as soon as any of them is another. */
  addressOf(name: string): string;
  /** The scripts that a script imports, and those that these import. */
  importsOf(name: string): readonly string[];
  readonly routes: Hono;
}

interface Asset {
  readonly type: string;
  readonly text: string;
  readonly packed: Uint8Array<ArrayBuffer>;
}

/** Where they are served. */
const PLACE = '/assets';

/** Joined to one, this one first. */
const FIRST_STYLE = 'base.css';

/** What has a version in its address never changes; a year is what browsers take for that. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Reads the styles and compiled scripts that stand in a folder. */
export function createAssets(folder = new URL('.', import.meta.url)): Assets {
  const assets = new Map<string, Asset>([['page.css', assetOf('text/css', styleIn(folder))]]);
  const scripts = new URL('browser/', folder);
  for (const name of readdirSync(scripts).filter((name) => name.endsWith('.js'))) {
    assets.set(name, assetOf('text/javascript', readFileSync(new URL(name, scripts), 'utf8')));
  }
  // One for all: scripts load each other by names that stand beside theirs.
  const version = digestOf([...assets.values()].map(({ text }) => text).join('\n'));

  const routes = new Hono();
  routes.get(`${PLACE}/:version/:name`, (context) => {
    const asset = assets.get(context.req.param('name'));
    if (asset === undefined) return context.notFound();
    const isPacked = takesGzip(context.req.header('accept-encoding'));
    // A page that was opened before the program was started anew gets what there is now, and does not keep it.
    const isCurrent = context.req.param('version') === version;
    return context.body(isPacked ? asset.packed : asset.text, 200, {
      'Content-Type': `${asset.type}; charset=utf-8`,
      'Cache-Control': isCurrent ? FOR_EVER : 'no-cache',
      Vary: 'Accept-Encoding',
      ...(isPacked && { 'Content-Encoding': 'gzip' }),
    });
  });
  return {
    addressOf: (name) => `${PLACE}/${version}/${name}`,
    importsOf: (name) => [...withImports(name, assets)].slice(1),
    routes,
  };
}

/** What a compiled script says of another that stands beside it. */
const IMPORTED = /\b(?:from|import) '\.\/([\w-]+\.js)';$/gm;

/** A script with all that is loaded for it; what is added while the set is walked is walked too. */
function withImports(name: string, assets: ReadonlyMap<string, Asset>): ReadonlySet<string> {
  const found = new Set([name]);
  for (const each of found) {
    for (const [, imported = ''] of assets.get(each)?.text.matchAll(IMPORTED) ?? []) found.add(imported);
  }
  return found;
}

function styleIn(folder: URL): string {
  const styles = new URL('style/', folder);
  const names = readdirSync(styles).filter((name) => name.endsWith('.css'));
  const inOrder = [FIRST_STYLE, ...names.filter((name) => name !== FIRST_STYLE).sort()];
  return inOrder.map((name) => readFileSync(new URL(name, styles), 'utf8')).join('\n');
}

function assetOf(type: string, text: string): Asset {
  return { type, text, packed: Uint8Array.from(gzipSync(text, { level: 9 })) };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
