import { Hono } from 'hono';
import { isCaseStudy } from '../../../answers/case-study.js';
import type { Document } from '../../../knowledge/document.js';
import type { Search } from '../../../search/search.js';
import type { SourceUrlOf } from '../../passage.js';
import {
  CASE_STUDIES_PATH,
  decoded,
  documentAddress,
  documentAt,
  KNOWLEDGE_PATH,
} from '../page/document-address.js';
import type { DrawPage } from '../page/layout.js';
import { caseStudiesPage } from './case-studies-page.js';
import { parseFilter, parseOrder } from './case-study-filter.js';
import { documentPage } from './document-page.js';
import { knowledgePage, missingPage, searchPage } from './knowledge-page.js';
import { SEARCH_LENGTH } from './search-field.js';

/** The knowledge base as it is read on the page: another one with any request, when files have changed. */
export interface KnowledgeToRead {
  documents(): readonly Document[];
  search(): Search;
  readonly sourceUrlOf: SourceUrlOf;
}

/** What reading in the browser takes. */
export interface ReadKnowledgeParts {
  readonly knowledge: KnowledgeToRead;
  readonly page: DrawPage;
}

/**
 * Reading the knowledge base: all of it, the case studies side by side, each document, and what a search finds; and
 * what is said at addresses where nothing is.
 */
export function readKnowledgeRoutes({ knowledge, page }: ReadKnowledgeParts): Hono {
  const routes = new Hono();

  routes.get(KNOWLEDGE_PATH, (context) => {
    const text = (context.req.query('q') ?? '').trim().slice(0, SEARCH_LENGTH);
    return context.html(
      text === ''
        ? page({ title: 'Knowledge', current: 'knowledge', main: knowledgePage(knowledge.documents()) })
        : page({ title: `“${text}”`, current: 'knowledge', main: searchPage(text, knowledge.search()) }),
    );
  });

  routes.get(CASE_STUDIES_PATH, (context) => {
    const studies = knowledge.documents().filter(isCaseStudy);
    const query = context.req.query();
    return context.html(
      page({
        title: 'Case studies',
        current: 'knowledge',
        main: caseStudiesPage(studies, parseFilter(query), parseOrder(query.sort)),
        scripts: ['filter-studies'],
      }),
    );
  });

  routes.get(`${KNOWLEDGE_PATH}/`, (context) => context.redirect(KNOWLEDGE_PATH, 301));

  routes.get(`${KNOWLEDGE_PATH}/*`, (context, next) => {
    const documents = knowledge.documents();
    const { pathname } = new URL(context.req.url);
    const document = documentAt(pathname, documents);
    if (document === undefined) {
      const plain = documentAt(pathname.replace(/(?:\.md)?\/?$/i, ''), documents);
      return plain ? context.redirect(documentAddress(plain), 301) : next();
    }
    return context.html(
      page({
        title: document.title,
        current: 'knowledge',
        main: documentPage(document, documents, knowledge.sourceUrlOf),
        scripts: ['contents', 'copy'],
      }),
    );
  });

  // What no view knows: so this is the last of them.
  routes.get('*', (context) =>
    context.html(
      page({ title: 'Not found', main: missingPage(wordsOf(context.req.path), knowledge.search()) }),
      404,
    ),
  );
  return routes;
}

/** The words of an address that may say what was meant by it: those of its last part. */
function wordsOf(path: string): string {
  const [, name = ''] = /([^/]*)\/*$/.exec(decoded(path)) ?? [];
  return (name.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ').slice(0, SEARCH_LENGTH);
}
