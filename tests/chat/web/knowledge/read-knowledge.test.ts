import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { isCaseStudy } from '../../../../src/answers/case-study.js';
import {
  FILTER_KEYS,
  optionsOf,
  tableAddress,
} from '../../../../src/chat/web/knowledge/case-study-filter.js';
import { readKnowledgeRoutes } from '../../../../src/chat/web/knowledge/read-knowledge.js';
import { documentAddress, sectionAddress } from '../../../../src/chat/web/page/document-address.js';
import { createLayout } from '../../../../src/chat/web/page/layout.js';
import type { DocumentPath } from '../../../../src/knowledge/address.js';
import type { Document } from '../../../../src/knowledge/document.js';
import { loadKnowledge } from '../../../../src/knowledge/load-knowledge.js';
import { createSearch } from '../../../../src/search/search.js';
import { documentFrom } from '../../../documents.js';

const page = createLayout({ addressOf: (name) => `/assets/1/${name}`, views: ['ask', 'knowledge'] });

/** The pages of some documents. */
function pagesOf(documents: readonly Document[], sourceUrlOf = (_: string): string | undefined => undefined) {
  const search = createSearch(documents);
  return readKnowledgeRoutes({
    knowledge: { documents: () => documents, search: () => search, sourceUrlOf },
    page,
  });
}

type Pages = ReturnType<typeof pagesOf>;

async function read(pages: Pages, address: string): Promise<string> {
  const response = await pages.request(address);
  expect(response.status, address).toBe(200);
  return response.text();
}

/** The text of a page as people read it. */
function wordsIn(markup: string): string {
  return unescaped(markup.replace(/<[^>]*>/g, '')).replace(/\s+/g, ' ');
}

function unescaped(markup: string): string {
  return markup.replace(/&(?:#x([\da-f]+)|#(\d+)|(amp|lt|gt|quot));/gi, (_, hex, decimal, name) =>
    name
      ? ({ amp: '&', lt: '<', gt: '>', quot: '"' }[String(name)] ?? '')
      : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  );
}

function valuesOf(attribute: string, markup: string): string[] {
  return [...markup.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) =>
    unescaped(value),
  );
}

test('no heading is called as something of the page around it', async () => {
  const document = documentFrom('# A\n\nIntroduction.\n\n## Main\n\nOne.\n\n## Theme\n\nTwo.');
  const ids = valuesOf('id', await read(pagesOf([document]), documentAddress(document)));
  expect(ids).toEqual(expect.arrayContaining(['main', 'theme']));
  expect(new Set(ids).size).toBe(ids.length);
});

describe('the knowledge base that comes along', () => {
  let documents: readonly Document[];
  let pages: Pages;
  const drawn = new Map<string, string>();

  beforeAll(async () => {
    ({ documents } = await loadKnowledge(['knowledge']));
    pages = pagesOf(documents);
    for (const address of ['/knowledge', '/knowledge/case-studies', ...documents.map(documentAddress)]) {
      drawn.set(address, await read(pages, address));
    }
  }, 60_000);

  test('every document has a page with all its sections, under the anchors that they are named by', () => {
    for (const document of documents) {
      const markup = drawn.get(documentAddress(document)) ?? '';
      const ids = new Set(valuesOf('id', markup));
      const words = wordsIn(markup);
      expect(words).toContain(document.title.replace(/\s+/g, ' '));
      for (const { id, heading, text } of document.sections) {
        expect(ids, id).toContain(id.slice(id.indexOf('#') + 1));
        expect(words, id).toContain(heading.replace(/\s+/g, ' '));
        const [line = ''] = text.split('\n');
        expect(words, id).toContain(line.replace(/\s+/g, ' ').trim());
      }
      for (const { url } of document.sources) expect(valuesOf('href', markup)).toContain(url);
    }
  });

  test('a case study begins with its introduction, before its results', () => {
    const markup = drawn.get('/knowledge/case-studies/spotify') ?? '';
    const text = documents.find(({ path }) => path === 'case-studies/spotify.md')?.sections[0]?.text ?? '';
    const [before = '', after] = markup.split('<h2 id="Results">');
    expect(after).toBeDefined();
    expect(wordsIn(before)).toContain(text.slice(0, 60));
  });

  test('no page has an id twice', () => {
    for (const [address, markup] of drawn) {
      const ids = valuesOf('id', markup);
      expect(
        ids.filter((id, place) => ids.indexOf(id) !== place),
        address,
      ).toEqual([]);
    }
  });

  test('every link within the knowledge base leads to a page, and to a place on it', async () => {
    const wanted = new Map<string, string>();
    for (const [address, markup] of drawn) {
      for (const href of valuesOf('href', markup)) {
        const { host, pathname, search, hash } = new URL(href, `http://page${address}`);
        if (host === 'page' && pathname.startsWith('/knowledge'))
          wanted.set(`${pathname}${search}${hash}`, address);
      }
    }
    const lost: string[] = [];
    for (const [link, from] of wanted) {
      const [address = '', anchor] = link.split('#');
      const markup = drawn.get(address) ?? (await read(pages, address));
      drawn.set(address, markup);
      const isThere = anchor === undefined || valuesOf('id', markup).includes(decodeURIComponent(anchor));
      if (!isThere) lost.push(`${from}: ${link}`);
    }
    expect(wanted.size).toBeGreaterThan(documents.length);
    expect(lost).toEqual([]);
  });

  test('all documents are listed with what they are about', () => {
    const words = wordsIn(drawn.get('/knowledge') ?? '');
    for (const { title, frontMatter } of documents) {
      expect(words).toContain(`${title}${frontMatter.summary ?? ''}`);
    }
  });

  test('the filters agree with the front matter, and their counts with what they lead to', async () => {
    const studies = documents.filter(isCaseStudy);
    for (const key of FILTER_KEYS) {
      for (const { value, count } of optionsOf(key, studies, {})) {
        const expected = studies
          .filter(({ frontMatter: { industry, tools, themes, year } }) =>
            ({ industry: [industry], tool: tools, theme: themes, year: [String(year)] })[key].includes(value),
          )
          .map(({ frontMatter }) => frontMatter.company)
          .sort();
        const markup = await read(pages, tableAddress({ [key]: value }));
        expect(companiesIn(markup).sort(), `${key}: ${value}`).toEqual(expected);
        expect(count).toBe(expected.length);
        expect(markup).toMatch(new RegExp(`<option value="[^"]*" selected>[^<]* \\(${count}\\)</option>`));
      }
    }
  });

  test('filters work together, and say how many there are', async () => {
    const markup = await read(pages, '/knowledge/case-studies?tool=Istio&theme=security&sort=-year');
    expect(companiesIn(markup)).toEqual(['Capital One', 'Babylon']);
    expect(wordsIn(markup)).toContain('2 of 57 case studies');
    expect(markup).toContain('<mark>Istio</mark>');
    expect(valuesOf('href', markup)).toContain('/knowledge/case-studies?theme=security&sort=-year');
  });

  test('the table is sorted by company, industry and year, and the other way round', async () => {
    const studies = documents.filter(isCaseStudy);
    const years = async (sort: string) =>
      [...(await read(pages, `/knowledge/case-studies?sort=${sort}`)).matchAll(/class="year">(\d+)</g)].map(
        ([, year]) => Number(year),
      );
    const newestFirst = studies.map(({ frontMatter }) => frontMatter.year).sort((a, b) => b - a);
    expect(await years('year')).toEqual(newestFirst);
    expect(await years('-year')).toEqual([...newestFirst].reverse());
    const companies = companiesIn(drawn.get('/knowledge/case-studies') ?? '');
    expect(companies).toEqual(
      [...companies].sort((a, b) => a.localeCompare(b, 'en', { sensitivity: 'base' })),
    );
    expect(companiesIn(await read(pages, '/knowledge/case-studies?sort=-company'))).toEqual(
      companies.reverse(),
    );
    expect(await read(pages, '/knowledge/case-studies?sort=year')).toContain('aria-sort="descending"');
    expect(companiesIn(await read(pages, '/knowledge/case-studies?sort=nonsense'))).toHaveLength(57);
  });

  test('where nothing fits, there is a way out', async () => {
    const markup = await read(pages, '/knowledge/case-studies?industry=Finance&tool=Istio&year=2015');
    expect(wordsIn(markup)).toContain('No case study has all of that');
    expect(valuesOf('href', markup)).toEqual(
      expect.arrayContaining([
        '/knowledge/case-studies?industry=Finance&tool=Istio',
        '/knowledge/case-studies',
      ]),
    );
    expect(await read(pages, '/knowledge/case-studies?tool=%3Cscript%3E')).not.toContain('<script>"');
  });

  test('every result stands on the page of its case study, in its own words, and is drawn where it can be', () => {
    for (const study of documents.filter(isCaseStudy)) {
      const words = wordsIn(drawn.get(documentAddress(study)) ?? '');
      for (const { what, before, after } of study.frontMatter.results) {
        for (const text of [what, before ?? '', after]) expect(words).toContain(text.replace(/\s+/g, ' '));
      }
    }
    const babylon = drawn.get('/knowledge/case-studies/babylon') ?? '';
    expect(wordsIn(babylon)).toContain('1 of 5 results give a figure on both sides');
    expect(wordsIn(babylon)).toContain('30 × shorter');
  });

  test('a search shows sections with its words marked, and leads to them', async () => {
    const markup = await read(pages, '/knowledge?q=rollback+deployment');
    expect(markup).toMatch(/<p class="hit-text">.*?<mark>rollback<\/mark>/is);
    const id = 'how-to/roll-back-a-deployment.md#undo-a-rollback';
    expect(documents.flatMap(({ sections }) => sections).map((section) => section.id)).toContain(id);
    expect(valuesOf('href', markup)).toContain(sectionAddress(id));
    expect(valuesOf('value', markup)).toContain('rollback deployment');
  });

  test('a search reads slips as they were meant, and says so', async () => {
    expect(wordsIn(await read(pages, '/knowledge?q=kuberntes+ingres'))).toContain(
      'Read “kuberntes” as “kubernetes”',
    );
  });

  test('where a search finds nothing, the bot can be asked', async () => {
    const markup = await read(pages, `/knowledge?q=${encodeURIComponent('xyzzy "<i>"')}`);
    expect(wordsIn(markup)).toContain('Nothing is found for “xyzzy "<i>"”');
    expect(valuesOf('href', markup)).toContain(`/?q=${encodeURIComponent('xyzzy "<i>"')}`);
    expect(markup).not.toContain('<i>');
  });

  test('an unknown address is told kindly, with what may have been meant', async () => {
    for (const address of [
      '/knowledge/concepts/volume-snapshotz',
      '/knowledge/..%2f..%2fetc/passwd',
      '/knowledge/%',
      '/somewhere',
    ]) {
      const response = await pages.request(address);
      expect(response.status, address).toBe(404);
      expect(await response.text()).toContain('There is no page here');
    }
    expect(
      valuesOf('href', await (await pages.request('/knowledge/concepts/volume-snapshotz')).text()),
    ).toContain('/knowledge/concepts/volume-snapshots');
  });

  test('an address as in Markdown leads to the page', async () => {
    for (const address of ['/knowledge/concepts/pods.md', '/knowledge/concepts/pods/']) {
      const response = await pages.request(address);
      expect(response.status).toBe(301);
      expect(response.headers.get('location')).toBe('/knowledge/concepts/pods');
    }
  });
});

function companiesIn(markup: string): string[] {
  const [, table = ''] = /<table class="studies"(.*?)<\/table>/s.exec(markup) ?? [];
  return [...table.matchAll(/<th role="rowheader" scope="row"><a [^>]*>([^<]*)<\/a>/g)].map(([, name = '']) =>
    unescaped(name),
  );
}

const NOTE = documentFrom(
  `# Deploying

Ask first. See [the other](other%20note.md#two-words), [nothing](gone.md), [above](../../etc/passwd) and [the web](https://example.com/a?b=1&c=2).

## Before

### Access

You need a role.

#### Deeper

##### Deepest

Call.

## Before

Again.
`,
  "run books/prod's & staging.md" as DocumentPath,
);
const OTHER = documentFrom('# Other\n\n## Two words\n\nHere.\n', 'run books/other note.md');

test('a team’s own note is read at its path, with links between notes, and stands for itself', async () => {
  const pages = pagesOf([NOTE, OTHER]);
  const address = documentAddress(NOTE);
  expect(address).toBe("/knowledge/run%20books/prod's%20%26%20staging");
  const markup = await read(pages, address);
  const links = valuesOf('href', markup);
  expect(links).toContain('/knowledge/run%20books/other%20note#two-words');
  expect(links).toContain('https://example.com/a?b=1&c=2');
  expect(links.filter((link) => /gone|passwd/.test(link))).toEqual([]);
  expect(wordsIn(markup)).toContain("run books/prod's & staging.md");
  expect(links).toContain(`/?q=${encodeURIComponent('Deploying')}`);

  const withSource = pagesOf([NOTE, OTHER], () => 'https://git.example/note');
  expect(valuesOf('href', await read(withSource, address))).toContain('https://git.example/note');
});

test('headings keep their order and depth, also those without a text of their own', async () => {
  const markup = await read(pagesOf([NOTE]), documentAddress(NOTE));
  const headings = [...markup.matchAll(/<h([2-6]) id="([^"]+)"><a class="anchor" href="#\2">/g)];
  expect(headings.map(([, level, id]) => `${level} ${id}`)).toEqual([
    '2 before',
    '3 access',
    '4 deeper',
    '5 deepest',
    '2 before-1',
  ]);
});

test('a document that is called as the table of case studies is read beside it', async () => {
  const named = documentFrom('# Our comparison\n\nWe compared.\n', 'case-studies.md');
  const pages = pagesOf([named]);
  expect(documentAddress(named)).toBe('/knowledge/case-studies.md');
  expect(await read(pages, '/knowledge/case-studies.md')).toContain('We compared.');
  expect(wordsIn(await read(pages, '/knowledge/case-studies'))).toContain('0 companies');
});

test('the pages follow the documents as they change', async () => {
  let documents: readonly Document[] = [NOTE];
  const pages = readKnowledgeRoutes({
    knowledge: {
      documents: () => documents,
      search: () => createSearch(documents),
      sourceUrlOf: () => undefined,
    },
    page,
  });
  expect((await pages.request(documentAddress(OTHER))).status).toBe(404);
  documents = [NOTE, OTHER];
  expect((await pages.request(documentAddress(OTHER))).status).toBe(200);
});

const HOSTILE = `---
title: '<script>alert(1)</script> "quoted" & ''single'''
summary: '<img src=x onerror=alert(2)>'
aliases: ['"><svg onload=alert(3)>']
sources: [{ title: '<b>bold</b>', url: 'https://example.com/"onmouseover="alert(4)', license: '<i>x</i>' }]
checked: 2026-01-31
---
<script>alert(5)</script>

Text with <b onclick="alert(6)">inline</b> HTML, [js](javascript:alert(7)), [data](data:text/html,x), [proto](//evil.example/x), [q](hostile.md#"onclick="alert(8)).

## "quotes" & <b>tags</b> onclick='x'

![pic](https://evil.example/a.png "t") ![js](javascript:alert(9))

\`\`\`"><script>
</code></pre><script>alert(10)</script>
\`\`\`

[ref]: javascript:alert(11)
[a ref][ref]
`;

test('nothing that a document holds becomes an element of ours, runs, or is fetched', async () => {
  const hostile = documentFrom(HOSTILE, 'hostile.md');
  const pages = pagesOf([hostile]);
  const all = await Promise.all(
    [documentAddress(hostile), '/knowledge', '/knowledge?q=quotes+tags', '/knowledge/hostil'].map(
      async (address) => (await pages.request(address)).text(),
    ),
  );
  for (const markup of all) expectHarmless(markup);
  expect(valuesOf('href', all[0] ?? '').filter((link) => /javascript|data:text|evil/.test(link))).toEqual([]);
  expect(wordsIn(all[0] ?? '')).toContain('<script>alert(1)</script> "quoted" & \'single\'');
});

test('whatever titles, headings, texts and searches hold, they stay text', async () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      '<script>',
      '"><img src=x onerror=y>',
      '</title>',
      "' onclick='",
      '](javascript:x)',
      '<!--',
      '&lt;',
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(nasty, { minLength: 4, maxLength: 4 }),
      async ([title = '', heading, text, asked = '']) => {
        const written = `---\ntitle: ${JSON.stringify(`T ${title}`)}\n---\nText.\n\n## H ${heading}\n\nW ${text}\n`;
        const document = documentFrom(written, 'nasty.md');
        const pages = pagesOf([document]);
        expectHarmless(await read(pages, documentAddress(document)));
        expectHarmless(await read(pages, '/knowledge'));
        expectHarmless(await read(pages, `/knowledge?q=${encodeURIComponent(asked)}`));
        expectHarmless(await read(pages, `/knowledge/case-studies?tool=${encodeURIComponent(asked)}`));
      },
    ),
    { numRuns: 60 },
  );
});

/** Only our own scripts, no pictures, no handlers. */
function expectHarmless(markup: string): void {
  const tags = [...markup.matchAll(/<([a-z][a-z0-9-]*)((?:[^>"]|"[^"]*")*)>/gi)];
  for (const [tag, name = '', attributes = ''] of tags) {
    expect(tag).not.toMatch(/^<(?:img|iframe|object|embed|base|style|math)/i);
    const names = [...attributes.replace(/"[^"]*"/g, '').matchAll(/[^\s=]+/g)].map(([each]) =>
      each.toLowerCase(),
    );
    expect(names.filter((each) => each.startsWith('on') || each === 'style')).toEqual([]);
    if (name === 'script') expect(attributes).toMatch(/^(?: type="module")? src="\/assets\/1\/[\w-]+\.js"$/);
  }
  expect(markup).not.toMatch(/<script(?![^>]*src=)/i);
}
