import MiniSearch from 'minisearch';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.js';

/** One query of MiniSearch over the same sections: the least that a bot of this kind does for a question. */
export async function createBareSearch(): Promise<
  (question: string) => { readonly heading: string; readonly text: string }
> {
  const { documents } = await loadKnowledge(['knowledge']);
  const search = new MiniSearch({ fields: ['title', 'heading', 'text'], storeFields: ['heading', 'text'] });
  search.addAll(
    documents.flatMap((document) =>
      document.sections.map(({ id, heading, text }) => ({ id, title: document.title, heading, text })),
    ),
  );
  return (question) => {
    const [best] = search.search(question);
    return {
      heading: String(best?.heading ?? 'Nothing found'),
      text: String(best?.text ?? '…').slice(0, 1_900),
    };
  };
}
