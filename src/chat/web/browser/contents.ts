// Runs on a document's page: marks in its table of contents where one is.

const links = new Map(
  [...document.querySelectorAll<HTMLAnchorElement>('.contents-wide a')].map((link) => [
    decodeURIComponent(link.hash.slice(1)),
    link,
  ]),
);
const headings = [...document.querySelectorAll<HTMLElement>('.document [id]')].filter(({ id }) =>
  links.has(id),
);

/** How far below the window's top a heading counts as reached: the bar that stands there, and some lines. */
const REACHED = 120;

let marked: HTMLAnchorElement | undefined;

if (headings.length > 0) {
  addEventListener('scroll', mark, { passive: true });
  addEventListener('resize', mark, { passive: true });
  mark();
}

function mark(): void {
  const isAtEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  const reached = headings.findLast((heading) => heading.getBoundingClientRect().top <= REACHED);
  const target = isAtEnd && headings.find(({ id }) => `#${encodeURIComponent(id)}` === location.hash);
  const link = links.get((target || reached)?.id ?? '');
  if (link === marked) return;
  marked?.removeAttribute('aria-current');
  link?.setAttribute('aria-current', 'true');
  if (link) keepInSight(link);
  marked = link;
}

/** Scrolls the table of contents alone, where it is longer than the window. */
function keepInSight(link: HTMLAnchorElement): void {
  const contents = link.closest('nav');
  if (!contents) return;
  const above = link.getBoundingClientRect().top - contents.getBoundingClientRect().top;
  if (above < 0 || above > contents.clientHeight - link.offsetHeight) {
    contents.scrollTop += above - contents.clientHeight / 2;
  }
}
