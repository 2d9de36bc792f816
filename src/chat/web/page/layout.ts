import { html } from 'hono/html';

/** HTML that is safe to send: everything from outside is escaped in it. */
export type Html = ReturnType<typeof html>;

/** The views that the navigation leads to. */
export type View = keyof typeof VIEWS;

const VIEWS = {
  ask: { label: 'Ask', path: '/' },
  knowledge: { label: 'Knowledge', path: '/knowledge' },
  learn: { label: 'Learn', path: '/onboard' },
  insights: { label: 'Insights', path: '/insights' },
  health: { label: 'Health', path: '/health' },
} as const;

/** What a page has of its own. */
export interface PageParts {
  /** Stands in the browser’s tab, before the product’s name. */
  readonly title: string;
  /** The view that it belongs to, where it belongs to one. */
  readonly current?: View;
  /** What stands in its `<main>`. */
  readonly main: Html;
  /** The scripts that it runs, by name: `chat` is browser/chat.ts. */
  readonly scripts?: readonly string[];
}

/** Draws a page around what it has of its own. */
export type DrawPage = (parts: PageParts) => Html;

/** What every page has around it depends on. */
export interface LayoutParts {
  readonly addressOf: (asset: string) => string;
  /** What a script imports: it is loaded at once, not only when the script was read. */
  readonly importsOf?: (script: string) => readonly string[];
  /** The views that are served. */
  readonly views: readonly View[];
}

/** Makes what every page has around it: the way in for keyboards, the name, the navigation, the switch of the theme. */
export function createLayout({ addressOf, importsOf = () => [], views }: LayoutParts): DrawPage {
  const style = addressOf('page.css');
  const beforePaint = addressOf('before-paint.js');
  return ({ title, current, main, scripts = [] }) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="description" content="Kubernetes questions, answered with excerpts and their sources">
    <title>${title === NAME ? NAME : `${title} · ${NAME}`}</title>
    <link rel="icon" href="${ICON}">
    <link rel="stylesheet" href="${style}">
    <script src="${beforePaint}"></script>
    ${[...new Set(scripts.flatMap((name) => importsOf(`${name}.js`)))].map((name) => html`<link rel="modulepreload" href="${addressOf(name)}">`)}
    ${scripts.map((name) => html`<script type="module" src="${addressOf(`${name}.js`)}"></script>`)}
  </head>
  <body>
    <a class="skip" href="#Main">Skip to the content</a>
    <header class="top">
      <a class="brand" href="/"><span class="mark" aria-hidden="true"></span>${NAME}</a>
      <nav aria-label="Views">${views.map((view) => viewLink(view, view === current))}</nav>
      <button type="button" class="theme" hidden aria-label="Theme"></button>
    </header>
    <main id="Main" class="view-${current ?? 'none'}" tabindex="-1">${main}</main>
  </body>
</html>`;
}

const NAME = 'Casebook';

/** The mark, as a picture that asks nobody: a book with a ship’s wheel’s blue. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#326ce5"/><path d="M9 8h11a3 3 0 0 1 3 3v13H12a3 3 0 0 1-3-3z" fill="#fff"/><path d="M13 13h6M13 17h6" stroke="#326ce5" stroke-width="2" stroke-linecap="round"/></svg>',
)}`;

function viewLink(view: View, isCurrent: boolean): Html {
  const { label, path } = VIEWS[view];
  return html`<a href="${path}"${isCurrent ? html` aria-current="page"` : ''}>${label}</a>`;
}
