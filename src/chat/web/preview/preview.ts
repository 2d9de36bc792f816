import { Hono } from 'hono';
import type { ExampleReply } from '../../example-replies.js';
import type { MessageForm } from '../../message-form.js';
import type { Reply } from '../../reply.js';
import type { DrawPage } from '../page/layout.js';
import { personOf } from '../page/person.js';
import type { Shown } from '../page/shown.js';
import { examplesPage, missedPage, previewPage } from './preview-page.js';
import { questionIn } from './previewed-question.js';

/** Where replies are shown as a platform shows them. */
export const PREVIEW_PATH = '/preview';

/** What a platform would be sent of a reply. */
export interface PlatformPreview {
  readonly name: 'slack' | 'discord';
  readonly label: string;
  messagesOf(reply: Reply): Promise<readonly MessageForm[]> | readonly MessageForm[];
}

/** What showing replies as the platforms do takes. */
export interface PreviewParts {
  readonly platforms: readonly PlatformPreview[];
  /** An example of each kind of reply. */
  readonly examples: () => Promise<readonly ExampleReply[]>;
  readonly shown: Pick<Shown, 'find'>;
  readonly page: DrawPage;
}

/** `/preview` shows an example of each kind of reply, `/preview/<id>/slack` any reply that the page gave. */
export function previewRoutes({ platforms, examples, shown, page }: PreviewParts): Hono {
  const routes = new Hono();

  routes.get('/', async (context) => {
    const name = context.req.query('on');
    const platform = platforms.find((each) => each.name === name) ?? platforms[0];
    if (platform === undefined) return context.notFound();
    const drawn = (await examples()).map(async (example) => {
      const [posted] = await platform.messagesOf(example.reply);
      return { ...example, message: posted?.json };
    });
    const main = examplesPage({ platform, platforms, examples: await Promise.all(drawn), at: new Date() });
    return context.html(page({ title: `Replies as ${platform.label} shows them`, main }));
  });

  routes.get('/:id/:platform', async (context) => {
    const { id, platform: name } = context.req.param();
    const platform = platforms.find((each) => each.name === name);
    if (platform === undefined) return context.notFound();
    const asked = questionIn(context.req.queries());
    const example = (await examples()).find(({ name }) => name === id);
    const reply = example?.reply ?? (await shown.find(id, personOf(context)));
    if (reply === undefined) {
      return context.html(page({ title: 'Not to be shown', main: missedPage(asked) }), 404);
    }
    const messages = await platform.messagesOf(reply);
    const main = previewPage({ id, platform, platforms, messages, at: new Date(), reply, example, asked });
    return context.html(page({ title: `As ${platform.label} shows it`, main, scripts: ['preview'] }));
  });
  return routes;
}
